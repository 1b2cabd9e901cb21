package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/promo"
)

// Promo is a promotion.
type Promo struct {
	Code string `json:"code"`
	NewPromo
	Redeemed int   `json:"redeemed" doc:"how often; of one that is shown by itself"`
	Reserved int   `json:"reserved" doc:"kept for orders that are being taken"`
	Off      int64 `json:"off" doc:"what it took off in all, minor units"`
	Expired  bool  `json:"expired" doc:"its last moment has passed, whatever its state"`
}

// NewPromo is what the form of a promotion sends. Days are codes of three
// letters, times of day HH:MM, moments a day or a day and a time.
type NewPromo struct {
	Name       string   `json:"name"`
	Kind       string   `json:"kind" enum:"percent,amount,free_delivery"`
	Percent    int64    `json:"percent,omitempty" minimum:"0" maximum:"10000" doc:"hundredths of a percent: 1000 is a tenth"`
	Amount     int64    `json:"amount,omitempty" minimum:"0"`
	Most       int64    `json:"most,omitempty" minimum:"0" doc:"it takes off at most so much"`
	Least      int64    `json:"least,omitempty" minimum:"0" doc:"what the order comes to at least"`
	Word       string   `json:"word,omitempty" maxLength:"100" doc:"what anybody may say; empty where each has a coupon"`
	Stacking   string   `json:"stacking,omitempty" enum:"exclusive,one,joint" doc:"one when empty"`
	Category   string   `json:"category,omitempty" doc:"of one: only one of a category counts"`
	Priority   int      `json:"priority,omitempty" doc:"the higher is taken off first"`
	From       string   `json:"from,omitempty"`
	Until      string   `json:"until,omitempty"`
	Days       []string `json:"days,omitempty" maxItems:"7" doc:"mon to sun"`
	Begins     string   `json:"begins,omitempty" doc:"time of day"`
	Ends       string   `json:"ends,omitempty" doc:"time of day"`
	Items      []string `json:"items,omitempty" maxItems:"50" doc:"codes of the catalogue"`
	Categories []string `json:"categories,omitempty" maxItems:"50" doc:"of items"`
	Segments   []string `json:"segments,omitempty" maxItems:"50"`
	Tiers      []string `json:"tiers,omitempty" maxItems:"50"`
	Channels   []string `json:"channels,omitempty" maxItems:"50"`
	First      bool     `json:"first,omitempty" doc:"only for a first order"`
	Total      int64    `json:"total,omitempty" minimum:"0" doc:"how often in all, 0 for no limit"`
	Each       int64    `json:"each,omitempty" minimum:"0" doc:"how often for one customer"`
	Daily      int64    `json:"daily,omitempty" minimum:"0" doc:"how often on one day"`
	Running    bool     `json:"running,omitempty" doc:"a percentage is of what others have left"`
	After      int64    `json:"after,omitempty" minimum:"0" doc:"who pays an order of at least so much is given a coupon"`
	Valid      int      `json:"valid,omitempty" minimum:"0" doc:"for how many days a coupon holds"`
	State      string   `json:"state,omitempty" enum:"draft,active,ended" doc:"active when empty"`
	Note       string   `json:"note,omitempty"`
}

// Said is a code and what came of it.
type Said struct {
	Said     string `json:"said"`
	Promo    string `json:"promo"`
	Coupon   string `json:"coupon"`
	Why      string `json:"why" doc:"why it takes nothing off, empty when it does"`
	WhyID    string `json:"why_id"`
	WhyEN    string `json:"why_en"`
	Off      int64  `json:"off"`
	Delivery int64  `json:"delivery" doc:"off the fee for bringing it"`
}

func (s *service) promoOperations(api huma.API) {
	huma.Get(api, "/api/promos", func(ctx context.Context, in *PageQuery) (*out[listOf[Promo]], error) {
		all, next, err := s.engine.Promos.List(ctx, in.After, in.Limit)
		return &out[listOf[Promo]]{listOf[Promo]{Shown(s.engine, all, PromoOf), next}}, answer(err)
	})
	huma.Get(api, "/api/promos/{code}", func(ctx context.Context, in *CodeInput) (*out[Promo], error) {
		found, err := PromoAt(ctx, s.engine, in.Code)
		return &out[Promo]{found}, answer(err)
	})
	huma.Post(api, "/api/promos", func(ctx context.Context, in *struct{ Body NewPromo }) (*created[Promo], error) {
		made, err := AddPromo(ctx, s.engine, in.Body)
		return &created[Promo]{http.StatusCreated, made}, answer(err)
	})
	huma.Put(api, "/api/promos/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body NewPromo
	},
	) (*out[Promo], error) {
		changed, err := EditPromo(ctx, s.engine, in.Code, in.Body)
		return &out[Promo]{changed}, answer(err)
	})
	huma.Put(api, "/api/promos/{code}/state", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			State string `json:"state" enum:"draft,active,ended"`
		}
	},
	) (*out[Promo], error) {
		changed, err := SetPromoState(ctx, s.engine, in.Code, in.Body.State)
		return &out[Promo]{changed}, answer(err)
	})
	huma.Post(api, "/api/promos/try", func(ctx context.Context, in *struct{ Body NewOrder }) (*out[listOf[Said]], error) {
		said, err := TryCodes(ctx, s.engine, in.Body)
		return &out[listOf[Said]]{listOf[Said]{said, ""}}, answer(err)
	})
	s.couponOperations(api)
}

// PromoOf shows a promotion.
func PromoOf(engine *core.Engine, one *promo.Promo) Promo {
	expired := !one.Until.IsZero() && engine.Now().After(one.Until)
	return Promo{Code: engine.CodeOf("promo", uint64(one.Number)), Expired: expired, NewPromo: NewPromo{
		Name: one.Name, Kind: string(one.Kind), Percent: one.Percent, Amount: int64(one.Amount), Most: int64(one.Most), Least: int64(one.Least),
		Word: one.Word, Stacking: string(one.Stacking), Category: one.Category, Priority: one.Priority,
		From: moment(one.From, engine.Zone()), Until: moment(one.Until, engine.Zone()), Days: dayCodes(one.Days), Begins: clockText(one.Begins), Ends: clockText(one.Ends),
		Items:      lo.Map(one.Items, func(number uint64, _ int) string { return engine.CodeOf("item", number) }),
		Categories: append([]string{}, one.Categories...), Segments: append([]string{}, one.Segments...), Tiers: append([]string{}, one.Tiers...), Channels: append([]string{}, one.Channels...),
		First: one.First, Total: one.Total, Each: one.Each, Daily: one.Daily, Running: one.Running, After: int64(one.After), Valid: one.Valid, State: string(one.State), Note: one.Note,
	}}
}

// PromoAt returns a promotion with how it was used.
func PromoAt(ctx context.Context, engine *core.Engine, code string) (Promo, error) {
	number, err := engine.NumberOf("promo", code)
	if err != nil {
		return Promo{}, err
	}
	found, usage, err := engine.Promos.Get(ctx, promo.Number(number))
	shown := PromoOf(engine, &found)
	shown.Redeemed, shown.Reserved, shown.Off = usage.Redeemed, usage.Reserved, int64(usage.Off)
	return shown, err
}

// AddPromo offers a promotion.
func AddPromo(ctx context.Context, engine *core.Engine, given NewPromo) (Promo, error) {
	one, err := given.promo(engine)
	if err != nil {
		return Promo{}, err
	}
	made, err := engine.Promos.Add(ctx, one)
	return PromoOf(engine, &made), err
}

// EditPromo replaces what a promotion is.
func EditPromo(ctx context.Context, engine *core.Engine, code string, given NewPromo) (Promo, error) {
	number, err := engine.NumberOf("promo", code)
	if err != nil {
		return Promo{}, err
	}
	one, err := given.promo(engine)
	if err != nil {
		return Promo{}, err
	}
	changed, err := engine.Promos.Edit(ctx, promo.Number(number), func(known *promo.Promo) error {
		*known = one
		return nil
	})
	return PromoOf(engine, &changed), err
}

// SetPromoState puts a promotion into another state; all else of it stays.
func SetPromoState(ctx context.Context, engine *core.Engine, code, state string) (Promo, error) {
	number, err := engine.NumberOf("promo", code)
	if err != nil {
		return Promo{}, err
	}
	_, err = engine.Promos.Edit(ctx, promo.Number(number), func(known *promo.Promo) error {
		known.State = promo.State(state)
		return nil
	})
	if err != nil {
		return Promo{}, err
	}
	return PromoAt(ctx, engine, code)
}

// promo is the promotion as the engine takes it.
func (n *NewPromo) promo(engine *core.Engine) (promo.Promo, error) {
	one := promo.Promo{
		Name: n.Name, Kind: promo.Kind(n.Kind), Percent: n.Percent, Amount: money.Amount(n.Amount), Most: money.Amount(n.Most), Least: money.Amount(n.Least),
		Word: n.Word, Stacking: promo.Stacking(n.Stacking), Category: n.Category, Priority: n.Priority,
		Categories: n.Categories, Segments: n.Segments, Tiers: n.Tiers, Channels: n.Channels,
		First: n.First, Total: n.Total, Each: n.Each, Daily: n.Daily, Running: n.Running, After: money.Amount(n.After), Valid: n.Valid, State: promo.State(n.State), Note: n.Note,
	}
	var err error
	if one.From, err = startOfDay(engine, "from", n.From); err != nil {
		return one, err
	}
	if one.Until, err = endOfDay(engine, "until", n.Until); err != nil {
		return one, err
	}
	if one.Days, err = daysOf(n.Days); err != nil {
		return one, err
	}
	if one.Begins, err = minuteOf("begins", n.Begins); err != nil {
		return one, err
	}
	if one.Ends, err = minuteOf("ends", n.Ends); err != nil {
		return one, err
	}
	for _, code := range n.Items {
		number, err := engine.NumberOf("item", code)
		if err != nil {
			return one, about("items", err)
		}
		one.Items = append(one.Items, number)
	}
	return one, nil
}

// weekdays are the codes of days, Sunday first.
func weekdays() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

func dayCodes(days []int) []string {
	return lo.Map(days, func(day, _ int) string { return weekdays()[day] })
}

func daysOf(codes []string) ([]int, error) {
	var days []int
	for _, code := range codes {
		day := slices.Index(weekdays(), code)
		if day < 0 {
			return nil, fault.Invalid("days", "%.40q is not one of mon, tue, wed, thu, fri, sat, sun", code)
		}
		days = append(days, day)
	}
	return days, nil
}

// clockText writes minutes of the day as HH:MM, none as "".
func clockText(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

func minuteOf(field, text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	if text == "24:00" {
		return 24 * 60, nil
	}
	at, err := time.Parse("15:04", text)
	if err != nil {
		return 0, fault.Invalid(field, "%.40q is not a time of day like 14:00", text)
	}
	return at.Hour()*60 + at.Minute(), nil
}

// TryCodes says what the codes of an order would take off, and writes nothing.
func TryCodes(ctx context.Context, engine *core.Engine, given NewOrder) ([]Said, error) {
	customer, err := engine.People.Find(ctx, given.Customer)
	if err != nil {
		return nil, err
	}
	taken, err := given.taken(ctx, engine, customer.Ordinal)
	if err != nil {
		return nil, err
	}
	said, err := engine.Promos.Try(ctx, taken)
	return Shown(engine, said, saidOf), err
}

func saidOf(engine *core.Engine, one *core.Said) Said {
	return Said{
		Said: promo.Written(one.Code), Promo: engine.CodeOf("promo", uint64(one.Promo)), Coupon: engine.CodeOf("coupon", uint64(one.Coupon)),
		Why: string(one.Why), WhyID: one.Refusal("id", engine.Zone()), WhyEN: one.Refusal("en", engine.Zone()), Off: int64(one.Off), Delivery: int64(one.Delivery),
	}
}
