package core

import (
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Said is a code that was said for an order, and what came of it.
type Said struct {
	Code     string
	Promo    promo.Number
	Coupon   promo.CouponNumber // 0 for a word
	Why      promo.Why          // it takes nothing off; Counts when it does
	Off      money.Amount       // off the lines
	Delivery money.Amount       // off the fee for bringing it
	Kept     time.Time          // until when another order has it reserved, where that is why; zero for all else
}

// Refusal says in a sentence why a code takes nothing off, in "id" or "en".
func (s *Said) Refusal(lang string, zone *time.Location) string {
	text := s.Why.Text(lang)
	if s.Kept.IsZero() {
		return text
	}
	until := map[bool]string{true: " until ", false: " sampai "}[lang == "en"]
	return text + until + s.Kept.In(zone).Format("2006-01-02 15:04")
}

// basket is an order as codes are held against it.
type basket struct {
	customer people.Ordinal
	lines    []sale.Line
	delivery money.Amount
	at       time.Time
	channel  people.Channel
	number   sale.Number // of the order, 0 before it has one
	tier     *string     // of who asks, nil for the one that is kept
}

// tried is what codes take off a basket.
type tried struct {
	said  []Said
	lines []money.Amount // what is taken off each line
}

// MaxCodes is how many codes may be said for one order.
const MaxCodes = 20

// try finds what each code is and takes the best legal combination of those
// that fit.
func (s *shop) try(reader store.Reader, given basket, codes []string) (tried, error) {
	found := tried{lines: make([]money.Amount, len(given.lines))}
	if len(codes) > MaxCodes {
		return found, fault.Invalid("codes", "are more than %d", MaxCodes)
	}
	bought, err := s.bought(reader, given)
	if err != nil {
		return found, err
	}
	var offers []promo.Offer
	var places []int // offer → place in said
	for _, code := range codes {
		if len(code) > sale.MaxText {
			return found, fault.Invalid("codes", "has one that is longer than %d bytes", sale.MaxText)
		}
		one, offered, err := s.readCode(reader, given, &bought, promo.Typed(code), found.said)
		if err != nil {
			return found, err
		}
		if found.said = append(found.said, one); one.Why == promo.Counts {
			offers, places = append(offers, promo.Offer{Promo: offered, Coupon: one.Coupon}), append(places, len(found.said)-1)
		}
	}
	best := promo.Combine(&bought, offers)
	for offer, why := range best.Left {
		found.said[places[offer]].Why = why
	}
	for _, off := range best.Taken {
		one := &found.said[places[off.Offer]]
		one.Delivery = off.Delivery
		for i, amount := range off.Lines {
			found.lines[i] += amount
			one.Off += amount
		}
	}
	return found, nil
}

// boughtNothing reports whether a customer has no order but one, and such as never
// came to be. One that was given back whole was her first one: the service was had, and
// what a code took off it is not restored.
func (s *shop) boughtNothing(reader store.Reader, customer people.Ordinal, but sale.Number) (bool, error) {
	none := true
	err := s.each(reader, customer, ordersOf, func(kv store.KV) error {
		order, err := s.orders.read(s, reader, record.Tail64(kv.Key))
		none = none && (order.Over() || order.Number == but)
		return err
	})
	return none, err
}

// bought fills in what codes ask of an order and of its customer.
func (s *shop) bought(reader store.Reader, given basket) (promo.Bought, error) {
	root, err := s.currently(reader, given.customer)
	if err != nil {
		return promo.Bought{}, err
	}
	who, err := s.listed(reader, root, s.Today())
	if err != nil {
		return promo.Bought{}, err
	}
	bought := promo.Bought{
		Delivery: given.delivery, At: given.at.In(s.zone), Internal: who.Customer.Kind == people.Internal,
		Segment: who.Segment, Tier: who.Tier, Channel: string(given.channel),
	}
	if given.tier != nil {
		bought.Tier = *given.tier
	}
	if who.Facts.OrdersTotal == 0 {
		if bought.First, err = s.boughtNothing(reader, root, given.number); err != nil {
			return promo.Bought{}, err
		}
	}
	for _, line := range given.lines {
		one := promo.BoughtLine{Item: uint64(line.Offer), Amount: line.Gross()}
		if line.Offer != 0 {
			item, err := s.items.read(s, reader, uint64(line.Offer))
			if err != nil {
				return bought, err
			}
			one.Category = item.Category
		}
		bought.Lines = append(bought.Lines, one)
	}
	return bought, nil
}

// readCode says what a code is and whether it fits. A code that nobody knows
// is refused with what is wrong with it.
func (s *shop) readCode(reader store.Reader, given basket, bought *promo.Bought, code string, before []Said) (Said, *promo.Promo, error) {
	one := Said{Code: code}
	coupon, err := s.find(reader, code, &one)
	if err != nil {
		return one, nil, err
	}
	known, err := s.promos.read(s, reader, uint64(one.Promo))
	if err != nil {
		return one, nil, err
	}
	if slices.ContainsFunc(before, func(other Said) bool { return other.Promo == one.Promo && other.Why == promo.Counts }) {
		one.Why = promo.Twice
		return one, &known, nil
	}
	if coupon != nil {
		if one.Why, err = s.couponFits(reader, given, coupon); err != nil || one.Why != promo.Counts {
			return one, &known, err
		}
	}
	used, kept, err := s.counted(reader, given, &known)
	if one.Why = known.Fits(bought, used); err != nil || kept.IsZero() || one.Why == promo.Counts {
		return one, &known, err
	}
	redeemed, err := s.redeemed(reader, given, &known)
	if err == nil && known.Fits(bought, redeemed) == promo.Counts {
		one.Why, one.Kept = promo.Taken, kept
	}
	return one, &known, err
}

// find fills in which promotion, by which coupon, a code means.
func (s *shop) find(reader store.Reader, code string, one *Said) (*promo.Coupon, error) {
	err := s.codec.Get(reader, wordKey(code), &one.Promo)
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	var number uint64
	err = s.codec.Get(reader, couponKey(promo.Hash(code)), &number)
	if errors.Is(err, store.ErrNotFound) {
		told := *fault.As(promo.Read(code))
		told.Field, told.Message = "codes", code+" "+told.Message
		return nil, &told
	}
	if err != nil {
		return nil, err
	}
	coupon, err := s.coupons.read(s, reader, number)
	one.Promo, one.Coupon = coupon.Promo, coupon.Number
	return &coupon, err
}

func (s *shop) couponFits(reader store.Reader, given basket, coupon *promo.Coupon) (promo.Why, error) {
	switch {
	case coupon.Revoked:
		return promo.Revoked, nil
	case coupon.Used != 0:
		return promo.UsedUp, nil
	case !coupon.Until.IsZero() && given.at.After(coupon.Until):
		return promo.Expired, nil
	}
	if coupon.Customer != 0 {
		whose, err := s.currently(reader, coupon.Customer)
		if err != nil {
			return promo.Counts, err
		}
		buyer, err := s.currently(reader, given.customer)
		if err != nil || whose != buyer {
			return promo.NotHers, err
		}
	}
	kept, err := s.reservations(reader, coupon.Promo)
	if err != nil {
		return promo.Counts, err
	}
	for _, one := range kept {
		if one.Coupon != coupon.Number {
			continue
		}
		if hers, err := s.same(reader, one.Customer, given.customer); err != nil || !hers {
			return promo.Taken, err
		}
	}
	return promo.Counts, nil
}

// same reports whether two customers are one.
func (s *shop) same(reader store.Reader, a, b people.Ordinal) (bool, error) {
	one, err := s.currently(reader, a)
	if err != nil {
		return false, err
	}
	other, err := s.currently(reader, b)
	return one == other, err
}

// reservations are the uses of a promotion that are kept now for orders that
// are being taken.
func (s *shop) reservations(reader store.Reader, number promo.Number) ([]promo.Use, error) {
	var kept []promo.Use
	prefix := inList(listReserved).Uint64(uint64(number))
	from := inList(listReserved).Uint64(uint64(number)).Time(s.clock.Now().Add(time.Millisecond))
	for kv, err := range reader.Range(store.Range{Prefix: prefix, From: from, KeyOnly: true}) {
		if err != nil {
			return nil, err
		}
		one, err := s.uses.read(s, reader, record.Tail64(kv.Key))
		if err != nil {
			return nil, err
		}
		kept = append(kept, one)
	}
	return kept, nil
}

// counted counts how often a promotion that has a limit was used, or is kept by
// others, and says when the first of those lets go. What she keeps herself is what
// she is about to use.
func (s *shop) counted(reader store.Reader, given basket, known *promo.Promo) (used promo.Counted, until time.Time, err error) {
	if known.Total == 0 && known.Each == 0 && known.Daily == 0 {
		return used, until, nil
	}
	if used, err = s.redeemed(reader, given, known); err != nil {
		return used, until, err
	}
	kept, err := s.reservations(reader, known.Number)
	if err != nil {
		return used, until, err
	}
	for _, one := range kept {
		hers, err := s.same(reader, one.Customer, given.customer)
		if err != nil {
			return used, until, err
		}
		if hers {
			continue
		}
		used.Total, used.Today = used.Total+1, used.Today+1
		if until.IsZero() || one.Until.Before(until) {
			until = one.Until
		}
	}
	return used, until, nil
}

// redeemed counts how often a promotion that has a limit was used.
func (s *shop) redeemed(reader store.Reader, given basket, known *promo.Promo) (used promo.Counted, err error) {
	if known.Total > 0 {
		redeemed, err := s.countUses(reader, inList(listUses).Uint64(uint64(known.Number)))
		if used.Total += redeemed; err != nil {
			return used, err
		}
	}
	if known.Daily > 0 {
		today, err := s.redeemedOn(reader, known.Number, clock.DayOf(given.at, s.zone))
		if used.Today += today; err != nil {
			return used, err
		}
	}
	if known.Each > 0 {
		used.Hers, err = s.hers(reader, given.customer, known.Number)
	}
	return used, err
}

func (s *shop) countUses(reader store.Reader, prefix record.Key) (count int64, err error) {
	for _, err := range reader.Range(store.Range{Prefix: prefix, KeyOnly: true}) {
		if err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

// redeemedOn counts the uses of a promotion on a day.
func (s *shop) redeemedOn(reader store.Reader, number promo.Number, day clock.Day) (count int64, err error) {
	list := func() record.Key { return inList(listUses).Uint64(uint64(number)) }
	picked := store.Range{
		Prefix: list(), KeyOnly: true,
		From: list().TimeDescending(day.End(s.zone).Add(-time.Millisecond)), To: list().TimeDescending(day.At(0, 0, s.zone).Add(-time.Millisecond)),
	}
	for _, err := range reader.Range(picked) {
		if err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

// hers counts the uses of a promotion by a customer that were redeemed.
func (s *shop) hers(reader store.Reader, customer people.Ordinal, number promo.Number) (count int64, err error) {
	under := func(one people.Ordinal) record.Key { return usesBy(one).Uint64(uint64(number)) }
	return count, s.each(reader, customer, under, func(kv store.KV) error {
		one, err := s.uses.read(s, reader, record.Tail64(kv.Key))
		if one.State == promo.Redeemed {
			count++
		}
		return err
	})
}
