package sale

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/raja-crm/raja/core/money"
)

// Share splits amount over weights by largest remainder (Hamilton's method):
// the shares sum to amount exactly, each is within one unit of its due, and
// ties go to the earlier weight. All arguments are ≥ 0 and the weights sum to
// less than 2^63; with no weight above zero every share is zero.
func Share(amount money.Amount, weights []money.Amount) []money.Amount {
	shares := make([]money.Amount, len(weights))
	var whole money.Amount
	for _, weight := range weights {
		whole += weight
	}
	if whole == 0 {
		return shares
	}
	type rest struct {
		at        int
		remainder uint64
	}
	rests, left := make([]rest, len(weights)), amount
	for i, weight := range weights {
		high, low := bits.Mul64(uint64(amount), uint64(weight))
		quotient, remainder := bits.Div64(high, low, uint64(whole))
		shares[i], rests[i] = money.Amount(quotient), rest{i, remainder}
		left -= shares[i]
	}
	slices.SortStableFunc(rests, func(a, b rest) int {
		return cmp.Compare(b.remainder, a.remainder)
	})
	for _, r := range rests[:left] {
		shares[r.at]++
	}
	return shares
}
