package core

import (
	"context"
	"errors"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// Segments is the chapter of who belongs where. The segment rule decides; the
// memberships here are what holds.
type Segments struct{ *shop }

// mainSlot is the slot of the rule whose segments show on a customer. Other
// slots are for rules that stand side by side with it.
const mainSlot byte = 0

// RunOptions say what a run looks at. The zero value is today and the shop's
// own window.
type RunOptions struct {
	AsOf     *clock.Day
	Window   *uint32               // days; 0 is all history
	Progress func(done, total int) // customers; may be nil
}

// Run is the outcome of deciding every customer's segment.
type Run struct {
	Customers int                    `cbor:"1,keyasint"` // decided
	Changed   int                    `cbor:"2,keyasint"` // moved to another segment
	Counts    map[string]int         `cbor:"3,keyasint"` // by segment code, every code of the rule
	Cuts      *Cuts                  `cbor:"4,keyasint"` // nil when the rule asks for no population
	AsOf      clock.Day              `cbor:"5,keyasint"`
	Window    uint32                 `cbor:"6,keyasint"`
	Mode      string                 `cbor:"7,keyasint"` // code, "" none
	Rule      string                 `cbor:"8,keyasint"`
	At        time.Time              `cbor:"9,keyasint"`
	Scores    map[string]map[int]int `cbor:"10,keyasint"` // "r","f","m" → score → customers
	Fault     error                  `cbor:"-"`           // why the rule stopped; memberships then stay as they were
	Refused   int                    `cbor:"11,keyasint,omitempty"`
	Refusals  []Refusal              `cbor:"12,keyasint,omitempty"` // the first of them
}

// Refusal is a customer of whom the rule said what cannot be. She stays where
// she is.
type Refusal struct {
	Ordinal people.Ordinal `cbor:"1,keyasint"`
	Reason  string         `cbor:"2,keyasint"`
}

// shownRefusals is how many a run names; the rest is counted.
const shownRefusals = 20

// Cuts are the population's thresholds, in fifths.
type Cuts struct {
	R segment.Fifths `cbor:"1,keyasint"` // days since the last visit
	F segment.Fifths `cbor:"2,keyasint"` // visits
	M segment.Fifths `cbor:"3,keyasint"` // minor units
}

func runKey() record.Key { return record.In(record.Meta).Text("segments").Byte(mainSlot) }

// Run asks the segment rule about every external customer and writes what
// changed, a batch a transaction. A customer whose answer is refused stays where
// she is. A rule that faults, or leaves somebody no place to stay in, changes
// nothing; the reason is in Run.Fault.
func (s *Segments) Run(ctx context.Context, options RunOptions) (Run, error) {
	run := s.begin(options)
	rule, err := s.rules.answering(ctx, "segment")
	if err != nil {
		return run, err
	}
	run.Rule = rule.Manifest().ID
	header := s.header(int32(run.AsOf), run.Window)
	if wantsPopulation(rule.Manifest()) {
		if err := s.measure(ctx, &run, &header); err != nil {
			return run, err
		}
	}
	for _, code := range rule.Manifest().Segments {
		run.Counts[code.Code] = 0
	}
	decided, err := s.decideAll(ctx, &run, rule, header, options.Progress)
	if err != nil || run.Fault != nil {
		return run, err
	}
	return run, s.commitAll(ctx, &run, rule.Manifest(), decided)
}

func (s *Segments) begin(options RunOptions) Run {
	run := Run{
		AsOf: s.Today(), Window: s.business.Window, At: s.clock.Now(), Counts: map[string]int{},
		Scores: map[string]map[int]int{"r": {}, "f": {}, "m": {}},
	}
	if options.AsOf != nil {
		run.AsOf = *options.AsOf
	}
	if options.Window != nil {
		run.Window = *options.Window
	}
	return run
}

func wantsPopulation(manifest *plugin.Manifest) bool {
	for _, wanted := range manifest.Population {
		if wanted == "rfm" {
			return true
		}
	}
	return false
}

// measure finds the population's thresholds and puts them into the header.
func (s *Segments) measure(ctx context.Context, run *Run, header *abi.Header) error {
	var recency, frequency, value, orders []int64
	for batch, err := range s.batches(ctx, run.AsOf, run.Window) {
		if err != nil {
			return err
		}
		for _, row := range batch.each {
			if row.Visits == 0 {
				continue
			}
			recency = append(recency, int64(run.AsOf)-int64(row.LastVisitDay))
			frequency = append(frequency, int64(row.Visits))
			value = append(value, row.Net)
			if row.Visits >= 2 {
				header.RepeatCustomers++
			}
			orders = append(orders, row.Net/int64(row.Orders))
		}
	}
	run.Cuts = &Cuts{R: segment.Quintiles(recency), F: segment.Quintiles(frequency), M: segment.Quintiles(value)}
	header.Population, header.Customers = 1, uint32(len(value))
	header.R, header.F, header.M = run.Cuts.R, run.Cuts.F, run.Cuts.M
	header.MedianOrder = segment.Median(orders)
	return nil
}

// decision is what the rule says of one customer, and where she was.
type decision struct {
	ordinal people.Ordinal
	row     abi.SegmentRow
	was     uint32    // position in the list of the rule, strange for none of it
	since   clock.Day // when she came there
}

// decideAll asks the rule about everybody before anything is written, so that
// a fault half way leaves every membership as it was.
func (s *Segments) decideAll(ctx context.Context, run *Run, rule *asked, header abi.Header, progress func(int, int)) ([]decision, error) {
	var decided []decision
	var answer plugin.Answer[abi.SegmentRow]
	total, stays := int(s.population(ctx)), s.staying(rule.Manifest())
	for batch, err := range s.batches(ctx, run.AsOf, run.Window) {
		if err != nil {
			return nil, err
		}
		err := rule.SegmentInto(ctx, &abi.Batch{Header: header, Facts: [][]byte{batch.bytes}, Config: rule.config}, &answer)
		if err != nil && ctx.Err() != nil {
			return nil, readable(ctx.Err())
		}
		if err != nil {
			run.Fault = batch.blames(err)
			return nil, nil
		}
		refused := run.refuse(answer.Refused, batch, stays)
		for i, row := range answer.Rows {
			if refused[i] {
				continue
			}
			decided = append(decided, stays.decided(&batch.each[i], row))
			run.count(rule.Manifest(), row)
		}
		if progress != nil {
			progress(len(decided), total)
		}
	}
	run.Customers, run.Fault = len(decided), stays.verdict(len(decided))
	return append(decided, stays.kept...), nil
}

// refuse notes the rows that the host did not take: these customers stay
// where they are.
func (r *Run) refuse(refused []plugin.Refusal, batch factsBatch, stays *staying) map[int]bool {
	rows := map[int]bool{}
	for _, one := range refused {
		rows[one.Row] = true
		stays.keep(&batch.each[one.Row], one.Reason)
		if r.Refused++; len(r.Refusals) < shownRefusals {
			r.Refusals = append(r.Refusals, Refusal{people.Ordinal(batch.each[one.Row].Ordinal), one.Reason})
		}
	}
	return rows
}

func (r *Run) count(manifest *plugin.Manifest, row abi.SegmentRow) {
	if row.Segment != 0 {
		r.Counts[manifest.SegmentAt(row.Segment).Code]++
	}
	if row.Mode != 0 {
		r.Mode = manifest.ModeAt(row.Mode).Code
	}
	if row.Score != 0 {
		r.Scores["r"][int(row.Score/100)]++
		r.Scores["f"][int(row.Score/10%10)]++
		r.Scores["m"][int(row.Score%10)]++
	}
}

// Last returns the last complete run, or not found.
func (s *Segments) Last(ctx context.Context) (Run, error) {
	var run Run
	err := s.store.View(ctx, func(reader store.Reader) error {
		return s.codec.Get(reader, runKey(), &run)
	})
	if errors.Is(err, store.ErrNotFound) {
		return run, fault.NotFound("segment", "segments have not been worked out yet; run raja segment run")
	}
	return run, readable(err)
}

// Thresholds returns the cuts as numbers: days, visits and minor units.
func (c *Cuts) Thresholds() (r, f, m [4]float64) { return c.R.Float(), c.F.Float(), c.M.Float() }
