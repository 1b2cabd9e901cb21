package plugin

import (
	"fmt"
	"maps"
	"slices"

	"github.com/samber/lo"
)

// Grown holds a newer manifest to an older one of the same rule. What a shop
// has stored are positions in these lists, so the newer one keeps every entry
// in its place, and every text the figures it shows and how it shows them.
func Grown(older, newer *Manifest) error {
	named := func(n Named, _ int) string { return n.Code }
	for _, list := range []struct {
		name          string
		before, after []string
	}{
		{
			"segments", lo.Map(older.Segments, func(s Segment, _ int) string { return s.Code }),
			lo.Map(newer.Segments, func(s Segment, _ int) string { return s.Code }),
		},
		{"modes", lo.Map(older.Modes, named), lo.Map(newer.Modes, named)},
		{
			"options", lo.Map(older.Options, func(o Option, _ int) string { return o.Code }),
			lo.Map(newer.Options, func(o Option, _ int) string { return o.Code }),
		},
		{"tiers", lo.Map(older.Tiers, named), lo.Map(newer.Tiers, named)},
	} {
		if err := kept(list.name, older.Version, list.before, list.after); err != nil {
			return err
		}
	}
	return keptTexts(older, newer)
}

func kept(list, version string, before, after []string) error {
	for i, code := range before {
		now := slices.Index(after, code)
		switch {
		case now == i:
		case now < 0:
			return fmt.Errorf("%s: %s was %s in %s and is gone now; leave it in its place and append new ones at the end", list, code, ordinal(i+1), version)
		default:
			return fmt.Errorf("%s: %s was %s in %s and is %s now; append new ones at the end", list, code, ordinal(i+1), version, ordinal(now+1))
		}
	}
	return nil
}

// keptTexts lets a wording be corrected. A text that stands somewhere else, or
// that shows other figures, would misread what was stored for it.
func keptTexts(older, newer *Manifest) error {
	for i, before := range older.Texts {
		if i >= len(newer.Texts) {
			return fmt.Errorf("texts: the %s of %s (%q) is gone now; leave it in its place", ordinal(i+1), older.Version, before.EN)
		}
		if newer.Texts[i] == before {
			continue
		}
		if now := slices.Index(newer.Texts, before); now >= 0 {
			return fmt.Errorf("texts: %q was %s in %s and is %s now; append new ones at the end", before.EN, ordinal(i+1), older.Version, ordinal(now+1))
		}
		was, is := older.texts[i], newer.texts[i]
		if !maps.Equal(figuresOf(was.id), figuresOf(is.id)) || !maps.Equal(figuresOf(was.en), figuresOf(is.en)) {
			return fmt.Errorf("texts: the %s (%q) shows other figures than in %s; keep its placeholders and append a new text at the end", ordinal(i+1), newer.Texts[i].EN, older.Version)
		}
	}
	return nil
}

// figuresOf are the placeholders of a sentence in one language.
func figuresOf(sentence []piece) map[piece]bool {
	shown := map[piece]bool{}
	for _, p := range sentence {
		if p.kind != "" {
			shown[piece{arg: p.arg, kind: p.kind}] = true
		}
	}
	return shown
}

// ordinal writes a place in a list as people say it.
func ordinal(n int) string {
	ending := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return fmt.Sprint(n, ending)
}
