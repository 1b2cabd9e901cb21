package goldentest

import (
	"math"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

// Question is one question with everything that was drawn for it, so that it
// can be asked of a module and of the Go function alike.
type Question struct {
	Shop *raja.Shop

	facts []abi.Facts
	batch abi.Batch
}

// drawQuestion draws a question of a hook: often near the limits of the rules,
// sometimes any number that fits.
func drawQuestion(t *rapid.T, hook string) *Question {
	q := &Question{}
	q.batch.Header = abi.Header{
		NowUnixMs: 1_773_457_200_000, TzOffsetMin: 420, WindowDays: 365,
		AsOfDay:  drawDay(t, "as of"),
		Currency: abi.PackCurrency(rapid.SampledFrom([]string{"IDR", "USD"}).Draw(t, "currency")),
	}
	q.facts = rapid.SliceOfN(rapid.Custom(drawFacts), 1, 40).Draw(t, "facts")
	q.batch.Facts = [][]byte{plugintest.Page(q.facts...)}
	q.batch.Config = drawSettings(t, hook)
	switch hook {
	case "loyalty":
		q.drawOrders(t)
	case "after_hours":
		q.batch.Visits = []abi.AfterHoursContext{q.drawVisit(t)}
	case "follow_up":
		q.batch.Events = rapid.SliceOfN(rapid.Custom(q.drawEvent), 0, 12).Draw(t, "events")
	}
	return q
}

func drawFacts(t *rapid.T) abi.Facts {
	return abi.Facts{
		Present:      abi.FactsAll,
		Kind:         rapid.Uint32Range(0, 3).Draw(t, "kind"),
		Flags:        rapid.Uint32Range(0, 15).Draw(t, "flags"),
		Visits:       drawCount(t, "visits"),
		OrdersTotal:  drawCount(t, "orders_total"),
		LastOrderDay: drawDay(t, "last_order_day"),
		Net:          drawMoney(t, "net"),
		Net365:       drawMoney(t, "net_365"),
		Points:       drawMoney(t, "points"),
	}
}

func drawCount(t *rapid.T, name string) uint32 {
	return rapid.OneOf(rapid.Uint32Range(0, 8), rapid.Uint32()).Draw(t, name)
}

func drawDay(t *rapid.T, name string) int32 {
	return rapid.OneOf(rapid.Int32Range(20_450, 20_530), rapid.Int32()).Draw(t, name)
}

// drawMoment draws the day of something that happened, also one that no
// calendar has, to which a rule may add some years.
func drawMoment(t *rapid.T, name string) int32 {
	return rapid.OneOf(rapid.Int32Range(20_450, 20_530), rapid.Int32Range(-1_000_000, 4_000_000)).Draw(t, name)
}

// limits are amounts around the settings' defaults, which random numbers would
// hardly ever hit.
func limits() []int64 {
	return []int64{-1, 0, 9_999, 10_000, 49_999, 50_000, 499_999, 500_000, 999_999, 1_000_000, 4_999_999, 5_000_000}
}

func drawMoney(t *rapid.T, name string) int64 {
	return rapid.OneOf(rapid.Custom(drawAmount), rapid.Custom(drawAmount), rapid.Int64()).Draw(t, name)
}

// drawAmount draws what an order or a line may come to: ten of them, times the
// largest bonus, still fit 64 bits. Beyond that the rules promise nothing.
func drawAmount(t *rapid.T) int64 {
	known := rapid.SampledFrom(limits())
	return rapid.OneOf(known, known, rapid.Int64Range(-1_000, 6_000_000), rapid.Int64Range(-1e16, 1e16)).Draw(t, "amount")
}

// drawSettings draws some of a hook's settings, each as config.schema.json
// allows; those that are left out keep their default.
func drawSettings(t *rapid.T, hook string) []abi.Config {
	number := func(key string, most int64) abi.Config {
		return abi.Config{Key: key, Value: rapid.OneOf(rapid.Int64Range(1, 12), rapid.Int64Range(1, most)).Draw(t, key)}
	}
	all := map[string][]abi.Config{
		"segment":     {number("often", 1_000), number("much", math.MaxInt64), number("away", 3_650)},
		"loyalty":     {number("per", math.MaxInt64), number("bonus", 10), number("keep", 3_650), number("silver", math.MaxInt64), number("gold", math.MaxInt64), {Key: "express", Text: drawCategory(t)}},
		"after_hours": {number("grace", 240)},
		"follow_up":   {number("away", 3_650)},
	}[hook]
	var own []abi.Config
	for _, setting := range all {
		if rapid.Bool().Draw(t, "own "+setting.Key) {
			own = append(own, setting)
		}
	}
	return own
}

func drawCategory(t *rapid.T) string {
	return rapid.SampledFrom([]string{"express", "", "Express", "expres", "kilat ⚡", "express ", "\xff\xfe"}).Draw(t, "category")
}

func (q *Question) drawCustomer(t *rapid.T) uint32 {
	return rapid.Uint32Range(0, uint32(len(q.facts))-1).Draw(t, "customer")
}

func (q *Question) drawOrders(t *rapid.T) {
	for range rapid.IntRange(0, 8).Draw(t, "orders") {
		order := abi.OrderContext{
			Net: drawAmount(t), OrderDay: drawMoment(t, "order_day"), FactsRow: q.drawCustomer(t),
			LinesFrom: uint32(len(q.batch.Lines)), LinesCount: rapid.Uint32Range(0, 5).Draw(t, "lines"),
		}
		for range order.LinesCount {
			q.batch.Lines = append(q.batch.Lines, abi.Line{Item: "Kemeja", Category: drawCategory(t), Net: drawAmount(t)})
		}
		q.batch.Orders = append(q.batch.Orders, order)
	}
}

func (q *Question) drawVisit(t *rapid.T) abi.AfterHoursContext {
	customer := int32(-1)
	if rapid.Bool().Draw(t, "known") {
		customer = int32(q.drawCustomer(t))
	}
	return abi.AfterHoursContext{
		AtUnixMs:          q.batch.Header.NowUnixMs,
		NextOpenMs:        rapid.OneOf(rapid.Just[int64](0), rapid.Int64()).Draw(t, "next_open_ms"),
		MinutesSinceClose: rapid.OneOf(rapid.Int32Range(-1, 20), rapid.Int32()).Draw(t, "minutes_since_close"),
		FactsRow:          customer,
		Staff:             rapid.Uint32Range(0, 3).Draw(t, "staff"),
		Service:           rapid.Uint32Range(0, 4).Draw(t, "service"),
		Unsafe:            rapid.SampledFrom([]uint32{0, 0, 0, 1, 2}).Draw(t, "unsafe"),
		PickupReady:       rapid.Uint32Range(0, 2).Draw(t, "pickup_ready"),
	}
}

func (q *Question) drawEvent(t *rapid.T) abi.FollowUpContext {
	return abi.FollowUpContext{
		Net: drawMoney(t, "net"), Day: drawMoment(t, "day"), FactsRow: q.drawCustomer(t),
		Event: rapid.OneOf(rapid.Uint32Range(0, 6), rapid.Uint32()).Draw(t, "event"),
	}
}
