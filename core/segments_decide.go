package core

import (
	"context"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// decision is what the rule says of one customer, and where she was.
type decision struct {
	ordinal people.Ordinal
	row     abi.SegmentRow
	was     uint32    // position in the list of the rule, strange for none of it
	since   clock.Day // when she came there
}

// decider asks the rule of a pass about everybody and keeps those who move, or
// begin or end to wait: on most days they are few, and nothing else is written.
type decider struct {
	run    *Run
	pass   *pass
	stays  *staying
	before *decisionWalk // what was decided before the run; nil when that was another rule
	header abi.Header
	answer plugin.Answer[abi.SegmentRow]
	movers []decision
}

// decideAll asks the rule about everybody before anything is written, so that
// a fault half way leaves every membership as it was. It returns who moves.
func (s *Segments) decideAll(ctx context.Context, run *Run, pass *pass, header abi.Header, progress func(int, int)) ([]decision, error) {
	d := &decider{run: run, pass: pass, stays: s.staying(pass.manifest, pass.slot), header: header}
	run.Customers = 0
	total := int(s.population(ctx))
	err := s.store.View(ctx, func(reader store.Reader) error {
		if !d.stays.another {
			d.before = walkDecisions(reader, pass.slot)
			defer d.before.stop()
		}
		return s.walkFacts(ctx, reader, run.AsOf, run.Window, func(batch factsBatch) error {
			err := d.decide(ctx, batch)
			if err == nil && progress != nil {
				progress(run.Customers, total)
			}
			return err
		})
	})
	switch {
	case run.Fault != nil:
		return nil, nil
	case err != nil:
		return nil, readable(err)
	}
	run.Fault = d.stays.verdict(run.Customers)
	return append(d.movers, d.stays.kept...), nil
}

// decide asks about one batch. A fault of the rule is noted in the run and
// ends the walk.
func (d *decider) decide(ctx context.Context, batch factsBatch) error {
	err := d.pass.rule.SegmentInto(ctx, &abi.Batch{Header: d.header, Facts: [][]byte{batch.bytes}, Config: d.pass.rule.config}, &d.answer)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		d.run.Fault = batch.blames(err)
		return errEnough
	}
	refused := d.run.refuse(d.answer.Refused, batch, d.stays)
	for i := range d.answer.Rows {
		if refused[i] {
			continue
		}
		if err := d.take(&batch.each[i], &d.answer.Rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// take counts one answer, and keeps it when it changes where she stands.
func (d *decider) take(facts *abi.Facts, said *abi.SegmentRow) error {
	d.run.Customers++
	d.run.score(d.pass.manifest, said)
	stood, err := d.before.standing(people.Ordinal(facts.Ordinal))
	if err != nil {
		return err
	}
	if stands := d.pass.say(stood, said.Segment); stands.Same(stood) {
		d.run.stays(d.pass.manifest, stands)
		if d.stays.another && stands.Held == 0 && facts.Segment != 0 {
			d.run.Changed++ // what the rule before decided about her is forgotten
		}
		return nil
	}
	d.movers = append(d.movers, d.stays.decided(facts, *said))
	return nil
}

// stays counts one whom the run leaves where she is.
func (r *Run) stays(manifest *plugin.Manifest, stands segment.Standing) {
	if stands.Held != 0 {
		r.Counts[manifest.SegmentAt(stands.Held).Code]++
	}
	if stands.Since != 0 {
		r.Held++
	}
}

// refuse notes the rows that the host did not take: these customers stay
// where they are.
func (r *Run) refuse(refused []plugin.Refusal, batch factsBatch, stays *staying) map[int]bool {
	if len(refused) == 0 {
		return nil
	}
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

func (r *Run) score(manifest *plugin.Manifest, row *abi.SegmentRow) {
	if row.Mode != 0 && r.Mode == "" {
		r.Mode = manifest.ModeAt(row.Mode).Code
	}
	if row.Score != 0 {
		r.Scores["r"][int(row.Score/100)]++
		r.Scores["f"][int(row.Score/10%10)]++
		r.Scores["m"][int(row.Score%10)]++
	}
}
