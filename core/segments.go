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

// RunOptions say what a run looks at. The zero value is today and the shop's
// own window.
type RunOptions struct {
	Plugin   string                // the rule to ask; "" is the one whose segments show on customers
	AsOf     *clock.Day            // without it today; a run of another day is a picture that stays until the next run
	Window   *uint32               // days; 0 is all history
	Progress func(done, total int) // customers, of every day that is asked about; may be nil
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
	Held      int                    `cbor:"13,keyasint,omitempty"` // of whom the rule says a lower segment, which waits
	Under     string                 `cbor:"14,keyasint,omitempty"` // which edition of the rule, with which settings
}

// live reports whether a run is about the day on which it was made.
func (r *Run) live(zone *time.Location) bool { return r.AsOf == clock.DayOf(r.At, zone) }

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

func runKey(slot byte) record.Key { return record.In(record.Meta).Text("segments").Byte(slot) }

// Run asks the segment rule about every external customer and writes what
// changed, a batch a transaction. A lower segment waits seven days before it
// holds, as segment.Standing says; when days passed without a run, the last
// seven are asked about first, so that what ought to have happened has. A
// customer whose answer is refused stays where she is. A rule that faults, or
// leaves somebody no place to stay in, changes nothing from there on; the reason
// is in Run.Fault.
func (s *Segments) Run(ctx context.Context, options RunOptions) (Run, error) {
	s.rules.segmenting.Lock()
	defer s.rules.segmenting.Unlock()
	run := s.begin(options)
	rule, slot, err := s.askedFor(ctx, options.Plugin)
	if err != nil {
		return run, err
	}
	run.Rule, run.Under = rule.Manifest().ID, s.rules.edition(rule.Manifest().ID)
	pass := &pass{slot: slot, manifest: rule.Manifest(), rule: rule}
	last, err := s.lastIn(ctx, slot)
	if err != nil && fault.KindOf(err) != fault.KindNotFound {
		return run, err
	}
	pass.holds = err == nil && s.goesOn(&last, &run, slot)
	var missed []clock.Day
	if pass.holds {
		missed = daysWithout(last.AsOf, run.AsOf)
	}
	report := inTurns(options.Progress, len(missed)+1)
	for turn, day := range missed {
		past := run
		past.AsOf, past.Counts = day, map[string]int{}
		pass.only = true
		if err := s.pass(ctx, &past, pass, report(turn)); err != nil || past.Fault != nil {
			run.Fault = past.Fault
			return run, err
		}
		run.Changed += past.Changed
	}
	pass.only = false
	if err := s.pass(ctx, &run, pass, report(len(missed))); err != nil || run.Fault != nil {
		return run, err
	}
	return run, s.finish(ctx, &run, slot)
}

// inTurns makes one progress of several passes over everybody.
func inTurns(progress func(done, total int), turns int) func(turn int) func(done, total int) {
	return func(turn int) func(done, total int) {
		if progress == nil {
			return nil
		}
		return func(done, total int) { progress(turn*total+done, turns*total) }
	}
}

// pass decides everybody as of one day and writes what follows.
func (s *Segments) pass(ctx context.Context, run *Run, pass *pass, progress func(int, int)) error {
	pass.day = run.AsOf
	run.Scores = map[string]map[int]int{"r": {}, "f": {}, "m": {}}
	header := s.header(int32(run.AsOf), run.Window)
	if wantsPopulation(pass.manifest) {
		if err := s.measure(ctx, run, &header); err != nil {
			return err
		}
	}
	for _, code := range pass.manifest.Segments {
		run.Counts[code.Code] = 0
	}
	decided, err := s.decideAll(ctx, run, pass.rule, pass.slot, header, progress)
	if err != nil || run.Fault != nil {
		return err
	}
	return s.commitAll(ctx, run, pass, decided)
}

func (s *Segments) begin(options RunOptions) Run {
	run := Run{
		AsOf: s.Today(), Window: s.business.Window, At: s.clock.Now(), Counts: map[string]int{},
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
func (s *Segments) decideAll(ctx context.Context, run *Run, rule *asked, slot byte, header abi.Header, progress func(int, int)) ([]decision, error) {
	var decided []decision
	var answer plugin.Answer[abi.SegmentRow]
	total, stays := int(s.population(ctx)), s.staying(rule.Manifest(), slot)
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
			run.score(rule.Manifest(), row)
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

func (r *Run) score(manifest *plugin.Manifest, row abi.SegmentRow) {
	if row.Mode != 0 {
		r.Mode = manifest.ModeAt(row.Mode).Code
	}
	if row.Score != 0 {
		r.Scores["r"][int(row.Score/100)]++
		r.Scores["f"][int(row.Score/10%10)]++
		r.Scores["m"][int(row.Score%10)]++
	}
}

// Last returns the last complete run of the rule whose segments show, or not
// found.
func (s *Segments) Last(ctx context.Context) (Run, error) { return s.lastIn(ctx, mainSlot) }

func (s *Segments) lastIn(ctx context.Context, slot byte) (Run, error) {
	var run Run
	err := s.store.View(ctx, func(reader store.Reader) error {
		return s.codec.Get(reader, runKey(slot), &run)
	})
	if errors.Is(err, store.ErrNotFound) {
		return run, fault.NotFound("segment", "segments have not been worked out yet; run raja segment run")
	}
	return run, readable(err)
}

// Thresholds returns the cuts as numbers: days, visits and minor units.
func (c *Cuts) Thresholds() (r, f, m [4]float64) { return c.R.Float(), c.F.Float(), c.M.Float() }
