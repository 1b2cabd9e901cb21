package people

import (
	"slices"
	"strings"
	"time"

	"github.com/xrash/smetrics"
)

// What similarity counts as agreement. Folding has taken away what is spelled
// either way, so what is left must be nearly equal: agus and bagus have 0.93,
// dwi and dewi 0.92.
const (
	agreeing   = 0.95
	boostFrom  = 0.7 // Winkler's own threshold and prefix
	prefixSize = 4
)

// Likeness is how alike two names are.
type Likeness int

// The likenesses of names.
const (
	Different Likeness = iota
	Partly             // every word of the shorter name is in the longer
	Same               // every word of either is in the other
)

// CompareNames tells how alike two names are: word by word, in any order, with
// the folding of NameTokens. Words written together count as the same.
func CompareNames(a, b string) Likeness {
	short, long := NameTokens(a), NameTokens(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 {
		return Different
	}
	if alike(strings.Join(short, ""), strings.Join(long, "")) {
		return Same
	}
	left := slices.Clone(long)
	for _, word := range short {
		at := slices.IndexFunc(left, func(other string) bool { return alike(word, other) })
		if at < 0 {
			return Different
		}
		left = slices.Delete(left, at, at+1)
	}
	if len(left) == 0 {
		return Same
	}
	return Partly
}

func alike(a, b string) bool {
	return a == b || (len(a) > 2 && len(b) > 2 && smetrics.JaroWinkler(a, b, boostFrom, prefixSize) >= agreeing)
}

// NameBlock is a short key that names written in different ways share: the
// consonants of their first and last word. Different names may share it too.
func NameBlock(name string) string {
	tokens := NameTokens(name)
	if len(tokens) == 0 {
		return ""
	}
	return skeleton(tokens[0]) + " " + skeleton(tokens[len(tokens)-1])
}

// skeleton is a word's first letter and the consonants behind it.
func skeleton(word string) string {
	first := []rune(word)[:1]
	rest := strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiouh", r) {
			return -1
		}
		return r
	}, strings.TrimPrefix(word, string(first)))
	return string(first) + rest
}

// Suspect is a customer who may be the same person as another, as far as the
// comparison needs her.
type Suspect struct {
	Customer *Customer
	Profile  *Profile
}

// Likely are the scores from which two customers are shown together.
const (
	Maybe      = 4.0
	VeryLikely = 6.0
)

// Score tells how likely two customers are one person, and why: phone and
// e-mail weigh most, then the name, then the birthday; what speaks against it
// is taken off. Equal phones with different names are a household, not one
// person.
func Score(a, b Suspect) (score float64, reasons []string) {
	add := func(points float64, reason string) {
		score += points
		reasons = append(reasons, reason)
	}
	phones := sharePhone(a.Customer, b.Customer)
	if phones {
		add(4, "phone")
	}
	switch {
	case a.Customer.Email == "" || b.Customer.Email == "":
	case strings.EqualFold(a.Customer.Email, b.Customer.Email):
		add(4, "email")
	default:
		add(-1, "different_email")
	}
	names := CompareNames(a.Customer.Name, b.Customer.Name)
	switch names {
	case Same:
		add(3, "name")
	case Partly:
		add(1.5, "name_partly")
	case Different:
		if phones {
			add(0, "household")
		}
	}
	for _, sign := range signs(a, b) {
		add(sign.points, sign.reason)
	}
	return score, reasons
}

type sign struct {
	points float64
	reason string
}

// signs are what profiles and honorifics say for or against.
func signs(a, b Suspect) []sign {
	var found []sign
	if hers, his := a.Profile.birthday(), b.Profile.birthday(); hers != nil && his != nil {
		same := hers.Month == his.Month && hers.Day == his.Day && (hers.Year == his.Year || hers.Year == 0 || his.Year == 0)
		if same {
			found = append(found, sign{2, "birthday"})
		} else {
			found = append(found, sign{-3, "different_birthday"})
		}
	}
	if one, other := a.Customer.Honorific.sex(), b.Customer.Honorific.sex(); one != 0 && other != 0 && one != other {
		found = append(found, sign{-2, "different_honorific"})
	}
	if shareAddress(a.Profile, b.Profile) {
		found = append(found, sign{1, "address"})
	}
	return found
}

func sharePhone(a, b *Customer) bool {
	return slices.ContainsFunc(a.Phones, func(p Phone) bool {
		return p.E164 != "" && slices.ContainsFunc(b.Phones, func(q Phone) bool { return p.E164 == q.E164 })
	})
}

func shareAddress(a, b *Profile) bool {
	return slices.ContainsFunc(a.Addresses, func(x Address) bool {
		return x.Street != "" && slices.ContainsFunc(b.Addresses, func(y Address) bool {
			return strings.EqualFold(x.Street, y.Street) && strings.EqualFold(x.City, y.City)
		})
	})
}

// birthday is her own birthday, nil when it is not known.
func (p *Profile) birthday() *Date {
	at := slices.IndexFunc(p.Dates, func(d Date) bool { return d.Kind == Birthday && d.Label == "" })
	if at < 0 {
		return nil
	}
	return &p.Dates[at]
}

// Age returns how old she is at an instant, false when the year of her birth
// is not known.
func (p *Profile) Age(at time.Time) (int, bool) {
	born := p.birthday()
	if born == nil || born.Year == 0 {
		return 0, false
	}
	years := at.Year() - born.Year
	if int(at.Month()) < born.Month || (int(at.Month()) == born.Month && at.Day() < born.Day) {
		years--
	}
	return years, years >= 0
}
