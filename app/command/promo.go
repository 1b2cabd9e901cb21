package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

type promoVerbs struct {
	Add     promoAdd     `cmd:"" help:"Offer a promotion."`
	Edit    promoEdit    `cmd:"" help:"Change it, or end it."`
	List    promoList    `cmd:"" help:"Show the promotions."`
	Show    promoShow    `cmd:"" help:"Show a promotion and how it was used."`
	Coupons promoCoupons `cmd:"" help:"Make coupons of it, each with a code of its own, or list them."`
	Try     promoTry     `cmd:"" help:"Show what codes would take off an order, and write nothing."`
	Reserve promoReserve `cmd:"" help:"Keep a code for an order that is being taken, for half an hour."`
	Release promoRelease `cmd:"" help:"Let go of it."`
	Issue   promoIssue   `cmd:"" help:"Draw the code of a coupon anew."`
	Revoke  promoRevoke  `cmd:"" help:"Make a coupon count no more."`
}

// promoFlags are what a promotion is, as far as it is said.
type promoFlags struct {
	Percent  *string   `help:"So many percent off, such as 10 or 12.5."`
	Amount   *string   `help:"Or so much off, in major units."`
	Delivery *bool     `name:"free-delivery" help:"Or the delivery is free."`
	Most     *string   `help:"It takes off at most so much."`
	Least    *string   `help:"The order comes to at least so much."`
	Word     *string   `help:"What anybody may say, such as HEMAT10; without it each needs a coupon."`
	Stacking *string   `help:"exclusive (alone), one (one of its category) or joint."`
	Category *string   `help:"Of one: only one of a category counts."`
	Priority *int      `help:"The higher is taken off first."`
	From     *string   `help:"Since when: 2026-03-14 or 2026-03-14 17:00."`
	Until    *string   `help:"Until when; a day alone counts to its end."`
	Days     *[]string `help:"Only on these days: mon, tue …" sep:","`
	Begins   *string   `help:"Only from this time of day on, such as 10:00."`
	Ends     *string   `help:"Only up to this time of day, such as 14:00."`
	Items    *[]string `help:"Only for these items of the catalogue." sep:","`
	Of       *[]string `help:"Only for items of these categories." sep:","`
	Segments *[]string `help:"Only for customers of these segments." sep:","`
	Tiers    *[]string `help:"Only for customers of these tiers." sep:","`
	Channels *[]string `help:"Only for orders that come this way." sep:","`
	First    *bool     `help:"Only for a first order." negatable:""`
	Total    *int64    `help:"So often in all; in an edit 0 takes the limit away."`
	Each     *int64    `help:"So often for one customer; in an edit 0 takes the limit away."`
	Daily    *int64    `help:"So often on one day; in an edit 0 takes the limit away."`
	Running  *bool     `help:"A percentage is of what others have left." negatable:""`
	After    *string   `help:"Who pays an order of at least so much is given a coupon."`
	Valid    *int      `help:"For how many days a coupon holds."`
	State    *string   `help:"draft, active or ended."`
	Note     *string   `help:"What to mind."`
}

// over writes over a promotion what was said.
func (f *promoFlags) over(engine *core.Engine, one *api.NewPromo) error {
	switch {
	case f.Percent != nil:
		hundredths, err := parseThousandths(*f.Percent)
		if err != nil || hundredths%10 != 0 {
			return fault.Invalid("percent", "%.40q is not a percentage with up to two decimals", *f.Percent)
		}
		one.Kind, one.Percent, one.Amount = "percent", hundredths/10, 0
	case f.Amount != nil:
		one.Kind, one.Percent = "amount", 0
	case f.Delivery != nil && *f.Delivery:
		one.Kind, one.Percent, one.Amount = "free_delivery", 0, 0
	}
	for _, amount := range []struct {
		field string
		text  *string
		into  *int64
	}{{"amount", f.Amount, &one.Amount}, {"most", f.Most, &one.Most}, {"least", f.Least, &one.Least}, {"after", f.After, &one.After}} {
		if amount.text == nil {
			continue
		}
		read, err := engine.Business().Currency.Parse(*amount.text, money.Auto)
		if err != nil {
			return fault.Invalid(amount.field, "%s", fault.As(err).Message)
		}
		*amount.into = int64(read)
	}
	f.texts(one)
	replace(&one.Priority, f.Priority)
	replace(&one.First, f.First)
	replace(&one.Total, f.Total)
	replace(&one.Each, f.Each)
	replace(&one.Daily, f.Daily)
	replace(&one.Running, f.Running)
	replace(&one.Valid, f.Valid)
	return nil
}

// limited refuses a limit of nothing on what is new: it would be no limit.
func (f *promoFlags) limited() error {
	for field, limit := range map[string]*int64{"total": f.Total, "each": f.Each, "daily": f.Daily} {
		if limit != nil && *limit == 0 {
			return &usageError{fault.Invalid(field, "is 0, which is no limit; leave it out for none, or say --state draft to begin later")}
		}
	}
	return nil
}

func (f *promoFlags) texts(one *api.NewPromo) {
	replace(&one.Word, f.Word)
	replace(&one.Stacking, f.Stacking)
	replace(&one.Category, f.Category)
	replace(&one.From, f.From)
	replace(&one.Until, f.Until)
	replace(&one.Days, f.Days)
	replace(&one.Begins, f.Begins)
	replace(&one.Ends, f.Ends)
	replace(&one.Items, f.Items)
	replace(&one.Categories, f.Of)
	replace(&one.Segments, f.Segments)
	replace(&one.Tiers, f.Tiers)
	replace(&one.Channels, f.Channels)
	replace(&one.State, f.State)
	replace(&one.Note, f.Note)
}

type promoAdd struct {
	Name string `arg:"" help:"What it is called."`
	promoFlags
}

func (v *promoAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		given := api.NewPromo{Name: v.Name}
		if err := v.over(engine, &given); err != nil {
			return err
		}
		if given.Kind == "" {
			return &usageError{fault.Invalid("percent", "or --amount or --free-delivery says what it takes off")}
		}
		if err := v.limited(); err != nil {
			return err
		}
		made, err := api.AddPromo(ctx, engine, given)
		if err != nil {
			return err
		}
		return s.result(made, func() { promoLine(s, engine, &made) })
	})
}

type promoEdit struct {
	Code string  `arg:"" help:"Such as PM-0001."`
	Name *string `help:"What it is called."`
	promoFlags
}

func (v *promoEdit) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := api.PromoAt(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		replace(&known.Name, v.Name)
		if err := v.over(engine, &known.NewPromo); err != nil {
			return err
		}
		changed, err := api.EditPromo(ctx, engine, v.Code, known.NewPromo)
		if err != nil {
			return err
		}
		return s.result(changed, func() { promoLine(s, engine, &changed) })
	})
}

type promoList struct {
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *promoList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := engine.Promos.List(ctx, v.After, v.Limit)
		if err != nil {
			return err
		}
		promos := api.Shown(engine, all, api.PromoOf)
		return s.result(map[string]any{"promos": promos, "next": next}, func() {
			for i := range promos {
				promoLine(s, engine, &promos[i])
			}
			s.none(len(promos), "Belum ada promo; raja promo add menambah.", "There is no promotion; raja promo add makes one.")
		})
	})
}

type promoShow struct {
	Code string `arg:"" help:"Such as PM-0001."`
}

func (v *promoShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.PromoAt(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			promoLine(s, engine, &found)
			promoLimits(s, engine, &found)
			s.line("  Terpakai %d kali, dipegang %d; potongan seluruhnya %s.", "  Used %d times, kept %d; %s taken off in all.",
				found.Redeemed, found.Reserved, engine.Business().Currency.Text(money.Amount(found.Off), s.lang))
		})
	})
}

// promoLine shows a promotion on a line: what it takes off, and how it is said.
func promoLine(s *say, engine *core.Engine, one *api.Promo) {
	off := s.pick("gratis ongkir", "free delivery")
	switch one.Kind {
	case "percent":
		off = sale.Much(one.Percent*10) + "%"
	case "amount":
		off = engine.Business().Currency.Text(money.Amount(one.Amount), s.lang)
	}
	said := one.Word
	if said == "" {
		said = s.pick("dengan kupon", "by coupon")
	}
	states := map[string][2]string{"draft": {"rancangan", "draft"}, "active": {"berjalan", "active"}, "ended": {"berakhir", "ended"}}
	state := s.pick(states[one.State][0], states[one.State][1])
	if one.Expired {
		state = s.pick("sudah lewat", "expired")
	}
	s.line("%s  %s  %s  %s  %s", "%s  %s  %s  %s  %s", one.Code, one.Name, off, said, state)
}
