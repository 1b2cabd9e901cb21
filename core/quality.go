package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Flaw is something that can be put right in what the shop knows of somebody.
type Flaw string

// The flaws.
const (
	NoPhone     Flaw = "no_phone"     // nobody can call or write to her
	BadPhone    Flaw = "bad_phone"    // none of her numbers can be dialled
	NoHonorific Flaw = "no_honorific" // she is greeted as Kak
	OldProspect Flaw = "old_prospect" // she never bought anything in half a year
)

// Flaws lists the flaws.
func Flaws() []Flaw { return []Flaw{NoPhone, BadPhone, NoHonorific, OldProspect} }

// prospectDays is how long somebody may buy nothing before she is an old
// prospect.
const prospectDays = 180

// Quality is how many customers have each flaw, and the first of those with
// the one that was asked for.
type Quality struct {
	Customers int
	Flawed    map[Flaw]int
	First     []people.Customer
}

// Quality counts the flaws of all external customers. flaw, one of Flaws or
// "", names the one whose customers are listed, up to limit.
func (p *People) Quality(ctx context.Context, flaw Flaw, limit int) (Quality, error) {
	if flaw != "" && !slices.Contains(Flaws(), flaw) {
		return Quality{}, fault.Invalid("flaw", "%q is not one of %v", flaw, Flaws())
	}
	found := Quality{Flawed: map[Flaw]int{}}
	err := p.store.View(ctx, func(reader store.Reader) error {
		found = Quality{Flawed: map[Flaw]int{}}
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Customers)}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			var known people.Customer
			if err := p.codec.Unmarshal(kv.Key, kv.Value, &known); err != nil {
				return err
			}
			if known.Kind != people.External || known.Into != 0 {
				continue
			}
			flaws, err := p.flaws(reader, &known)
			if err != nil {
				return err
			}
			found.add(known, flaws, flaw, limit)
		}
		return nil
	})
	return found, readable(err)
}

func (q *Quality) add(known people.Customer, flaws []Flaw, asked Flaw, limit int) {
	q.Customers++
	for _, one := range flaws {
		q.Flawed[one]++
		if one == asked && len(q.First) < limit {
			q.First = append(q.First, known)
		}
	}
}

func (p *People) flaws(reader store.Reader, known *people.Customer) ([]Flaw, error) {
	var found []Flaw
	switch {
	case len(known.Phones) == 0:
		found = append(found, NoPhone)
	case !slices.ContainsFunc(known.Phones, func(number people.Phone) bool { return number.Valid }):
		found = append(found, BadPhone)
	}
	if known.Honorific == "" {
		found = append(found, NoHonorific)
	}
	row, _, err := readFacts(reader, known.Ordinal)
	if row.OrdersTotal == 0 && p.Today()-clock.DayOf(known.CreatedAt, p.zone) > prospectDays {
		found = append(found, OldProspect)
	}
	return found, err
}
