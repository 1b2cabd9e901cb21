package command

import (
	"context"
	"io"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

type orderShow struct {
	Code string `arg:"" help:"Such as N-000123."`
}

func (v *orderShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.OrderAt(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		payments, err := api.PaymentsOf(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"order": found, "payments": payments}, func() {
			showOrder(s, engine, &found.Order)
			showIntake(s, &found)
			for i := range found.Lines {
				showLine(s, engine, &found.Lines[i])
			}
			for _, one := range payments {
				s.line("  %s  %s  %s  %s  %s", "  %s  %s  %s  %s  %s", one.Code, one.At, one.Kind, engine.Business().Currency.Text(money.Amount(one.Amount), s.lang), one.Reason)
			}
		})
	})
}

// showIntake shows what stood on an order as it was taken.
func showIntake(s *say, one *api.OrderShown) {
	if one.ByName != "" {
		s.line("  Diterima oleh %s.", "  Taken in by %s.", one.ByName)
	}
	if one.AssetName != "" {
		s.line("  Barang: %s  %s  %s", "  Item: %s  %s  %s", one.Asset, one.AssetName, one.AssetSerial)
	}
	if one.Note != "" {
		s.line("  Catatan: %s", "  Note: %s", one.Note)
	}
	for _, answered := range one.Intake {
		s.line("  %s %s", "  %s %s", s.pick(answered.TextID, answered.TextEN), answered.Answer)
	}
	for i := range one.Promises {
		promised := &one.Promises[i]
		s.line("  Dijanjikan %s: %s  %s", "  Promised for %s: %s  %s", promised.Due, promised.Code, s.promiseStands(promised))
	}
}

// showLine shows what was bought, how much of it, and for how much.
func showLine(s *say, engine *core.Engine, line *sale.Line) {
	text := func(amount money.Amount) string { return engine.Business().Currency.Text(amount, s.lang) }
	s.line("  %s × %s  %s", "  %s × %s  %s", sale.Much(line.Thousandths()), line.Item, text(line.Net))
	if line.BackMilli > 0 {
		s.line("    dikembalikan %s: %s", "    given back %s: %s", sale.Much(line.BackMilli), text(line.Back))
	}
}

// showOrder shows an order on a line.
func showOrder(s *say, engine *core.Engine, one *api.Order) {
	text := func(amount int64) string { return engine.Business().Currency.Text(money.Amount(amount), s.lang) }
	s.line("%s  %s  %s  %s", "%s  %s  %s  %s", one.Number, one.Customer, text(one.Payable), s.workState(engine, one.Status))
	if one.Owed > 0 {
		s.line("  Sisa %s.", "  %s is owed.", text(one.Owed))
	}
	if one.Void != "" {
		s.line("  Batal: %s", "  Void: %s", one.Void)
	}
	if one.Cancelled && one.Void == "" && one.Paid > 0 {
		s.line("  Batal dikerjakan; %s yang sudah dibayar belum dikembalikan: raja order refund", "  Cancelled; %s that was paid has not gone back: raja order refund", text(one.Paid))
	}
}

// workState is where an order's work stands, as the shop calls it.
func (s *say) workState(engine *core.Engine, code string) string {
	id, en := engine.Sales.StateName(code)
	return s.pick(id, en)
}

type orderList struct {
	Ref    string `arg:"" optional:"" help:"Of this customer, newest first; without it of all."`
	Status string `help:"In this state of work, oldest first."`
	Limit  int    `help:"How many at most." default:"50"`
	After  string `help:"Go on after this cursor."`
}

func (v *orderList) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Ref != "" && v.Status != "" {
		return &usageError{fault.Invalid("status", "is asked about all orders; leave the customer out")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := v.read(ctx, engine)
		if err != nil {
			return err
		}
		orders := api.Shown(engine, all, api.OrderOf)
		return s.result(map[string]any{"orders": orders, "next": next}, func() {
			for i := range orders {
				showOrder(s, engine, &orders[i])
			}
			s.none(len(orders), "Tidak ada nota.", "There is no order.")
		})
	})
}

func (v *orderList) read(ctx context.Context, engine *core.Engine) ([]sale.Order, string, error) {
	if v.Status != "" {
		return engine.Sales.In(ctx, v.Status, v.After, v.Limit)
	}
	if v.Ref == "" {
		return engine.Sales.Latest(ctx, v.After, v.Limit)
	}
	customer, err := engine.People.Find(ctx, v.Ref)
	if err != nil {
		return nil, "", err
	}
	return engine.Sales.Of(ctx, customer.Ordinal, v.After, v.Limit)
}

type orderMove struct {
	Code   string `arg:"" help:"Such as N-000123."`
	Status string `arg:"" help:"Where its work goes, such as washing or ready."`
	By     string `help:"Who moves it."`
}

func (v *orderMove) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		moved, err := api.MoveOrder(ctx, engine, v.Code, v.Status, v.By)
		if err != nil {
			return err
		}
		return s.result(moved, func() { showOrder(s, engine, &moved) })
	})
}

type orderNota struct {
	Code  string `arg:"" help:"Such as N-000123."`
	Width int    `help:"58 or 80 mm." default:"58"`
	PDF   string `name:"pdf" help:"Write a PDF to this file instead." type:"path" placeholder:"FILE"`
	Again bool   `help:"It was printed before: it says that it is a copy."`
}

func (v *orderNota) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		nota, width, err := api.NotaOf(ctx, engine, v.Code, v.Width, s.lang, v.Again)
		if err != nil {
			return err
		}
		if v.PDF == "" {
			text := nota.Text(width)
			return s.result(map[string]string{"text": text}, func() { s.line("%s", "%s", text) })
		}
		return g.writePDF(s, v.PDF, func(out io.Writer) error { return nota.PDF(out, width) })
	})
}

type orderDebts struct {
	Ref   string `arg:"" optional:"" help:"Only those of this customer."`
	Limit int    `help:"How many orders at most." default:"50"`
}

func (v *orderDebts) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.DebtsOf(ctx, engine, v.Ref, v.Limit)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			currency := engine.Business().Currency
			s.line("Piutang: %s", "Owed in all: %s", currency.Text(money.Amount(found.Total), s.lang))
			for _, one := range found.Buckets {
				if one.Orders > 0 {
					s.line("  %s hari: %d nota, %s", "  %s days: %d orders, %s", span(one.FromDays, one.ToDays), one.Orders, currency.Text(money.Amount(one.Amount), s.lang))
				}
			}
			for i := range found.Orders {
				showOrder(s, engine, &found.Orders[i])
			}
		})
	})
}

type orderUnclaimed struct{}

func (v *orderUnclaimed) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.UnclaimedNow(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			for _, one := range found.Due {
				what := map[string][2]string{"remind": {"ingatkan", "remind"}, "task": {"tugas staf", "a task for staff"}, "owner": {"beri tahu pemilik", "tell the owner"}}[one.What]
				s.line("%s  %s  siap %d hari: %s", "%s  %s  ready for %d days: %s", one.Order.Number, one.Order.Customer, one.Days, s.pick(what[0], what[1]))
			}
			s.none(len(found.Due), "Tidak ada yang perlu diingatkan hari ini.", "Nobody is to be reminded today.")
		})
	})
}

type orderRemind struct {
	Code string `arg:"" help:"Such as N-000123."`
}

func (v *orderRemind) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		number, err := engine.NumberOf("order", v.Code)
		if err != nil {
			return err
		}
		gone, err := engine.Sales.Remind(ctx, sale.Number(number))
		if err != nil {
			return err
		}
		return s.result(map[string]any{"order": core.Nota(gone.Order.Number), "step": gone.Step.Days, "days": gone.Days}, func() {
			s.line("%s: pengingat H+%d dicatat.", "%s: the reminder of day %d was noted.", core.Nota(gone.Order.Number), gone.Step.Days)
		})
	})
}
