package sale

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"sort"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
)

// Visit is one day on which a customer came: several notas of one day are one
// visit.
type Visit struct {
	Day    clock.Day
	Orders uint32
	Net    money.Amount // the day's totals, net of refunds
}

// History is a customer's visits, oldest first, one a day. From it every
// look-back window is exact to the day.
type History []Visit

// ErrHistory is returned for bytes that are no history.
var ErrHistory = errors.New("sale: a day history is damaged")

// Add returns the history with one more order. Like append, it may use h's
// memory.
func (h History) Add(day clock.Day, net money.Amount) History {
	at := sort.Search(len(h), func(i int) bool { return h[i].Day >= day })
	if at == len(h) || h[at].Day != day {
		h = slices.Insert(h, at, Visit{Day: day})
	}
	h[at].Orders++
	h[at].Net += net
	return h
}

// Remove returns the history with one order less, in h's memory. It returns
// false, and the history as it was, when no such order can be in it.
func (h History) Remove(day clock.Day, net money.Amount) (History, bool) {
	at := sort.Search(len(h), func(i int) bool { return h[i].Day >= day })
	switch {
	case at == len(h) || h[at].Day != day:
		return h, false
	case h[at].Orders > 1:
		h[at].Orders--
		h[at].Net -= net
		return h, true
	case h[at].Net != net:
		return h, false
	}
	return slices.Delete(h, at, at+1), true
}

// Window returns the visits with asOf − days < day ≤ asOf; days 0 takes all up
// to asOf. The result shares h's memory.
func (h History) Window(asOf clock.Day, days uint32) History {
	end := sort.Search(len(h), func(i int) bool { return h[i].Day > asOf })
	if days == 0 {
		return h[:end]
	}
	first := int64(asOf) - int64(days)
	start := sort.Search(end, func(i int) bool { return int64(h[i].Day) > first })
	return h[start:end]
}

// On returns the visit of a day, without orders where there was none.
func (h History) On(day clock.Day) Visit {
	at := sort.Search(len(h), func(i int) bool { return h[i].Day >= day })
	if at == len(h) || h[at].Day != day {
		return Visit{Day: day}
	}
	return h[at]
}

// Sum returns the number of orders and their net amount.
func (h History) Sum() (orders uint32, net money.Amount) {
	for _, visit := range h {
		orders += visit.Orders
		net += visit.Net
	}
	return orders, net
}

// Append writes the history behind dst: per visit the days since the one
// before, the orders, and the net amount, as varints.
func (h History) Append(dst []byte) []byte {
	before := int64(0)
	for _, visit := range h {
		dst = binary.AppendVarint(dst, int64(visit.Day)-before)
		dst = binary.AppendUvarint(dst, uint64(visit.Orders))
		dst = binary.AppendVarint(dst, int64(visit.Net))
		before = int64(visit.Day)
	}
	return dst
}

// ReadHistory reads what Append wrote, into the memory of h. Days that do not
// rise, or that no calendar has, are ErrHistory.
func ReadHistory(h History, raw []byte) (History, error) {
	h = h[:0]
	for len(raw) > 0 {
		gap, n := binary.Varint(raw)
		orders, m := binary.Uvarint(raw[max(n, 0):])
		if n <= 0 || m <= 0 || orders == 0 || orders > math.MaxUint32 {
			return nil, ErrHistory
		}
		net, k := binary.Varint(raw[n+m:])
		day, ok := h.next(gap)
		if k <= 0 || !ok {
			return nil, ErrHistory
		}
		h = append(h, Visit{Day: day, Orders: uint32(orders), Net: money.Amount(net)})
		raw = raw[n+m+k:]
	}
	return h, nil
}

// next returns the day that lies gap behind the last, or for the first visit
// behind 1970.
func (h History) next(gap int64) (clock.Day, bool) {
	before := int64(0)
	if len(h) > 0 {
		before = int64(h[len(h)-1].Day)
	}
	if gap < math.MinInt32 || gap > math.MaxUint32 || (len(h) > 0 && gap <= 0) {
		return 0, false
	}
	day := before + gap
	return clock.Day(day), day <= math.MaxInt32
}
