package people

import (
	"fmt"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

func (p *Profile) checkAddresses() error {
	if len(p.Addresses) > MaxAddresses {
		return fault.Invalid("address", "a customer has at most %d addresses", MaxAddresses)
	}
	for i := range p.Addresses {
		if err := p.Addresses[i].check(); err != nil {
			return err
		}
	}
	return nil
}

func (a *Address) check() error {
	empty := true
	for _, text := range []*string{
		&a.Label, &a.Street, &a.RT, &a.RW, &a.Kelurahan, &a.Kecamatan, &a.City, &a.Province, &a.PostalCode, &a.Landmark, &a.Instruction,
	} {
		*text = Tidy(*text)
		if long(*text) {
			return fault.Invalid("address", "a part is longer than %d characters", MaxName)
		}
		empty = empty && (*text == "" || text == &a.Label)
	}
	switch {
	case empty:
		return fault.Invalid("address", "is empty; give a street or a landmark at least")
	case !ward(a.RT):
		return fault.Invalid("rt", "%q is not a number of up to three digits", a.RT)
	case !ward(a.RW):
		return fault.Invalid("rw", "%q is not a number of up to three digits", a.RW)
	}
	return nil
}

// ward reports whether text can be the number of an RT or RW, or is none.
func ward(text string) bool { return text == "" || (len(text) <= 3 && digits(text)) }

func (p *Profile) checkDates() error {
	if len(p.Dates) > MaxDates {
		return fault.Invalid("date", "a customer has at most %d dates", MaxDates)
	}
	for i := range p.Dates {
		date := &p.Dates[i]
		date.Label = Tidy(date.Label)
		switch {
		case !one(date.Kind, []DateKind{Birthday, Anniversary, OtherDate}):
			return fault.Invalid("date", "%q is not one of birthday, anniversary, other", date.Kind)
		case long(date.Label):
			return fault.Invalid("date", "its label is longer than %d characters", MaxName)
		case !date.exists():
			return fault.Invalid("date", "%04d-%02d-%02d is in no calendar", date.Year, date.Month, date.Day)
		}
	}
	return nil
}

// Birthdays returns her own birthdays: one, unless a merge left her two.
func (p *Profile) Birthdays() []Date {
	var own []Date
	for _, date := range p.Dates {
		if date.Kind == Birthday && date.Label == "" {
			own = append(own, date)
		}
	}
	return own
}

// Near reports whether the day of a date, of any year, lies within so many days
// before or after a moment. The 29th of February is the 1st of March in years
// that have none.
func (d Date) Near(at time.Time, days int) bool {
	today := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	for _, year := range []int{at.Year() - 1, at.Year(), at.Year() + 1} {
		apart := time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Sub(today)
		if apart.Abs() <= time.Duration(days)*24*time.Hour {
			return true
		}
	}
	return false
}

// FirstYear is the first year in which somebody who lives can be born.
const FirstYear = 1900

// CheckBirthdays refuses a birthday of her own beside one that was known
// before, and one on which nobody who lives today was born; now is in the
// shop's zone.
func (p *Profile) CheckBirthdays(before []Date, now time.Time) error {
	own := p.Birthdays()
	if len(own) > 1 && len(own) > len(before) {
		return fault.Conflict("birthday", "%s is known already; replace it, or give the other one a label of whose it is", own[0])
	}
	for _, date := range own {
		born := time.Date(date.Year, time.Month(date.Month), date.Day, 0, 0, 0, 0, now.Location())
		switch {
		case date.Year == 0 || slices.Contains(before, date):
		case date.Year < FirstYear:
			return fault.Invalid("birthday", "%s is before %d", date, FirstYear)
		case born.After(now):
			return fault.Invalid("birthday", "%s is in the future", date)
		}
	}
	return nil
}

// String is a date as it is typed: 2000-03-14, or 03-14 without the year.
func (d Date) String() string {
	if d.Year == 0 {
		return fmt.Sprintf("%02d-%02d", d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// leapYear stands for a year that is not known: every day of a calendar is in
// it.
const leapYear = 2000

func (d *Date) exists() bool {
	year := d.Year
	if year == 0 {
		year = leapYear
	}
	at := time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return year >= 1800 && year <= 9999 && at.Year() == year && int(at.Month()) == d.Month && at.Day() == d.Day
}

func (p *Profile) checkPreferences() error {
	if len(p.Preferences) > MaxPreferences {
		return fault.Invalid("preference", "a customer has at most %d preferences", MaxPreferences)
	}
	for i := range p.Preferences {
		known := &p.Preferences[i]
		known.Topic, known.Value, known.Source = Tidy(known.Topic), Tidy(known.Value), Tidy(known.Source)
		switch {
		case known.Value == "":
			return fault.Invalid("preference", "is empty; say what she likes or not")
		case long(known.Topic), long(known.Value), long(known.Source):
			return fault.Invalid("preference", "is longer than %d characters", MaxName)
		case !one(known.Taste, []Taste{Like, Dislike, Allergy}):
			return fault.Invalid("preference", "%q is not one of like, dislike, allergy", known.Taste)
		}
	}
	return nil
}

func (p *Profile) checkFacts() error {
	if len(p.Facts) > MaxFacts {
		return fault.Invalid("fact", "a customer has at most %d facts", MaxFacts)
	}
	for i, text := range p.Facts {
		if p.Facts[i] = Tidy(text); p.Facts[i] == "" || len(p.Facts[i]) > MaxNote {
			return fault.Invalid("fact", "is empty or longer than %d bytes", MaxNote)
		}
	}
	return nil
}

func (p *Profile) checkRelations() error {
	if len(p.Relations) > MaxRelations {
		return fault.Invalid("relation", "a customer has at most %d relations", MaxRelations)
	}
	for i := range p.Relations {
		tie := &p.Relations[i]
		tie.Label = Tidy(tie.Label)
		twice := slices.ContainsFunc(p.Relations[:i], func(r Relation) bool { return r.To == tie.To && r.Kind == tie.Kind })
		switch {
		case tie.To == 0:
			return fault.Invalid("relation", "names nobody")
		case tie.To == p.Ordinal:
			return fault.Invalid("relation", "cannot be to the customer herself")
		case !one(tie.Kind, RelationKinds()):
			return fault.Invalid("relation", "%q is not one of %s", tie.Kind, among(RelationKinds()))
		case long(tie.Label):
			return fault.Invalid("relation", "its label is longer than %d characters", MaxName)
		case twice:
			return fault.Invalid("relation", "stands twice")
		}
	}
	return nil
}
