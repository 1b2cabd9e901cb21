package core

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/form"
	"github.com/raja-crm/raja/core/plugin/pack"
)

// pluginsName is the folder of installed packages inside the data folder.
const pluginsName = "plugins"

// InstallOptions say what the owner agreed to.
type InstallOptions struct {
	Trust     bool // this publisher, or that nobody signed it
	Downgrade bool // an older version in place of a newer one
}

// Install checks a package by running it, keeps it in the data folder and
// makes it the one that answers its hooks. The publisher is trusted on first
// use and pinned: later versions must bear the same signature, and ask for no
// more than the owner agreed to, or she is asked again.
func (p *Plugins) Install(ctx context.Context, pkg *pack.Package, options InstallOptions) (Known, error) {
	source, err := pkg.Source()
	if err != nil {
		return Known{}, err
	}
	manifest := pkg.Manifest()
	decided, err := p.admit(ctx, pkg, options) // before any of it runs
	if err != nil {
		return Known{}, err
	}
	source.Cap = decided.Cap
	rule, err := p.rules.host.Load(ctx, source)
	if err != nil {
		return Known{}, err
	}
	if err := p.rules.host.Unload(ctx, rule); err != nil {
		return Known{}, err
	}
	p.rules.change.Lock()
	defer p.rules.change.Unlock()
	if decided, err = p.admit(ctx, pkg, options); err != nil { // again: it was compiled for seconds
		return Known{}, err
	}
	if err := p.keep(pkg); err != nil {
		return Known{}, err
	}
	err = p.update(ctx, "plugin.install", func(t *tx) error {
		t.entry.Subject = manifest.ID + " " + manifest.Version
		return t.put(pluginKey(manifest.ID), &decided)
	})
	if err == nil {
		err = p.enforce(ctx, manifest.ID)
	}
	if err != nil {
		return Known{}, err
	}
	return p.Get(ctx, manifest.ID)
}

// admit decides whether a package may come in, before any of it runs.
func (p *Plugins) admit(ctx context.Context, pkg *pack.Package, options InstallOptions) (Plugin, error) {
	manifest := pkg.Manifest()
	all, err := p.decisions(ctx)
	if err != nil {
		return Plugin{}, err
	}
	before, known := all[manifest.ID]
	words, err := p.wordsAfter(&before, manifest)
	if err != nil {
		return Plugin{}, err
	}
	if before.Removed { // it begins anew; only its words stayed
		before, known = Plugin{}, false
	}
	if shipped, err := p.rules.named(manifest.ID); err == nil && shipped.decided.Shipped() {
		return Plugin{}, fault.Conflict("plugin", "%s is the id of a rule that Raja ships with; give yours another id", manifest.ID)
	}
	if err := trusted(&before, known, pkg, options.Trust); err != nil {
		return Plugin{}, err
	}
	if err := p.agreed(&before, known, manifest, options.Trust); err != nil {
		return Plugin{}, err
	}
	if known && semver.Compare("v"+manifest.Version, "v"+before.Version) < 0 && !options.Downgrade {
		return Plugin{}, fault.Conflict("plugin", "%s %s is older than the installed %s; allow that with --downgrade", manifest.ID, manifest.Version, before.Version)
	}
	if known && manifest.Version == before.Version && pkg.Sum() != before.Sum && !options.Trust {
		return Plugin{}, fault.Forbidden("plugin", "%s %s is installed with other content; give what is new a higher version, or install it with --trust", manifest.ID, manifest.Version)
	}
	after := before
	after.Words, after.Hooks = words, slices.Sorted(maps.Keys(manifest.Hooks))
	after.ID, after.Version, after.Sum, after.Publisher = manifest.ID, manifest.Version, pkg.Sum(), pkg.Publisher()
	after.At = p.clock.Now()
	if !known { // an update is asked no more and no less often than what it takes the place of
		after.Enabled, after.Turn = true, p.nextTurn()
	}
	after.Config, err = fitting(before.Config, pkg)
	return after, err
}

// trusted holds a package to the key its id was first installed with.
func trusted(before *Plugin, known bool, pkg *pack.Package, trust bool) error {
	id, key := pkg.Manifest().ID, pkg.Publisher()
	switch {
	case known && len(before.Publisher) > 0 && !bytes.Equal(before.Publisher, key):
		return fault.Forbidden("plugin", "%s was installed from publisher %s, this package is from %s; remove the rule first if you trust the new one",
			id, fingerprint(before.Publisher), named(key))
	case known && len(before.Publisher) > 0:
		return nil
	case !trust:
		return fault.Forbidden("plugin", "%s is from %s; read what it asks for, then install it with --trust", id, named(key))
	}
	return nil
}

// agreed holds an update to what the owner agreed to: a publisher that she
// trusts may say better what she sees already, and not see more by itself.
func (p *Plugins) agreed(before *Plugin, known bool, manifest *plugin.Manifest, trust bool) error {
	if !known || trust {
		return nil
	}
	pkg, err := p.unpack(before.Sum)
	if err != nil {
		return fault.Forbidden("plugin", "what %s %s asked for cannot be read any more; read what %s asks for, then install it with --trust",
			before.ID, before.Version, manifest.Version)
	}
	if more := plugin.Wider(pkg.Manifest(), manifest); len(more) > 0 {
		return fault.Forbidden("plugin", "%s %s asks for more than %s did: it %s; read why, then install it with --trust",
			before.ID, manifest.Version, before.Version, strings.Join(more, ", "))
	}
	return nil
}

func named(key []byte) string {
	if len(key) == 0 {
		return "nobody (it is not signed)"
	}
	return "publisher " + fingerprint(key)
}

func fingerprint(key []byte) string { return pack.Fingerprint(key) }

// fitting keeps the owner's settings over an update, as long as they fit.
func fitting(config []byte, pkg *pack.Package) ([]byte, error) {
	if len(config) == 0 {
		return nil, nil
	}
	source, err := pkg.Source()
	if err != nil {
		return nil, err
	}
	settings, err := form.Parse(source.Schema)
	if err != nil {
		return nil, err
	}
	if _, err := settings.Check(config); err != nil {
		m := pkg.Manifest()
		return nil, fault.Conflict("plugin", "the settings you made do not fit version %s: %s; set back what does not fit with raja plugin config %s%s",
			m.Version, err, m.ID, unsets(settings, config))
	}
	return config, nil
}

// unsets are the flags that take back each setting that does not fit.
func unsets(settings *form.Form, config []byte) string {
	var values map[string]json.RawMessage
	if json.Unmarshal(config, &values) != nil {
		return " --reset"
	}
	flags := ""
	for _, key := range slices.Sorted(maps.Keys(values)) {
		alone, err := json.Marshal(map[string]json.RawMessage{key: values[key]})
		if err == nil {
			_, err = settings.Check(alone)
		}
		if err != nil {
			flags += " --unset " + key
		}
	}
	return flags
}

// keep writes the package into the data folder, whole or not at all.
func (p *Plugins) keep(pkg *pack.Package) error {
	dir := p.folder.join(pluginsName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fault.Unavailable("data", "%s cannot be written", dir).Because(err)
	}
	var body bytes.Buffer
	if err := pkg.Write(&body); err != nil {
		return err
	}
	return writeDurably(p.packageFile(pkg.Sum()), body.Bytes())
}

// Remove takes a rule out of the shop; its settings go. What it decided stays
// until another rule decides, and the points that it gave for ever: its package
// is kept for as long as their reasons are read, and goes when the shop is
// opened after that. A shipped rule can only be disabled.
func (p *Plugins) Remove(ctx context.Context, id string) error {
	p.rules.change.Lock()
	defer p.rules.change.Unlock()
	e, err := p.rules.named(id)
	if err != nil {
		return err
	}
	if e.decided.Shipped() {
		return fault.Invalid("plugin", "%s came with Raja; take it out of use with raja plugin disable", id)
	}
	kept := p.rules.stillRead(&e.decided)
	err = p.update(ctx, "plugin.remove", func(t *tx) error {
		t.entry.Subject = id
		if kept {
			return t.put(pluginKey(id), e.decided.remains(p.clock.Now()))
		}
		return t.drop(pluginKey(id))
	})
	if err != nil {
		return err
	}
	return p.enforce(ctx, id)
}

// packageFile is where a package lies.
func (p *Plugins) packageFile(sum string) string {
	return filepath.Join(p.folder.join(pluginsName), sum+pack.Ext)
}

// reload puts what the owner decided into force.
func (p *Plugins) reload(ctx context.Context) error {
	decided, err := p.decisions(ctx)
	if err != nil {
		return err
	}
	var entries, gone []*ruleEntry
	for _, e := range p.rules.all() {
		if e.decided.Shipped() {
			entries = append(entries, e.with(decided[e.manifest.ID]))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(decided)) {
		switch one := decided[id]; {
		case one.Shipped():
		case one.Removed:
			gone = append(gone, p.installed(one))
		default:
			entries = append(entries, p.installed(one))
		}
	}
	if run, err := (&Segments{p.shop}).Last(ctx); err == nil {
		p.rules.decided(run.Rule)
	}
	if err := (&Segments{p.shop}).tellBeside(ctx); err != nil {
		return err
	}
	slices.SortStableFunc(entries, func(a, b *ruleEntry) int { return cmp.Compare(b.decided.Turn, a.decided.Turn) })
	return p.rules.replace(ctx, entries, gone)
}

// with is a shipped rule under what the owner decided about it, if anything.
func (e *ruleEntry) with(decided Plugin) *ruleEntry {
	next := &ruleEntry{source: e.source, manifest: e.manifest, words: e.manifest, decided: Plugin{ID: e.manifest.ID, Enabled: true}}
	if decided.ID != "" {
		next.decided = decided
	}
	next.settle()
	return next
}

// installed reads a package back. One that is gone or was changed is broken:
// another rule in its place would decide without anybody having asked it to.
func (p *Plugins) installed(decided Plugin) *ruleEntry {
	hooks := map[string]int{}
	for _, hook := range decided.Hooks {
		hooks[hook] = 1
	}
	e := &ruleEntry{decided: decided, manifest: &plugin.Manifest{ID: decided.ID, Version: decided.Version, Hooks: hooks}}
	e.words = p.wordsNow(&decided)
	pkg, err := p.unpack(decided.Sum)
	if err == nil {
		e.manifest = pkg.Manifest()
		e.source, err = pkg.Source()
	}
	if err != nil {
		e.broken = p.damaged(&decided, err)
		return e
	}
	e.settle()
	return e
}

// unpack opens a kept package, which must be what it was.
func (p *Plugins) unpack(sum string) (*pack.Package, error) {
	pkg, err := pack.Open(p.packageFile(sum))
	if err == nil && pkg.Sum() != sum {
		err = errors.New("it was changed")
	}
	return pkg, err
}

// settle makes rows of the owner's settings, and finds out what the rule could
// not even start with.
func (e *ruleEntry) settle() {
	source := e.source
	source.Cap = e.decided.Cap
	if err := plugin.Fits(source); err != nil {
		e.broken = err
		return
	}
	if len(e.decided.Config) == 0 {
		return
	}
	settings, err := e.form()
	if err == nil {
		e.config, err = settings.Check(e.decided.Config)
	}
	if err != nil {
		e.broken = fault.Unavailable("plugin", "the settings of rule %s do not fit it any more; set them again", e.manifest.ID).Because(err)
	}
}
