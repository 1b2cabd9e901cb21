package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
)

type promoCoupons struct {
	Code     string `arg:"" help:"Of which promotion, such as PM-0001."`
	Make     int    `help:"Make so many; their codes are shown this once."`
	Customer string `help:"For this customer; without it for who brings them."`
	Until    string `help:"Until when they hold."`
	Limit    int    `help:"How many are listed at most." default:"50"`
	After    string `help:"Go on after this cursor."`
}

func (v *promoCoupons) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if v.Make != 0 {
			made, err := api.MakeCoupons(ctx, engine, v.Code, api.NewCoupons{Count: v.Make, Customer: v.Customer, Until: v.Until})
			if err != nil {
				return err
			}
			return s.result(map[string]any{"coupons": made}, func() { showIssued(s, made) })
		}
		all, next, err := api.CouponsOfPromo(ctx, engine, v.Code, v.After, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"coupons": all, "next": next}, func() {
			for i := range all {
				couponLine(s, &all[i])
			}
			s.none(len(all), "Belum ada kupon.", "There is no coupon.")
		})
	})
}

// showIssued shows coupons with their codes.
func showIssued(s *say, made []api.Issued) {
	for _, one := range made {
		s.line("Kupon %s: %s  %s  sampai %s", "Coupon %s: %s  %s  until %s", one.Code, one.Text, one.Customer, orDash(one.Until))
	}
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func couponLine(s *say, one *api.Coupon) {
	state := s.pick("berlaku", "holds")
	switch {
	case one.Revoked:
		state = s.pick("dicabut", "revoked")
	case one.Used != "":
		state = s.pick("dipakai untuk ", "used for ") + one.Used
	case one.Last == "":
		state = s.pick("belum punya kode: raja promo issue", "has no code yet: raja promo issue")
	}
	s.line("%s  …%s  %s  %s", "%s  …%s  %s  %s", one.Code, one.Last, one.Customer, state)
}

type promoTry struct {
	Ref      string   `arg:"" help:"Who buys: id, code, phone or ref:X."`
	Said     []string `name:"code" required:"" sep:"none" help:"A code; may be given again."`
	Item     []string `sep:"none" help:"NAME:QUANTITY:PRICE; may be given again."`
	Offer    []string `sep:"none" help:"CODE:QUANTITY of the catalogue; may be given again."`
	Delivery string   `help:"The fee for bringing it." default:"0"`
	Channel  string   `help:"How the order came; over the counter without it."`
}

func (v *promoTry) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		items, err := itemsOf(v.Item, v.Offer, "", engine.Business().Currency, money.Auto)
		if err != nil {
			return err
		}
		delivery, err := amountOf(engine, v.Delivery)
		if err != nil {
			return err
		}
		said, err := api.TryCodes(ctx, engine, api.NewOrder{Customer: v.Ref, Items: items, Codes: v.Said, Delivery: delivery, Channel: v.Channel})
		if err != nil {
			return err
		}
		return s.result(map[string]any{"said": said}, func() { showSaid(s, engine, said) })
	})
}

// showSaid shows what came of each code.
func showSaid(s *say, engine *core.Engine, said []api.Said) {
	for _, one := range said {
		if one.Why != "" {
			s.line("  %s: %s", "  %s: %s", one.Said, s.pick(one.WhyID, one.WhyEN))
			continue
		}
		s.line("  %s: potongan %s", "  %s: %s off", one.Said, engine.Business().Currency.Text(money.Amount(one.Off+one.Delivery), s.lang))
	}
}

type promoReserve struct {
	Ref  string `arg:"" help:"For whom: id, code, phone or ref:X."`
	Said string `arg:"" name:"code" help:"The code."`
	By   string `help:"Who takes the order."`
}

func (v *promoReserve) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.ReserveCode(ctx, engine, v.Ref, v.Said, v.By)
		if err != nil {
			return err
		}
		return s.result(made, func() { s.line("%s dipegang sampai %s.", "%s is kept until %s.", made.Code, made.Until) })
	})
}

type promoRelease struct {
	Code string `arg:"" help:"Such as U-000001."`
}

func (v *promoRelease) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		done, err := api.ReleaseCode(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		return s.result(done, func() { s.line("%s dilepas.", "%s is let go.", done.Code) })
	})
}

type promoIssue struct {
	Code string `arg:"" help:"Such as KU-00001."`
}

func (v *promoIssue) Run(ctx context.Context, g *Globals, s *say) error {
	return couponStep(ctx, g, s, v.Code, "issue")
}

type promoRevoke struct {
	Code string `arg:"" help:"Such as KU-00001."`
}

func (v *promoRevoke) Run(ctx context.Context, g *Globals, s *say) error {
	return couponStep(ctx, g, s, v.Code, "revoke")
}

func couponStep(ctx context.Context, g *Globals, s *say, code, do string) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		done, err := api.StepCoupon(ctx, engine, code, do)
		if err != nil {
			return err
		}
		return s.result(done, func() {
			if do == "issue" {
				showIssued(s, []api.Issued{done})
				return
			}
			couponLine(s, &done.Coupon)
		})
	})
}
