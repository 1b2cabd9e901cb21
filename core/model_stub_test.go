package core_test

import (
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

func catalogueSteps() ([]step, []func(*machine))               { return nil, nil }
func bookingSteps() ([]step, []func(*machine))                 { return nil, nil }
func saleSteps() ([]step, []func(*machine))                    { return nil, nil }
func moneySteps() ([]step, []func(*machine))                   { return nil, nil }
func outreachSteps() ([]step, []func(*machine))                { return nil, nil }
func visit(o sale.Order) bool                                  { return o.Void == nil && (o.Refunded == 0 || netOf(o) > 0) }
func netOf(o sale.Order) money.Amount                          { return o.Total - o.Refunded }
func (m *machine) collides(sale.Appointment) string            { return "" }
func (m *machine) movesMoney(entry) func(int) (string, func()) { return nil }
