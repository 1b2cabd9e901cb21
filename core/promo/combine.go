package promo

import (
	"cmp"
	"slices"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// Offer is a promotion that fits an order, by the code that was said.
type Offer struct {
	Promo  *Promo
	Coupon CouponNumber // 0 for its word
}

// Off is what one offer takes off.
type Off struct {
	Offer    int // which, of those given
	Lines    []money.Amount
	Delivery money.Amount
}

func (o *Off) sum() money.Amount {
	sum := o.Delivery
	for _, off := range o.Lines {
		sum += off
	}
	return sum
}

// Sum is what it takes off in all.
func (o *Off) Sum() money.Amount { return o.sum() }

// Best is what is taken off an order, and why each other offer is not.
type Best struct {
	Taken []Off       // in the order in which they are taken off
	Left  map[int]Why // offer → why it is left out
}

// Sum is what is taken off in all.
func (b *Best) Sum() (sum money.Amount) {
	for i := range b.Taken {
		sum += b.Taken[i].sum()
	}
	return sum
}

// exhaustive is up to how many offers every combination is tried.
const exhaustive = 8

// Combine chooses the legal combination that takes off most; of those that take
// off as much, the one of the fewest codes, then of the first ones. Above eight
// offers they are taken one after the other as long as that is legal.
func Combine(bought *Bought, offers []Offer) Best {
	order := inOrder(bought, offers)
	var chosen []int
	if len(offers) <= exhaustive {
		chosen = best(bought, offers, order)
	} else {
		chosen = greedy(offers, order)
	}
	taken := take(bought, offers, chosen)
	return Best{Taken: taken, Left: left(offers, chosen)}
}

// inOrder sorts offers as they are taken off: percentages before amounts before
// delivery, the higher priority first, then the larger benefit, then the older.
func inOrder(bought *Bought, offers []Offer) []int {
	order := make([]int, len(offers))
	alone := make([]money.Amount, len(offers))
	for i, offer := range offers {
		off := offer.Promo.alone(bought)
		order[i], alone[i] = i, off.sum()
	}
	rank := map[Kind]int{Percent: 0, Amount: 1, FreeDelivery: 2}
	slices.SortStableFunc(order, func(a, b int) int {
		one, other := offers[a].Promo, offers[b].Promo
		return cmp.Or(
			cmp.Compare(rank[one.Kind], rank[other.Kind]), cmp.Compare(other.Priority, one.Priority),
			cmp.Compare(alone[b], alone[a]), cmp.Compare(one.Number, other.Number), cmp.Compare(offers[a].Coupon, offers[b].Coupon),
		)
	})
	return order
}

func best(bought *Bought, offers []Offer, order []int) (chosen []int) {
	var most money.Amount
	for set := 1; set < 1<<len(order); set++ {
		var some []int
		for i, at := range order {
			if set&(1<<i) != 0 {
				some = append(some, at)
			}
		}
		if !legal(offers, some) {
			continue
		}
		sum := (&Best{Taken: take(bought, offers, some)}).Sum()
		if sum > most || (sum == most && sum > 0 && len(some) < len(chosen)) {
			most, chosen = sum, some
		}
	}
	return chosen
}

func greedy(offers []Offer, order []int) (chosen []int) {
	for _, at := range order {
		if more := append(slices.Clone(chosen), at); legal(offers, more) {
			chosen = more
		}
	}
	return chosen
}

// legal reports whether offers may stand together: an exclusive one alone, and
// one of a category, and no promotion twice.
func legal(offers []Offer, some []int) bool {
	categories, seen := map[string]bool{}, map[Number]bool{}
	for _, at := range some {
		promo := offers[at].Promo
		if (promo.Stacking == Exclusive && len(some) > 1) || seen[promo.Number] || (promo.Stacking == One && categories[promo.Category]) {
			return false
		}
		seen[promo.Number] = true
		if promo.Stacking == One {
			categories[promo.Category] = true
		}
	}
	return true
}

// take takes offers off an order, one after the other.
func take(bought *Bought, offers []Offer, some []int) []Off {
	rest := make([]money.Amount, len(bought.Lines))
	for i := range bought.Lines {
		rest[i] = bought.Lines[i].Amount
	}
	delivery := bought.Delivery
	taken := make([]Off, len(some))
	for i, at := range some {
		taken[i] = offers[at].Promo.off(bought, rest, delivery)
		taken[i].Offer = at
		delivery -= taken[i].Delivery
		for line, off := range taken[i].Lines {
			rest[line] -= off
		}
	}
	return taken
}

// alone is what a promotion takes off an order by itself.
func (p *Promo) alone(bought *Bought) *Off {
	return &take(bought, []Offer{{Promo: p}}, []int{0})[0]
}

// off is what a promotion takes off the rest of an order's lines: never more
// than is left, shared over the lines that it is for by largest remainder.
func (p *Promo) off(bought *Bought, rest []money.Amount, delivery money.Amount) Off {
	if p.Kind == FreeDelivery {
		return Off{Lines: make([]money.Amount, len(rest)), Delivery: p.capped(delivery)}
	}
	mine := make([]money.Amount, len(rest))
	var left, price money.Amount
	for i := range rest {
		if p.For(&bought.Lines[i]) {
			mine[i], left, price = rest[i], left+rest[i], price+bought.Lines[i].Amount
		}
	}
	if p.Running {
		price = left
	}
	amount := p.Amount
	if p.Kind == Percent {
		amount = percentOf(price, p.Percent)
	}
	return Off{Lines: sale.Share(min(p.capped(amount), left), mine)}
}

func (p *Promo) capped(amount money.Amount) money.Amount {
	if p.Most > 0 {
		return min(amount, p.Most)
	}
	return amount
}

// percentOf is the one place where a percentage is rounded: half up.
func percentOf(amount money.Amount, hundredths int64) money.Amount {
	whole, rest := amount/wholePercent, amount%wholePercent
	return whole*money.Amount(hundredths) + (rest*money.Amount(hundredths)+wholePercent/2)/wholePercent
}

// left says why each offer that was not chosen is left out.
func left(offers []Offer, chosen []int) map[int]Why {
	whys := map[int]Why{}
	for at := range offers {
		if !slices.Contains(chosen, at) {
			whys[at] = leftOut(offers, chosen, at)
		}
	}
	return whys
}

func leftOut(offers []Offer, chosen []int, at int) Why {
	promo := offers[at].Promo
	for _, other := range chosen {
		switch beside := offers[other].Promo; {
		case beside.Number == promo.Number:
			return Twice
		case beside.Stacking == Exclusive || promo.Stacking == Exclusive:
			return Alone
		case beside.Stacking == One && promo.Stacking == One && beside.Category == promo.Category:
			return SameCategory
		}
	}
	return NothingLeft
}
