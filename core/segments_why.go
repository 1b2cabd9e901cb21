package core

import (
	"context"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/store"
)

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

	Then bool // mode, reason and score are of when she came there: the rule cannot be asked now, or says another segment
}

// Why explains a customer's segment with the figures of the run that decided
// it: the rule is asked again what it said of her then. Before the first run
// Code is empty and the figures are today's. Without the package of the rule
// that decided it is unavailable.
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
	var slot []byte
	err = s.store.View(ctx, func(reader store.Reader) error {
		if why.Facts, err = s.factsOn(reader, customer, run.AsOf, run.Window); err != nil {
			return err
		}
		slot, err = decisionIn(reader, of.slot, customer)
		return err
	})
	if err != nil || slot == nil {
		return why, readable(err)
	}
	s.explain(&why, of.manifest, slot)
	if of.slot == mainSlot && why.Code == "" && why.Facts.Segment != 0 {
		return why, s.rules.wordless()
	}
	if why.Code != "" {
		s.askAgain(ctx, &why, &run, of)
	}
	return why, nil
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
	s.because(why, manifest, &row)
	why.Then = true
}

func (s *Segments) because(why *Why, manifest *plugin.Manifest, row *abi.SegmentRow) {
	why.Score, why.Mode = row.Score, manifest.ModeAt(row.Mode).Code
	why.ReasonID, why.ReasonEN = s.reason(manifest, row.Text, row.Args)
}

// askAgain asks the rule what it said in a run. Where another rule answers by
// now, or the same with other settings, where it fails, or says a segment that
// waits, the reason stays that of when she came.
func (s *Segments) askAgain(ctx context.Context, why *Why, run *Run, of segmentation) {
	rule, err := s.stillAnswering(ctx, run)
	if err != nil {
		return
	}
	header, facts := s.header(int32(run.AsOf), run.Window), make([]byte, abi.FactsSize)
	run.tell(&header)
	why.Facts.Put(facts)
	answer, err := rule.Segment(ctx, &abi.Batch{Header: header, Facts: [][]byte{facts}, Config: rule.config})
	if err != nil || len(answer.Rows) != 1 || len(answer.Refused) > 0 || of.manifest.SegmentAt(answer.Rows[0].Segment).Code != why.Code {
		return
	}
	s.because(why, of.manifest, &answer.Rows[0])
	why.Then = false
}

// stillAnswering returns the rule that decided a run, to be asked the same
// again. Where another rule answers by now, or the same with other settings,
// that is unavailable.
func (s *Segments) stillAnswering(ctx context.Context, run *Run) (*asked, error) {
	e, err := s.rules.named(run.Rule)
	if err != nil || !e.answers("segment") || s.rules.edition(run.Rule) != run.Under {
		return nil, fault.Unavailable("plugin", "the rule or its settings changed since everybody was sorted; sort again with raja segment run")
	}
	return s.rules.load(ctx, e)
}
