package core

import (
	"cmp"
	"slices"
	"time"

	"golang.org/x/mod/semver"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
)

// What a rule decided is stored as positions in the lists of its manifest:
// segments, modes, tiers and texts. Its words are the manifest that those
// positions are read with. They outlive a downgrade, whose lists are shorter,
// and the rule itself when it is removed.

// wordsNow returns the words of an installed rule, nil when their package is
// damaged.
func (p *Plugins) wordsNow(decided *Plugin) *plugin.Manifest {
	pkg, err := p.unpack(cmp.Or(decided.Words, decided.Sum))
	if err != nil {
		return nil
	}
	return pkg.Manifest()
}

// wordsAfter returns the sum of the package that holds a rule's words once
// manifest is installed, "" for its own. It refuses a version in which what is
// stored would mean something else.
func (p *Plugins) wordsAfter(before *Plugin, manifest *plugin.Manifest) (string, error) {
	if before.ID == "" || before.Removed && !p.rules.stillRead(before) {
		return "", nil
	}
	words := p.wordsNow(before)
	if words == nil {
		return "", nil // damaged: there is nothing to compare with
	}
	err := plugin.Grown(words, manifest)
	if err == nil {
		return "", nil
	}
	older := semver.Compare("v"+manifest.Version, "v"+words.Version) < 0
	if older && plugin.Grown(manifest, words) == nil {
		return cmp.Or(before.Words, before.Sum), nil
	}
	return "", fault.Conflict("plugin", "%s %s would change the meaning of what version %s decided: %s", manifest.ID, manifest.Version, words.Version, err)
}

// stillRead reports whether the words of a rule are read without it: points
// may have its reasons for ever, segments until another rule decides.
func (r *rules) stillRead(decided *Plugin) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.decider == decided.ID || slices.Contains(r.beside, decided.ID) || slices.Contains(decided.Hooks, "loyalty")
}

// remains is what stays of a rule that is removed.
func (p *Plugin) remains(at time.Time) *Plugin {
	return &Plugin{ID: p.ID, Version: p.Version, Sum: p.Sum, Hooks: p.Hooks, Words: p.Words, At: at, Removed: true}
}
