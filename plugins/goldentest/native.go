package goldentest

import (
	"unsafe"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

// Customer is a row of the facts, as the Go SDK reads it.
func (q *Question) Customer(row uint32) *raja.Facts {
	return (*raja.Facts)(unsafe.Pointer(&plugintest.Page(q.facts[row])[0]))
}

// Customers is how many rows the facts have.
func (q *Question) Customers() int { return len(q.facts) }

// Orders are the orders that are asked about.
func (q *Question) Orders() []raja.OrderContext {
	return over[raja.OrderContext](q.batch.Orders, abi.OrderContextSize)
}

// Lines are the lines of an order, with their texts in the shop.
func (q *Question) Lines(order *raja.OrderContext) raja.Rows[raja.Line] {
	var lines []raja.Line
	for _, line := range q.batch.Lines[order.LinesFrom : order.LinesFrom+order.LinesCount] {
		lines = append(lines, raja.Line{Category: q.Shop.Keep(line.Category), Net: line.Net})
	}
	return raja.RowsOf(lines...)
}

// Visits are the visits that are asked about.
func (q *Question) Visits() []raja.AfterHoursContext {
	return over[raja.AfterHoursContext](q.batch.Visits, abi.AfterHoursContextSize)
}

// Events are what happened.
func (q *Question) Events() []raja.FollowUpContext {
	return over[raja.FollowUpContext](q.batch.Events, abi.FollowUpContextSize)
}

// shopOf is the shop as the rule's module gets it.
func shopOf(in *abi.Batch, rule *plugin.Rule) *raja.Shop {
	h := &in.Header
	currency := string([]byte{byte(h.Currency), byte(h.Currency >> 8), byte(h.Currency >> 16)})
	shop := &raja.Shop{NowUnixMs: h.NowUnixMs, AsOfDay: h.AsOfDay, TzOffsetMin: h.TzOffsetMin, WindowDays: h.WindowDays, Currency: currency}
	for _, row := range rule.Form().Rows(currency, in.Config) {
		shop.Settings = append(shop.Settings, raja.Setting{Key: row.Key, Value: row.Value, Text: row.Text})
	}
	return shop
}

// over makes rows of the SDK of rows of the host, by way of their bytes.
func over[T any, R any, P interface {
	*R
	Put([]byte)
}](rows []R, size int) []T {
	all := make([]T, len(rows))
	for i := range rows {
		bytes := make([]byte, size)
		P(&rows[i]).Put(bytes)
		copy(unsafe.Slice((*byte)(unsafe.Pointer(&all[i])), size), bytes)
	}
	return all
}

// Rows returns the bytes of count rows, each made by row.
func Rows[T any](count int, row func(i int) T) [][]byte {
	rows := make([][]byte, count)
	for i := range rows {
		one := row(i)
		rows[i] = append(rows[i], unsafe.Slice((*byte)(unsafe.Pointer(&one)), unsafe.Sizeof(one))...)
	}
	return rows
}
