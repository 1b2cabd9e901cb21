package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

// The texts, at their positions in manifest.json. The first three belong to
// an order that earned and the next three to no order, by the tier reached.
const (
	textEarned uint32 = 0 // + tier
	textTier   uint32 = 3 // + tier
)

const (
	textTooLittle uint32 = 7 + iota
	textNoProgram
	textNoVisit
	textInternal
	textVisit
	textKilogram
	textPiece
	textCardOfVisits
	textCardOfGoods
	textSpendingBesideCard
	textVisitBesideCard
	textKilogramBesideCard
	textPieceBesideCard
	textNothingBesideCard
	textNothingOfGoods
	textVisitCounted
	textNothingThatEarns
	textSpending
)

// The tiers where something else than the money of 12 months counts: three texts
// each for money, points and visits.
const (
	textSince uint32 = 24 // + 3 × what counts + tier
	textEver  uint32 = 33
)

// besideCard is the reason that says also how many visits are missing to a
// full stamp card.
func besideCard(text uint32) uint32 {
	switch text {
	case textVisit:
		return textVisitBesideCard
	case textKilogram:
		return textKilogramBesideCard
	case textPiece:
		return textPieceBesideCard
	}
	return textSpendingBesideCard
}

// decision says which way earned, and how far the stamp card of visits or the
// next tier is.
func (e *Earned) decision(standing Standing, card *Card) loyalty.Decision {
	d := loyalty.Decision{
		Points: e.Points, Tier: standing.Tier, Text: e.Text,
		Args: [4]int64{e.Points, e.Figure, card.Missing, card.Points},
	}
	switch {
	case e.Text == textCardOfVisits || e.Text == textCardOfGoods:
	case card.On && !card.Goods:
		d.Text = besideCard(e.Text)
	case e.Text == 0:
		return standing.with(e.Points, e.Figure)
	}
	return d
}

// nothing is the decision about an order that earned nothing.
func (s Standing) nothing(e *loyalty.Event, card *Card, shop *raja.Shop) loyalty.Decision {
	spend, step := shop.Int("spend_per_point"), shop.Int("points_per_step")
	d := loyalty.Decision{Tier: s.Tier, Args: [4]int64{card.Every, card.Stamps, card.Missing, card.Points}}
	switch {
	case card.Goods:
		d.Text = textNothingOfGoods
	case card.On:
		d.Text = textNothingBesideCard
	case spend > 0 && step > 0:
		d.Text, d.Args = textTooLittle, [4]int64{step, e.Order.Net, s.Missing, spend}
	case shop.Int("points_per_visit") > 0 && e.Order.Visit == 0 && e.Order.Net > 0:
		d.Text = textVisitCounted
	case shop.Int("points_per_visit") > 0 || shop.Int("points_per_kg") > 0 || shop.Int("points_per_piece") > 0:
		d.Text = textNothingThatEarns
	default:
		d.Text, d.Args = textNoProgram, [4]int64{step, e.Order.Net, s.Missing, spend}
	}
	return d
}
