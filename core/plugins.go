package core

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/form"
	"github.com/raja-crm/raja/core/record"
)

// Plugins is the chapter of the rules that a shop runs on: the shipped ones,
// and those its owner installs.
type Plugins struct {
	*shop
	folder *folder
}

// Plugin is what the owner decided about one rule.
type Plugin struct {
	ID        string            `cbor:"1,keyasint"`
	Version   string            `cbor:"2,keyasint"`           // "" is the shipped one
	Sum       string            `cbor:"3,keyasint,omitempty"` // of the package, "" for a shipped rule
	Publisher []byte            `cbor:"4,keyasint,omitempty"` // Ed25519 public key, trusted since the first install
	Enabled   bool              `cbor:"5,keyasint"`
	Turn      uint64            `cbor:"6,keyasint,omitempty"` // the rule that was enabled last answers first
	At        time.Time         `cbor:"7,keyasint"`
	Config    []byte            `cbor:"8,keyasint,omitempty"` // JSON, only what is not the default
	Cap       plugin.Limits     `cbor:"9,keyasint"`
	OnFault   map[string]string `cbor:"10,keyasint,omitempty"` // hook → policy, over the manifest's
	Hooks     []string          `cbor:"11,keyasint,omitempty"` // that an installed rule answers
	Removed   bool              `cbor:"12,keyasint,omitempty"` // out of the shop, kept because its words are still read
	Words     string            `cbor:"13,keyasint,omitempty"` // sum of the package whose lists are the longest, "" when that is Sum
}

// Shipped reports whether the rule came with Raja.
func (p *Plugin) Shipped() bool { return p.Sum == "" }

// Known is one rule of the shop as it stands.
type Known struct {
	Plugin
	Manifest  *plugin.Manifest
	Form      *form.Form
	Answers   []string    // hooks it is the one to answer
	Displaces []Displaced // the rules that would answer them without it
	Ready     bool        // compiled and started
	Busy      bool        // being compiled
	Paused    time.Time   // until when it is held back after faults, in shop time, zero for not
	Broken    error       // why it cannot be used
}

// Displaced is a rule that would be asked about a hook, were another one not
// enabled after it.
type Displaced struct {
	Hook string `json:"hook"`
	Rule string `json:"rule"`
}

// Fingerprint names the publisher, "" for an unsigned or shipped rule.
func (k *Known) Fingerprint() string { return fingerprint(k.Publisher) }

func pluginKey(id string) record.Key { return record.In(record.Plugins).Text(id) }

// List returns every rule of the shop, the ones that answer first.
func (p *Plugins) List(_ context.Context) []Known {
	entries := p.rules.all()
	list := make([]Known, 0, len(entries))
	for _, e := range entries {
		list = append(list, p.known(e))
	}
	return list
}

// Get returns one rule, or not found.
func (p *Plugins) Get(_ context.Context, id string) (Known, error) {
	e, err := p.rules.named(id)
	if err != nil {
		return Known{}, err
	}
	return p.known(e), nil
}

func (p *Plugins) known(e *ruleEntry) Known {
	settings, _ := e.form() // an installed rule was checked
	k := Known{Plugin: e.decided, Manifest: e.manifest, Form: settings, Broken: e.trouble()}
	k.Version, k.Busy = e.manifest.Version, e.compiling.Load()
	for hook := range e.manifest.Hooks {
		if p.rules.find(hook) == e {
			k.Answers = append(k.Answers, hook)
		}
	}
	slices.Sort(k.Answers)
	for _, hook := range k.Answers {
		if next := p.rules.behind(e, hook); next != nil {
			k.Displaces = append(k.Displaces, Displaced{hook, next.manifest.ID})
		}
	}
	k.Ready, k.Paused = e.loaded() != nil, p.pausedUntil(e)
	return k
}

// Warm compiles every rule that answers something, one after another, so that
// the first question finds it ready. A rule that cannot be used is told when
// it is asked.
func (p *Plugins) Warm(ctx context.Context, progress func(done, total int)) error {
	var wanted []*ruleEntry
	for _, e := range p.rules.all() {
		if len(p.known(e).Answers) > 0 {
			wanted = append(wanted, e)
		}
	}
	for i, e := range wanted {
		if progress != nil {
			progress(i, len(wanted))
		}
		if err := ctx.Err(); err != nil {
			return readable(err)
		}
		_, _ = p.rules.load(ctx, e)
	}
	if progress != nil {
		progress(len(wanted), len(wanted))
	}
	return nil
}

// Source returns a rule as it is delivered, under the owner's limits, or not
// found.
func (p *Plugins) Source(_ context.Context, id string) (plugin.Source, error) {
	e, err := p.rules.named(id)
	if err == nil {
		err = e.broken
	}
	if err != nil {
		return plugin.Source{}, err
	}
	source := e.source
	source.Cap = e.decided.Cap
	return source, nil
}

// Enable makes a rule the one that answers its hooks.
func (p *Plugins) Enable(ctx context.Context, id string) error {
	return p.decide(ctx, "plugin.enable", id, func(decided *Plugin) error {
		decided.Enabled, decided.Turn = true, p.nextTurn()
		return nil
	})
}

// Disable takes a rule out of use. Its hooks go to the rule before it, or to
// none: what it decided so far stays.
func (p *Plugins) Disable(ctx context.Context, id string) error {
	return p.decide(ctx, "plugin.disable", id, func(decided *Plugin) error {
		decided.Enabled = false
		return nil
	})
}

// Configure keeps the owner's settings: a JSON object from keys to values.
// What is not in it takes the default. Its errors name "config.<key>".
func (p *Plugins) Configure(ctx context.Context, id string, values []byte) error {
	return p.decide(ctx, "plugin.configure", id, func(decided *Plugin) error {
		known, err := p.Get(ctx, id)
		if err == nil {
			_, err = p.filledIn(known.Form, values)
		}
		decided.Config = values
		return err
	})
}

// filledIn checks what the owner filled in for a rule of her shop.
func (s *shop) filledIn(settings *form.Form, values []byte) ([]abi.Config, error) {
	rows, err := settings.Check(values)
	if err == nil {
		err = settings.Compare(s.business.Currency.Code, rows)
	}
	return rows, err
}

// Limit caps what a rule may use; zero leaves it to the manifest. Memory in
// which the rule does not start is refused.
func (p *Plugins) Limit(ctx context.Context, id string, most plugin.Limits) error {
	if most.Units < 0 || most.Units > plugin.DefaultUnits {
		return fault.Invalid("units", "want 0 to %d", plugin.DefaultUnits)
	}
	if most.MemoryPages > plugin.MaxMemoryPages {
		return fault.Invalid("memory_pages", "want 0 to %d", plugin.MaxMemoryPages)
	}
	e, err := p.rules.named(id)
	if err != nil {
		return err
	}
	if most.MemoryPages > 0 && most.MemoryPages != e.decided.Cap.MemoryPages {
		if err := p.starts(ctx, e, most); err != nil {
			return err
		}
	}
	return p.decide(ctx, "plugin.limit", id, func(decided *Plugin) error {
		decided.Cap = most
		return nil
	})
}

// starts refuses limits under which a rule does not start.
func (p *Plugins) starts(ctx context.Context, e *ruleEntry, most plugin.Limits) error {
	source := e.source
	source.Cap = plugin.Limits{MemoryPages: most.MemoryPages}
	rule, err := p.rules.host.Load(ctx, source)
	if err != nil {
		return fault.Invalid("memory_pages", "%s", fault.As(err).Message).Because(err)
	}
	return p.rules.host.Unload(ctx, rule)
}

// SetPolicy says what happens when a rule fails in one of its hooks; "" leaves
// it to the manifest.
func (p *Plugins) SetPolicy(ctx context.Context, id, hook, policy string) error {
	return p.decide(ctx, "plugin.policy", id, func(decided *Plugin) error {
		e, err := p.rules.named(id)
		if err != nil {
			return err
		}
		if _, declared := e.manifest.Hooks[hook]; !declared {
			return fault.Invalid("hook", "rule %s does not answer %q", id, hook)
		}
		if allowed := plugin.Policies(hook); policy != "" && !slices.Contains(allowed, policy) {
			return fault.Invalid("policy", "%q is not one of %s", policy, strings.Join(allowed, ", "))
		}
		decided.OnFault = maps.Clone(decided.OnFault)
		if decided.OnFault == nil {
			decided.OnFault = map[string]string{}
		}
		decided.OnFault[hook] = policy
		return nil
	})
}
