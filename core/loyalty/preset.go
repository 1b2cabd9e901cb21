package loyalty

import (
	"slices"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// MostPreset bounds the points that a preset gives at once, and MostStamps the
// stamps of its card.
const (
	MostPreset = 1_000_000
	MostStamps = 1_000
)

// Preset is a program of points that one screen sets up.
type Preset struct {
	Name   string
	ID, EN string // what it does, in a sentence
	Points int64  // given where the owner says no other
	Every  int64  // stamps that fill the card where the owner says no other; 0 has no card
	Of     bool   // it may be about one item or category
	needs  bool   // it is about one item or category
	keys   presetKeys
}

// presetKeys are the settings of the shipped rule that a preset sets.
type presetKeys struct{ points, every, of string }

// Presets lists the presets.
func Presets() []Preset {
	return []Preset{
		{
			Name: "spend", ID: "Poin menurut belanja, seperti bawaan.", EN: "Points by spending, as it comes.",
			Points: 1, keys: presetKeys{points: "points_per_step"},
		},
		{
			Name: "visit", ID: "Poin tiap kunjungan.", EN: "Points for each visit.",
			Points: 1, keys: presetKeys{points: "points_per_visit"},
		},
		{
			Name: "kg", ID: "Poin tiap kilogram.", EN: "Points for each kilogram.",
			Points: 1, keys: presetKeys{points: "points_per_kg"},
		},
		{
			Name: "piece", ID: "Poin tiap satuan sebuah barang atau kategori.", EN: "Points for each piece of an item or category.",
			Points: 1, Of: true, needs: true, keys: presetKeys{points: "points_per_piece", of: "piece_of"},
		},
		{
			Name: "stamps", ID: "Kartu stempel: tiap sekian kunjungan, atau sekian barang dalam satu pesanan.", EN: "A stamp card: every so many visits, or so much of an item or category in one order.",
			Points: 10, Every: 10, Of: true, keys: presetKeys{points: "stamp_points", every: "stamp_every", of: "stamp_of"},
		},
	}
}

// Chosen is a preset with what the owner says of it.
type Chosen struct {
	Preset string
	Points int64  // 0 leaves what the preset has
	Every  int64  // the same
	Of     string // an item or category; "" none
}

// Settings are those of the shipped rule that the choice sets, and by which the
// rule earns in this way alone. What is nil takes the rule's default.
func (c *Chosen) Settings() (map[string]any, error) {
	all := Presets()
	at := slices.IndexFunc(all, func(p Preset) bool { return p.Name == c.Preset })
	if at < 0 {
		return nil, fault.Invalid("preset", "%q is not one of %v", c.Preset, lo.Map(all, func(p Preset, _ int) string { return p.Name }))
	}
	chosen := &all[at]
	if err := c.check(chosen); err != nil {
		return nil, err
	}
	set := map[string]any{"spend_per_point": 0}
	for _, one := range all {
		set[one.keys.points] = nil
		if one.keys.every != "" {
			set[one.keys.every] = nil
		}
		if one.keys.of != "" {
			set[one.keys.of] = nil
		}
	}
	if chosen.Name == "spend" {
		set["spend_per_point"] = nil
	}
	set[chosen.keys.points] = lo.CoalesceOrEmpty(c.Points, chosen.Points)
	if chosen.Every > 0 {
		set[chosen.keys.every] = lo.CoalesceOrEmpty(c.Every, chosen.Every)
	}
	if c.Of != "" {
		set[chosen.keys.of] = c.Of
	}
	return set, nil
}

func (c *Chosen) check(chosen *Preset) error {
	c.Of = people.Tidy(c.Of)
	switch {
	case c.Points < 0 || c.Points > MostPreset:
		return fault.Invalid("points", "%d is not from 1 to %d", c.Points, MostPreset)
	case c.Every < 0 || c.Every > MostStamps:
		return fault.Invalid("every", "%d is not from 1 to %d", c.Every, MostStamps)
	case c.Every > 0 && chosen.Every == 0:
		return fault.Invalid("every", "is for stamps; leave it out for %s", chosen.Name)
	case len(c.Of) > sale.MaxText:
		return fault.Invalid("of", "is longer than %d bytes", sale.MaxText)
	case c.Of != "" && !chosen.Of:
		return fault.Invalid("of", "is for piece and stamps; leave it out for %s", chosen.Name)
	case c.Of == "" && chosen.needs:
		return fault.Invalid("of", "names no item or category; say which one earns")
	}
	return nil
}
