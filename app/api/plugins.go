package api

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
)

// Plugins are the rules of the shop, the ones that answer first.
type Plugins struct {
	Plugins []Plugin `json:"plugins"`
}

// Plugin is one rule of the shop.
type Plugin struct {
	ID        string              `json:"id"`
	Version   string              `json:"version"`
	NameID    string              `json:"name_id"`
	NameEN    string              `json:"name_en"`
	Shipped   bool                `json:"shipped" doc:"came with Raja"`
	Enabled   bool                `json:"enabled"`
	State     string              `json:"state" enum:"idle,compiling,ready,paused,broken" doc:"idle: not asked yet, compiled at the first question"`
	Answers   []string            `json:"answers" doc:"hooks it is the one to answer"`
	Displaces []core.Displaced    `json:"displaces" doc:"rules that would answer these hooks, were this one disabled"`
	Hooks     []string            `json:"hooks"`
	Publisher string              `json:"publisher" doc:"fingerprint, empty when nobody signed"`
	Reads     []Permission        `json:"reads"`
	Writes    []Permission        `json:"writes"`
	Limits    plugin.Limits       `json:"limits" doc:"what the rule asks for"`
	Cap       plugin.Limits       `json:"cap" doc:"what the owner allows, 0 where the rule decides"`
	OnFault   map[string]string   `json:"on_fault"`
	Policies  map[string][]string `json:"policies" doc:"what each hook allows"`
	Config    json.RawMessage     `json:"config" doc:"settings that are not the default"`
	Paused    string              `json:"paused_until"`
	Broken    string              `json:"broken"`

	TiersHidden int `json:"tiers_hidden,omitempty" doc:"after an install or enable: customers whose tiers are out of sight now, since this rule decides none; they come back when a rule that does answers again"`
}

// Permission is something a rule may see or propose, and why.
type Permission struct {
	What  string `json:"what"`
	WhyID string `json:"why_id"`
	WhyEN string `json:"why_en"`
	New   bool   `json:"new" doc:"the installed version did not ask for it"`
}

// Setting is one field of a rule's form.
type Setting struct {
	Key     string   `json:"key"`
	Type    string   `json:"type" enum:"int,money,days,minutes,text,bool"`
	TitleID string   `json:"title_id"`
	TitleEN string   `json:"title_en"`
	Value   any      `json:"value"`
	Default any      `json:"default"`
	Minimum *int64   `json:"minimum"`
	Maximum *int64   `json:"maximum"`
	Choices []string `json:"choices"`
}

// PermissionsOf returns what a manifest asks for. It gives no reason for
// figures of all customers together, so they come with Raja's own words.
func PermissionsOf(m *plugin.Manifest) (reads, writes []Permission) {
	reads = lo.Map(m.Reads, func(r plugin.Read, _ int) Permission {
		return Permission{What: r.Field, WhyID: r.Why.ID, WhyEN: r.Why.EN}
	})
	for _, figures := range m.Population {
		reads = append(reads, Permission{
			What: "population." + figures, WhyID: "Angka semua pelanggan bersama-sama, tanpa nama.", WhyEN: "Figures of all customers together, naming nobody.",
		})
	}
	writes = lo.Map(m.Writes, func(w plugin.Write, _ int) Permission {
		return Permission{What: w.What, WhyID: w.Why.ID, WhyEN: w.Why.EN}
	})
	return reads, writes
}

// NewPermissionsOf is PermissionsOf for a package that is about to be installed:
// what the version in the shop did not ask for is marked as new.
func NewPermissionsOf(ctx context.Context, engine *core.Engine, m *plugin.Manifest) (reads, writes []Permission) {
	reads, writes = PermissionsOf(m)
	known, err := engine.Plugins.Get(ctx, m.ID)
	if err != nil {
		return reads, writes // nothing to compare with
	}
	oldReads, oldWrites := PermissionsOf(known.Manifest)
	markNew(reads, oldReads)
	markNew(writes, oldWrites)
	return reads, writes
}

func markNew(now, before []Permission) {
	for i := range now {
		now[i].New = !slices.ContainsFunc(before, func(p Permission) bool { return p.What == now[i].What })
	}
}

// PluginOf shows one rule.
func PluginOf(known *core.Known) Plugin {
	m := known.Manifest
	shown := Plugin{
		ID: m.ID, Version: known.Version, NameID: m.Name.ID, NameEN: m.Name.EN, Shipped: known.Shipped(), Enabled: known.Enabled,
		State: "idle", Answers: append([]string{}, known.Answers...), Displaces: append([]core.Displaced{}, known.Displaces...), Hooks: slices.Sorted(maps.Keys(m.Hooks)), Publisher: known.Fingerprint(),
		Limits: m.Limits, Cap: known.Cap, OnFault: map[string]string{}, Policies: map[string][]string{}, Config: known.Config,
		Paused: moment(known.Paused, known.Paused.Location()),
	}
	if len(shown.Config) == 0 {
		shown.Config = json.RawMessage("{}")
	}
	shown.Reads, shown.Writes = PermissionsOf(m)
	for _, hook := range shown.Hooks {
		shown.Policies[hook] = plugin.Policies(hook)
		shown.OnFault[hook] = lo.CoalesceOrEmpty(known.OnFault[hook], m.OnFault[hook], plugin.Policies(hook)[0])
	}
	switch {
	case known.Broken != nil:
		shown.State, shown.Broken = "broken", FailureOf(known.Broken).Error.Message
	case !known.Paused.IsZero():
		shown.State = "paused"
	case known.Busy:
		shown.State = "compiling"
	case known.Ready:
		shown.State = "ready"
	}
	return shown
}

// PluginsOf lists the rules of the shop.
func PluginsOf(ctx context.Context, engine *core.Engine) Plugins {
	list := engine.Plugins.List(ctx)
	return Plugins{lo.Map(list, func(known core.Known, _ int) Plugin { return PluginOf(&known) })}
}

type pluginInput struct {
	ID string `path:"id"`
}

func (s *service) pluginOperations(api huma.API) {
	huma.Get(api, "/api/plugins", func(ctx context.Context, _ *struct{}) (*out[Plugins], error) {
		return &out[Plugins]{PluginsOf(ctx, s.engine)}, nil
	})
	huma.Get(api, "/api/plugins/{id}", func(ctx context.Context, in *pluginInput) (*out[Plugin], error) {
		return s.plugin(ctx, in.ID, nil)
	})
	huma.Post(api, "/api/plugins/{id}/enable", func(ctx context.Context, in *pluginInput) (*out[Plugin], error) {
		shown, err := EnableRule(ctx, s.engine, in.ID)
		return &out[Plugin]{shown}, answer(err)
	})
	huma.Post(api, "/api/plugins/{id}/disable", func(ctx context.Context, in *pluginInput) (*out[Plugin], error) {
		return s.plugin(ctx, in.ID, s.engine.Plugins.Disable(ctx, in.ID))
	})
	huma.Delete(api, "/api/plugins/{id}", func(ctx context.Context, in *pluginInput) (*struct{}, error) {
		return nil, answer(s.engine.Plugins.Remove(ctx, in.ID))
	})
	s.pluginSettings(api)
	s.pluginPackages(api)
}

// plugin answers with a rule as it stands, after something was done with it.
func (s *service) plugin(ctx context.Context, id string, done error) (*out[Plugin], error) {
	if done != nil {
		return nil, answer(done)
	}
	known, err := s.engine.Plugins.Get(ctx, id)
	if err != nil {
		return nil, answer(err)
	}
	return &out[Plugin]{PluginOf(&known)}, nil
}

// NewInstall names a chosen package and what the owner agreed to.
type NewInstall struct {
	Ticket    string `json:"ticket"`
	Trust     bool   `json:"trust,omitempty"`
	Downgrade bool   `json:"downgrade,omitempty"`
	Sum       string `json:"sum,omitempty" doc:"of the package that was looked at; another one in its place is refused"`
}

// Looked is a package before it is installed: what it asks for.
type Looked struct {
	ID        string       `json:"id"`
	Version   string       `json:"version"`
	NameID    string       `json:"name_id"`
	NameEN    string       `json:"name_en"`
	Hooks     []string     `json:"hooks"`
	Reads     []Permission `json:"reads"`
	Writes    []Permission `json:"writes"`
	Publisher string       `json:"publisher"`
	Sum       string       `json:"sum"`
}

// pluginPackages are the operations on packages that are not in the shop yet.
func (s *service) pluginPackages(api huma.API) {
	huma.Post(api, "/api/plugins/look", func(ctx context.Context, in *struct{ Body NewInstall }) (*out[Looked], error) {
		opened, err := s.openTicket(in.Body.Ticket)
		if err != nil {
			return nil, answer(err)
		}
		m := opened.Manifest()
		shown := Looked{
			ID: m.ID, Version: m.Version, NameID: m.Name.ID, NameEN: m.Name.EN, Hooks: slices.Sorted(maps.Keys(m.Hooks)),
			Publisher: pack.Fingerprint(opened.Publisher()), Sum: opened.Sum(),
		}
		shown.Reads, shown.Writes = NewPermissionsOf(ctx, s.engine, m)
		return &out[Looked]{shown}, nil
	})
	huma.Post(api, "/api/plugins/install", func(_ context.Context, in *struct{ Body NewInstall }) (*accepted[Job], error) {
		opened, err := s.openTicket(in.Body.Ticket)
		if err != nil {
			return nil, answer(err)
		}
		if in.Body.Sum != "" && in.Body.Sum != opened.Sum() {
			return nil, answer(fault.Conflict("sum", "the file was changed since it was looked at; look again at what it asks for"))
		}
		options := core.InstallOptions{Trust: in.Body.Trust, Downgrade: in.Body.Downgrade}
		started, err := s.jobs.start("plugin_install", "rows", func(ctx context.Context, _ func(done, total int64)) (any, error) {
			return InstallRule(ctx, s.engine, opened, options)
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
	huma.Post(api, "/api/plugins/preview", func(_ context.Context, in *struct{ Body NewPreview }) (*accepted[Job], error) {
		opened, err := s.openTicket(in.Body.Ticket)
		if err != nil {
			return nil, answer(err)
		}
		started, err := s.jobs.start("plugin_preview", "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			return PreviewRule(ctx, s.engine, opened, in.Body, func(done, total int) { tell(int64(done), int64(total)) })
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
}

// InstallRule takes a package into the shop; what its version asks for that the
// one before did not is marked as new.
func InstallRule(ctx context.Context, engine *core.Engine, opened *pack.Package, options core.InstallOptions) (Plugin, error) {
	reads, writes := NewPermissionsOf(ctx, engine, opened.Manifest())
	var known core.Known
	hidden, err := hiding(ctx, engine, opened.Manifest(), func() (err error) {
		known, err = engine.Plugins.Install(ctx, opened, options)
		return err
	})
	if err != nil {
		return Plugin{}, err
	}
	shown := PluginOf(&known)
	shown.Reads, shown.Writes, shown.TiersHidden = reads, writes, hidden
	return shown, nil
}

// chosen opens the package behind a ticket.
func (s *service) openTicket(ticket string) (*pack.Package, error) {
	held, err := s.files.find(ticket)
	if err != nil {
		return nil, err
	}
	return pack.Open(held.path)
}
