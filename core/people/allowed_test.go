package people_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/people"
)

// What she said last counts, about all channels or about one; each purpose is
// there, also one of which nobody ever spoke.
func TestEveryPurposeStandsSomewhere(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC) }
	said := func(purpose people.Purpose, channel people.Channel, given bool, day int) people.Consent {
		return people.Consent{Purpose: purpose, Channel: channel, Given: given, At: at(day)}
	}
	nothing := []string{"service yes", "marketing no", "testimonial no", "photo no", "profiling yes"}
	for what, tt := range map[string]struct {
		profile people.Profile
		want    []string
	}{
		"who said nothing": {people.Profile{}, nothing},
		"who withdrew": {
			people.Profile{Consents: []people.Consent{said(people.Marketing, "", true, 1), said(people.Marketing, "", false, 2), said(people.Photo, "", true, 3)}},
			[]string{"service yes", "marketing no, said", "testimonial no", "photo yes, said", "profiling yes"},
		},
		"who wants it on WhatsApp alone": {
			people.Profile{Consents: []people.Consent{said(people.Marketing, "", false, 1), said(people.Marketing, "whatsapp", true, 2)}},
			[]string{"service yes", "marketing no, said", "marketing on whatsapp yes, said", "testimonial no", "photo no", "profiling yes"},
		},
		"who refused everything later": {
			people.Profile{Consents: []people.Consent{said(people.Marketing, "whatsapp", true, 1), said(people.Marketing, "", false, 2)}},
			[]string{"service yes", "marketing no, said", "testimonial no", "photo no", "profiling yes"},
		},
		"a child": {
			people.Profile{Guardian: 7, Consents: []people.Consent{said(people.Marketing, "", true, 1)}},
			[]string{"service yes", "marketing no, said, guarded", "testimonial no", "photo no", "profiling yes"},
		},
	} {
		var got []string
		for _, one := range tt.profile.Allowances() {
			got = append(got, spoken(one))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
}

func spoken(one people.Allowed) string {
	text := string(one.Purpose)
	if one.Channel != "" {
		text += " on " + string(one.Channel)
	}
	text += map[bool]string{true: " yes", false: " no"}[one.Yes]
	if one.Said != nil {
		text += ", said"
	}
	if one.Guarded {
		text += ", guarded"
	}
	return text
}
