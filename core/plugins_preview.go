package core

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/strict"
	"github.com/raja-crm/raja/core/store"
)

// RulePreview is what a rule would change, were it the one to answer. Nothing in
// the shop has changed.
type RulePreview struct {
	Hook      string
	Customers int
	Changed   int
	Before    map[string]int // code → customers; "" is none
	After     map[string]int
	Moves     []Move    // the largest first
	Examples  []Example // at most two of each move, fifty in all
	Refused   []Refusal
	Units     int64
	Fault     error  // why the rule stopped
	Kept      string // the file of a question that failed, for raja plugin replay; "" none
	Against   string // of segment: the rule with whose segments it is compared, "" for none

	Orders *OrdersPreview // of loyalty: what its last orders would have earned
	Events *EventsPreview // of follow_up: what would be proposed after the last events
	Door   *State         // of after_hours: how the shop stands at Asked
	Asked  time.Time      // of after_hours: the moment at which all knock
}

// Move is how many customers would go from one code to another.
type Move struct {
	From, To  string
	Customers int
}

// Example is one customer who would move, and why.
type Example struct {
	Ordinal            people.Ordinal
	From, To           string
	ReasonID, ReasonEN string
}

// examplesOfMove is how many customers stand for a move, mostExamples how many
// for all of them.
const (
	examplesOfMove = 2
	mostExamples   = 50
)

// Preview asks a rule that need not be installed about every external customer
// and compares its answers with what holds. values are settings as Configure
// takes them, nil for the defaults. Hook loyalty is also asked about the last
// orders, hook follow_up about what happened last; hook after_hours as if each customer knocked now or, when the shop is
// open, a little after it closes.
func (p *Plugins) Preview(ctx context.Context, source plugin.Source, hook string, values []byte, progress func(done, total int)) (RulePreview, error) {
	preview := RulePreview{Hook: hook, Before: map[string]int{}, After: map[string]int{}}
	source.Trial = true
	rule, err := p.rules.host.Load(ctx, source)
	if err != nil {
		return preview, err
	}
	done := func(err error) (RulePreview, error) { return preview, errors.Join(err, p.rules.host.Unload(ctx, rule)) }
	if _, answers := rule.Manifest().Hooks[hook]; !answers {
		return done(fault.Invalid("hook", "rule %s does not answer %q%s", rule.Manifest().ID, hook,
			strict.Instead(hook, slices.Sorted(maps.Keys(rule.Manifest().Hooks)))))
	}
	ready := &asked{Rule: rule}
	if len(values) > 0 {
		if ready.config, err = p.filledIn(rule.Form(), values); err != nil {
			return done(err)
		}
	}
	work := &previewing{p.shop, ready, &preview, p.staying(rule.Manifest(), mainSlot), nil, doorKnown{}, segmentation{}}
	if hook == "segment" {
		if err := work.against(ctx); err != nil {
			return done(err)
		}
	}
	return done(work.run(ctx, progress))
}

// previewing is one preview under way.
type previewing struct {
	*shop
	rule  *asked
	into  *RulePreview
	stays *staying     // of segment: whose answers are refused
	tiers *counting    // of loyalty: what counts for them
	door  doorKnown    // of after_hours
	own   segmentation // of segment: what the rule itself decided beside the main one; no manifest where it did not
}

// against finds with whose segments a rule's answers are compared: with its own,
// if it decided some beside the main rule, else with those that show.
func (v *previewing) against(ctx context.Context) error {
	if main := v.rules.deciding(); main != nil {
		v.into.Against = main.ID
	}
	id := v.rule.Manifest().ID
	if id == v.into.Against {
		return nil
	}
	segments := &Segments{v.shop}
	of, err := segments.of(ctx, id)
	if err != nil {
		return unlessAbsent(err) // it has decided nothing yet
	}
	if _, err := segments.lastIn(ctx, of.slot); err != nil {
		return unlessAbsent(err)
	}
	v.own, v.into.Against = of, id
	v.stays = v.staying(v.rule.Manifest(), of.slot)
	return nil
}

// heldSegments are the codes of the segments in which the customers of a batch
// are, as the preview compares them.
func (v *previewing) heldSegments(ctx context.Context, batch factsBatch) ([]string, error) {
	held := make([]string, len(batch.each))
	if v.own.manifest == nil {
		for i := range batch.each {
			held[i] = v.segmentCode(batch.each[i].Segment)
		}
		return held, nil
	}
	err := v.store.View(ctx, func(reader store.Reader) error {
		for i := range batch.each {
			slot, err := decisionIn(reader, v.own.slot, people.Ordinal(batch.each[i].Ordinal))
			if err != nil {
				return err
			}
			if slot != nil {
				stands, _ := readStanding(slot)
				held[i] = v.own.manifest.SegmentAt(stands.Held).Code
			}
		}
		return nil
	})
	return held, readable(err)
}

func (v *previewing) run(ctx context.Context, progress func(done, total int)) error {
	header := v.header(int32(v.Today()), v.business.Window)
	if wantsPopulation(v.rule.Manifest()) {
		run := Run{AsOf: v.Today(), Window: v.business.Window}
		if err := (&Segments{v.shop}).measure(ctx, &run); err != nil {
			return err
		}
		run.tell(&header)
	}
	if v.into.Hook == "after_hours" {
		if err := errors.Join(v.findDoor(), v.lookAround(ctx)); err != nil {
			return err
		}
	}
	if v.into.Hook == "loyalty" {
		var err error
		if v.tiers, err = v.counting(ctx); err != nil {
			return err
		}
	}
	total := int(v.population(ctx))
	for batch, err := range v.batches(ctx, v.Today(), v.business.Window) {
		if err != nil {
			return err
		}
		verdicts, err := v.ask(ctx, header, batch)
		if err != nil && ctx.Err() != nil {
			return readable(ctx.Err())
		}
		if err != nil {
			v.fail(batch.blames(err))
			return nil
		}
		v.count(batch, verdicts)
		if progress != nil {
			progress(v.into.Customers, total)
		}
	}
	if err := v.stays.verdict(v.into.Customers - len(v.into.Refused)); err != nil && v.into.Hook == "segment" {
		v.into.nobodyMoves(err)
	}
	slices.SortFunc(v.into.Moves, func(a, b Move) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	switch v.into.Hook {
	case "loyalty":
		return v.askOrders(ctx)
	case "follow_up":
		return v.askEvents(ctx, header)
	}
	return nil
}

// fail notes why the rule stopped and where its fault is kept: that file is
// all that a preview ever writes.
func (v *previewing) fail(err error) {
	v.into.Fault = err
	if f := new(plugin.Fault); errors.As(err, &f) {
		v.into.Kept = f.Kept
	}
}

// nobodyMoves takes back what would change: a run would change nothing.
func (p *RulePreview) nobodyMoves(why error) {
	p.Fault, p.Changed, p.Moves, p.Examples, p.After = why, 0, nil, nil, maps.Clone(p.Before)
}

// verdict is what a rule says of one customer, in codes.
type verdict struct {
	from, to string
	text     uint32
	args     [4]int64
	refused  string
}

// ask asks about one batch, whatever the hook.
func (v *previewing) ask(ctx context.Context, header abi.Header, batch factsBatch) ([]verdict, error) {
	in := &abi.Batch{Header: header, Facts: [][]byte{batch.bytes}, Config: v.rule.config}
	m := v.rule.Manifest()
	switch v.into.Hook {
	case "segment":
		held, err := v.heldSegments(ctx, batch)
		if err != nil {
			return nil, err
		}
		said, err := v.rule.Segment(ctx, in)
		return verdicts(v.into, said, err, func(i int, row abi.SegmentRow) verdict {
			return verdict{from: held[i], to: m.SegmentAt(row.Segment).Code, text: row.Text, args: row.Args}
		})
	case "loyalty":
		if err := v.tiers.complete(ctx, &batch); err != nil {
			return nil, err
		}
		said, err := v.rule.Loyalty(ctx, in)
		return verdicts(v.into, said, err, func(i int, row abi.LoyaltyRow) verdict {
			return verdict{from: v.tierCode(batch.each[i].Tier), to: m.TierAt(row.Tier).Code, text: row.Text, args: row.Args}
		})
	case "follow_up":
		said, err := v.rule.FollowUp(ctx, in)
		return verdicts(v.into, said, err, func(_ int, row abi.FollowUpRow) verdict {
			return verdict{to: m.OptionAt(row.Action).Code, text: row.Text, args: row.Args}
		})
	default:
		return v.askDoor(ctx, header, batch)
	}
}

func verdicts[R any](into *RulePreview, said plugin.Answer[R], err error, of func(int, R) verdict) ([]verdict, error) {
	if err != nil {
		return nil, err
	}
	into.Units, into.Kept = into.Units+said.Units, cmp.Or(said.Kept, into.Kept)
	all := make([]verdict, len(said.Rows))
	for i, row := range said.Rows {
		all[i] = of(i, row)
	}
	for _, refused := range said.Refused {
		all[refused.Row].refused = refused.Reason
	}
	return all, nil
}

// askDoor asks about one customer after another, as at the door.
func (v *previewing) askDoor(ctx context.Context, header abi.Header, batch factsBatch) ([]verdict, error) {
	m, visit := v.rule.Manifest(), v.visit()
	header.NowUnixMs = visit.AtUnixMs
	var all []verdict
	for i := range batch.each {
		visit.Priority = v.priority(&v.door.given, batch.each[i].Segment)
		in := &abi.Batch{
			Header: header, Facts: [][]byte{batch.bytes[i*abi.FactsSize:][:abi.FactsSize]}, Config: v.rule.config,
			Visits: []abi.AfterHoursContext{visit},
		}
		said, err := v.rule.AfterHours(ctx, in)
		if err != nil {
			return nil, ofCustomer(err, 1, func(int) people.Ordinal { return people.Ordinal(batch.each[i].Ordinal) })
		}
		v.into.Units, v.into.Kept = v.into.Units+said.Units, cmp.Or(said.Kept, v.into.Kept)
		one := verdict{to: DecisionAskOwner}
		if len(said.Rows) > 0 {
			first := said.Rows[0]
			one = verdict{to: m.OptionAt(first.Option).Code, text: first.Text, args: first.Args}
		} else if len(said.Refused) > 0 {
			one.refused = said.Refused[0].Reason
		}
		all = append(all, one)
	}
	return all, nil
}

// count adds the answers about one batch to the preview.
func (v *previewing) count(batch factsBatch, verdicts []verdict) {
	p := v.into
	compares := p.Hook == "segment" || p.Hook == "loyalty"
	for i, one := range verdicts {
		ordinal := people.Ordinal(batch.each[i].Ordinal)
		p.Customers++
		if one.refused != "" {
			p.Refused = append(p.Refused, Refusal{ordinal, one.refused})
			v.stays.keep(&batch.each[i], one.refused)
			if compares {
				one.to = one.from
			}
			if p.Hook == "loyalty" && v.rule.Manifest().TierPosition(one.to) == 0 {
				one.to = "" // another rule's tier ends with it
			}
		}
		if compares {
			p.Before[one.from]++
		}
		p.After[one.to]++
		if one.from == one.to {
			continue
		}
		p.Changed++
		if p.move(one.from, one.to) <= examplesOfMove && len(p.Examples) < mostExamples {
			example := Example{Ordinal: ordinal, From: one.from, To: one.to}
			example.ReasonID, example.ReasonEN = v.reason(v.rule.Manifest(), one.text, one.args)
			p.Examples = append(p.Examples, example)
		}
	}
}

// move counts one more customer and returns how many there are now.
func (p *RulePreview) move(from, to string) int {
	for i := range p.Moves {
		if m := &p.Moves[i]; m.From == from && m.To == to {
			m.Customers++
			return m.Customers
		}
	}
	p.Moves = append(p.Moves, Move{from, to, 1})
	return 1
}

// Codes returns every code that stands before or after, in order.
func (p *RulePreview) Codes() []string {
	codes := maps.Clone(p.Before)
	maps.Copy(codes, p.After)
	return slices.Sorted(maps.Keys(codes))
}
