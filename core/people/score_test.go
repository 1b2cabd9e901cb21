package people_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/people"
)

// What product.md 4.12 gives for each sign, where the others do not show it.
func TestEachSignHasItsPoints(t *testing.T) {
	who := func(name, email, street string) people.Suspect {
		profile := &people.Profile{}
		if street != "" {
			profile.Addresses = []people.Address{{Street: street, City: "Depok"}}
		}
		return people.Suspect{Customer: &people.Customer{Name: name, Email: email}, Profile: profile}
	}
	for _, tt := range []struct {
		what string
		a, b people.Suspect
		want float64
	}{
		{"the same address of e-mail", who("Budi", "b@x.id", ""), who("Sri", "B@X.id", ""), 4},
		{"another address of e-mail", who("Budi", "b@x.id", ""), who("Boedi", "c@x.id", ""), 2},
		{"the same street", who("Budi", "", "Jl. Melati 4"), who("Boedi", "", "jl. melati 4"), 4},
		{"a part of a name", who("Sri", "", ""), who("Sri Wahyuni", "", ""), 1.5},
		{"nothing at all", who("Budi", "", ""), who("Sri", "", ""), 0},
	} {
		if got, reasons := people.Score(tt.a, tt.b); got != tt.want {
			t.Errorf("%s: %v (%v), want %v", tt.what, got, reasons, tt.want)
		}
	}
}

// Who is like whom has no direction.
func TestScoreHasNoDirection(t *testing.T) {
	anybody := rapid.Custom(func(t *rapid.T) people.Suspect {
		customer := &people.Customer{
			Name: rapid.SampledFrom([]string{"Sri", "Sri Wahyuni", "Budi", "Boedi", "Hj. Siti Aminah"}).Draw(t, "name"), Email: rapid.SampledFrom([]string{"", "a@x.id", "A@x.id", "b@x.id"}).Draw(t, "email"),
			Honorific: rapid.SampledFrom([]people.Honorific{"", "bapak", "ibu", "kak"}).Draw(t, "honorific"),
		}
		for _, number := range rapid.SliceOfN(rapid.SampledFrom([]string{"", "+62812", "+62813"}), 0, 2).Draw(t, "phones") {
			customer.Phones = append(customer.Phones, people.Phone{E164: number})
		}
		profile := &people.Profile{Addresses: []people.Address{{Street: rapid.SampledFrom([]string{"", "Jl. Melati 4"}).Draw(t, "street")}}}
		if day := rapid.IntRange(0, 3).Draw(t, "birthday"); day > 0 {
			profile.Dates = []people.Date{{Kind: people.Birthday, Month: 4, Day: day, Year: rapid.SampledFrom([]int{0, 1990, 1991}).Draw(t, "year")}}
		}
		return people.Suspect{Customer: customer, Profile: profile}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := anybody.Draw(t, "a"), anybody.Draw(t, "b")
		one, why := people.Score(a, b)
		other, because := people.Score(b, a)
		if one != other || !slices.Equal(why, because) {
			t.Fatalf("%v (%v) one way and %v (%v) the other", one, why, other, because)
		}
	})
}
