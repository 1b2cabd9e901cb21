package command

import (
	"context"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
)

type loyaltyShow struct{}

func (v *loyaltyShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := engine.Loyalty.Program(ctx)
		if err != nil {
			return err
		}
		return s.result(known, func() { showProgram(s, engine, &known) })
	})
}

type loyaltySet struct {
	Worth      *string `help:"What a point takes off an order, in major units; 0: orders are not paid with points."`
	Together   *bool   `negatable:"" help:"An order that points paid in part earns on the rest."`
	Forgive    *bool   `negatable:"" help:"Nobody owes points: what was spent and is taken back is lost to the shop."`
	Waits      *string `help:"What earned points wait for: paid, picked_up or days."`
	WaitDays   *int    `help:"How many days."`
	AgainDays  *int    `help:"Spent points that come back after their day last so many days; 0: they are gone."`
	Birthday   *int64  `help:"Points on a birthday."`
	Referrer   *int64  `help:"Points to who brought a customer, once her first order is paid."`
	Referred   *int64  `help:"Points to herself then."`
	Least      *string `name:"referral-least" help:"What her first paid order comes to at least for that, in major units."`
	TierBy     *string `help:"What counts for a tier: spending, points that orders earned, or visits."`
	TierWindow *string `help:"Over which time: rolling (the last 365 days), year (from 1 January) or ever."`
	TierMonths *int    `help:"After how many months a tier is reviewed."`
	TierGrace  *int    `help:"How many days there are then to earn it again."`
	Downgrade  *string `help:"How far down who does not: one_down, or balance_based to the tier that is earned."`
	Revoke     *int    `help:"For how many days an upgrade goes with the order that brought it."`
	Months     *int    `help:"How many months the points of birthdays and referrals last; 0 for ever."`
}

func (v *loyaltySet) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := engine.Loyalty.Program(ctx)
		if err != nil {
			return err
		}
		if err := v.apply(engine, &known); err != nil {
			return err
		}
		if err := engine.Loyalty.SetProgram(ctx, known); err != nil {
			return err
		}
		return s.result(known, func() { showProgram(s, engine, &known) })
	})
}

func (v *loyaltySet) apply(engine *core.Engine, known *loyalty.Program) error {
	if v.Worth != nil {
		worth, err := engine.Business().Currency.Parse(*v.Worth, money.Auto)
		if err != nil {
			return err
		}
		known.Worth = worth
	}
	if v.Least != nil {
		least, err := engine.Business().Currency.Parse(*v.Least, money.Auto)
		if err != nil {
			return err
		}
		known.ReferralLeast = least
	}
	if v.Waits != nil {
		if known.Waits = loyalty.Wait(*v.Waits); known.Waits == "paid" {
			known.Waits = loyalty.WaitPaid
		}
		if known.Waits != loyalty.WaitDays {
			known.WaitDays = 0
		}
	}
	replace(&known.Together, v.Together)
	replace(&known.Forgive, v.Forgive)
	replace(&known.WaitDays, v.WaitDays)
	replace(&known.Again, v.AgainDays)
	replace(&known.Months, v.Months)
	replace((*string)(&known.Tiers.By), v.TierBy)
	replace((*string)(&known.Tiers.Window), v.TierWindow)
	replace(&known.Tiers.Months, v.TierMonths)
	replace(&known.Tiers.Grace, v.TierGrace)
	replace(&known.Tiers.Revoke, v.Revoke)
	replace((*string)(&known.Tiers.Downgrade), v.Downgrade)
	replace((*int64)(&known.Birthday), v.Birthday)
	replace((*int64)(&known.Referrer), v.Referrer)
	replace((*int64)(&known.Referred), v.Referred)
	return nil
}

// replace sets a field where a value was given.
func replace[T any](field, given *T) {
	if given != nil {
		*field = *given
	}
}

func showProgram(s *say, engine *core.Engine, known *loyalty.Program) {
	yes := func(is bool) string {
		if is {
			return s.pick("ya", "yes")
		}
		return s.pick("tidak", "no")
	}
	waits := string(known.Waits)
	if known.Waits == loyalty.WaitPaid {
		waits = "paid"
	}
	s.line("worth       %s  satu poin memotong nota", "worth       %s  a point takes off an order", engine.Business().Currency.Text(known.Worth, s.lang))
	s.line("together    %s  nota yang sebagian dibayar poin tetap mendapat poin", "together    %s  an order that points paid in part earns on the rest", yes(known.Together))
	s.line("forgive     %s  tidak ada yang berutang poin", "forgive     %s  nobody owes points", yes(known.Forgive))
	s.line("waits       %s %d  kapan poin bisa dipakai", "waits       %s %d  when points can be spent", waits, known.WaitDays)
	s.line("again-days  %d  umur poin yang kembali setelah hangus", "again-days  %d  how long points last that come back after their day", known.Again)
	s.line("birthday    %d  poin saat ulang tahun", "birthday    %d  points on a birthday", known.Birthday)
	s.line("referrer    %d  poin untuk yang mengajak", "referrer    %d  points to who brought a customer", known.Referrer)
	s.line("referred    %d  poin untuk yang diajak", "referred    %d  points to who was brought", known.Referred)
	s.line("referral-least %s  nota pertamanya paling sedikit", "referral-least %s  what her first paid order comes to at least", engine.Business().Currency.Text(known.ReferralLeast, s.lang))
	by := known.Keeps()
	s.line("tier-by     %s  yang dihitung untuk tingkat", "tier-by     %s  what counts for a tier", by.By)
	s.line("tier-window %s  selama kapan", "tier-window %s  over which time", by.Window)
	s.line("tier-months %d  setiap berapa bulan tingkat ditinjau", "tier-months %d  after how many months a tier is reviewed", by.Months)
	s.line("tier-grace  %d  hari untuk meraihnya lagi", "tier-grace  %d  days to earn it again", by.Grace)
	s.line("downgrade   %s  seberapa jauh turun", "downgrade   %s  how far down", by.Downgrade)
	s.line("revoke      %d  hari kenaikan ikut batal dengan notanya", "revoke      %d  days an upgrade goes with its order", by.Revoke)
	s.line("months      %d  umur poin ulang tahun dan ajakan, bulan", "months      %d  how long those of birthdays and referrals last", known.Months)
}

type loyaltyDay struct{}

func (v *loyaltyDay) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		done, err := engine.Loyalty.NewDay(ctx)
		if err != nil {
			return err
		}
		shown := map[string]any{"expired": done.Points, "customers": done.Expired, "birthdays": done.Birthdays, "tiers": done.Tiers}
		return s.result(shown, func() {
			s.line("%d poin dari %d pelanggan hangus; %d bonus ulang tahun; %d tingkat berubah.", "%d points of %d customers expired; %d birthday bonuses; %d tiers changed.",
				done.Points, done.Expired, done.Birthdays, done.Tiers)
		})
	})
}
