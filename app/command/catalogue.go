package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

type itemVerbs struct {
	Add    itemAdd    `cmd:"" help:"Note something that the shop sells, with its price."`
	Edit   itemEdit   `cmd:"" help:"Change what is said of it; prices are set apart."`
	Price  itemPrice  `cmd:"" help:"Let it cost something else from a moment on; without a price, show what it cost, costs and will cost."`
	Prices itemPrices `cmd:"" help:"Show what it cost, costs and will cost."`
	Retire itemRetire `cmd:"" help:"Sell it no more; item edit --no-gone takes it back."`
	List   itemList   `cmd:"" help:"Show the catalogue."`
}

type itemAdd struct {
	Name     string `arg:"" help:"What it is called."`
	Price    string `required:"" help:"Of one unit, in major units."`
	Type     string `help:"good, service or digital." default:"service"`
	Unit     string `help:"pcs, kg, pair, m or hour." default:"pcs"`
	Category string `help:"Under what it is found."`
	Least    string `help:"How much of the unit is charged at least, such as 3."`
	Step     string `help:"To whose next multiple it is rounded up, such as 0.1."`
	Minutes  int    `help:"How long an appointment for it takes."`
	CareDays int    `help:"After how many days it is usually needed again."`
	Guide    string `help:"How to use and care for it, for the customer."`
}

func (v *itemAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		price, err := amountOf(engine, v.Price)
		if err != nil {
			return fault.Invalid("price", "%s", fault.As(err).Message)
		}
		given := api.NewItemOffered{
			Type: v.Type, Name: v.Name, Category: v.Category, Unit: v.Unit, Price: price, Minutes: v.Minutes, CareDays: v.CareDays, Guide: v.Guide,
		}
		if given.Least, err = thousandthsOf("least", v.Least); err != nil {
			return err
		}
		if given.Step, err = thousandthsOf("step", v.Step); err != nil {
			return err
		}
		made, err := api.AddItem(ctx, engine, given)
		if err != nil {
			return err
		}
		return s.result(made, func() { showItem(s, engine, &made) })
	})
}

// thousandthsOf reads an amount with at most three decimals, 0 for "".
func thousandthsOf(field, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := parseThousandths(text)
	if err != nil {
		return 0, fault.Invalid(field, "%q is not an amount with at most three decimals", text)
	}
	return n, nil
}

func showItem(s *say, engine *core.Engine, one *api.Item) {
	price := s.pick("belum ada harga", "no price yet")
	if one.Price >= 0 {
		price = engine.Business().Currency.Text(money.Amount(one.Price), s.lang) + "/" + one.Unit
	}
	state := ""
	switch {
	case one.Gone:
		state = s.pick("tidak dijual lagi", "sold no more")
	case one.SoldOut:
		state = s.pick("habis", "sold out")
	}
	s.line("%s  %-30s  %s  %s", "%s  %-30s  %s  %s", one.Code, one.Name, price, state)
}

type itemPrice struct {
	Code  string `arg:"" help:"Such as K-0001."`
	Price string `arg:"" optional:"" help:"Of one unit, in major units."`
	List  string `help:"For whom: express, a segment's code, a branch; everybody without it."`
	From  string `help:"Since when; now without it."`
	Cost  string `help:"What one unit costs the shop, in major units."`
}

func (v *itemPrice) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Price == "" {
		if v.From != "" || v.Cost != "" {
			return &usageError{fault.Invalid("price", "is missing; it goes with --from and --cost")}
		}
		return (&itemPrices{Code: v.Code, List: v.List}).Run(ctx, g, s)
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		price, err := amountOf(engine, v.Price)
		if err != nil {
			return fault.Invalid("price", "%s", fault.As(err).Message)
		}
		cost, err := amountOf(engine, v.Cost)
		if err != nil {
			return fault.Invalid("cost", "%s", fault.As(err).Message)
		}
		changed, err := api.SetPrice(ctx, engine, v.Code, api.NewPrice{Amount: price, Cost: cost, List: v.List, From: v.From})
		if err != nil {
			return err
		}
		return s.result(changed, func() { showItem(s, engine, &changed) })
	})
}

type itemList struct {
	Limit int    `help:"How many at most." default:"100"`
	After string `help:"Go on after this cursor."`
}

func (v *itemList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := api.ItemsOf(ctx, engine, v.After, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"items": all, "next": next}, func() {
			for i := range all {
				showItem(s, engine, &all[i])
			}
			s.none(len(all), "Belum ada barang atau jasa; catat dengan raja item add.", "Nothing is for sale yet; use raja item add.")
		})
	})
}

type itemPrices struct {
	Code string `arg:"" help:"Such as K-0001."`
	List string `help:"Only those for: express, a segment's code, a branch; all of them without it."`
}

func (v *itemPrices) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, err := api.PricesOf(ctx, engine, v.Code, v.List, v.List == "")
		if err != nil {
			return err
		}
		return s.result(map[string]any{"prices": all}, func() {
			for i := range all {
				showPrice(s, engine, &all[i])
			}
			s.none(len(all), "Belum ada harga di daftar ini.", "It has no price on this list yet.")
		})
	})
}

// showPrice shows since when something costs what, and whether it does now.
func showPrice(s *say, engine *core.Engine, one *api.Price) {
	text := func(amount int64) string { return engine.Business().Currency.Text(money.Amount(amount), s.lang) }
	who := one.List
	if who == "" {
		who = s.pick("semua", "everybody")
	}
	state := s.pick("sudah diganti", "replaced")
	switch {
	case one.Holds:
		state = s.pick("berlaku sekarang", "holds now")
	case one.Ahead:
		state = s.pick("akan datang", "to come")
	}
	if one.Cost > 0 {
		state += s.pick(", modal ", ", costs the shop ") + text(one.Cost)
	}
	s.line("%s  sejak %s  %s  %s", "%s  from %s  %s  %s", who, one.From, text(one.Amount), state)
}

type itemRetire struct {
	Code string `arg:"" help:"Such as K-0001."`
}

func (v *itemRetire) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.ChangeItem(ctx, engine, v.Code, api.ItemChange{Gone: new(true)})
		if err != nil {
			return err
		}
		return s.result(changed, func() { showItem(s, engine, &changed) })
	})
}

type itemEdit struct {
	Code     string  `arg:"" help:"Such as K-0001."`
	Name     *string `help:"What it is called."`
	Category *string `help:"Under what it is found."`
	Least    *string `help:"How much of the unit is charged at least, such as 3."`
	Step     *string `help:"To whose next multiple it is rounded up, such as 0.1."`
	Minutes  *int    `help:"How long an appointment for it takes."`
	CareDays *int    `help:"After how many days it is usually needed again."`
	Warranty *int    `help:"Days of warranty."`
	Guide    *string `help:"How to use and care for it, for the customer."`
	SoldOut  *bool   `help:"It is sold out and expected again." negatable:""`
	Gone     *bool   `help:"It is sold no more." negatable:""`
}

func (v *itemEdit) Run(ctx context.Context, g *Globals, s *say) error {
	if *v == (itemEdit{Code: v.Code}) {
		return nothingToChange("name")
	}
	change := api.ItemChange{
		Name: v.Name, Category: v.Category, Minutes: v.Minutes, CareDays: v.CareDays, Warranty: v.Warranty, Guide: v.Guide, SoldOut: v.SoldOut, Gone: v.Gone,
	}
	if err := readThousandths("least", v.Least, &change.Least); err != nil {
		return err
	}
	if err := readThousandths("step", v.Step, &change.Step); err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.ChangeItem(ctx, engine, v.Code, change)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showItem(s, engine, &changed) })
	})
}

// readThousandths reads an amount of a unit where one is given.
func readThousandths(field string, text *string, into **int64) error {
	if text == nil {
		return nil
	}
	n, err := parseThousandths(*text)
	if err != nil {
		return fault.Invalid(field, "%.60q is not an amount with at most three decimals", *text)
	}
	*into = &n
	return nil
}
