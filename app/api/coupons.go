package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
)

// Coupon is a personal code; the code itself is in Issued alone.
type Coupon struct {
	Code     string `json:"code"`
	Promo    string `json:"promo"`
	Last     string `json:"last" doc:"the last letters of its code, empty until one is issued"`
	Customer string `json:"customer"`
	Order    string `json:"order" doc:"that it was given for"`
	At       string `json:"at"`
	Until    string `json:"until"`
	Used     string `json:"used" doc:"the order that it was redeemed for"`
	Revoked  bool   `json:"revoked"`
}

// Issued is a coupon with its code, which is shown this once.
type Issued struct {
	Coupon
	Text string `json:"text" doc:"the code as it is said at the counter"`
}

// CodeUse is one time that a promotion was used, or is kept to be.
type CodeUse struct {
	Code     string `json:"code"`
	Promo    string `json:"promo"`
	Coupon   string `json:"coupon"`
	Customer string `json:"customer"`
	Order    string `json:"order"`
	Amount   int64  `json:"amount"`
	At       string `json:"at"`
	Until    string `json:"until" doc:"of one that is reserved"`
	State    string `json:"state"`
}

// NewCoupons says which coupons are made.
type NewCoupons struct {
	Count    int    `json:"count" minimum:"1" maximum:"1000"`
	Customer string `json:"customer,omitempty" doc:"for whom; empty is for who brings them"`
	Until    string `json:"until,omitempty"`
}

func (s *service) couponOperations(api huma.API) {
	huma.Post(api, "/api/promos/{code}/coupons", func(ctx context.Context, in *struct {
		CodeInput
		Body NewCoupons
	},
	) (*created[listOf[Issued]], error) {
		made, err := MakeCoupons(ctx, s.engine, in.Code, in.Body)
		return &created[listOf[Issued]]{http.StatusCreated, listOf[Issued]{made, ""}}, answer(err)
	})
	huma.Get(api, "/api/promos/{code}/coupons", func(ctx context.Context, in *struct {
		CodeInput
		PageQuery
	},
	) (*out[listOf[Coupon]], error) {
		all, next, err := CouponsOfPromo(ctx, s.engine, in.Code, in.After, in.Limit)
		return &out[listOf[Coupon]]{listOf[Coupon]{all, next}}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/coupons", func(ctx context.Context, in *pageInput) (*out[listOf[Coupon]], error) {
		customer, err := s.engine.People.Find(ctx, in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		all, next, err := s.engine.Promos.CouponsOf(ctx, customer.Ordinal, in.After, in.Limit)
		return &out[listOf[Coupon]]{listOf[Coupon]{Shown(s.engine, all, CouponOf), next}}, answer(err)
	})
	huma.Post(api, "/api/coupons/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			Do string `json:"do" enum:"issue,revoke" doc:"issue draws a code in place of the one it had"`
		}
	},
	) (*out[Issued], error) {
		done, err := StepCoupon(ctx, s.engine, in.Code, in.Body.Do)
		return &out[Issued]{done}, answer(err)
	})
	huma.Post(api, "/api/reservations", func(ctx context.Context, in *struct {
		Body struct {
			Customer string `json:"customer"`
			Said     string `json:"said" doc:"the code"`
			By       string `json:"by,omitempty"`
		}
	},
	) (*created[CodeUse], error) {
		made, err := ReserveCode(ctx, s.engine, in.Body.Customer, in.Body.Said, in.Body.By)
		return &created[CodeUse]{http.StatusCreated, made}, answer(err)
	})
	huma.Post(api, "/api/reservations/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			Do string `json:"do" enum:"release"`
		}
	},
	) (*out[CodeUse], error) {
		done, err := ReleaseCode(ctx, s.engine, in.Code)
		return &out[CodeUse]{done}, answer(err)
	})
}

// CouponOf shows a coupon.
func CouponOf(engine *core.Engine, one *promo.Coupon) Coupon {
	shown := Coupon{
		Code: engine.CodeOf("coupon", uint64(one.Number)), Promo: engine.CodeOf("promo", uint64(one.Promo)), Last: one.Last,
		At: moment(one.At, engine.Zone()), Until: moment(one.Until, engine.Zone()), Revoked: one.Revoked,
		Order: engine.CodeOf("order", uint64(one.Order)), Used: engine.CodeOf("order", uint64(one.Used)),
	}
	if one.Customer != 0 {
		shown.Customer = core.Code(one.Customer)
	}
	return shown
}

func issuedOf(engine *core.Engine, one *core.Issued) Issued {
	return Issued{Coupon: CouponOf(engine, &one.Coupon), Text: one.Code}
}

// MakeCoupons makes coupons of a promotion.
func MakeCoupons(ctx context.Context, engine *core.Engine, code string, given NewCoupons) ([]Issued, error) {
	number, err := engine.NumberOf("promo", code)
	if err != nil {
		return nil, err
	}
	customer, err := ordinalOf(ctx, engine, "customer", given.Customer)
	if err != nil {
		return nil, err
	}
	until, err := endOfDay(engine, "until", given.Until)
	if err != nil {
		return nil, err
	}
	made, err := engine.Promos.Make(ctx, promo.Number(number), customer, given.Count, until)
	return Shown(engine, made, issuedOf), err
}

// CouponsOfPromo returns the coupons of a promotion, newest first.
func CouponsOfPromo(ctx context.Context, engine *core.Engine, code, after string, limit int) ([]Coupon, string, error) {
	number, err := engine.NumberOf("promo", code)
	if err != nil {
		return nil, "", err
	}
	all, next, err := engine.Promos.Coupons(ctx, promo.Number(number), after, limit)
	return Shown(engine, all, CouponOf), next, err
}

// StepCoupon issues the code of a coupon, or revokes it.
func StepCoupon(ctx context.Context, engine *core.Engine, code, do string) (Issued, error) {
	number, err := engine.NumberOf("coupon", code)
	if err != nil {
		return Issued{}, err
	}
	if do == "revoke" {
		done, err := engine.Promos.Revoke(ctx, promo.CouponNumber(number))
		return Issued{Coupon: CouponOf(engine, &done)}, err
	}
	done, err := engine.Promos.Issue(ctx, promo.CouponNumber(number))
	return issuedOf(engine, &done), err
}

func useOf(engine *core.Engine, one *promo.Use) CodeUse {
	return CodeUse{
		Code: engine.CodeOf("use", uint64(one.Number)), Promo: engine.CodeOf("promo", uint64(one.Promo)), Coupon: engine.CodeOf("coupon", uint64(one.Coupon)),
		Customer: core.Code(one.Customer), Order: engine.CodeOf("order", uint64(one.Order)), Amount: int64(one.Amount),
		At: moment(one.At, engine.Zone()), Until: moment(one.Until, engine.Zone()), State: string(one.State),
	}
}

// ReserveCode keeps a code for an order that a customer is giving.
func ReserveCode(ctx context.Context, engine *core.Engine, ref, said, by string) (CodeUse, error) {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return CodeUse{}, about("customer", err)
	}
	who, err := StaffOf(ctx, engine, "by", by)
	if err != nil {
		return CodeUse{}, err
	}
	made, err := engine.Promos.Reserve(ctx, customer.Ordinal, said, who)
	return useOf(engine, &made), about("said", err)
}

// ReleaseCode lets go of a reservation.
func ReleaseCode(ctx context.Context, engine *core.Engine, code string) (CodeUse, error) {
	number, err := engine.NumberOf("use", code)
	if err != nil {
		return CodeUse{}, err
	}
	done, err := engine.Promos.Release(ctx, promo.UseNumber(number))
	return useOf(engine, &done), err
}

// CouponsGiven issues the coupons that an order has brought and that have no
// code yet: it is told to the customer with her nota.
func CouponsGiven(ctx context.Context, engine *core.Engine, order sale.Number) ([]Issued, error) {
	given, err := engine.Promos.Given(ctx, order)
	issued := []Issued{}
	for i := range given {
		if err != nil || given[i].Last != "" || given[i].Revoked {
			continue
		}
		var one core.Issued
		if one, err = engine.Promos.Issue(ctx, given[i].Number); err == nil {
			issued = append(issued, issuedOf(engine, &one))
		}
	}
	return issued, err
}
