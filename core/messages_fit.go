package core

import (
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
)

// wishWithin is how many days before and after a birthday it is one to wish for.
const wishWithin = 7

// fits refuses a message for a purpose that what it is about makes untrue.
func (t *tx) fits(purpose outreach.Purpose, root people.Ordinal, code string) error {
	if purpose == outreach.Birthday {
		return t.refuseFarBirthday(root)
	}
	matter, err := t.matterOf(code)
	if err != nil {
		return err
	}
	return purpose.Fits(matter)
}

// stillFits refuses to open a message that has become untrue.
func (t *tx) stillFits(one *outreach.Message) error {
	matter, err := t.matterOf(one.About)
	if err != nil {
		return err
	}
	if why := one.Purpose.Fits(matter); why != nil {
		return fault.Conflict("message", "is true no more: %s; skip it", fault.As(why).Message)
	}
	return nil
}

func (t *tx) refuseFarBirthday(root people.Ordinal) error {
	profile, err := t.profile(t, root)
	if err != nil {
		return err
	}
	own := profile.Birthdays()
	for _, date := range own {
		if date.Near(t.clock.Now().In(t.zone), wishWithin) {
			return nil
		}
	}
	if len(own) == 0 {
		return nil
	}
	return fault.Conflict("purpose", "her birthday is on %02d-%02d, not within %d days of today", own[0].Month, own[0].Day, wishWithin)
}

// matterOf is how the record with a code stands, as far as a message could say
// otherwise.
func (t *tx) matterOf(code string) (outreach.Matter, error) {
	if code == "" {
		return outreach.Matter{}, nil
	}
	shelves, number, err := t.parse(code)
	if err != nil {
		return outreach.Matter{}, err
	}
	switch word, _ := shelves[0].name(number); word {
	case "order":
		order, err := t.orders.read(t.shop, t, number)
		return orderMatter(code, &order), err
	case "promise":
		one, err := t.promises.read(t.shop, t, number)
		if err != nil {
			return outreach.Matter{}, err
		}
		return t.promiseMatter(code, &one)
	case "appointment":
		one, err := t.appointments.read(t.shop, t, number)
		matter := outreach.Matter{Code: code, Past: one.Happened() || one.Start.Before(t.clock.Now())}
		if one.Status == sale.CalledOff {
			matter.Over = "cancelled"
		}
		return matter, err
	case "item":
		return t.itemMatter(code, sale.ItemNumber(number))
	case "wait":
		one, err := t.waitlist.read(t.shop, t, number)
		if err != nil {
			return outreach.Matter{}, err
		}
		return t.itemMatter(t.items.code(uint64(one.Item)), one.Item)
	}
	return outreach.Matter{}, nil
}

func orderMatter(code string, order *sale.Order) outreach.Matter {
	matter := outreach.Matter{Code: code, Work: true, Ready: !order.ReadyAt.IsZero(), Taken: !order.TakenAt.IsZero(), Owed: order.Owed() > 0}
	switch {
	case order.Void != nil:
		matter.Over = "void"
	case order.Cancelled:
		matter.Over = "cancelled"
	}
	return matter
}

// promiseMatter is that of the order that a promise is about, where it is about
// one, and what has come of the promise itself.
func (t *tx) promiseMatter(code string, one *promise.Promise) (matter outreach.Matter, err error) {
	if strings.HasPrefix(one.About, "N-") {
		if matter, err = t.matterOf(one.About); err != nil {
			return matter, err
		}
	}
	matter.Kept = one.Status != promise.Open
	if matter.Code == "" || one.Status == promise.Withdrawn {
		matter.Code = code
	}
	if one.Status == promise.Withdrawn && matter.Over == "" {
		matter.Over = "withdrawn"
	}
	return matter, nil
}

func (t *tx) itemMatter(code string, number sale.ItemNumber) (outreach.Matter, error) {
	item, err := t.items.read(t.shop, t, uint64(number))
	return outreach.Matter{Code: code, SoldOut: item.SoldOut || item.Gone}, err
}

// valuesOfItem adds what is known of something that is sold.
func (t *tx) valuesOfItem(values map[string]string, number sale.ItemNumber) error {
	item, err := t.items.read(t.shop, t, uint64(number))
	if err == nil {
		values["barang"] = item.Name
	}
	return err
}
