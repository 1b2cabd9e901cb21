package command

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/stranger"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// pathFlag names a rule on disk.
type pathFlag struct {
	Path string `arg:"" help:"A folder with manifest.json and plugin.wasm, or a .rajaplugin file." type:"path"`
}

type pluginTest struct{ pathFlag }

// testReport is what `plugin test` prints.
type testReport struct {
	Passed int            `json:"passed"`
	Failed int            `json:"failed"` // cases and edges
	Cases  []trial.Result `json:"cases"`
	Edges  []trial.Edge   `json:"edges"` // settings at which the rule fails
}

func (v *pluginTest) Run(ctx context.Context, s *say) error {
	warnStale(s, v.Path)
	report, err := testOf(ctx, v.Path)
	if err != nil {
		return err
	}
	return errors.Join(s.result(report, func() { showTest(s, report) }), report.clean())
}

// testOf runs the cases of the rule at path.
func testOf(ctx context.Context, path string) (report testReport, err error) {
	err = withRule(ctx, path, func(w *workpiece) error {
		report, err = w.test(ctx)
		return err
	})
	return report, err
}

// clean ends a verb with exit code 1 when a case failed, or the rule at a
// setting that its owner may choose.
func (r *testReport) clean() error {
	switch {
	case r.Failed > len(r.Edges):
		return &unclean{"a case failed"}
	case r.Failed > 0:
		return &unclean{"the rule fails at a setting"}
	}
	return nil
}

func (w *workpiece) test(ctx context.Context) (testReport, error) {
	report := testReport{Cases: []trial.Result{}, Edges: []trial.Edge{}}
	cases, err := w.cases()
	if err != nil {
		return report, err
	}
	if report.Cases, err = trial.Run(ctx, w.rule, cases, trial.Usual()); err != nil {
		return report, err
	}
	if report.Edges, err = trial.Edges(ctx, w.rule, cases, trial.Usual()); err != nil {
		return report, err
	}
	report.Passed = lo.CountBy(report.Cases, func(one trial.Result) bool { return one.OK })
	report.Failed = len(report.Cases) - report.Passed + len(report.Edges)
	return report, nil
}

func showTest(s *say, report testReport) {
	for _, c := range report.Cases {
		if c.OK {
			s.line("ok     %s", "ok     %s", c.Name)
		} else {
			s.line("GAGAL  %s (%s)", "FAIL   %s (%s)", c.Name, c.File)
		}
		for _, line := range c.Diff {
			s.line("       %s", "       %s", line)
		}
		for _, note := range c.Notes {
			s.line("       catatan: kasus ini %s", "       note: the case %s", note)
		}
	}
	for _, one := range report.Edges {
		value, _ := json.Marshal(one.Value) // a number, a text, or true and false
		s.line("GAGAL  bila %s = %s, yang boleh dipilih pemilik toko (kasus %s)", "FAIL   when %s = %s, which the owner may choose (case %s)", one.Setting, value, one.Case)
		s.line("       %s", "       %s", s.pick(cmp.Or(one.InID, one.Message), one.Message))
	}
	s.line("%d lulus, %d gagal.", "%d passed, %d failed.", report.Passed, report.Failed)
}

type pluginBench struct {
	pathFlag
	For time.Duration `help:"How long to measure each hook." default:"1s"`
}

func (v *pluginBench) Run(ctx context.Context, s *say) error {
	warnStale(s, v.Path)
	return withRule(ctx, v.Path, func(w *workpiece) error {
		cases, err := w.cases()
		if err != nil && fault.KindOf(err) != fault.KindNotFound { // without any, customers are made up
			return err
		}
		measured, err := trial.Measure(ctx, w.rule, cases, v.For)
		if err != nil {
			return err
		}
		m := w.rule.Manifest()
		return s.result(map[string]any{"id": m.ID, "budget": m.Limits.Units, "hooks": measured}, func() {
			s.line("%-12s %6s %12s %10s %8s %9s %9s", "%-12s %6s %12s %10s %8s %9s %9s", "hook",
				s.pick("baris", "rows"), s.pick("baris/dtk", "rows/s"), s.pick("unit/baris", "units/row"), s.pick("anggaran", "budget"), "p50 µs", "p99 µs")
			for _, one := range measured {
				s.line("%-12s %6d %12.0f %10.0f %7.1f%% %9.1f %9.1f", "%-12s %6d %12.0f %10.0f %7.1f%% %9.1f %9.1f",
					one.Hook, one.Batch, one.RowsPerSec, one.UnitsPerRow, 100*one.Share, one.P50, one.P99)
				if one.Made {
					s.line("             tidak ada kasus di tests/ untuk %s; pelanggannya dikarang", "             there is no case for %s in tests/; its customers are made up", one.Hook)
				}
			}
		})
	})
}

type pluginReplay struct {
	File  string `arg:"" help:"A captured fault (.rjreplay); raja plugin logs lists them." type:"path"`
	Path  string `arg:"" optional:"" help:"The rule to ask; without it the shop's." type:"path"`
	Case  string `help:"Write the question as a test case to this file." type:"path"`
	Force bool   `help:"Replace the file of --case."`
}

func (v *pluginReplay) Run(ctx context.Context, g *Globals, s *say) error {
	text, err := stranger.File(v.File, trial.MaxReplay)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return fault.NotFound("file", "%s cannot be read", v.File).Because(err)
	}
	if err != nil {
		return fault.Invalid("file", "%s", err).Because(err)
	}
	captured, err := trial.ReadReplay(text)
	if err != nil {
		return err
	}
	return v.withRule(ctx, g, s, captured, func(w *workpiece) error {
		done, err := captured.Run(ctx, w.rule)
		if err != nil {
			return err
		}
		if err := v.writeCase(&done); err != nil {
			return err
		}
		return s.result(done, func() { showReplay(s, captured, &done) })
	})
}

// withRule loads the rule to ask: the one at a path, else the shop's own.
func (v *pluginReplay) withRule(ctx context.Context, g *Globals, s *say, captured *trial.Replay, do func(*workpiece) error) error {
	if v.Path != "" {
		return withRule(ctx, v.Path, do)
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		source, err := engine.Plugins.Source(ctx, captured.Rule)
		if err != nil {
			return err
		}
		return withSource(ctx, source, func(rule *plugin.Rule) error { return do(&workpiece{rule: rule}) })
	})
}

func (v *pluginReplay) writeCase(done *trial.Replayed) error {
	if v.Case == "" {
		return nil
	}
	text, err := done.Case.Text()
	if err != nil {
		return err
	}
	how := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if v.Force {
		how = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(v.Case, how, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fault.Conflict("case", "%s is there already; choose another name or give --force", v.Case)
	}
	if err != nil {
		return fault.Unavailable("case", "%s cannot be written", v.Case).Because(err)
	}
	if _, err := file.Write(text); err != nil {
		return err
	}
	return file.Close()
}

// place is where a rule said that it failed: " at row 1, field net", or "".
func place(s *say, row int, field string) (where string) {
	if row >= 0 {
		where = fmt.Sprintf(s.pick(", baris %d", " at row %d"), row)
	}
	if field != "" {
		where += fmt.Sprintf(s.pick(", isian %s", ", field %s"), field)
	}
	return where
}

func showReplay(s *say, captured *trial.Replay, done *trial.Replayed) {
	if done.Other {
		s.line("Ini bukan modul yang gagal waktu itu (%s %s).", "This is not the module that failed then (%s %s).", captured.Rule, captured.Version)
	}
	said := s.pick(cmp.Or(done.InID, done.Message), done.Message)
	switch {
	case done.Same:
		s.line("Gagal sama seperti waktu itu%s: %s", "It fails as it did%s: %s", place(s, done.Row, done.Field), said)
	case done.Message != "":
		s.line("Gagal dengan cara lain%s: %s", "It fails in another way%s: %s", place(s, done.Row, done.Field), said)
	default:
		s.line("Sekarang menjawab, %d baris:", "It answers now, %d %s:", s.counted(len(done.Rows), "row")...)
		for i, row := range done.Rows {
			text, _ := json.Marshal(row) // a row is made of plain values
			s.line("  %d %s", "  %d %s", i, text)
		}
	}
	if done.Trace != "" { // each line is marked, so that none passes for one of Raja's
		s.line("Catatan aturan:", "The rule's log:")
		for line := range strings.Lines(done.Trace) {
			s.line("  | %s", "  | %s", strings.TrimSuffix(line, "\n"))
		}
	}
}
