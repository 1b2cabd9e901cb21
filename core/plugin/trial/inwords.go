package trial

import (
	"encoding/json"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// inWords is a question as a person would write it down, expecting the fault
// it was captured for: put into tests/, it is a test that fails until the rule
// is mended.
func (q *question) inWords(fault string) Case {
	c := Case{Name: "captured: " + fault, Hook: q.hook.Name, Shop: q.shopInWords(), Config: q.configInWords(), Fault: fault}
	for _, page := range q.batch.Facts {
		for ; len(page) >= q.batch.FactsStride(); page = page[q.batch.FactsStride():] {
			var facts abi.Facts
			facts.Read(page)
			c.Facts = append(c.Facts, q.factsInWords(&facts))
		}
	}
	for i := range q.batch.Orders {
		c.Orders = append(c.Orders, q.orderInWords(&q.batch.Orders[i]))
	}
	for i := range q.batch.Visits {
		c.Visits = append(c.Visits, show(q.words, &q.batch.Visits[i]))
	}
	for i := range q.batch.Events {
		c.Events = append(c.Events, show(q.words, &q.batch.Events[i]))
	}
	return c
}

func (q *question) shopInWords() Shop {
	h := &q.batch.Header
	shop := Shop{
		Now:  time.UnixMilli(h.NowUnixMs).In(q.offset).Format(time.RFC3339Nano),
		AsOf: clock.Day(h.AsOfDay).String(), WindowDays: &h.WindowDays, Currency: q.currency.Code,
	}
	if h.Population == 1 {
		shop.Population = &Population{h.Customers, h.RepeatCustomers, h.MedianOrder, h.R, h.F, h.M}
	}
	return shop
}

func (q *question) configInWords() json.RawMessage {
	values := map[string]any{}
	for _, setting := range q.batch.Config {
		values[setting.Key] = valueOf(setting)
	}
	text, err := json.Marshal(values)
	if err != nil || len(values) == 0 {
		return nil
	}
	return text
}

// factsInWords leaves out what the host fills in by itself and names what
// nobody knew.
func (q *question) factsInWords(facts *abi.Facts) Row {
	row := show(q.words, facts)
	for _, given := range []string{"present", "ordinal", "window_days"} {
		delete(row, given)
	}
	var missing []any
	for _, read := range q.manifest.Reads { // any other field is missing anyway
		field, known := bitOf(read.Field)
		if known && facts.Present&(1<<field) == 0 {
			missing = append(missing, read.Field)
		}
	}
	if len(missing) > 0 {
		row["missing"] = missing
	}
	return row
}

func (q *question) orderInWords(order *abi.OrderContext) Row {
	row := show(q.words, order)
	delete(row, "lines_from")
	delete(row, "lines_count")
	from, count := int(order.LinesFrom), int(order.LinesCount)
	if count == 0 || from+count > len(q.batch.Lines) {
		return row
	}
	var lines []any
	for i := range q.batch.Lines[from : from+count] {
		lines = append(lines, map[string]any(show(q.words, &q.batch.Lines[from+i])))
	}
	row["lines"] = lines
	return row
}

// currencyOf unpacks the currency of a header; a captured question has one.
func currencyOf(packed uint32) (money.Currency, error) {
	return money.CurrencyOf(string([]byte{byte(packed), byte(packed >> 8), byte(packed >> 16)}))
}
