package core

import (
	"cmp"
	"context"
	"errors"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
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

// Why is one customer's segment with the reason and the figures behind it.
type Why struct {
	Code, NameID, NameEN string // "" when no run has decided her
	Mode                 string
	ReasonID, ReasonEN   string
	Score                uint32 // three digits R, F, M; 0 when the rule has none
	Facts                abi.Facts
	AsOf, Since          clock.Day
	Window               uint32

	// A lower segment that the rule says and that waits: its code, "" for none,
	// since when, and the day on which it would hold.
	Waits, WaitsNameID, WaitsNameEN string
	WaitsSince, WaitsUntil          clock.Day
	Waiting                         bool
}

// Why explains a customer's segment with the figures of the run that decided
// it. Before the first run Code is empty and the figures are today's. Without
// the package of the rule that decided it is unavailable.
func (s *Segments) Why(ctx context.Context, customer people.Ordinal) (Why, error) {
	return s.WhyOf(ctx, "", customer)
}

// WhyOf is Why of the rule with an id, which may stand beside the main one.
func (s *Segments) WhyOf(ctx context.Context, rule string, customer people.Ordinal) (Why, error) {
	of := segmentation{mainSlot, s.rules.deciding()} // whether its words are there is asked once something was decided
	if rule != "" {
		var err error
		if of, err = s.of(ctx, rule); err != nil {
			return Why{}, err
		}
	}
	run, err := s.lastIn(ctx, of.slot)
	if err != nil && fault.KindOf(err) != fault.KindNotFound {
		return Why{}, err
	}
	if err != nil {
		run.AsOf, run.Window = s.Today(), s.business.Window
	}
	why := Why{AsOf: run.AsOf, Window: run.Window}
	err = s.store.View(ctx, func(reader store.Reader) error {
		if why.Facts, err = s.factsOn(reader, customer, run.AsOf, run.Window); err != nil {
			return err
		}
		page, offset := place(customer)
		raw, err := record.GetBytes(reader, decisionsKey(of.slot, page))
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil || offset/abi.FactsSize*decisionSize+decisionSize > len(raw) {
			return err
		}
		s.explain(&why, of.manifest, raw[decisionOffset(customer):])
		if of.slot == mainSlot && why.Code == "" && why.Facts.Segment != 0 {
			return s.rules.wordless()
		}
		return nil
	})
	return why, readable(err)
}

func (s *Segments) explain(why *Why, manifest *plugin.Manifest, slot []byte) {
	var row abi.SegmentRow
	row.Read(slot)
	if manifest == nil || row.Segment == 0 {
		return
	}
	known := manifest.SegmentAt(row.Segment)
	why.Code, why.NameID, why.NameEN = known.Code, known.Name.ID, known.Name.EN
	stands, since := readStanding(slot)
	why.Since = since
	if why.Waiting = stands.Since != 0; why.Waiting {
		lower := manifest.SegmentAt(stands.Waits)
		why.Waits, why.WaitsNameID, why.WaitsNameEN = lower.Code, lower.Name.ID, lower.Name.EN
		why.WaitsSince, why.WaitsUntil = stands.Since, stands.Until()
	}
	why.Score = row.Score
	why.Mode = manifest.ModeAt(row.Mode).Code
	why.ReasonID, why.ReasonEN = s.reason(manifest, row.Text, row.Args)
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
