package trial

import (
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// madeUp is a question of one hook in an ordinary shop: as many customers as one
// question may have, from those who never came to those who come every week, or
// one event of one of them. It is the same each time.
func madeUp(rule *plugin.Rule, hook abi.Hook) *question {
	q := &question{words: words{manifest: rule.Manifest()}, hook: hook}
	_ = q.takeShop(Shop{Population: &Population{ // nothing in it can be wrong
		Customers: 1000, RepeatCustomers: 600, MedianOrder: 50_000,
		R: [4]int64{50, 150, 400, 900}, F: [4]int64{5, 10, 20, 40}, M: [4]int64{200_000, 500_000, 1_500_000, 4_000_000},
	}})
	q.currency, _ = money.CurrencyOf("IDR")
	rows := abi.MaxRows
	if hook.Code != abi.HookSegment {
		rows = 1
	}
	page := make([]byte, rows*abi.FactsSize)
	for i := range rows {
		facts := madeUpCustomer(q.batch.Header.AsOfDay, uint32(i+rows%2*700))
		facts.Put(page[i*abi.FactsSize:])
	}
	q.batch.Facts = [][]byte{page}
	switch hook.Code {
	case abi.HookLoyalty:
		q.batch.Orders = []abi.OrderContext{{OrderSeq: 1, Net: 54_000, OrderDay: q.batch.Header.AsOfDay}}
	case abi.HookAfterHours:
		at := q.batch.Header.NowUnixMs
		q.batch.Visits = []abi.AfterHoursContext{{AtUnixMs: at, NextOpenMs: at + 10*3_600_000, MinutesSinceClose: 12, Capacity: -1}}
	case abi.HookFollowUp:
		q.batch.Events = []abi.FollowUpContext{{Event: abi.EventOrderPaid, Day: q.batch.Header.AsOfDay, AtUnixMs: q.batch.Header.NowUnixMs, Net: 54_000}}
	}
	return q
}

// madeUpCustomer is the n-th of them: each came as often as n says, or never.
func madeUpCustomer(today int32, n uint32) abi.Facts {
	visits := n % 23
	facts := abi.Facts{Present: abi.FactsAll, Ordinal: n + 1, Kind: abi.KindExternal, WindowDays: ordinaryWindow, Visits: visits, VisitsTotal: visits, OrdersTotal: visits}
	if visits == 0 {
		return facts
	}
	facts.LastOrderDay = today - int32(n*7%400)
	facts.LastVisitDay, facts.FirstOrderDay = facts.LastOrderDay, facts.LastOrderDay-int32(visits*30)
	facts.Net = int64(visits) * int64(20_000+n%90*1000)
	facts.NetTotal, facts.Net365 = facts.Net, facts.Net
	return facts
}
