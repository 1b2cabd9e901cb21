package golden_test

import (
	"unsafe"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	after_hours "github.com/raja-crm/raja/plugins/golden/after_hours/go"
	follow_up "github.com/raja-crm/raja/plugins/golden/follow_up/go"
	loyalty "github.com/raja-crm/raja/plugins/golden/loyalty/go"
	segment "github.com/raja-crm/raja/plugins/golden/segment/go"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
	"github.com/raja-crm/raja/plugins/sdk/go/followup"
	earning "github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// natively asks the function of the Go rule, without a module, and returns its
// rows as bytes.
func (q *question) natively(hook string, rule *plugin.Rule) [][]byte {
	shop := q.shop(rule)
	switch hook {
	case "segment":
		return each(len(q.facts), func(i int) raja.SegmentRow { return segment.Decide(q.customer(i), shop) })
	case "loyalty":
		return q.earnings(shop)
	case "after_hours":
		return q.options(shop)
	}
	if len(q.batch.Events) == 0 {
		return each(len(q.facts), func(i int) raja.FollowUpRow {
			return follow_up.Decide(followup.Event{Customer: q.customer(i)}, shop)
		})
	}
	return each(len(q.batch.Events), func(i int) raja.FollowUpRow {
		e := q.batch.Events[i]
		return follow_up.Decide(followup.Event{
			Customer: q.customer(int(e.FactsRow)), Happened: over[raja.FollowUpContext](&e, abi.FollowUpContextSize),
		}, shop)
	})
}

func (q *question) earnings(shop *raja.Shop) [][]byte {
	if len(q.batch.Orders) == 0 {
		return each(len(q.facts), func(i int) raja.LoyaltyRow {
			return loyalty.Decide(earning.Event{Customer: q.customer(i)}, shop)
		})
	}
	return each(len(q.batch.Orders), func(i int) raja.LoyaltyRow {
		order := q.batch.Orders[i]
		var lines []raja.Line
		for _, line := range q.batch.Lines[order.LinesFrom : order.LinesFrom+order.LinesCount] {
			lines = append(lines, raja.Line{Category: shop.Keep(line.Category), Net: line.Net})
		}
		return loyalty.Decide(earning.Event{
			Customer: q.customer(int(order.FactsRow)), Order: over[raja.OrderContext](&order, abi.OrderContextSize),
			Lines: raja.RowsOf(lines...),
		}, shop)
	})
}

func (q *question) options(shop *raja.Shop) [][]byte {
	context := q.batch.Visits[0]
	visit := afterhours.Visit{AfterHoursContext: over[raja.AfterHoursContext](&context, abi.AfterHoursContextSize)}
	if context.FactsRow >= 0 {
		visit.Customer = q.customer(int(context.FactsRow))
	}
	options := after_hours.Decide(visit, shop)
	return each(len(options), func(i int) raja.AfterHoursRow { return options[i] })
}

// shop is the shop as the rule's module gets it.
func (q *question) shop(rule *plugin.Rule) *raja.Shop {
	h := &q.batch.Header
	currency := string([]byte{byte(h.Currency), byte(h.Currency >> 8), byte(h.Currency >> 16)})
	shop := &raja.Shop{NowUnixMs: h.NowUnixMs, AsOfDay: h.AsOfDay, TzOffsetMin: h.TzOffsetMin, WindowDays: h.WindowDays, Currency: currency}
	for _, row := range rule.Form().Rows(currency, q.batch.Config) {
		shop.Settings = append(shop.Settings, raja.Setting{Key: row.Key, Value: row.Value, Text: row.Text})
	}
	return shop
}

func (q *question) customer(i int) *raja.Facts {
	return (*raja.Facts)(unsafe.Pointer(&plugintest.Page(q.facts[i])[0]))
}

// over lays a row of the SDK over the bytes of the host's.
func over[T any](row interface{ Put([]byte) }, size int) *T {
	words := make([]uint64, size/8)
	row.Put(unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), size))
	return (*T)(unsafe.Pointer(&words[0]))
}

// each returns the bytes of count rows.
func each[T any](count int, row func(i int) T) [][]byte {
	rows := make([][]byte, count)
	for i := range rows {
		one := row(i)
		rows[i] = append(rows[i], unsafe.Slice((*byte)(unsafe.Pointer(&one)), unsafe.Sizeof(one))...)
	}
	return rows
}
