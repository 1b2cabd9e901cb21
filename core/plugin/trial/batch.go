package trial

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/strict"
)

// ordinaryNow is the moment of a case that names none.
const ordinaryNow = "2026-03-14T10:00:00+07:00"

// ordinaryWindow is the look-back of a case that names none, in days.
const ordinaryWindow = 365

// question is a case in the numbers of the ABI.
type question struct {
	words
	hook     abi.Hook
	batch    abi.Batch
	currency money.Currency
}

// question makes the batch of a case. Its errors name the entry at fault.
func (c *Case) question(rule *plugin.Rule) (*question, error) {
	if c.broken != nil {
		return nil, c.broken
	}
	q := &question{words: words{manifest: rule.Manifest()}}
	for _, step := range []func() error{
		c.checkRows,
		func() error { return q.takeHook(c.Hook) },
		func() error { return q.takeShop(c.Shop) },
		func() error { return q.takeConfig(c.Config, rule) },
		func() error { return q.takeFacts(c.Facts) },
		func() error { return q.takeOrders(c.Orders) },
		func() error { return takeRows(q.words, "visits", c.visits(), &q.batch.Visits) },
		func() error { return takeRows(q.words, "events", c.Events, &q.batch.Events) },
	} {
		if err := step(); err != nil {
			return nil, c.located(err)
		}
	}
	return q, nil
}

// checkRows refuses more rows than a question can have before any is made.
func (c *Case) checkRows() error {
	for list, rows := range map[string]int{"facts": len(c.Facts), "orders": len(c.Orders), "visits": len(c.Visits), "events": len(c.Events)} {
		if rows > abi.MaxRows {
			return &misplaced{list, fmt.Errorf("%s: %s rows, the most is %s", list, grouped(int64(rows)), grouped(abi.MaxRows))}
		}
	}
	return nil
}

// misplaced is a mistake at a key of the case, such as "facts[0]".
type misplaced struct {
	key string
	error
}

// inRow says in which row of a list a mistake is.
func inRow(list string, row int, err error) error {
	return &misplaced{fmt.Sprintf("%s[%d]", list, row), fmt.Errorf("%s row %d: %w", list, row, err)}
}

// located says on which line of its file a mistake is.
func (c *Case) located(err error) error {
	var one *misplaced
	if c.page == nil || !errors.As(err, &one) {
		return err
	}
	return fmt.Errorf("%s: %w", c.page.Where(one.key), err)
}

// visits are the visits as written; without any facts, nobody knows who it is.
func (c *Case) visits() []Row {
	rows := make([]Row, len(c.Visits))
	for i, written := range c.Visits {
		rows[i] = maps.Clone(written)
		if _, named := written["facts_row"]; !named && len(c.Facts) == 0 {
			rows[i]["facts_row"] = -1
		}
	}
	return rows
}

func (q *question) takeHook(name string) error {
	hooks := slices.Sorted(maps.Keys(q.manifest.Hooks))
	for _, declared := range hooks {
		if name == declared || name == "" && len(q.manifest.Hooks) == 1 {
			q.hook, _ = abi.HookNamed(declared)
			return nil
		}
	}
	if name == "" {
		return fmt.Errorf(`the rule has several hooks; name one with "hook": %s`, strings.Join(hooks, ", "))
	}
	return fmt.Errorf("hook: the rule does not answer %q%s", name, strict.Instead(name, hooks))
}

func (q *question) takeShop(shop Shop) error {
	if shop.Now == "" {
		shop.Now = ordinaryNow
	}
	now, err := time.Parse(time.RFC3339, shop.Now)
	if err != nil {
		return fmt.Errorf("shop: now: %q is not a moment like %s", shop.Now, ordinaryNow)
	}
	if shop.Currency == "" {
		shop.Currency = "IDR"
	}
	if q.currency, err = money.CurrencyOf(shop.Currency); err != nil {
		return fmt.Errorf("shop: currency: %q is unknown", shop.Currency)
	}
	day := clock.DayOf(now, now.Location())
	if shop.AsOf != "" {
		if day, err = clock.ParseDay(shop.AsOf); err != nil {
			return fmt.Errorf("shop: as_of: %q is not a date like 2026-03-14", shop.AsOf)
		}
	}
	_, offset := now.Zone()
	q.offset = now.Location()
	q.batch.Header = abi.Header{
		NowUnixMs: now.UnixMilli(), AsOfDay: int32(day), TzOffsetMin: int32(offset / 60), WindowDays: ordinaryWindow,
		Currency: abi.PackCurrency(shop.Currency), Exponent: uint32(q.currency.Exponent),
	}
	if shop.WindowDays != nil {
		q.batch.Header.WindowDays = *shop.WindowDays
	}
	if p := shop.Population; p != nil {
		h := &q.batch.Header
		h.Population, h.Customers, h.RepeatCustomers, h.MedianOrder = 1, p.Customers, p.RepeatCustomers, p.MedianOrder
		h.R, h.F, h.M = p.R, p.F, p.M
	}
	return nil
}

func (q *question) takeConfig(values []byte, rule *plugin.Rule) (err error) {
	if len(values) == 0 {
		return nil
	}
	q.batch.Config, err = rule.Form().Check(values)
	if err != nil {
		told := fault.As(err)
		return &misplaced{told.Field, fmt.Errorf("%s: %s", told.Field, told.Message)}
	}
	return nil
}

func (q *question) takeFacts(rows []Row) error {
	page := make([]byte, len(rows)*abi.FactsSize)
	for i, row := range rows {
		given, err := without(row, "missing")
		if err != nil {
			return inRow("facts", i, err)
		}
		facts := abi.Facts{Present: abi.FactsAll &^ given.missing, Ordinal: uint32(i + 1), WindowDays: q.batch.Header.WindowDays}
		if err := fill(q.words, given.row, &facts); err != nil {
			return inRow("facts", i, err)
		}
		facts.Put(page[i*abi.FactsSize:])
	}
	q.batch.Facts = [][]byte{page}
	return nil
}

// given is a row without the list of fields that nobody knows.
type given struct {
	row     Row
	missing uint64
}

func without(row Row, list string) (given, error) {
	g := given{row: Row{}}
	for field, value := range row {
		if field != list {
			g.row[field] = value
		}
	}
	names, err := listIn(row, list)
	for _, name := range names {
		bit, known := bitOf(name)
		if !known {
			return g, fmt.Errorf("%s: there is no field %v%s", list, name, strict.Instead(fmt.Sprint(name), factNames()))
		}
		g.missing |= 1 << bit
	}
	return g, err
}

// listIn is an entry that can only be a list.
func listIn(row Row, entry string) ([]any, error) {
	value, given := row[entry]
	list, is := value.([]any)
	if given && !is {
		return nil, fmt.Errorf("%s: want a list, got %s", entry, written(value))
	}
	return list, nil
}

func factNames() []string {
	return lo.Map(abi.FactsFields(), func(f abi.Field, _ int) string { return f.Name })
}

func bitOf(name any) (uint, bool) {
	for _, field := range abi.FactsFields() {
		if field.Name == name {
			return field.Bit, true
		}
	}
	return 0, false
}

// takeOrders takes each order with its lines.
func (q *question) takeOrders(rows []Row) error {
	for i, row := range rows {
		var order abi.OrderContext
		plain := Row{}
		for field, value := range row {
			if field != "lines" {
				plain[field] = value
			}
		}
		if err := fill(q.words, plain, &order); err != nil {
			return inRow("orders", i, err)
		}
		lines, err := listIn(row, "lines")
		if err != nil {
			return inRow("orders", i, err)
		}
		order.LinesFrom, order.LinesCount = uint32(len(q.batch.Lines)), uint32(len(lines))
		for n, line := range lines {
			entry, is := line.(map[string]any)
			if !is {
				return inRow("orders", i, fmt.Errorf("line %d: want an object, got %s", n, written(line)))
			}
			var taken abi.Line
			if err := fill(q.words, entry, &taken); err != nil {
				return inRow("orders", i, fmt.Errorf("line %d: %w", n, err))
			}
			q.batch.Lines = append(q.batch.Lines, taken)
		}
		q.batch.Orders = append(q.batch.Orders, order)
	}
	return nil
}

func takeRows[T any](w words, list string, rows []Row, into *[]T) error {
	for i, row := range rows {
		var one T
		if err := fill(w, row, &one); err != nil {
			return inRow(list, i, err)
		}
		*into = append(*into, one)
	}
	return nil
}
