package core

import (
	"context"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/receipt"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Nota returns what is printed for an order, in "id" or "en". A reprint says
// what was sold then, at the prices of then.
func (s *Sales) Nota(ctx context.Context, number sale.Number, lang string, again bool) (*receipt.Nota, error) {
	var (
		order  sale.Order
		who    string
		points int64
		due    string
		ways   []sale.Way
		taken  Intake
		codes  []receipt.Code
		gifts  []receipt.Gift
	)
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		if order, err = s.orders.read(s.shop, reader, uint64(number)); err != nil {
			return err
		}
		root, err := s.currently(reader, order.Customer)
		if err != nil {
			return err
		}
		known, err := s.read(reader, root)
		if err != nil {
			return err
		}
		if who = known.Called(); lang == "id" {
			who = known.Addressed()
		}
		past, err := readPast(reader, root)
		if err != nil {
			return err
		}
		points = int64(past.lots.Balance(s.Today()))
		paid, err := s.paidFor(reader, number)
		if err != nil {
			return err
		}
		ways = sale.PaidBy(paid)
		if due, err = s.promisedFor(reader, Nota(number)); err != nil {
			return err
		}
		if codes, err = s.namedCodes(reader, &order); err != nil {
			return err
		}
		if gifts, err = s.gifts(reader, number); err != nil {
			return err
		}
		taken, err = s.intake(reader, &order)
		return err
	})
	if err != nil {
		return nil, readable(err)
	}
	return &receipt.Nota{
		Shop: s.called(), Number: Nota(number), Order: &order, Customer: who, Points: points, Promise: due, Ways: ways, Codes: codes, Gifts: gifts,
		Asset: taken.thing(), By: taken.By, Answers: lo.Filter(taken.Answers, func(one sale.Answered, _ int) bool { return one.Print }),
		Photos: lo.Map(taken.Photos, func(one photo.Photo, _ int) receipt.Photo {
			return receipt.Photo{Code: s.photos.code(uint64(one.Number)), Stamp: one.Stamp()}
		}),
		Zone: s.zone, Currency: s.business.Currency, Lang: lang, Copy: again,
	}, nil
}

// namedCodes are the promotions that took something off an order.
func (s *shop) namedCodes(reader store.Reader, order *sale.Order) ([]receipt.Code, error) {
	codes := make([]receipt.Code, len(order.Codes))
	for i, used := range order.Codes {
		one, err := s.promos.read(s, reader, used.Promo)
		if err != nil {
			return nil, err
		}
		codes[i] = receipt.Code{Name: one.Name, Off: used.Off, Delivery: used.Delivery}
	}
	return codes, nil
}

// gifts are the coupons that an order brought, those that still hold.
func (s *shop) gifts(reader store.Reader, order sale.Number) ([]receipt.Gift, error) {
	given, err := s.given(reader, order)
	if err != nil {
		return nil, err
	}
	var gifts []receipt.Gift
	for i := range given {
		if one := &given[i]; open(one) == nil && (one.Until.IsZero() || s.clock.Now().Before(one.Until)) {
			of, err := s.promos.read(s, reader, uint64(one.Promo))
			if err != nil {
				return nil, err
			}
			gifts = append(gifts, receipt.Gift{Name: of.Name, Until: one.Until})
		}
	}
	return gifts, nil
}

// promisedFor is until when a record is promised, "" when nothing is.
func (s *shop) promisedFor(reader store.Reader, code string) (string, error) {
	numbers, _, err := page{Limit: maxOfOne}.read(reader, promisesAbout(code))
	if err != nil {
		return "", err
	}
	for _, number := range numbers {
		one, err := s.promises.read(s, reader, number)
		if err != nil {
			return "", err
		}
		if one.Kind == promise.Ready && one.Status == promise.Open {
			return one.Due.In(s.zone).Format("02-01-2006 15:04"), nil
		}
	}
	return "", nil
}

// Intake is what was noted beside the lines when an order was taken.
type Intake struct {
	By      string       // the name of who took it, "" where nobody said
	Asset   people.Asset // the thing that it is about; none has no number
	Answers []sale.Answered
	Photos  []photo.Photo // of the condition in which it came
}

// Intake returns what was noted beside the lines when an order was taken.
func (s *Sales) Intake(ctx context.Context, order *sale.Order) (Intake, error) {
	var found Intake
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		found, err = s.intake(reader, order)
		return err
	})
	return found, readable(err)
}

func (s *shop) intake(reader store.Reader, order *sale.Order) (found Intake, err error) {
	if order.By != 0 {
		member, err := s.members.read(s, reader, uint64(order.By))
		if err != nil {
			return found, err
		}
		found.By = member.Name
	}
	if order.Asset != 0 {
		if found.Asset, err = s.assets.read(s, reader, uint64(order.Asset)); err != nil {
			return found, err
		}
	}
	if found.Photos, err = s.photosAt(reader, order); err != nil || len(order.Answers) == 0 {
		return found, err
	}
	form, err := s.formFor(reader, lo.Map(order.Lines, func(line sale.Line, _ int) sale.ItemNumber { return line.Offer }))
	found.Answers = form.Answered(order.Answers)
	return found, err
}

// thing names the thing that an order is about, with its serial number.
func (i *Intake) thing() string {
	if i.Asset.Serial == "" {
		return i.Asset.Name
	}
	return i.Asset.Name + " " + i.Asset.Serial
}
