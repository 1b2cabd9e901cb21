package core

import (
	"bytes"
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// decide changes what the owner decided about a rule and puts it into force.
func (p *Plugins) decide(ctx context.Context, action, id string, change func(*Plugin) error) error {
	p.rules.change.Lock()
	defer p.rules.change.Unlock()
	e, err := p.rules.named(id)
	if err != nil {
		return err
	}
	decided := e.decided
	if err := change(&decided); err != nil {
		return err
	}
	decided.At = p.clock.Now()
	err = p.update(ctx, action, func(t *tx) error {
		t.entry.Subject = id
		return t.put(pluginKey(id), &decided)
	})
	if err != nil {
		return err
	}
	return p.enforce(ctx, id)
}

// enforce puts what the owner decided about a rule into force: its faults are
// forgiven, it has a fresh chance. When another rule answers about loyalty than
// before, or with other settings, every tier is decided anew; orders that wait
// for their points are asked about again.
func (p *Plugins) enforce(ctx context.Context, id string) error {
	p.forgive(id)
	before := p.rules.find("loyalty")
	if err := p.reload(ctx); err != nil {
		return err
	}
	after := p.rules.find("loyalty")
	if after == nil {
		return nil
	}
	takesOver := before == nil || before.manifest.ID != after.manifest.ID
	if takesOver || !bytes.Equal(before.decided.Config, after.decided.Config) {
		if err := p.decideTiersAnew(ctx, before, after, takesOver); err != nil {
			return err
		}
	}
	if !takesOver && after.manifest.ID != id {
		return nil
	}
	_, err := (&Loyalty{p.shop}).Retry(ctx)
	return err
}

// decideTiersAnew asks the rule that answers about loyalty now for everybody's
// tier. Where it decides none, or fails as it takes over, the tiers wait.
func (p *Plugins) decideTiersAnew(ctx context.Context, before, after *ruleEntry, takesOver bool) error {
	members := &Loyalty{p.shop}
	if !after.manifest.DecidesTiers() {
		return members.keepTiers(ctx, wordsOf(before), after.manifest)
	}
	_, err := members.recalculate(ctx, wordsOf(before))
	if err == nil || !takesOver {
		return err
	}
	why := fault.As(err)
	err = fault.Unavailable("plugin", "%s answers about loyalty from now on, but could not say who has which tier: %s; the tiers wait until it can, or until the rule before it answers again",
		after.manifest.ID, why.Message).Because(err)
	return errors.Join(members.keepTiers(ctx, wordsOf(before), nil), err)
}

// wordsOf is what the positions that a rule gave are read with, nil without one.
func wordsOf(e *ruleEntry) *plugin.Manifest {
	if e == nil {
		return nil
	}
	return e.words
}

// nextTurn is higher than every turn so far.
func (p *Plugins) nextTurn() uint64 {
	last := uint64(0)
	for _, e := range p.rules.all() {
		last = max(last, e.decided.Turn)
	}
	return last + 1
}

// decisions reads what the owner decided, by id.
func (s *shop) decisions(ctx context.Context) (map[string]Plugin, error) {
	decided := map[string]Plugin{}
	err := s.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Plugins)}) {
			if err != nil {
				return err
			}
			var one Plugin
			if err := s.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
				return err
			}
			decided[one.ID] = one
		}
		return nil
	})
	return decided, readable(err)
}
