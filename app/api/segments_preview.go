package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
)

// NewSegmentPreview is a rule of the shop that is tried, with settings that
// are not in force.
type NewSegmentPreview struct {
	Plugin string          `json:"plugin" maxLength:"64" doc:"a rule or expression that is in the shop, in use or not"`
	Config json.RawMessage `json:"config,omitempty" doc:"all of its settings, without it those that are in force"`
}

func (s *service) segmentPreviewOperations(api huma.API) {
	huma.Post(api, "/api/segments/preview", func(ctx context.Context, in *struct{ Body NewSegmentPreview }) (*accepted[Job], error) {
		if _, err := s.engine.Plugins.Get(ctx, in.Body.Plugin); err != nil {
			return nil, answer(err)
		}
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		started, err := s.jobs.start("plugin_preview", "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			return PreviewSegments(ctx, s.engine, in.Body, func(done, total int) { tell(int64(done), int64(total)) })
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
}

// inShop is a rule of the shop as a preview takes it.
type inShop struct {
	source   plugin.Source
	manifest *plugin.Manifest
}

// Source is the rule as it is delivered.
func (r inShop) Source() (plugin.Source, error) { return r.source, nil }

// Manifest is what the rule says of itself.
func (r inShop) Manifest() *plugin.Manifest { return r.manifest }

// PreviewSegments tells who would move were a rule of the shop to decide the
// segments, with other settings or those in force. Nothing changes.
func PreviewSegments(ctx context.Context, engine *core.Engine, given NewSegmentPreview, progress func(done, total int)) (RulePreview, error) {
	known, err := engine.Plugins.Get(ctx, given.Plugin)
	if err != nil {
		return RulePreview{}, err
	}
	source, err := engine.Plugins.Source(ctx, given.Plugin)
	if err != nil {
		return RulePreview{}, err
	}
	manifest, err := plugin.ParseManifest(source.Manifest)
	if err != nil {
		return RulePreview{}, err
	}
	if given.Config == nil {
		given.Config = known.Config
	}
	return PreviewRule(ctx, engine, inShop{source, manifest}, NewPreview{Hook: "segment", Config: given.Config}, progress)
}
