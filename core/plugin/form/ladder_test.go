package form_test

import (
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/form"
)

const ladder = `{"type": "object", "additionalProperties": false, "properties": {
 "silver": {"type": "integer", "default": 100, "title": "Silver", "x-raja": {"type": "money", "title_id": "Perak", "defaults": {"IDR": 1000}}},
 "gold": {"type": "integer", "default": 300, "title": "Gold", "x-raja": {"type": "money", "title_id": "Emas", "above": "silver", "defaults": {"IDR": 3000}}},
 "open": {"type": "boolean", "default": true, "title": "Open", "x-raja": {"title_id": "Buka"}}
}}`

func TestAThresholdThatIsNotAboveTheOneBelowIsRefused(t *testing.T) {
	f := parse(t, ladder)
	for _, c := range []struct{ name, currency, values, field, want string }{
		{"as it comes", "IDR", `{}`, "", ""},
		{"one more", "IDR", `{"silver": 5000, "gold": 5001}`, "", ""},
		{"as much", "IDR", `{"silver": 5000, "gold": 5000}`, "config.gold", "5000 is not above 5000, which is silver"},
		{"one less", "IDR", `{"silver": 5000, "gold": 4999}`, "config.gold", "4999 is not above 5000"},
		{"below the default", "IDR", `{"gold": 1000}`, "config.gold", "1000 is not above 1000, which is silver"},
		{"above the other default", "IDR", `{"silver": 3000}`, "config.silver", "3000 is not below 3000, which is gold; set that one too"},
		{"by the default of another currency", "USD", `{"silver": 300}`, "config.silver", "300 is not below 300"},
		{"which is enough there", "IDR", `{"silver": 300}`, "", ""},
		{"something else alone", "IDR", `{"open": false}`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := f.Check([]byte(c.values))
			if err != nil {
				t.Fatal(err)
			}
			err = f.Compare(c.currency, rows)
			told := fault.As(err)
			if (err == nil) != (c.want == "") || err != nil && (told.Field != c.field || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want %q of %s", err, c.want, c.field)
			}
		})
	}
}

func TestDefaultsThatStandUpsideDownAreNoForm(t *testing.T) {
	for old, want := range map[string]string{
		`"default": 300`: "gold: the default 100 is not above that of silver, 100",
		`"IDR": 3000`:    "gold: the default 100 is not above that of silver, 1000",
	} {
		text := strings.Replace(ladder, old, old[:strings.Index(old, " ")]+" 100", 1)
		if _, err := form.Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
