package core

import (
	"cmp"
	"context"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/store"
)

// SegmentCount is one segment of the rule and how many are in it.
type SegmentCount struct {
	Code, NameID, NameEN string
	Rank                 int
	Members              int
}

// List returns every segment of the rule whose segments show, in the
// manifest's order, and how many customers are in none.
func (s *Segments) List(ctx context.Context) ([]SegmentCount, int, error) { return s.ListOf(ctx, "") }

// ListOf is List of the rule with an id, which may stand beside the main one.
func (s *Segments) ListOf(ctx context.Context, rule string) ([]SegmentCount, int, error) {
	of, err := s.of(ctx, rule)
	if err != nil || of.manifest == nil {
		return nil, 0, cmp.Or(err, errNoSegments())
	}
	var list []SegmentCount
	none := 0
	err = s.store.View(ctx, func(reader store.Reader) error {
		all, err := readSet(reader, everyone)
		if err != nil {
			return err
		}
		none = int(all.GetCardinality())
		for _, known := range of.manifest.Segments {
			members, err := readSet(reader, memberSet(of.slot, known.Code))
			if err != nil {
				return err
			}
			count := int(members.GetCardinality())
			none -= count
			list = append(list, SegmentCount{known.Code, known.Name.ID, known.Name.EN, known.Rank, count})
		}
		return nil
	})
	return list, none, readable(err)
}

// Members returns the set of a segment's customers, or not found for a code
// that the rule does not have.
func (s *Segments) Members(ctx context.Context, code string) (*roaring.Bitmap, error) {
	return s.MembersOf(ctx, "", code)
}

// MembersOf is Members of the rule with an id, which may stand beside the main
// one.
func (s *Segments) MembersOf(ctx context.Context, rule, code string) (*roaring.Bitmap, error) {
	of, err := s.of(ctx, rule)
	if err != nil {
		return nil, err
	}
	if of.manifest == nil || of.manifest.SegmentPosition(code) == 0 {
		return nil, fault.NotFound("segment", "there is no segment %q; raja segment list shows them", code)
	}
	var members *roaring.Bitmap
	err = s.store.View(ctx, func(reader store.Reader) (err error) {
		members, err = readSet(reader, memberSet(of.slot, code))
		return err
	})
	return members, readable(err)
}

func errNoSegments() error {
	return fault.Unavailable("plugin", "no rule decides segments; enable one with raja plugin enable")
}

// reason renders a reason of a rule in both languages, "" for none.
func (s *shop) reason(manifest *plugin.Manifest, text uint32, args [4]int64) (id, en string) {
	return manifest.Reason(text, args, s.voice("id")), manifest.Reason(text, args, s.voice("en"))
}

// voice is how sentences are spoken in a language.
func (s *shop) voice(lang string) plugin.Voice {
	return plugin.Voice{Lang: lang, Currency: s.business.Currency, Zone: s.zone}
}

// ModeName returns the name of a rule's mode in both languages, "" for none.
func (s *Segments) ModeName(rule, code string) (id, en string) {
	if manifest := s.rules.wordsOf(rule); manifest != nil {
		for _, mode := range manifest.Modes {
			if mode.Code == code {
				return mode.Name.ID, mode.Name.EN
			}
		}
	}
	return "", ""
}
