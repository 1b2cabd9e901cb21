package people

import (
	"slices"
	"strings"
	"time"
)

// Choice says of which fields the merged customer takes the value of the one
// who is given up: "name", "call_name", "honorific", "email". All others stay
// those of the one who is kept, and lists are joined.
type Choice []string

// Choices are the fields that can be chosen.
func Choices() []string { return []string{"name", "call_name", "honorific", "email"} }

// Absorb gives a customer what another one adds: phones, tags and marks, what
// she has no value of, and the fields of the choice. Blocked stays blocked.
func (c *Customer) Absorb(lose *Customer, choice Choice) {
	take(&c.Name, lose.Name, slices.Contains(choice, "name"))
	take(&c.CallName, lose.CallName, slices.Contains(choice, "call_name"))
	take(&c.Honorific, lose.Honorific, slices.Contains(choice, "honorific"))
	take(&c.Email, lose.Email, slices.Contains(choice, "email"))
	c.Phones = join(c.Phones, lose.Phones, func(a, b Phone) bool {
		return a.Raw == b.Raw || (a.E164 != "" && a.E164 == b.E164)
	})
	c.Tags = join(c.Tags, lose.Tags, strings.EqualFold)
	c.Flags |= lose.Flags
}

// take sets a field that is empty or chosen.
func take[T ~string](field *T, value T, chosen bool) {
	if value != "" && (*field == "" || chosen) {
		*field = value
	}
}

// join adds to a list what another has and it has not.
func join[T any](list, more []T, same func(a, b T) bool) []T {
	joined := slices.Clone(list)
	for _, one := range more {
		if !slices.ContainsFunc(joined, func(known T) bool { return same(known, one) }) {
			joined = append(joined, one)
		}
	}
	return joined
}

// Release takes away again what Absorb added: a value that a merge changed and
// nothing since goes back to what it was before, and what the other one
// brought to a list leaves it.
func (c *Customer) Release(before, merged *Customer) {
	giveBack(&c.Name, before.Name, merged.Name)
	giveBack(&c.CallName, before.CallName, merged.CallName)
	giveBack(&c.Honorific, before.Honorific, merged.Honorific)
	giveBack(&c.Email, before.Email, merged.Email)
	c.Phones = part(c.Phones, before.Phones, merged.Phones)
	c.Tags = part(c.Tags, before.Tags, merged.Tags)
	if c.Flags == merged.Flags {
		c.Flags = before.Flags
	}
}

func giveBack[T comparable](field *T, before, merged T) {
	if *field == merged {
		*field = before
	}
}

// part drops from a list what a merge brought: what is in merged and was not
// in before.
func part[T comparable](list, before, merged []T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(one T) bool {
		return slices.Contains(merged, one) && !slices.Contains(before, one)
	})
}

// Absorb gives a profile what another one adds. Where the two allow different
// things, what is refused counts. Who brought the other one stays with her
// unless that is the one who is kept.
func (p *Profile) Absorb(lose *Profile, at time.Time) {
	p.Consents = p.strictest(lose, at)
	p.Addresses = join(p.Addresses, lose.Addresses, func(a, b Address) bool { return a == b })
	p.Dates = join(p.Dates, lose.Dates, func(a, b Date) bool { return a == b || (a.ownBirthday() && b.ownBirthday()) })
	p.Preferences = join(p.Preferences, lose.Preferences, func(a, b Preference) bool {
		return a.Topic == b.Topic && a.Value == b.Value && a.Taste == b.Taste
	})
	p.Facts = join(p.Facts, lose.Facts, func(a, b string) bool { return a == b })
	p.Relations = slices.DeleteFunc(join(p.Relations, lose.Relations, func(a, b Relation) bool { return a.To == b.To && a.Kind == b.Kind }),
		func(tie Relation) bool { return tie.To == p.Ordinal || tie.To == lose.Ordinal })
	p.Groups = join(p.Groups, lose.Groups, func(a, b GroupNumber) bool { return a == b })
	p.Verifications = join(p.Verifications, lose.Verifications, func(a, b Verification) bool { return a == b })
	slices.SortStableFunc(p.Verifications, func(a, b Verification) int { return a.At.Compare(b.At) })
	p.Apart = slices.DeleteFunc(join(p.Apart, lose.Apart, func(a, b Ordinal) bool { return a == b }),
		func(other Ordinal) bool { return other == p.Ordinal || other == lose.Ordinal })
	p.absorbSingle(lose)
}

func (p *Profile) absorbSingle(lose *Profile) {
	if p.Referrer == lose.Ordinal {
		p.Referrer = 0
	}
	if p.Referrer == 0 && lose.Referrer != p.Ordinal {
		p.Referrer = lose.Referrer
	}
	if p.Guardian == 0 && lose.Guardian != p.Ordinal {
		p.Guardian = lose.Guardian
	}
	take(&p.Source, lose.Source, false)
	take(&p.Role, lose.Role, false)
	for key, value := range lose.Fields {
		if p.Fields == nil {
			p.Fields = map[string]string{}
		}
		if p.Fields[key] == "" {
			p.Fields[key] = value
		}
	}
}

// BornOn reports whether a customer's own birthday is on a day of the year. Who
// was born on 29 February has it on 1 March, too.
func (p *Profile) BornOn(month, day int) bool {
	return slices.ContainsFunc(p.Dates, func(d Date) bool {
		leap := d.Month == 2 && d.Day == 29 && month == 3 && day == 1
		return d.ownBirthday() && (leap || (d.Month == month && d.Day == day))
	})
}

func (d Date) ownBirthday() bool { return d.Kind == Birthday && d.Label == "" }

// strictest joins what both said, oldest first and of one moment the refusals
// last, and says no once more where either of them had refused what the other
// allowed.
func (p *Profile) strictest(lose *Profile, at time.Time) []Consent {
	joined := join(p.Consents, lose.Consents, func(a, b Consent) bool { return a == b })
	slices.SortStableFunc(joined, refusalLast)
	both := Profile{Consents: joined, Guardian: p.Guardian}
	for _, purpose := range Purposes() {
		for _, channel := range append([]Channel{""}, Channels()...) {
			hers, said := p.Allows(purpose, channel)
			others, told := lose.Allows(purpose, channel)
			refused := (!hers && said != nil) || (!others && told != nil)
			if now, _ := both.Allows(purpose, channel); now && refused {
				both.Consents = append(both.Consents, Consent{Purpose: purpose, Channel: channel, Text: "merge", At: at})
			}
		}
	}
	return both.Consents
}

func refusalLast(a, b Consent) int {
	if order := a.At.Compare(b.At); order != 0 || a.Given == b.Given {
		return order
	}
	if a.Given {
		return -1
	}
	return 1
}

// Release takes away again what Absorb added, see Customer.Release.
func (p *Profile) Release(before, merged *Profile) {
	p.Addresses = part(p.Addresses, before.Addresses, merged.Addresses)
	p.Dates = part(p.Dates, before.Dates, merged.Dates)
	p.Preferences = part(p.Preferences, before.Preferences, merged.Preferences)
	p.Facts = part(p.Facts, before.Facts, merged.Facts)
	p.Relations = join(part(p.Relations, before.Relations, merged.Relations), part(before.Relations, merged.Relations, before.Relations),
		func(a, b Relation) bool { return a == b })
	p.Groups = part(p.Groups, before.Groups, merged.Groups)
	p.Consents = part(p.Consents, before.Consents, merged.Consents)
	p.Verifications = part(p.Verifications, before.Verifications, merged.Verifications)
	p.Apart = join(part(p.Apart, before.Apart, merged.Apart), part(before.Apart, merged.Apart, before.Apart), func(a, b Ordinal) bool { return a == b })
	giveBack(&p.Referrer, before.Referrer, merged.Referrer)
	giveBack(&p.Guardian, before.Guardian, merged.Guardian)
	giveBack(&p.Source, before.Source, merged.Source)
	giveBack(&p.Role, before.Role, merged.Role)
	for key, value := range merged.Fields {
		if p.Fields[key] == value && before.Fields[key] != value {
			delete(p.Fields, key)
		}
	}
}
