package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

type quoteVerbs struct {
	Make    quoteMake    `cmd:"" help:"Note a price that holds until a day."`
	Accept  quoteAccept  `cmd:"" help:"Note that the customer agrees; raja order add --quote takes the order."`
	Decline quoteDecline `cmd:"" help:"Note that she does not, and why."`
	List    quoteList    `cmd:"" help:"Show what is still considered, or all for a customer."`
	Show    quoteShow    `cmd:"" help:"Show one."`
}

type quoteMake struct {
	Ref      string   `arg:"" help:"For whom: id, code, phone or ref:X."`
	Until    string   `required:"" help:"How long it holds: 2026-03-28, 2026-03-28 17:00 or +72h."`
	Item     []string `sep:"none" help:"NAME:QUANTITY:PRICE, the price of one in major units; may be given again."`
	Offer    []string `sep:"none" help:"CODE:QUANTITY of the catalogue, such as K-0001:3.25; may be given again."`
	List     string   `help:"Price list of what --offer names, such as express."`
	Discount string   `help:"Off the whole, in major units." default:"0"`
	By       string   `help:"Who makes it."`
}

func (v *quoteMake) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		currency := engine.Business().Currency
		items, err := itemsOf(v.Item, v.Offer, v.List, currency, money.Auto)
		if err != nil {
			return err
		}
		discount, err := currency.Parse(v.Discount, money.Auto)
		if err != nil {
			return fault.Invalid("discount", "%s", fault.As(err).Message)
		}
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		made, err := api.MakeQuote(ctx, engine, api.NewQuote{Customer: v.Ref, Until: v.Until, Items: items, Discount: int64(discount), By: v.By})
		if err != nil {
			return err
		}
		return s.result(made, func() {
			s.caution(&made.Caution)
			showQuote(s, engine, &made.Quote)
			s.warnings(made.Warnings)
		})
	})
}

// showQuote shows a quote on a line.
func showQuote(s *say, engine *core.Engine, one *api.Quote) {
	answers := map[string][2]string{
		"considering": {"masih dipertimbangkan", "considered"}, "accepted": {"disetujui", "accepted"}, "declined": {"ditolak", "declined"},
	}
	word := s.pick(answers[one.Answer][0], answers[one.Answer][1])
	if one.Lapsed {
		word = s.pick("lewat masa berlaku", "holds no more")
	}
	total := engine.Business().Currency.Text(money.Amount(one.Total), s.lang)
	s.line("%s  %s  %s  berlaku sampai %s  %s", "%s  %s  %s  holds until %s  %s", one.Code, one.Customer, total, one.Until, word)
	if one.Why != "" {
		s.line("  Alasan: %s", "  Why: %s", one.Why)
	}
	if one.Order != "" {
		s.line("  Menjadi nota %s", "  Became the order %s", one.Order)
	}
}

// stepQuote notes what became of a quote.
func stepQuote(ctx context.Context, g *Globals, s *say, code string, step api.QuoteStep) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.StepQuote(ctx, engine, code, step)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showQuote(s, engine, &changed) })
	})
}

type quoteAccept struct {
	Code string `arg:"" help:"Such as Q-00001."`
}

func (v *quoteAccept) Run(ctx context.Context, g *Globals, s *say) error {
	return stepQuote(ctx, g, s, v.Code, api.QuoteStep{Do: "accept"})
}

type quoteDecline struct {
	Code string `arg:"" help:"Such as Q-00001."`
	Why  string `help:"Why, also to whom she went instead."`
}

func (v *quoteDecline) Run(ctx context.Context, g *Globals, s *say) error {
	return stepQuote(ctx, g, s, v.Code, api.QuoteStep{Do: "decline", Why: v.Why})
}

type quoteList struct {
	Ref   string `arg:"" optional:"" help:"All for this customer, newest first; without it what is still considered, soonest over first."`
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *quoteList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		quotes, next, err := v.find(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"quotes": quotes, "next": next}, func() {
			for i := range quotes {
				showQuote(s, engine, &quotes[i])
			}
			s.none(len(quotes), "Tidak ada penawaran.", "There is no quote.")
		})
	})
}

func (v *quoteList) find(ctx context.Context, engine *core.Engine) ([]api.Quote, string, error) {
	if v.Ref != "" {
		return api.QuotesFor(ctx, engine, v.Ref, v.After, v.Limit)
	}
	all, next, err := engine.Quotes.Open(ctx, v.After, v.Limit)
	return api.Shown(engine, all, api.QuoteOf), next, err
}

type quoteShow struct {
	Code string `arg:"" help:"Such as Q-00001."`
}

func (v *quoteShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.QuoteAt(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			showQuote(s, engine, &found)
			for _, line := range found.Lines {
				s.line("  %s  %s", "  %s  %s", line.Item, engine.Business().Currency.Text(line.Net, s.lang))
			}
		})
	})
}
