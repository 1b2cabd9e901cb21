package core

import (
	"cmp"
	"context"
	"maps"
	"os"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/record"
)

// Troubles are the rules that the shop counts on and cannot use, as they were
// found when it was opened or they were last changed.
func (p *Plugins) Troubles(context.Context) []Finding {
	p.rules.mu.Lock()
	entries := slices.Concat(p.rules.entries, p.rules.gone)
	p.rules.mu.Unlock()
	return p.troublesIn(entries)
}

// Damaged are the troubles as they are on the disk now.
func (p *Plugins) Damaged(ctx context.Context) []Finding {
	decided, err := p.decisions(ctx)
	if err != nil {
		return nil // what is wrong with the records is told by whoever reads them
	}
	var entries []*ruleEntry
	for _, id := range slices.Sorted(maps.Keys(decided)) {
		if one := decided[id]; !one.Shipped() {
			entries = append(entries, p.installed(one))
		}
	}
	return p.troublesIn(entries)
}

func (p *Plugins) troublesIn(entries []*ruleEntry) (found []Finding) {
	for _, e := range entries {
		why := e.broken
		if !e.decided.Enabled || e.decided.Removed {
			why = nil
		}
		if why == nil && e.words == nil && p.rules.stillRead(&e.decided) {
			why = p.wordless(&e.decided)
		}
		if why != nil {
			found = append(found, Finding{Where: "rule " + e.decided.ID, Message: fault.As(why).Message, Rule: e.decided.ID})
		}
	}
	return found
}

// damaged says of a rule in the shop that its package cannot be used.
func (p *Plugins) damaged(decided *Plugin, err error) error {
	return fault.Unavailable("plugin", "%s %s; install rule %s again with raja plugin install, or take it out of use with raja plugin disable %s",
		p.packageFile(decided.Sum), p.state(decided.Sum), decided.ID, decided.ID).Because(err)
}

// wordless says of a rule that what it decided cannot be told any more.
func (p *Plugins) wordless(decided *Plugin) error {
	sum := cmp.Or(decided.Words, decided.Sum)
	return fault.Unavailable("plugin", "%s %s, and what rule %s decided cannot be put into words without it; install the rule again with raja plugin install",
		p.packageFile(sum), p.state(sum), decided.ID)
}

func (p *Plugins) state(sum string) string {
	if _, err := os.Stat(p.packageFile(sum)); err != nil {
		return "is missing"
	}
	return "is damaged"
}

// wordless says that nobody can tell which segments the numbers in the shop
// mean, nil when they can be told.
func (r *rules) wordless() error {
	r.mu.Lock()
	id := r.decider
	r.mu.Unlock()
	if id == "" || r.wordsOf(id) != nil {
		return nil
	}
	return fault.Unavailable("plugin", "rule %s decided the segments and its package is missing or damaged; install it again with raja plugin install, or let another rule decide with raja plugin disable %s and raja segment run", id, id)
}

// tell refuses columns that would be empty because the package of the rule
// that fills them cannot be read: a list would say that nobody is in a segment.
func (r *rules) tell(columns []exportColumn) error {
	for _, column := range columns {
		var err error
		switch column.key {
		case "segment":
			err = r.wordless()
		case "tier":
			if e := r.find("loyalty"); e != nil && e.words == nil {
				err = e.broken
			}
		}
		if err != nil {
			return fault.Unavailable("columns", "%s cannot be filled: %s; or choose other columns", column.key, fault.As(err).Message).Because(err)
		}
	}
	return nil
}

// packages looks at the package of every rule as it lies on the disk now.
func (c *checkup) packages(ctx context.Context) error {
	return c.walk(ctx, record.Plugins, func(key, _ []byte) error {
		var decided Plugin
		if err := c.codec.Get(c.reader, key, &decided); err != nil {
			return c.find("rules", "what was decided about one cannot be read")
		}
		if decided.Shipped() {
			return nil
		}
		for _, found := range c.plugins.troublesIn([]*ruleEntry{c.plugins.installed(decided)}) {
			if err := c.add(found); err != nil {
				return err
			}
		}
		return nil
	})
}

// wholePackage returns a file of the folder of packages, and false when it is
// not what its name says.
func wholePackage(path, name string) (body []byte, whole bool, err error) {
	body, err = os.ReadFile(path)
	if err != nil {
		return nil, false, err
	}
	pkg, err := pack.Read(body)
	return body, err == nil && pkg.Sum()+pack.Ext == name, nil
}
