package people_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core/people"
)

func TestGreeting(t *testing.T) {
	sri := people.Customer{Name: "Sri Rejeki", CallName: "Sri", Honorific: "ibu"}
	tests := []struct {
		name     string
		customer people.Customer
		clock    string
		lang     string
		want     string
	}{
		{"the day begins with pagi", sri, "00:00", "id", "Selamat pagi, Bu Sri"},
		{"pagi lasts to 10.59", sri, "10:59", "id", "Selamat pagi, Bu Sri"},
		{"siang begins at 11", sri, "11:00", "id", "Selamat siang, Bu Sri"},
		{"siang lasts to 14.59", sri, "14:59", "id", "Selamat siang, Bu Sri"},
		{"sore begins at 15", sri, "15:00", "id", "Selamat sore, Bu Sri"},
		{"sore lasts to 18.29", sri, "18:29", "id", "Selamat sore, Bu Sri"},
		{"malam begins at half past six", sri, "18:30", "id", "Selamat malam, Bu Sri"},
		{"malam lasts to midnight", sri, "23:59", "id", "Selamat malam, Bu Sri"},
		{"English uses the name alone", sri, "09:00", "en", "Good morning, Sri"},
		{"an English afternoon", sri, "12:00", "en", "Good afternoon, Sri"},
		{"an English evening", sri, "21:12", "en", "Good evening, Sri"},
		{"who has said nothing is Kak", people.Customer{Name: "Andi"}, "12:00", "id", "Selamat siang, Kak Andi"},
		{"who wants none gets none", people.Customer{Name: "Andi", Honorific: "none"}, "12:00", "id", "Selamat siang, Andi"},
		{"without a call name the whole name", people.Customer{Name: "Sri Rejeki", Honorific: "ibu"}, "12:00", "id", "Selamat siang, Bu Sri Rejeki"},
		{"a haji", people.Customer{Name: "Sulam", Honorific: "haji"}, "12:00", "id", "Selamat siang, Pak Haji Sulam"},
		{"a word of one's own", people.Customer{Name: "Wayan", Honorific: "Bli"}, "12:00", "id", "Selamat siang, Bli Wayan"},
		{"an honorific in the name is not said twice", people.Customer{Name: "Bu Sari", Honorific: "ibu"}, "12:00", "id", "Selamat siang, Bu Sari"},
		{"nor is Kak put before it", people.Customer{Name: "Pak Budi"}, "12:00", "id", "Selamat siang, Pak Budi"},
		{"a name that only begins like one is a name", people.Customer{Name: "Budi", Honorific: "bapak"}, "12:00", "id", "Selamat siang, Pak Budi"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, err := time.Parse("15:04", tt.clock)
			if err != nil {
				t.Fatal(err)
			}
			if got := tt.customer.Greeting(at, tt.lang); got != tt.want {
				t.Errorf("Greeting(%s, %s) = %q, want %q", tt.clock, tt.lang, got, tt.want)
			}
		})
	}
}

func TestHonorificsAreKnownAgain(t *testing.T) {
	tests := map[people.Honorific]people.Honorific{
		"Ibu": "ibu", "BU": "ibu", " Pak ": "bapak", "Pak Haji": "haji", "ko": "koko", "Ci": "cici", "Bli": "Bli", "": "", "NONE": "none",
	}
	for given, want := range tests {
		customer := people.Customer{Name: "A", Honorific: given}
		if err := customer.Check(); err != nil || customer.Honorific != want {
			t.Errorf("%q is kept as %q, %v, want %q", given, customer.Honorific, err, want)
		}
	}
	for _, known := range people.Honorifics() {
		customer := people.Customer{Name: "A", Honorific: known}
		if err := customer.Check(); err != nil || customer.Honorific != known {
			t.Errorf("%q is kept as %q, %v", known, customer.Honorific, err)
		}
	}
}

func TestATitleIsSaidOnce(t *testing.T) {
	for _, one := range []struct {
		honorific people.Honorific
		name      string
		want      string
	}{
		{"haji", "H. Ahmad", "Pak Haji Ahmad"},
		{"hajah", "Hj. Siti", "Bu Hajah Siti"},
		{"Pak Drs. H.", "Drs. H. Ahmad", "Pak Drs. H. Ahmad"},
		{"bapak", "Drs. H. Ahmad", "Pak Drs. H. Ahmad"},
		{"ibu", "Ibu Sari", "Ibu Sari"},
		{"haji", "Haji", "Pak Haji Haji"},
	} {
		who := people.Customer{Name: one.name, Honorific: one.honorific}
		if got := who.Addressed(); got != one.want {
			t.Errorf("%s %s is addressed as %q, want %q", one.honorific, one.name, got, one.want)
		}
	}
}

func TestNothingUnseenPartsAName(t *testing.T) {
	if got := people.Tidy("Sri \u200b  Wah\u00adyuni\u2060"); got != "Sri Wahyuni" {
		t.Errorf("%q, want %q", got, "Sri Wahyuni")
	}
}
