package command

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/plugin/trial"
)

type pluginInspect struct{ pathFlag }

// inspected is what a rule is, asks for and weighs.
type inspected struct {
	ID          string           `json:"id"`
	Version     string           `json:"version"`
	NameID      string           `json:"name_id"`
	NameEN      string           `json:"name_en"`
	Hooks       map[string]int   `json:"hooks"`
	Reads       []api.Permission `json:"reads"`
	Writes      []api.Permission `json:"writes"`
	Population  []string         `json:"population"`
	Settings    []setting        `json:"settings"`
	Segments    []string         `json:"segments"`
	Options     []string         `json:"options"`
	Tiers       []string         `json:"tiers"`
	Limits      plugin.Limits    `json:"limits"`
	MinPages    uint32           `json:"min_memory_pages"` // it does not start with less
	Imports     []string         `json:"imports"`
	Exports     []string         `json:"exports"`
	Lines       int              `json:"lines"` // of a rule in expressions, which has no module
	WasmBytes   int              `json:"wasm_bytes"`
	MeteredSize int              `json:"metered_bytes"`
	SHA256      string           `json:"sha256"`
	Sum         string           `json:"sum"`
	Publisher   string           `json:"publisher"`
	CaseUnits   map[string]int64 `json:"case_units"` // work of each case: the same on every machine
}

type setting struct {
	Key     string `json:"key"`
	TitleID string `json:"title_id"`
	TitleEN string `json:"title_en"`
}

func (v *pluginInspect) Run(ctx context.Context, s *say) error {
	return withRule(ctx, v.Path, func(w *workpiece) error {
		shown, err := w.inspect(ctx)
		if err != nil {
			return err
		}
		return s.result(shown, func() { showInspected(s, shown) })
	})
}

func (w *workpiece) inspect(ctx context.Context) (*inspected, error) {
	m := w.rule.Manifest()
	source, err := w.pack.Source()
	if err != nil {
		return nil, err
	}
	outside := plugin.Outer{Imports: []string{}, Exports: []string{}} // of a rule in expressions
	if len(source.Wasm) > 0 {
		if outside, err = plugin.Outside(source.Wasm); err != nil {
			return nil, err
		}
	}
	shown := &inspected{
		ID: m.ID, Version: m.Version, NameID: m.Name.ID, NameEN: m.Name.EN, Hooks: m.Hooks, Limits: m.Limits,
		Population: append([]string{}, m.Population...), Settings: []setting{},
		Segments: lo.Map(m.Segments, func(one plugin.Segment, _ int) string { return one.Code }),
		Options:  lo.Map(m.Options, func(one plugin.Option, _ int) string { return one.Code }),
		Tiers:    lo.Map(m.Tiers, func(one plugin.Named, _ int) string { return one.Code }),
		MinPages: outside.Pages, Imports: outside.Imports, Exports: outside.Exports,
		WasmBytes: len(source.Wasm), MeteredSize: outside.Metered, SHA256: w.rule.Module(), Sum: w.pack.Sum(),
		Lines:     len(m.Simple),
		Publisher: pack.Fingerprint(w.pack.Publisher()),
	}
	shown.Reads, shown.Writes = api.PermissionsOf(m)
	for _, field := range w.rule.Form().Fields {
		shown.Settings = append(shown.Settings, setting{field.Key, field.TitleID, field.TitleEN})
	}
	shown.CaseUnits, err = w.caseUnits(ctx)
	return shown, err
}

// caseUnits is the work of each case by its name; a rule without cases has
// none.
func (w *workpiece) caseUnits(ctx context.Context) (map[string]int64, error) {
	units := map[string]int64{}
	cases, err := w.cases()
	if fault.KindOf(err) == fault.KindNotFound {
		return units, nil
	}
	if err != nil {
		return nil, err
	}
	results, err := trial.Run(ctx, w.rule, cases, trial.Usual())
	for _, result := range results {
		units[result.Name] = result.Units
	}
	return units, err
}

func showInspected(s *say, shown *inspected) {
	s.line("%s %s: %s", "%s %s: %s", shown.ID, shown.Version, s.pick(shown.NameID, shown.NameEN))
	for _, hook := range slices.Sorted(maps.Keys(shown.Hooks)) {
		s.line("Menjawab: %s v%d", "Answers: %s v%d", hook, shown.Hooks[hook])
	}
	showPermissions(s, shown.Reads, shown.Writes)
	for _, one := range shown.Settings {
		s.line("Pengaturan: %s (%s)", "Setting: %s (%s)", one.Key, s.pick(one.TitleID, one.TitleEN))
	}
	showModule(s, shown)
	showUse(s, shown)
	for _, name := range slices.Sorted(maps.Keys(shown.CaseUnits)) {
		s.line("  %10s unit  %s", "  %10s units  %s", s.grouped(shown.CaseUnits[name]), name)
	}
	s.line("Penerbit: %s", "Publisher: %s", publisherText(s, shown.Publisher))
}

// showUse shows what one call may use; a rule in expressions has no memory
// of its own.
func showUse(s *say, shown *inspected) {
	if shown.Lines > 0 {
		s.line("Batas: %s unit tiap panggilan", "Limits: %s units a call", s.grouped(shown.Limits.Units))
		return
	}
	s.line("Batas: %s halaman memori (paling sedikit %s), %s unit tiap panggilan", "Limits: %s pages of memory (at least %s), %s units a call",
		s.grouped(int64(shown.Limits.MemoryPages)), s.grouped(int64(shown.MinPages)), s.grouped(shown.Limits.Units))
}

// showModule shows what of a module can be seen from outside; a rule in
// expressions has none.
func showModule(s *say, shown *inspected) {
	if shown.Lines > 0 {
		s.line("Ungkapan: %d baris, tanpa modul", "Expressions: %d lines, no module", shown.Lines)
		return
	}
	s.line("Impor: %s", "Imports: %s", listed(s, shown.Imports))
	s.line("Ekspor: %s", "Exports: %s", listed(s, shown.Exports))
	s.line("Modul: %s byte (%s dengan meteran), sha256 %s", "Module: %s bytes (%s metered), sha256 %s",
		s.grouped(int64(shown.WasmBytes)), s.grouped(int64(shown.MeteredSize)), shown.SHA256)
}

func listed(s *say, names []string) string {
	if len(names) == 0 {
		return s.pick("tidak ada", "none")
	}
	return strings.Join(names, ", ")
}

func showPermissions(s *say, reads, writes []api.Permission) {
	fresh := func(one api.Permission) string {
		if one.New {
			return s.pick(" (baru)", " (new)")
		}
		return ""
	}
	for _, one := range reads {
		s.line("Membaca %s%s: %s", "Reads %s%s: %s", one.What, fresh(one), s.pick(one.WhyID, one.WhyEN))
	}
	for _, one := range writes {
		s.line("Mengusulkan %s%s: %s", "Proposes %s%s: %s", one.What, fresh(one), s.pick(one.WhyID, one.WhyEN))
	}
	s.line("Tidak pernah melihat nama, telepon, alamat atau catatan.", "It never sees names, phones, addresses or notes.")
}

func publisherText(s *say, fingerprint string) string {
	if fingerprint == "" {
		return s.pick("tidak ada (tidak ditandatangani)", "nobody (not signed)")
	}
	return fingerprint
}
