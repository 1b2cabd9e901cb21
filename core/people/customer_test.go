package people_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

func TestCheckTidies(t *testing.T) {
	customer := people.Customer{
		Name: "  Sri\tRejeki \n", CallName: " Sri ", Email: " sri@toko.id ", Honorific: " Ibu ",
		Tags: []string{" karpet  besar "}, Phones: []people.Phone{{Raw: "0812"}},
	}
	if err := customer.Check(); err != nil {
		t.Fatal(err)
	}
	want := people.Customer{
		Name: "Sri Rejeki", CallName: "Sri", Email: "sri@toko.id", Honorific: "ibu", Kind: people.External,
		Tags: []string{"karpet besar"}, Phones: []people.Phone{{Raw: "0812"}},
	}
	if diff := cmp.Diff(want, customer); diff != "" {
		t.Errorf("Check leaves (-want +got):\n%s", diff)
	}
}

func TestOneLetterIsAName(t *testing.T) {
	for _, name := range []string{"A", "Ñ", "王", "’", "🧺"} {
		if err := (&people.Customer{Name: name}).Check(); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	long := strings.Repeat("é", people.MaxName+1)
	tests := []struct {
		name, field string
		customer    people.Customer
	}{
		{"no name", "name", people.Customer{}},
		{"a name of spaces", "name", people.Customer{Name: " \t\u00a0\u3000"}},
		{"a name that nobody sees", "name", people.Customer{Name: "\u200b\u2060\u202e"}},
		{"a name of broken bytes", "name", people.Customer{Name: "\xff\xfe"}},
		{"a name too long", "name", people.Customer{Name: long}},
		{"a call name too long", "call_name", people.Customer{Name: "A", CallName: long}},
		{"a kind that is none", "kind", people.Customer{Name: "A", Kind: "friend"}},
		{"an honorific too long", "honorific", people.Customer{Name: "A", Honorific: people.Honorific(long)}},
		{"an e-mail without a sign", "email", people.Customer{Name: "A", Email: "sri.toko.id"}},
		{"an e-mail that is a sign", "email", people.Customer{Name: "A", Email: "@"}},
		{"an e-mail for nobody", "email", people.Customer{Name: "A", Email: "@toko.id"}},
		{"an e-mail to nowhere", "email", people.Customer{Name: "A", Email: "sri@"}},
		{"two e-mails", "email", people.Customer{Name: "A", Email: "a@b.id c@d.id"}},
		{"an e-mail too long", "email", people.Customer{Name: "A", Email: long + "@b.id"}},
		{"too many phones", "phone", people.Customer{Name: "A", Phones: make([]people.Phone, people.MaxPhones+1)}},
		{"a phone too long", "phone", people.Customer{Name: "A", Phones: []people.Phone{{Raw: long}}}},
		{"too many tags", "tag", people.Customer{Name: "A", Tags: make([]string, people.MaxTags+1)}},
		{"an empty tag", "tag", people.Customer{Name: "A", Tags: []string{" "}}},
		{"a tag too long", "tag", people.Customer{Name: "A", Tags: []string{long}}},
		{"a reference too long for a key", "ref", people.Customer{Name: "A", Refs: []people.Ref{{Source: "x", Ref: strings.Repeat("r", people.MaxRef+1)}}}},
		{"a source too long for a key", "ref", people.Customer{Name: "A", Refs: []people.Ref{{Source: strings.Repeat("r", people.MaxRef+1)}}}},
		{"too many references", "ref", people.Customer{Name: "A", Refs: make([]people.Ref, people.MaxRefs+1)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.customer.Check()
			if fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != tt.field {
				t.Errorf("Check() = %v, want invalid %s", err, tt.field)
			}
		})
	}
}

func TestALongNameIsCountedInCharacters(t *testing.T) {
	if err := (&people.Customer{Name: strings.Repeat("é", people.MaxName)}).Check(); err != nil {
		t.Errorf("%d characters: %v", people.MaxName, err)
	}
}

func TestTidyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		got := people.Tidy(text)
		switch {
		case !utf8.ValidString(got):
			t.Fatalf("Tidy(%q) = %q is not UTF-8", text, got)
		case got != people.Tidy(got):
			t.Fatalf("Tidy(%q) = %q, and again %q", text, got, people.Tidy(got))
		case strings.ContainsFunc(got, unicode.IsControl) || strings.Contains(got, "  "):
			t.Fatalf("Tidy(%q) = %q", text, got)
		}
	})
}

func TestTidyDropsWhatWhatsAppPastes(t *testing.T) {
	if got := people.Tidy("\ufeff\u202a+62 812\u202c"); got != "+62 812" {
		t.Errorf("Tidy = %q", got)
	}
}
