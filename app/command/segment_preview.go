package command

import (
	"context"
	"encoding/json"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin/form"
)

type segmentPreview struct {
	Plugin string   `arg:"" help:"A rule or expression of the shop, as raja plugin list names it."`
	Set    []string `help:"A setting to try, KEY=VALUE; may be given again. The others stay as they are." placeholder:"KEY=VALUE" sep:"none"`
}

func (v *segmentPreview) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		config, err := v.config(ctx, engine)
		if err != nil {
			return err
		}
		bar := newBar(s, s.pick("Pelanggan", "Customers"))
		shown, err := api.PreviewSegments(ctx, engine, api.NewSegmentPreview{Plugin: v.Plugin, Config: config},
			func(done, total int) { bar.set(int64(done), int64(total)) })
		bar.end()
		if err == nil {
			err = s.result(shown, func() { showPreview(s, &shown) })
		}
		if err != nil {
			return err
		}
		return previewClean(&shown)
	})
}

// config returns the settings in force with those to try, nil for those alone.
func (v *segmentPreview) config(ctx context.Context, engine *core.Engine) (json.RawMessage, error) {
	if len(v.Set) == 0 {
		return nil, nil
	}
	known, err := engine.Plugins.Get(ctx, v.Plugin)
	if err != nil {
		return nil, err
	}
	source, err := engine.Plugins.Source(ctx, v.Plugin)
	if err != nil {
		return nil, err
	}
	settings, err := form.Parse(source.Schema)
	if err != nil {
		return nil, err
	}
	values := map[string]json.RawMessage{}
	if len(known.Config) > 0 {
		if err := json.Unmarshal(known.Config, &values); err != nil {
			return nil, err
		}
	}
	if err := takePairs(values, v.Set, settings); err != nil {
		return nil, err
	}
	return json.Marshal(values)
}
