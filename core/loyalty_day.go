package core

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// What a new day does to points: those whose day came get their entry, and
// birthdays their bonus. Balances never wait for it, since they are computed
// for the day on which they are asked for.

// missedDays is how many days ago a birthday may have been that is written down
// only now. Those of days on which nobody opened the shop are kept however long
// ago that is, up to a year.
const missedDays = 7

// greeted is which birthdays were kept.
type greeted struct {
	Day clock.Day `cbor:"1,keyasint"` // the last day of which they were; goes back only with a clock that was ahead
}

// keyBirthday opens the keys of bonuses for birthdays.
const keyBirthday = "birthday/"

func greetedKey() record.Key { return record.In(record.Meta).Text("greeted") }

// DayDone is what a new day did.
type DayDone struct {
	Expired   int            // customers of whom points expired
	Points    loyalty.Points // how many
	Birthdays int            // bonuses that were given
	Tiers     int            // that changed at their review
}

// NewDay does what today does to points. It may run as often as one likes: a
// second time it finds nothing to do. It reads what everybody has, so once a
// day is enough.
func (l *Loyalty) NewDay(ctx context.Context) (DayDone, error) {
	var done DayDone
	today := l.Today()
	err := l.turnBack(ctx)
	if err != nil {
		return done, err
	}
	if done, err = l.Expire(ctx); err != nil {
		return done, err
	}
	if err := l.greet(ctx, today, &done); err != nil {
		return done, err
	}
	done.Tiers, err = l.ReviewTiers(ctx, 0)
	return done, err
}

// Expire enters what expired until today, so that the ledger tells of it.
func (l *Loyalty) Expire(ctx context.Context) (done DayDone, err error) {
	var due []people.Ordinal
	today := l.Today()
	err = l.eachPast(ctx, func(customer people.Ordinal, _ store.Reader, known *past) error {
		if len(known.lots.Expired(today)) > 0 {
			due = append(due, customer)
		}
		return nil
	})
	if err != nil {
		return done, err
	}
	for slice := range slices.Chunk(due, membersAtOnce) {
		if err := l.expireSome(ctx, today, slice, &done); err != nil {
			return done, err
		}
	}
	return done, nil
}

func (l *Loyalty) expireSome(ctx context.Context, today clock.Day, customers []people.Ordinal, done *DayDone) error {
	var gone loyalty.Points
	err := l.update(ctx, "loyalty.expire", func(t *tx) error {
		gone = 0
		t.entry.Subject = fmt.Sprint(len(customers), " customers")
		for _, customer := range customers {
			known, err := t.past(customer)
			if err != nil {
				return err
			}
			moves := known.lots.Expired(today)
			if len(moves) == 0 {
				continue
			}
			gone -= moves.Sum()
			if err := t.enter(&loyalty.Entry{Kind: loyalty.Expire, Points: moves.Sum(), Moves: moves, Customer: customer}); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		done.Expired, done.Points = done.Expired+len(customers), done.Points+gone
	}
	return err
}

// greet keeps the birthdays of today and of the days since it was done last.
func (l *Loyalty) greet(ctx context.Context, today clock.Day, done *DayDone) error {
	var last greeted
	err := l.store.View(ctx, func(reader store.Reader) error {
		return unlessAbsent(l.codec.Get(reader, greetedKey(), &last))
	})
	if err != nil {
		return readable(err)
	}
	first := today - missedDays + 1
	if last.Day > today { // the clock was ahead
		last.Day = today - missedDays
	}
	if last.Day != 0 && last.Day < first {
		first = max(last.Day+1, today.AddMonths(-12)+1)
	}
	for day := first; day <= today; day++ {
		if err := l.birthdays(ctx, day, done); err != nil {
			return err
		}
	}
	if today <= last.Day {
		return nil
	}
	return l.remember(ctx, greetedKey(), &greeted{today})
}

// greetsFrom notes that birthdays are kept from a day on: those from then on are
// not lost where nobody sees to it for weeks.
func (t *tx) greetsFrom(day clock.Day) error {
	var last greeted
	if err := unlessAbsent(t.codec.Get(t, greetedKey(), &last)); err != nil || last.Day >= day-1 {
		return err
	}
	return t.codec.Put(t, greetedKey(), &greeted{day - 1})
}

// birthdays gives the bonus to the external customers whose birthday is on day.
func (l *Loyalty) birthdays(ctx context.Context, day clock.Day, done *DayDone) error {
	program, err := l.Program(ctx)
	if err != nil || program.Birthday == 0 {
		return err
	}
	given := 0
	err = l.update(ctx, "loyalty.birthday", func(t *tx) error {
		given = 0
		t.entry.Subject = day.String()
		guests, err := t.bornOn(day)
		if err != nil {
			return err
		}
		for _, guest := range guests {
			was, err := t.bonus(loyalty.Entry{Customer: guest, Points: program.Birthday, Key: fmt.Sprintf(keyBirthday+"%s/%.4s", Code(guest), day), Reason: "birthday", Expires: program.Ends(t.Today())})
			if err != nil {
				return err
			}
			if was {
				given++
			}
		}
		if given == 0 {
			return errNothingNew
		}
		return nil
	})
	if errors.Is(err, errNothingNew) {
		return nil
	}
	done.Birthdays += given
	return err
}

// bornOn returns the external customers whose birthday is kept on day. Who was
// born on 29 February keeps it on 1 March in years that have none.
func (t *tx) bornOn(day clock.Day) ([]people.Ordinal, error) {
	on := day.Noon(time.UTC)
	lists := []record.Key{datesOn(int(on.Month()), on.Day())}
	if on.Month() == time.March && on.Day() == 1 && on.AddDate(0, 0, -1).Day() == 28 {
		lists = append(lists, datesOn(int(time.February), 29))
	}
	var born []people.Ordinal
	for _, list := range lists {
		for kv, err := range t.Range(store.Range{Prefix: list, KeyOnly: true}) {
			if err != nil {
				return nil, err
			}
			ordinal := people.Ordinal(record.Tail64(kv.Key))
			profile, err := t.profile(t, ordinal)
			if err != nil {
				return nil, err
			}
			customer, err := t.read(t, ordinal)
			if err != nil {
				return nil, err
			}
			if customer.Kind == people.External && customer.Into == 0 && profile.BornOn(int(on.Month()), on.Day()) {
				born = append(born, ordinal)
			}
		}
	}
	return born, nil
}
