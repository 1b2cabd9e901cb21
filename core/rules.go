package core

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/form"
	"github.com/raja-crm/raja/core/plugin/strict"
)

// rules are the plugins of a shop: the shipped ones and those its owner
// installed. Each is compiled when it is first asked, so that a command pays
// only for the rules it needs.
type rules struct {
	host   *plugin.Host
	faults string     // the folder where faults are remembered
	change sync.Mutex // held while what the owner decided is read, changed and put into force

	segmenting sync.Mutex // held while segments are decided

	mu      sync.Mutex
	entries []*ruleEntry // the first that answers a hook is the one to ask
	gone    []*ruleEntry // removed from the shop; only their words are read
	decider string       // id of the rule whose segments hold, "" before the first run
	beside  []string     // ids of the rules whose segments stand beside those
}

// ruleEntry is one rule of the shop, loaded or not.
type ruleEntry struct {
	source   plugin.Source
	manifest *plugin.Manifest
	words    *plugin.Manifest // what stored positions are read with; nil when its package is damaged
	decided  Plugin           // what the owner decided about it
	config   []abi.Config     // the owner's settings
	broken   error            // why it cannot be used, nil when it can

	compiling atomic.Bool

	mu   sync.Mutex
	rule *plugin.Rule // nil until it is first asked
	lame error        // why it could not be loaded, nil when it could
	gone bool         // another entry is in its place, or none: it is never loaded again

	parse    sync.Once
	settings *form.Form
	unfit    error // why the settings cannot be read
}

// form returns the settings of the rule. They are read once: a page asks for
// them with every list. With an error they are none.
func (e *ruleEntry) form() (*form.Form, error) {
	e.parse.Do(func() {
		if e.settings, e.unfit = form.Parse(e.source.Schema); e.unfit != nil {
			e.settings = &form.Form{}
		}
	})
	return e.settings, e.unfit
}

// errGone is what becomes of a question to a rule that was just taken away.
var errGone = fault.Unavailable("plugin", "the rule was taken away; ask again")

// newRules takes the shipped rules. Those the owner installed are read once
// the store is open.
func newRules(config Config, faults string, onFault func(*plugin.Fault)) (*rules, error) {
	host, err := plugin.NewHost(plugin.Options{
		CacheDir: config.CacheDir, CacheKey: config.CacheKey, Library: config.Library, Clock: config.Clock, OnFault: onFault, OnCall: config.OnCall,
	})
	if err != nil {
		return nil, err
	}
	r := &rules{host: host, faults: faults}
	for _, source := range config.Rules {
		manifest, err := plugin.ParseManifest(source.Manifest)
		if err != nil {
			return nil, err
		}
		r.entries = append(r.entries, &ruleEntry{
			source: source, manifest: manifest, words: manifest, decided: Plugin{ID: manifest.ID, Enabled: true},
		})
	}
	return r, nil
}

// asked is a rule that is ready, with the owner's settings for it.
type asked struct {
	*plugin.Rule
	config []abi.Config
	entry  *ruleEntry // nil in a preview
}

// state names what a rule is made of, with the owner's settings: it is another
// once the rule was repaired, replaced or set otherwise.
func (a *asked) state() string {
	sum := sha256.New()
	for _, part := range [][]byte{a.entry.source.Manifest, []byte(a.Module()), a.entry.source.Schema, a.entry.decided.Config} {
		fmt.Fprintf(sum, "%d ", len(part))
		sum.Write(part)
	}
	return a.Manifest().ID + " " + hex.EncodeToString(sum.Sum(nil)[:8])
}

func (e *ruleEntry) answers(hook string) bool {
	_, declared := e.manifest.Hooks[hook]
	return declared && e.decided.Enabled
}

// load compiles the rule, once. Other rules may be asked meanwhile.
func (r *rules) load(ctx context.Context, e *ruleEntry) (*asked, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.broken != nil {
		return nil, e.broken
	}
	if e.gone {
		return nil, errGone
	}
	if e.rule == nil {
		e.compiling.Store(true)
		defer e.compiling.Store(false)
		source := e.source
		source.Cap, source.Breaks = e.decided.Cap, breaksOf(r.faults, e.manifest.ID)
		rule, err := r.host.Load(ctx, source)
		if ctx.Err() == nil {
			e.lame = err
		}
		if err != nil {
			return nil, err
		}
		e.rule = rule
	}
	return &asked{e.rule, e.config, e}, nil
}

// loaded returns the rule if it was compiled already. It does not wait for one
// that is being compiled.
func (e *ruleEntry) loaded() *plugin.Rule {
	if !e.mu.TryLock() {
		return nil
	}
	defer e.mu.Unlock()
	return e.rule
}

// trouble returns why the rule cannot be used, as far as that is known.
func (e *ruleEntry) trouble() error {
	if e.broken != nil || !e.mu.TryLock() {
		return e.broken
	}
	defer e.mu.Unlock()
	return e.lame
}

// drop frees the rule; calls under way end with an error.
func (r *rules) drop(ctx context.Context, e *ruleEntry) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.gone = true
	if e.rule == nil {
		return nil
	}
	err := r.host.Unload(ctx, e.rule)
	e.rule = nil
	return err
}

// answering returns the rule that answers hook, ready to be asked.
func (r *rules) answering(ctx context.Context, hook string) (*asked, error) {
	for e := r.find(hook); e != nil; e = r.find(hook) {
		if ready, err := r.load(ctx, e); !errors.Is(err, errGone) {
			return ready, err
		}
	}
	return nil, fault.Unavailable("plugin", "no rule answers %s", hook)
}

// unlessSilent is nil where all that is wrong is that a rule cannot be asked: one
// is missing, paused or fell over its question. Every fault of a rule names the
// field plugin; a disk that fails, or whoever cancelled, does not.
func unlessSilent(err error) error {
	if known := new(fault.Error); errors.As(err, &known) && known.Field == "plugin" {
		return nil
	}
	return err
}

// manifest returns the manifest of the rule that answers hook, or nil. It
// compiles nothing.
func (r *rules) manifest(hook string) *plugin.Manifest {
	if e := r.find(hook); e != nil {
		return e.manifest
	}
	return nil
}

// The failure policies; which ones a hook allows stands in plugin.Policies.
const policyQueue = "queue"

// policy is what happens when the rule that answers hook fails: what the owner
// decided, else the manifest, else the first that the hook allows.
func (r *rules) policy(hook string) string {
	e := r.find(hook)
	if e == nil {
		return plugin.Policies(hook)[0]
	}
	return cmp.Or(e.decided.OnFault[hook], e.manifest.OnFault[hook], plugin.Policies(hook)[0])
}

// decided notes whose segments hold from now on.
func (r *rules) decided(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.decider = id
}

// standBeside notes whose segments stand beside those of the main rule.
func (r *rules) standBeside(ids []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.beside = ids
}

// deciding returns the manifest that the stored segments are read with: of the
// rule that decided them, in use or not, and before the first run of the one
// that would decide. It is nil when there is none: another rule's manifest
// would say false things.
func (r *rules) deciding() *plugin.Manifest {
	r.mu.Lock()
	id := r.decider
	r.mu.Unlock()
	if id == "" {
		return r.manifest("segment")
	}
	return r.wordsOf(id)
}

// wordsOf returns the manifest that what a rule once said is read with, also
// when the rule was removed since; nil when nobody has it any more.
func (r *rules) wordsOf(id string) *plugin.Manifest {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range slices.Concat(r.entries, r.gone) {
		if e.manifest.ID == id {
			return e.words
		}
	}
	return nil
}

// find returns the rule that answers hook, or nil.
func (r *rules) find(hook string) *ruleEntry {
	for _, e := range r.all() {
		if e.answers(hook) {
			return e
		}
	}
	return nil
}

// behind returns the rule that would answer hook without e, or nil.
func (r *rules) behind(e *ruleEntry, hook string) *ruleEntry {
	for _, other := range r.all() {
		if other != e && other.answers(hook) {
			return other
		}
	}
	return nil
}

// named returns the rule with an id, or not found.
func (r *rules) named(id string) (*ruleEntry, error) {
	for _, e := range r.all() {
		if e.manifest.ID == id {
			return e, nil
		}
	}
	ids := lo.Map(r.all(), func(e *ruleEntry, _ int) string { return e.manifest.ID })
	if near := strict.Nearest(id, ids); near != "" {
		return nil, fault.NotFound("plugin", "there is no rule %s in this shop; did you mean %s? See raja plugin list", id, near)
	}
	return nil, fault.NotFound("plugin", "there is no rule %s in this shop; see raja plugin list", id)
}

// segment reports whether a rule of the shop has a segment of a code.
func (r *rules) segment(code string) bool {
	return slices.ContainsFunc(r.all(), func(e *ruleEntry) bool {
		return slices.ContainsFunc(e.manifest.Segments, func(one plugin.Segment) bool { return one.Code == code })
	})
}

func (r *rules) all() []*ruleEntry {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.entries)
}

// replace puts a new set of rules in place of the old. A rule that is the same
// in both stays compiled.
func (r *rules) replace(ctx context.Context, entries, gone []*ruleEntry) error {
	r.mu.Lock()
	old := r.entries
	r.entries, r.gone = entries, gone
	r.mu.Unlock()
	var failed error
	for _, before := range old {
		kept := slices.ContainsFunc(entries, func(e *ruleEntry) bool { return e.takeOver(before) })
		if !kept {
			failed = errors.Join(failed, r.drop(ctx, before))
		}
	}
	return failed
}

// takeOver keeps a compiled rule whose module and limits did not change.
func (e *ruleEntry) takeOver(before *ruleEntry) bool {
	if e == before {
		return true
	}
	same := e.manifest.ID == before.manifest.ID && e.decided.Sum == before.decided.Sum && e.decided.Cap == before.decided.Cap
	if !same {
		return false
	}
	before.mu.Lock()
	defer before.mu.Unlock()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.rule != nil { // somebody asked it already
		return false
	}
	e.rule, before.gone = before.rule, true
	return true
}

func (r *rules) close() error { return r.host.Close(context.Background()) }

// header starts the header of a question asked now about asOf.
func (s *shop) header(asOf int32, window uint32) abi.Header {
	now := s.clock.Now()
	_, offset := now.In(s.zone).Zone()
	return abi.Header{
		Currency: abi.PackCurrency(s.business.Currency.Code), Exponent: uint32(s.business.Currency.Exponent),
		NowUnixMs: now.UnixMilli(), AsOfDay: asOf, TzOffsetMin: int32(offset / 60), WindowDays: window,
	}
}
