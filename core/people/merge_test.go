package people_test

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/people"
)

// said is a profile with what somebody said of consent.
func said(t *rapid.T, label string, ordinal people.Ordinal) people.Profile {
	consent := rapid.Custom(func(t *rapid.T) people.Consent {
		return people.Consent{
			Purpose: rapid.SampledFrom([]people.Purpose{people.Marketing, people.Service}).Draw(t, "purpose"), Channel: rapid.SampledFrom([]people.Channel{"", "whatsapp", "sms"}).Draw(t, "channel"),
			Given: rapid.Bool().Draw(t, "given"), At: time.Unix(int64(rapid.IntRange(0, 9).Draw(t, "at")), 0).UTC(),
		}
	})
	return people.Profile{Ordinal: ordinal, Consents: rapid.SliceOfN(consent, 0, 6).Draw(t, label)}
}

// Product bug 7: whichever of the two is kept, what one of them refused stays
// refused, and merging what is merged says nothing new.
func TestTheStrictestConsentWinsInEitherDirection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(100, 0).UTC()
		one, other := said(t, "one", 1), said(t, "other", 2)
		kept, turned := one, other
		kept.Absorb(&other, now)
		turned.Absorb(&one, now)
		for _, purpose := range people.Purposes() {
			for _, channel := range append([]people.Channel{""}, people.Channels()...) {
				allowed, _ := kept.Allows(purpose, channel)
				if back, _ := turned.Allows(purpose, channel); back != allowed {
					t.Fatalf("%s on %q is %v in one direction and %v in the other", purpose, channel, allowed, back)
				}
				for _, before := range []people.Profile{one, other} {
					if was, entry := before.Allows(purpose, channel); allowed && !was && entry != nil {
						t.Fatalf("%s on %q was refused and is allowed", purpose, channel)
					}
				}
			}
		}
		again := kept
		again.Absorb(&other, now.Add(time.Hour))
		if !reflect.DeepEqual(again.Consents, kept.Consents) {
			t.Fatalf("a second merge says %v, after %v", again.Consents, kept.Consents)
		}
	})
}
