package phone_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/phone"
)

// messy draws texts of the pieces that numbers in cells are made of.
var messy = rapid.Map(rapid.SliceOfN(rapid.OneOf(
	rapid.StringMatching(`[0-9]{1,5}`),
	rapid.SampledFrom([]string{
		"+62", "0062", "00 62", "62", "0812", "8", "021", "0", "(0)", "(", ")", "-", "–", "\u2011", " ", ".", "/", ",", ";", "|",
		"atau", " dan ", "O", "l", "wa.me/", "https://wa.me/62", "?text=a", "tel:", "whatsapp://send?phone=", "E+10", "ext", "x",
		"\u202a", "\u200b", "\u00ad", "\u00a0", "\n", "٠", "٨", "１", "é", "電", "\u0301", "\uff9e", "%2B", "*", "#", "\x00", "\xff",
	}),
), 0, 12), func(parts []string) string { return strings.Join(parts, "") })

var regions = rapid.SampledFrom([]string{"ID", "", "MY", "US", "XX"})

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obey(t, messy.Draw(t, "raw"), regions.Draw(t, "region"))
	})
}

func FuzzParse(f *testing.F) {
	for _, raw := range []string{
		"0812-3456-7890", "0062 812 3456 7890", "\u202a+62 812\u20113456\u20117890\u202c", "08l2-3456-7890", "8.12346E+10", "8,12346E+10",
		"0812 3456 7890 / 0813 1111 2222", "https://wa.me/6281234567890?text=a/b", "+62 (0)21 555 0123 ext 12", "+1 650 253 0000", "٠٨١٢٣٤٥٦٧٨٩٠", "wa 1 hp 2",
	} {
		f.Add(raw, "ID")
	}
	f.Fuzz(func(t *testing.T, raw, region string) { obey(t, raw, region) })
}

// obey checks what holds for every text there is.
func obey(t interface{ Fatalf(string, ...any) }, raw, region string) {
	clean := phone.Clean(raw, region)
	if again := phone.Clean(clean, region); again != clean {
		t.Fatalf("Clean(%q) = %q, cleaned again %q", raw, clean, again)
	}
	numbers := phone.Parse(raw, region)
	if len(numbers) == 0 && strings.TrimSpace(raw) != "" {
		t.Fatalf("Parse(%q) has dropped the text", raw)
	}
	if len(numbers) == 1 && numbers[0].Raw != raw {
		t.Fatalf("Parse(%q) keeps %q", raw, numbers[0].Raw)
	}
	rest := raw
	for _, n := range numbers {
		_, after, found := strings.Cut(rest, n.Raw)
		if !found {
			t.Fatalf("Parse(%q): %q is no part of it, or out of order", raw, n.Raw)
		}
		rest = after
		sound(t, n, region)
	}
}

// sound checks one number.
func sound(t interface{ Fatalf(string, ...any) }, n phone.Number, region string) {
	if n.Valid != (n.E164 != "") || n.Valid != (n.Problem == "") || n.Kind == "" {
		t.Fatalf("%+v contradicts itself", n)
	}
	if n.Valid {
		again := phone.Parse(n.E164, region)
		if len(again) != 1 || again[0].E164 != n.E164 || again[0].Kind != n.Kind {
			t.Fatalf("%+v, parsed again %+v", n, again)
		}
		if shown := phone.Parse(phone.Display(n.E164), "ID"); len(shown) != 1 || shown[0].E164 != n.E164 {
			t.Fatalf("%s is shown as %q, which is %+v", n.E164, phone.Display(n.E164), shown)
		}
	}
	if n.Suggestion != "" {
		if s := phone.Parse(n.Suggestion, "ID"); n.Valid || len(s) != 1 || !s[0].Valid {
			t.Fatalf("%+v suggests what is not valid: %+v", n, s)
		}
	}
	for _, m := range []phone.Masking{phone.MaskMiddle, phone.MaskLast4} {
		if masked := phone.Mask(n.Raw, m); utf8.ValidString(n.Raw) && utf8.RuneCountInString(masked) != utf8.RuneCountInString(n.Raw) {
			t.Fatalf("Mask(%q, %s) = %q", n.Raw, m, masked)
		}
	}
}
