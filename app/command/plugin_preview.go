package command

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin/form"
	"github.com/raja-crm/raja/core/plugin/pack"
)

type pluginPreview struct {
	pathFlag
	Hook string   `help:"The hook to ask, where the rule has several."`
	Set  []string `help:"A setting to try, KEY=VALUE; may be given again. Or all of them as one JSON object." placeholder:"KEY=VALUE" sep:"none"`
}

func (v *pluginPreview) Run(ctx context.Context, g *Globals, s *say) error {
	shown, err := v.look(ctx, g, s)
	if err != nil {
		return err
	}
	return errors.Join(s.result(shown, func() { showPreview(s, &shown) }), previewClean(&shown))
}

// look asks the rule about the shop.
func (v *pluginPreview) look(ctx context.Context, g *Globals, s *say) (shown api.RulePreview, err error) {
	opened, err := pack.Open(v.Path)
	if err != nil {
		return shown, err
	}
	config, err := v.config(opened)
	if err != nil {
		return shown, err
	}
	err = g.withShop(ctx, s, func(engine *core.Engine) error {
		warnStale(s, v.Path)
		bar := newBar(s, s.pick("Pelanggan", "Customers"))
		shown, err = api.PreviewRule(ctx, engine, opened, api.NewPreview{Hook: v.Hook, Config: config},
			func(done, total int) { bar.set(int64(done), int64(total)) })
		bar.end()
		return err
	})
	return shown, err
}

// config returns the settings to try, nil for none.
func (v *pluginPreview) config(opened *pack.Package) (json.RawMessage, error) {
	if len(v.Set) == 0 {
		return nil, nil
	}
	if len(v.Set) == 1 && strings.HasPrefix(v.Set[0], "{") {
		return json.RawMessage(v.Set[0]), nil
	}
	source, err := opened.Source()
	if err != nil {
		return nil, err
	}
	settings, err := form.Parse(source.Schema)
	if err != nil {
		return nil, err
	}
	values := map[string]json.RawMessage{}
	if err := takePairs(values, v.Set, settings); err != nil {
		return nil, err
	}
	return json.Marshal(values)
}

// previewClean ends a verb with exit code 1 when the rule failed.
func previewClean(shown *api.RulePreview) error {
	if len(shown.Faults) == 0 {
		return nil
	}
	return &unclean{"the rule failed"}
}

func showPreview(s *say, shown *api.RulePreview) {
	s.line("%d pelanggan, %d akan berubah. Tidak ada data toko yang berubah.", "%d %s, %d would change. Nothing of the shop was changed.", s.counted(shown.Customers, "customer", shown.Changed)...)
	if shown.Against != "" {
		s.line("Dibandingkan dengan segmen menurut aturan %s.", "Compared with the segments of rule %s.", shown.Against)
	}
	if door := shown.Door; door != nil {
		s.line("Seolah-olah semua mengetuk pada %s; toko buka lagi %s.", "As if everybody knocked at %s; the shop opens next at %s.", door.At, orNone(door.NextOpen))
	}
	compares := shown.Hook == "segment" || shown.Hook == "loyalty"
	for _, count := range shown.Counts {
		if compares {
			s.line("  %-20s %7d → %7d", "  %-20s %7d → %7d", orNone(count.Code), count.Before, count.After)
		} else {
			s.line("  %-20s %7d", "  %-20s %7d", orNone(count.Code), count.After)
		}
	}
	for _, one := range shown.Examples {
		s.line("  %s %s: %s → %s. %s", "  %s %s: %s → %s. %s", one.Code, one.Name, orNone(one.From), orNone(one.To), s.pick(one.ReasonID, one.ReasonEN))
	}
	if shown.Orders != nil {
		showOrders(s, shown.Orders)
	}
	if shown.Events != nil {
		showEvents(s, shown.Events)
	}
	if shown.Refused > 0 {
		s.line("%d jawaban ditolak dan tidak mengubah apa pun, misalnya:", "%d %s would be refused and change nothing, such as:", s.counted(shown.Refused, "answer")...)
	}
	for _, one := range shown.Refusals {
		s.line("  %s %s: %s", "  %s %s: %s", one.Code, one.Name, one.Reason)
	}
	for _, fault := range shown.Faults {
		s.line("Aturan gagal: %s", "The rule failed: %s", fault)
	}
	if shown.Kept != "" {
		s.line("Pertanyaan yang gagal disimpan di %s; raja plugin replay menanyakannya lagi.", "The question that failed is kept in %s; raja plugin replay asks it again.", shown.Kept)
	}
}

// showOrders shows what the last orders would have earned.
func showOrders(s *say, shown *api.OrdersPreview) {
	s.line("%d pesanan terakhir: %s → %s poin.", "The last %d %s: %s → %s points.",
		s.counted(shown.Orders, "order", s.grouped(shown.PointsNow), s.grouped(shown.PointsThen))...)
	for _, one := range shown.Examples {
		s.line("  %s %s: %d → %d poin. %s", "  %s %s: %d → %d points. %s", one.Order, one.Code, one.PointsNow, one.PointsThen, s.pick(one.ReasonID, one.ReasonEN))
	}
}

// showEvents shows what would be proposed after what happened last.
func showEvents(s *say, shown *api.EventsPreview) {
	if shown.Events == 0 {
		s.line("Belum ada kejadian di toko ini untuk ditanyakan.", "Nothing has happened in this shop yet to ask about.")
		return
	}
	s.line("%d kejadian terakhir, dengan angka hari ini:", "The last %d %s, with the figures of today:", s.counted(shown.Events, "event")...)
	for _, count := range shown.Counts {
		if shown.Rule == "" {
			s.line("  %-20s %7d", "  %-20s %7d", orNone(count.Code), count.After)
		} else {
			s.line("  %-20s %7d → %7d", "  %-20s %7d → %7d", orNone(count.Code), count.Before, count.After)
		}
	}
	for _, one := range shown.Examples {
		s.line("  %s %s %s: %s → %s. %s", "  %s %s %s: %s → %s. %s", one.Code, one.Event, one.About, orNone(one.From), orNone(one.To), s.pick(one.ReasonID, one.ReasonEN))
	}
}

func orNone(code string) string {
	if code == "" {
		return "–"
	}
	return code
}
