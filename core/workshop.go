package core

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// How a shop works on its orders: the states they go through, what is asked
// when one is taken, how cash is rounded.

// Workshop is what the owner decided about how orders are worked on.
type Workshop struct {
	Flow    sale.Flow            `cbor:"1,keyasint,omitempty"` // the states of work; none takes those of the preset
	Forms   map[string]sale.Form `cbor:"2,keyasint,omitempty"` // category of items to what is asked; the empty one is for all others
	RoundTo money.Amount         `cbor:"3,keyasint,omitempty"` // to what cash is rounded, in minor units; none is not at all
}

func workshopKey() record.Key { return record.In(record.Meta).Text("workshop") }

// Workshop returns how orders are worked on, with the preset's flow and
// questions where the owner chose none.
func (s *Sales) Workshop(ctx context.Context) (Workshop, error) {
	var known Workshop
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = s.workshop(reader)
		return err
	})
	return known, readable(err)
}

// StateName is what people call a state of work, in both languages: as the
// shop's flow names it, else its code.
func (s *Sales) StateName(code string) (id, en string) {
	var known Workshop
	err := s.store.View(context.Background(), func(reader store.Reader) (err error) {
		known, err = s.workshop(reader)
		return err
	})
	state := known.Flow.Find(code)
	if err != nil || state == nil {
		return code, code
	}
	return state.NameID, state.NameEN
}

func (s *shop) workshop(reader store.Reader) (Workshop, error) {
	known, _, err := setting[Workshop](s, reader, workshopKey())
	if len(known.Flow) == 0 {
		known.Flow = sale.FlowOf(string(s.business.Preset))
	}
	for category, form := range sale.FormsOf(string(s.business.Preset)) {
		if _, own := known.Forms[category]; !own {
			if known.Forms == nil {
				known.Forms = map[string]sale.Form{}
			}
			known.Forms[category] = form
		}
	}
	return known, err
}

// SetWorkshop replaces how orders are worked on. A changed form gets the next
// version; orders keep the state they are in.
func (s *Sales) SetWorkshop(ctx context.Context, given Workshop) error {
	if err := given.check(); err != nil {
		return err
	}
	if slices.EqualFunc(given.Flow, sale.FlowOf(string(s.business.Preset)), sameState) {
		given.Flow = nil // it is the preset's, and stays so
	}
	return s.update(ctx, "workshop.set", func(t *tx) error {
		known, err := t.workshop(t)
		if err != nil {
			return err
		}
		for category, form := range given.Forms {
			before := known.Forms[category]
			if form.Version = before.Version; !slices.EqualFunc(form.Questions, before.Questions, sameQuestion) {
				form.Version++
			}
			given.Forms[category] = form
		}
		for category, form := range sale.FormsOf(string(s.business.Preset)) {
			if same := given.Forms[category]; same.Version == form.Version && slices.EqualFunc(same.Questions, form.Questions, sameQuestion) {
				delete(given.Forms, category) // it is the preset's, and stays so
			}
		}
		return t.putSetting(workshopKey(), "workshop", &given)
	})
}

// maxRounding is the largest step to which cash is rounded, minor units.
const maxRounding = 1_000_000

// check tidies what the owner decided and refuses what breaks a rule; the
// field names the place, as in flow[2].next.
func (w *Workshop) check() error {
	if err := w.Flow.Check(); len(w.Flow) > 0 && err != nil {
		return err
	}
	if w.RoundTo < 0 || w.RoundTo > maxRounding {
		return fault.Invalid("rounding", "is not from 0 to %d", maxRounding)
	}
	tidied := map[string]sale.Form{}
	for _, category := range slices.Sorted(maps.Keys(w.Forms)) {
		form, name := w.Forms[category], people.Tidy(category)
		if _, twice := tidied[name]; twice {
			return fault.Invalid("forms", "names the category %q twice", name)
		}
		if len(name) > sale.MaxText {
			return fault.Invalid("forms", "names a category longer than %d bytes", sale.MaxText)
		}
		if err := form.Check(); err != nil {
			told := fault.As(err)
			place := "forms." + name
			if name == "" {
				place = `forms[""]`
			}
			return fault.Invalid(place+"."+told.Field, "%s", told.Message)
		}
		tidied[name] = form
	}
	w.Forms = tidied
	return nil
}

func sameState(a, b sale.State) bool {
	return a.Code == b.Code && a.NameID == b.NameID && a.NameEN == b.NameEN && a.Stage == b.Stage && slices.Equal(a.Next, b.Next)
}

func sameQuestion(a, b sale.FormQuestion) bool {
	return a.Key == b.Key && a.TextID == b.TextID && a.TextEN == b.TextEN && slices.Equal(a.Choices, b.Choices) &&
		a.Needed == b.Needed && a.ShowWhen == b.ShowWhen && a.ShowIs == b.ShowIs && a.Print == b.Print && a.Serial == b.Serial
}

// Form returns what is asked when an order for items of the catalogue is
// taken; without any, what is asked about all others.
func (s *Sales) Form(ctx context.Context, items ...sale.ItemNumber) (sale.Form, error) {
	var form sale.Form
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		form, err = s.formFor(reader, items)
		return err
	})
	return form, readable(err)
}

// formFor is what is asked about items: the form of the first category that
// has one, else the one for all others.
func (s *shop) formFor(reader store.Reader, items []sale.ItemNumber) (sale.Form, error) {
	known, err := s.workshop(reader)
	if err != nil {
		return sale.Form{}, err
	}
	for _, number := range items {
		if number == 0 {
			continue
		}
		item, err := s.items.read(s, reader, uint64(number))
		if err != nil {
			return sale.Form{}, err
		}
		if form, has := known.Forms[item.Category]; has {
			return form, nil
		}
	}
	return known.Forms[""], nil
}

func ordersIn(status string) record.Key { return inList(listOrders).Text(status) }

// Move puts an order into another state of the shop's flow. When it is ready
// for the first time, open promises that it would be are kept; when it is
// cancelled they are withdrawn, nothing is owed any more, and its points go
// back both ways.
func (s *Sales) Move(ctx context.Context, number sale.Number, to string, by staff.Number) (sale.Order, error) {
	var changed sale.Order
	earns := false
	err := s.update(ctx, "order.move", func(t *tx) error {
		t.entry.Subject = Nota(number)
		if err := t.working("by", by); err != nil {
			return err
		}
		known, err := t.workshop(t)
		if err != nil {
			return err
		}
		if changed, err = t.orders.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		before := changed
		if err := changed.Move(known.Flow, to, by, t.clock.Now()); err != nil {
			return err
		}
		if earns, err = t.settle(&before, &changed); err != nil {
			return err
		}
		if err := t.release(&changed); err != nil {
			return err
		}
		switch {
		case before.ReadyAt.IsZero() && (!changed.ReadyAt.IsZero() || !changed.TakenAt.IsZero()):
			return t.endPromisesOf(Nota(number), t.keep)
		case known.Flow.Find(to).Stage == sale.Cancelled:
			return t.cancel(&changed)
		}
		return nil
	})
	if err == nil {
		s.after(ctx, number, earns)
	}
	return changed, err
}

// cancel withdraws what was promised of an order that will not be done, and
// lets go of its codes where no work on it was finished; its thing goes back.
func (t *tx) cancel(order *sale.Order) error {
	err := t.endPromisesOf(Nota(order.Number), t.withdraw)
	if err == nil && order.ReadyAt.IsZero() && order.TakenAt.IsZero() {
		err = t.releaseCodes(order)
	}
	if err != nil {
		return err
	}
	return t.handBack(order)
}

// Move's words for the promises that end with an order.
const (
	outcomeReady     = "siap"
	outcomeCancelled = "batal"
)

// endPromisesOf ends the open promises that an order would be ready.
func (t *tx) endPromisesOf(code string, end func(*promise.Promise) error) error {
	numbers, _, err := page{Limit: maxOfOne}.read(t, promisesAbout(code))
	if err != nil {
		return err
	}
	for _, number := range numbers {
		one, err := t.promises.read(t.shop, t, number)
		if err != nil {
			return err
		}
		if one.Status != promise.Open || one.Kind != promise.Ready {
			continue
		}
		if err := end(&one); err != nil {
			return err
		}
		if err := t.promises.put(t, &one); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) keep(one *promise.Promise) error {
	return t.endPromise(one, outcomeReady, (*promise.Promise).Keep)
}

func (t *tx) withdraw(one *promise.Promise) error {
	return t.endPromise(one, outcomeCancelled, (*promise.Promise).Withdraw)
}

func (t *tx) endPromise(one *promise.Promise, outcome string, end func(*promise.Promise, hours.Calendar, string, time.Time) error) error {
	calendar, err := t.calendar()
	if err != nil {
		return err
	}
	return end(one, calendar, outcome, t.clock.Now())
}

// In returns up to limit orders in a state behind a cursor, oldest first.
func (s *Sales) In(ctx context.Context, status, after string, limit int) ([]sale.Order, string, error) {
	found, next, err := pageOf(ctx, s.shop, s.orders, ordersIn(status), page{After: after, Limit: limit})
	if err != nil || len(found) > 0 {
		return found, next, err
	}
	known, err := s.Workshop(ctx)
	if err == nil && known.Flow.Find(status) == nil { // and no order is left in it from a flow before
		err = fault.Invalid("status", "%q is not one of %v", status, known.Flow.Codes())
	}
	return found, next, err
}

// Unclaimed is what is ready and nobody fetched.
type Unclaimed struct {
	Shelves []sale.Shelf
	Due     []Reminder // with a step of the ladder that is due, oldest first
}

// Reminder is an order whose customer is to be reminded.
type Reminder struct {
	Order sale.Order
	Days  int // since it was ready first
	Step  sale.LadderStep
}

// Unclaimed counts what waits, by how long, and names whose step is due today.
func (s *Sales) Unclaimed(ctx context.Context) (Unclaimed, error) {
	var found Unclaimed
	today := s.Today()
	err := s.store.View(ctx, func(reader store.Reader) error {
		found = Unclaimed{Shelves: sale.Shelves()}
		for kv, err := range reader.Range(store.Range{Prefix: inList(listUnclaimed), KeyOnly: true}) {
			if err != nil {
				return err
			}
			order, err := s.orders.read(s.shop, reader, record.Tail64(kv.Key))
			if err != nil {
				return err
			}
			ready := clock.DayOf(order.ReadyAt, s.zone)
			sale.Lie(found.Shelves, int(today-ready))
			if step, due := order.DueStep(ready, today); due {
				found.Due = append(found.Due, Reminder{Order: order, Days: int(today - ready), Step: step})
			}
		}
		return nil
	})
	return found, readable(err)
}

// Remind notes that the step of the ladder that is due was gone; each is gone
// once.
func (s *Sales) Remind(ctx context.Context, number sale.Number) (Reminder, error) {
	var gone Reminder
	err := s.update(ctx, "order.remind", func(t *tx) error {
		t.entry.Subject = Nota(number)
		order, err := t.orders.read(t.shop, t, uint64(number))
		if err != nil {
			return err
		}
		if !order.Waiting() {
			return fault.Conflict("order", "%s waits for nobody", Nota(number))
		}
		ready := clock.DayOf(order.ReadyAt, t.zone)
		step, due := order.DueStep(ready, t.Today())
		if !due {
			return fault.Conflict("order", "%s has no reminder due", Nota(number))
		}
		order.Reminded = append(slices.Clone(order.Reminded), step.Days)
		gone = Reminder{Order: order, Days: int(t.Today() - ready), Step: step}
		return t.orders.put(t, &order)
	})
	return gone, err
}

// OfAsset returns the orders about a thing that a customer owns, oldest first.
func (s *Sales) OfAsset(ctx context.Context, asset people.AssetNumber) ([]sale.Order, error) {
	found, _, err := pageOf(ctx, s.shop, s.orders, inList(listOrdersAbout).Uint64(uint64(asset)), page{Limit: maxOfOne})
	return found, err
}
