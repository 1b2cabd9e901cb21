package people_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/people"
)

func TestNamesWrittenInAnotherWayAreTheSame(t *testing.T) {
	for _, pair := range [][2]string{
		{"Budi", "Boedi"},
		{"Rizky", "Riski"},
		{"Muhammad", "Mohamad"},
		{"M. Rizki", "Muhammad Rizky"},
		{"Yuni", "Juni"},
		{"Martha", "Marta"},
		{"Nur Hidayat", "Nurhidayat"},
		{"Ahmad Fauzi", "Achmad Fauzi"},
		{"Ahmad Fauzi", "Akhmad Pauji"},
		{"Bu Sri Wahyuni", "Sri Wahjuni"},
		{"Hj. Siti Aminah, S.Kom", "St. Aminah"},
		{"Bpk. H. Abdul Rahman", "Abd. Rahman"},
		{"Soekarno", "Sukarno"},
		{"SRI  REJEKI", "Rejeki Sri"},
		{"Fitri", "Pitri"},
		{"Taufiq", "Taufik"},
		{"Chairul Anwar", "Khairul Anwar"},
		{"Dr. Andi", "Andy"},
		{"Joko", "Djoko"},
		{"Ibu", "ibu"},
	} {
		if got := people.CompareNames(pair[0], pair[1]); got != people.Same {
			t.Errorf("%s and %s are %v (%v, %v), want the same", pair[0], pair[1], got, people.NameTokens(pair[0]), people.NameTokens(pair[1]))
		}
		if a, b := people.NameBlock(pair[0]), people.NameBlock(pair[1]); a != b && pair[0] != "SRI  REJEKI" && pair[0] != "Nur Hidayat" && pair[1] != "Akhmad Pauji" {
			t.Errorf("%s and %s are never compared: %q, %q", pair[0], pair[1], a, b)
		}
	}
}

func TestFalseFriendsAreDifferent(t *testing.T) {
	for _, pair := range [][2]string{
		{"Agus", "Bagus"},
		{"Siti Aminah", "Siti Aisyah"},
		{"Dwi", "Dewi"},
		{"Ani", "Andi"},
		{"Hendra", "Hendri"},
		{"Rina", "Rini"},
		{"Wahyu", "Wahyuni"},
		{"Eka", "Ika"},
		{"", "Sri"},
		{"Putra", "Putri"},
		{"Nur Aini", "Nur Aisyah"},
	} {
		if got := people.CompareNames(pair[0], pair[1]); got != people.Different {
			t.Errorf("%s and %s are %v, want different", pair[0], pair[1], got)
		}
	}
}

func TestPartOfANameIsPartly(t *testing.T) {
	if got := people.CompareNames("Sri", "Bu Sri Wahyuni"); got != people.Partly {
		t.Errorf("Sri and Bu Sri Wahyuni are %v", got)
	}
}

func names() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}`))
}

func TestComparingNamesHasNoDirection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := names().Draw(t, "a"), names().Draw(t, "b")
		if one, other := people.CompareNames(a, b), people.CompareNames(b, a); one != other {
			t.Fatalf("%q and %q are %v, the other way round %v", a, b, one, other)
		}
		if len(people.NameTokens(a)) > 0 && people.CompareNames(a, a) != people.Same {
			t.Fatalf("%q is not itself", a)
		}
	})
}

func suspect(name, phone string, honorific people.Honorific, birthday *people.Date) people.Suspect {
	customer := &people.Customer{Name: name, Honorific: honorific}
	if phone != "" {
		customer.Phones = []people.Phone{{E164: phone}}
	}
	profile := &people.Profile{}
	if birthday != nil {
		profile.Dates = []people.Date{*birthday}
	}
	return people.Suspect{Customer: customer, Profile: profile}
}

func TestScoreWeighsWhatSpeaksForAndAgainst(t *testing.T) {
	april := &people.Date{Kind: people.Birthday, Month: 4, Day: 12}
	may := &people.Date{Kind: people.Birthday, Month: 5, Day: 1}
	for _, tt := range []struct {
		what string
		a, b people.Suspect
		want float64
	}{
		{"same phone, same name", suspect("Budi", "+62812", "", nil), suspect("Boedi", "+62812", "", nil), 7},
		{"same phone, other name: a household", suspect("Budi", "+62812", "", nil), suspect("Sri", "+62812", "", nil), 4},
		{"same name only", suspect("Sri Wahyuni", "+62812", "", nil), suspect("Sri Wahjuni", "+62813", "", nil), 3},
		{"same name and birthday", suspect("Sri Wahyuni", "", "", april), suspect("Sri Wahjuni", "", "", april), 5},
		{"same phone and name, other birthday", suspect("Budi", "+62812", "", april), suspect("Budi", "+62812", "", may), 4},
		{"Pak and Bu", suspect("Dwi", "+62812", "bapak", nil), suspect("Dwi", "+62812", "ibu", nil), 5},
	} {
		if got, reasons := people.Score(tt.a, tt.b); got != tt.want {
			t.Errorf("%s: %v (%v), want %v", tt.what, got, reasons, tt.want)
		}
	}
}
