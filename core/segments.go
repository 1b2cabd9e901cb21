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

	renewal bool // nobody asked for it: it is another day
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
	Measured  Measured               `cbor:"15,keyasint,omitzero"`  // what the rule was told of everybody besides the cuts
	Reached   clock.Day              `cbor:"16,keyasint,omitempty"` // up to which day the next one has made up for what was missed, when it was cut short
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

// Run asks the segment rule about every external customer and writes who
// moved, some pages a transaction. A lower segment waits seven days before it
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
		missed = daysWithout(max(last.AsOf, last.Reached), run.AsOf)
	}
	report := inTurns(options.Progress, len(missed)+1)
	for turn, day := range missed {
		if err := s.makeUp(ctx, &run, &last, pass, day, report(turn)); err != nil || run.Fault != nil {
			return run, err
		}
	}
	if err := s.pass(ctx, &run, pass, report(len(missed))); err != nil || run.Fault != nil {
		return run, err
	}
	action := actionRun
	if options.renewal {
		action = actionRenew
	}
	return run, s.finish(ctx, &run, slot, action)
}

// makeUp decides everybody as of a day that was missed, and notes beside the last
// run that it is done: who is cut short goes on from there.
func (s *Segments) makeUp(ctx context.Context, run, last *Run, pass *pass, day clock.Day, progress func(int, int)) error {
	if err := ctx.Err(); err != nil {
		return readable(err)
	}
	past := *run
	past.AsOf, past.Counts, past.Changed, past.Held, past.Refused, past.Refusals = day, map[string]int{}, 0, 0, 0, nil
	if err := s.pass(ctx, &past, pass, progress); err != nil || past.Fault != nil {
		run.Fault = past.Fault
		return err
	}
	run.Changed += past.Changed
	last.Reached = day
	return s.remember(ctx, runKey(pass.slot), last)
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
	if wantsPopulation(pass.manifest) {
		if err := s.measure(ctx, run); err != nil {
			return err
		}
	}
	header := s.header(int32(run.AsOf), run.Window)
	run.tell(&header)
	for _, code := range pass.manifest.Segments {
		run.Counts[code.Code] = 0
	}
	movers, err := s.decideAll(ctx, run, pass, header, progress)
	if err != nil || run.Fault != nil {
		return err
	}
	return s.commitAll(ctx, run, pass, movers)
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

// Measured is what a run counted among those who ever came.
type Measured struct {
	Customers   uint32 `cbor:"1,keyasint"` // who came
	Repeat      uint32 `cbor:"2,keyasint"` // who came twice or oftener
	MedianOrder int64  `cbor:"3,keyasint"` // minor units
}

// tell puts what was measured of everybody into a header; without cuts the
// rule asked for none of it.
func (r *Run) tell(header *abi.Header) {
	if r.Cuts == nil {
		return
	}
	header.Population = 1
	header.Customers, header.RepeatCustomers, header.MedianOrder = r.Measured.Customers, r.Measured.Repeat, r.Measured.MedianOrder
	header.R, header.F, header.M = r.Cuts.R, r.Cuts.F, r.Cuts.M
}

// measure finds the population's thresholds.
func (s *Segments) measure(ctx context.Context, run *Run) error {
	var recency, frequency, value, orders []int64
	var repeat uint32
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
				repeat++
			}
			orders = append(orders, row.Net/int64(row.Orders))
		}
	}
	run.Cuts = &Cuts{R: segment.Quintiles(recency), F: segment.Quintiles(frequency), M: segment.Quintiles(value)}
	run.Measured = Measured{uint32(len(value)), repeat, segment.Median(orders)}
	return nil
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
