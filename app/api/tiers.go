package api

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
)

// Tier is a customer's tier, until when she has it, and what is missing.
type Tier struct {
	Tier   string     `json:"tier" doc:"code, empty for none"`
	NameID string     `json:"name_id"`
	NameEN string     `json:"name_en"`
	Since  string     `json:"since" doc:"day; empty for the lowest tier, which nobody loses"`
	Review string     `json:"review" doc:"day from which she has the days of grace to earn it again"`
	Until  string     `json:"until" doc:"the first day on which she may lose it"`
	Next   Toward     `json:"next" doc:"the tier above"`
	Keep   Toward     `json:"keep" doc:"what keeps this one, done before until"`
	By     string     `json:"by" enum:"spending,points,visits" doc:"what counts for a tier, and what missing is of"`
	Window string     `json:"window" enum:"rolling,year,ever" doc:"the last 365 days, the calendar year, or all"`
	Steps  []TierStep `json:"steps" doc:"how she came to it, newest first"`
	TextID string     `json:"text_id"`
	TextEN string     `json:"text_en"`
}

// Toward is what is missing to a tier.
type Toward struct {
	Tier    string `json:"tier" doc:"code, empty for none"`
	Missing int64  `json:"missing" doc:"how much more of what counts, by then: minor units, points or visits"`
	Known   bool   `json:"known" doc:"false where none reaches it"`
	From    string `json:"from" doc:"what she does before that day does not count for it; empty where it counts from today on"`
	Before  string `json:"before" doc:"of what keeps a tier: done before that day missing is enough; empty where nothing is missing"`
	Later   int64  `json:"later" doc:"and this much before the tier ends; 0 where missing is enough until then"`
}

// TierStep is one change of a tier.
type TierStep struct {
	Day   string `json:"day"`
	From  string `json:"from"`
	To    string `json:"to"`
	Why   string `json:"why" enum:"earned,reviewed,revoked,rule"`
	Order string `json:"order"`
}

// TierList is the tiers of the loyalty rule, the lowest first.
type TierList struct {
	Tiers []TierCount `json:"tiers"`
	None  int         `json:"none" doc:"customers who have none yet"`
}

// TierCount is one tier and how many have it.
type TierCount struct {
	Code   string `json:"code"`
	NameID string `json:"name_id"`
	NameEN string `json:"name_en"`
	Count  int    `json:"count"`
}

// TierMembers are who has a tier, the nearest to the one above first.
type TierMembers struct {
	Members []TierMember `json:"members"`
}

// TierMember is one of them.
type TierMember struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Net365 int64  `json:"net_365" doc:"minor units"`
	By     string `json:"by" enum:"spending,points,visits" doc:"what missing is of"`
	Points int64  `json:"points"`
	Until  string `json:"until" doc:"the first day on which she may lose it; empty for never"`
	Next   Toward `json:"next"`
	Keep   Toward `json:"keep"`
}

func (s *service) tierOperations(api huma.API) {
	huma.Get(api, "/api/tiers", func(ctx context.Context, _ *everything) (*out[TierList], error) {
		found, err := TiersOf(ctx, s.engine)
		return &out[TierList]{found}, answer(err)
	})
	huma.Get(api, "/api/tiers/members", func(ctx context.Context, in *struct {
		Tier  string `query:"tier" maxLength:"64" doc:"code; without it those who have none"`
		Limit int    `query:"limit" default:"20" minimum:"1" maximum:"100"`
	},
	) (*out[TierMembers], error) {
		found, err := TierMembersOf(ctx, s.engine, in.Tier, in.Limit)
		return &out[TierMembers]{found}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/tier", func(ctx context.Context, in *RefInput) (*out[Tier], error) {
		found, err := TierOf(ctx, s.engine, in.Ref)
		return &out[Tier]{found}, answer(err)
	})
}

// TierOf returns a customer's tier, until when she has it, and what is missing.
func TierOf(ctx context.Context, engine *core.Engine, ref string) (Tier, error) {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Tier{}, err
	}
	found, err := engine.Loyalty.Standing(ctx, customer.Ordinal)
	if err != nil {
		return Tier{}, err
	}
	shown := Tier{
		Tier: found.Tier, Since: dayText(int32(found.Since), found.Since != 0), Review: dayText(int32(found.Review), found.Review != 0), Until: dayText(int32(found.Until), found.Until != 0),
		Next: towardOf(found.Next), Keep: towardOf(found.Keep), By: string(found.By.By), Window: string(found.By.Window),
		Steps: lo.Map(found.Steps, func(step loyalty.TierStep, _ int) TierStep {
			return TierStep{step.Day.String(), step.From, step.To, step.Why, engine.CodeOf("order", step.Order)}
		}),
	}
	shown.NameID, shown.NameEN = engine.Loyalty.TierName(found.Tier)
	shown.TextID, shown.TextEN = tierText(engine, &found, "id"), tierText(engine, &found, "en")
	return shown, nil
}

// TiersOf counts who has which tier.
func TiersOf(ctx context.Context, engine *core.Engine) (TierList, error) {
	all, err := engine.Loyalty.Tiers(ctx)
	shown := TierList{Tiers: []TierCount{}}
	for _, one := range all {
		if one.Code == "" {
			shown.None = one.Members
			continue
		}
		shown.Tiers = append(shown.Tiers, TierCount{one.Code, one.NameID, one.NameEN, one.Members})
	}
	return shown, err
}

// TierMembersOf lists who has a tier, who is the nearest to the one above first.
func TierMembersOf(ctx context.Context, engine *core.Engine, tier string, limit int) (TierMembers, error) {
	shown := TierMembers{Members: []TierMember{}}
	named, err := engine.Loyalty.Members(ctx, tier, limit)
	if err != nil {
		return shown, err
	}
	for _, customer := range named {
		listed, err := engine.People.Card(ctx, customer)
		if err != nil {
			return shown, err
		}
		found, err := engine.Loyalty.Standing(ctx, customer)
		if err != nil {
			return shown, err
		}
		shown.Members = append(shown.Members, TierMember{
			Code: core.Code(customer), Name: listed.Customer.Name, Net365: listed.Facts.Net365, Points: listed.Facts.Points,
			Until: dayText(int32(found.Until), found.Until != 0), Next: towardOf(found.Next), Keep: towardOf(found.Keep), By: string(found.By.By),
		})
	}
	slices.SortStableFunc(shown.Members, func(a, b TierMember) int { return cmp.Compare(a.Next.far(), b.Next.far()) })
	return shown, nil
}

// far is how far it is, and farther than any sum where none reaches it.
func (t Toward) far() int64 {
	if !t.Known {
		return math.MaxInt64
	}
	return t.Missing
}

func towardOf(one core.Toward) Toward {
	return Toward{one.Tier, one.Missing, one.Known, dayText(int32(one.From), one.From != 0), dayText(int32(one.Before), one.Before != 0), one.Later}
}

// tierText says in a sentence what a customer has and what is missing.
func tierText(engine *core.Engine, found *core.TierStanding, lang string) string {
	words := tierWords()[lang]
	name := func(code string) string {
		id, en := engine.Loyalty.TierName(code)
		return map[string]string{"id": id, "en": en}[lang]
	}
	more := func(missing int64) string { return tierMore(engine, found.By.By, missing, lang) }
	text := words.none
	if found.Tier != "" {
		text = name(found.Tier)
	}
	if found.Until != 0 {
		text += " " + words.until + " " + (found.Until - 1).String()
	}
	if found.Keep.Known && found.Keep.Missing > 0 {
		text += " · " + more(found.Keep.Missing)
		if found.Keep.From != 0 {
			text += " " + words.from + " " + found.Keep.From.String() + ","
		}
		text += " " + words.before + " " + found.Keep.Before.String()
		if found.Keep.Later > 0 {
			text += ", " + words.or + " " + more(found.Keep.Later) + " " + words.before + " " + found.Until.String() + ","
		}
		text += " " + words.keep
	}
	if found.Next.Known {
		text += " · " + more(found.Next.Missing) + " " + words.reach + " " + name(found.Next.Tier)
	}
	return text
}

// tierMore says how much of what counts is missing: "spend another Rp350.000".
func tierMore(engine *core.Engine, by loyalty.Counted, missing int64, lang string) string {
	words := tierWords()[lang]
	switch {
	case by == loyalty.Spending:
		return fmt.Sprintf(words.spend, engine.Business().Currency.Text(money.Amount(missing), lang))
	case by == loyalty.Earned && missing == 1:
		return words.point
	case by == loyalty.Earned:
		return fmt.Sprintf(words.points, missing)
	case missing == 1:
		return words.visit
	}
	return fmt.Sprintf(words.visits, missing)
}

type tierWord struct{ none, until, spend, point, points, visit, visits, from, before, or, keep, reach string }

func tierWords() map[string]tierWord {
	return map[string]tierWord{
		"id": {"Belum punya tingkat", "sampai", "belanja %s lagi", "kumpulkan 1 poin lagi", "kumpulkan %d poin lagi", "datang sekali lagi", "datang %d kali lagi", "mulai", "sebelum", "atau", "untuk bertahan", "untuk naik ke"},
		"en": {"No tier yet", "until", "spend another %s", "earn another point", "earn another %d points", "come once more", "come %d more times", "from", "before", "or", "to keep it", "to reach"},
	}
}
