package index_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/index"
)

func TestNormalize(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"capitals", "Bu SARI", "bu sari"},
		{"accents", "José Müller-Élan", "jose muller elan"},
		{"an apostrophe joins", "Nur'aini", "nuraini"},
		{"a typographic one too", "Nur’aini", "nuraini"},
		{"and a letter that looks like one", "Nurʼaini", "nuraini"},
		{"runs of signs are one space", "  PT. -- Maju, Jaya!  ", "pt maju jaya"},
		{"a phone with dashes", "0812-3456-7890", "081234567890"},
		{"a phone with a country", "+62 (812) 3456.7890", "6281234567890"},
		{"a phone as WhatsApp pastes it", "\u202a+62 812\u20113456\u20117890\u202c", "6281234567890"},
		{"letters and digits stay apart", "Budi 2 0812", "budi 20812"},
		{"a name and a phone", "Budi 0812-34", "budi 081234"},
		{"full-width letters", "ＢＵＤＩ１２", "budi12"},
		{"ligatures", "ﬁtri", "fitri"},
		{"a dotted capital", "İlham", "ilham"},
		{"Chinese is kept", "王 小明", "王 小明"},
		{"signs alone are nothing", "+-/ ()", ""},
		{"bytes that are no text", "bu\xffdi", "bu di"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := index.Normalize(tt.text); got != tt.want {
				t.Errorf("Normalize(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// normal is what every normalised text is.
func normal(t interface{ Fatalf(string, ...any) }, text string) {
	got := index.Normalize(text)
	switch {
	case !utf8.ValidString(got):
		t.Fatalf("Normalize(%q) = %q is not UTF-8", text, got)
	case got != strings.TrimSpace(got) || strings.Contains(got, "  "):
		t.Fatalf("Normalize(%q) = %q has spaces to spare", text, got)
	case strings.ContainsFunc(got, func(r rune) bool { return r < ' ' || unicode.IsPunct(r) }):
		t.Fatalf("Normalize(%q) = %q has more than words", text, got)
	case index.Normalize(got) != got:
		t.Fatalf("Normalize(%q) = %q, and again %q", text, got, index.Normalize(got))
	}
}

func TestNormalizeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { normal(t, rapid.String().Draw(t, "text")) })
}

func FuzzNormalize(f *testing.F) {
	for _, seed := range []string{"Bu Sári", "+62 (0)812-3456", "İ", "ﬃ", "\xff", "a\u0301\u0345", "Ⅳ ½ ²"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { normal(t, text) })
}
