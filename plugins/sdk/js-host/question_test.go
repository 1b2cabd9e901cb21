package jshost_test

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// question is one question in the field names of cases, and as a batch.
type question struct {
	Shop   map[string]any   `json:"shop"`
	Facts  []map[string]any `json:"facts"`
	Orders []order          `json:"orders,omitempty"`
	Visits []map[string]any `json:"visits,omitempty"`
	Events []map[string]any `json:"events,omitempty"`

	in abi.Batch
}

type order struct {
	Net      int64            `json:"net"`
	OrderDay int32            `json:"order_day"`
	FactsRow uint32           `json:"facts_row"`
	Lines    []map[string]any `json:"lines"`
}

func (q *question) batch() *abi.Batch { return &q.in }

const today = 20_526 // 2026-03-14

// fifths are thresholds of a population that is not evenly spread.
var fifths = [4]int64{13, 101, 333, 1_204}

func someQuestion(random *rand.Rand, hook string) question {
	zone := []int{420, -570, 0}[random.IntN(3)]
	now := int64(today)*86_400_000 + random.Int64N(86_400_000)/1000*1000
	q := question{Shop: map[string]any{
		"now": moment(now, zone), "as_of": today, "window_days": 365, "currency": "IDR",
		"population": map[string]any{"customers": 900, "repeat_customers": 300, "median_order": 45_000, "r": fifths, "f": fifths, "m": fifths},
	}}
	q.in.Header = abi.Header{
		NowUnixMs: now, TzOffsetMin: int32(zone), AsOfDay: today, WindowDays: 365, Currency: abi.PackCurrency("IDR"),
		Population: 1, Customers: 900, RepeatCustomers: 300, MedianOrder: 45_000, R: fifths, F: fifths, M: fifths,
	}
	customers := 1 + random.IntN(20)
	q.in.Facts = [][]byte{nil}
	for range customers {
		q.addCustomer(random)
	}
	if hook == "after_hours" {
		q.addVisit(random, now, customers)
	} else if random.IntN(4) > 0 {
		for range 1 + random.IntN(9) {
			q.addEvent(random, hook, random.IntN(customers))
		}
	}
	return q
}

func moment(unixMs int64, zone int) string {
	return time.UnixMilli(unixMs).In(time.FixedZone("", 60*zone)).Format(time.RFC3339)
}

// addCustomer gives every field a number that a shop could have, often zero.
func (q *question) addCustomer(random *rand.Rand) {
	fact, page := map[string]any{}, make([]byte, abi.FactsSize)
	for _, field := range abi.FactsFields() {
		n := int64(0)
		switch {
		case random.IntN(5) == 0:
		case field.Name == "kind":
			n = 1 + random.Int64N(2)
		case field.Name == "flags":
			n = random.Int64N(8)
		case field.To-field.From == 8:
			n = random.Int64N(6_000_000)
		case strings.HasSuffix(field.Name, "_day"):
			n = today - random.Int64N(400)
		default:
			n = random.Int64N(30)
		}
		fact[field.Name] = n
		if field.To-field.From == 8 {
			binary.LittleEndian.PutUint64(page[field.From:], uint64(n))
		} else {
			binary.LittleEndian.PutUint32(page[field.From:], uint32(n))
		}
	}
	binary.LittleEndian.PutUint64(page[abi.FactsAtPresent:], abi.FactsAll)
	q.Facts, q.in.Facts[0] = append(q.Facts, fact), append(q.in.Facts[0], page...)
}

func (q *question) addEvent(random *rand.Rand, hook string, customer int) {
	net := random.Int64N(400_000) - 40_000
	switch hook {
	case "loyalty":
		o := order{Net: net, OrderDay: today, FactsRow: uint32(customer), Lines: []map[string]any{}}
		from := len(q.in.Lines)
		for range random.IntN(4) {
			line := abi.Line{Item: "Kemeja ⚡", Category: []string{"express", "biasa", ""}[random.IntN(3)], Quantity: 1000, Net: random.Int64N(99_000) - 9_000}
			o.Lines = append(o.Lines, map[string]any{"item": line.Item, "category": line.Category, "quantity": line.Quantity, "net": line.Net})
			q.in.Lines = append(q.in.Lines, line)
		}
		q.Orders = append(q.Orders, o)
		q.in.Orders = append(q.in.Orders, abi.OrderContext{Net: net, OrderDay: today, FactsRow: o.FactsRow, LinesFrom: uint32(from), LinesCount: uint32(len(o.Lines))})
	case "follow_up":
		e := abi.FollowUpContext{Net: net, Day: today, Event: 1 + random.Uint32N(5), FactsRow: uint32(customer)}
		q.in.Events = append(q.in.Events, e)
		q.Events = append(q.Events, map[string]any{"net": e.Net, "day": e.Day, "event": e.Event, "facts_row": e.FactsRow})
	}
}

func (q *question) addVisit(random *rand.Rand, now int64, customers int) {
	v := abi.AfterHoursContext{
		AtUnixMs: now, NextOpenMs: now + random.Int64N(86_400_000), MinutesSinceClose: random.Int32N(60) - 1,
		FactsRow: random.Int32N(int32(customers)+1) - 1, Staff: random.Uint32N(3), Service: random.Uint32N(4),
		Capacity: random.Int32N(5) - 1, Unsafe: random.Uint32N(10) / 9, PickupReady: random.Uint32N(2), LatePromises: random.Uint32N(3),
	}
	q.in.Visits = []abi.AfterHoursContext{v}
	q.Visits = []map[string]any{{
		"at_unix_ms": v.AtUnixMs, "next_open_ms": v.NextOpenMs, "minutes_since_close": v.MinutesSinceClose, "facts_row": v.FactsRow,
		"staff": v.Staff, "service": v.Service, "capacity": v.Capacity, "unsafe": v.Unsafe, "pickup_ready": v.PickupReady, "late_promises": v.LatePromises,
	}}
}
