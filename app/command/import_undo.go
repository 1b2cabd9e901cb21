package command

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type importUndo struct {
	Batch  string `arg:"" help:"The import, for example I-00001; see raja import list."`
	DryRun bool   `help:"Say what would go and what would stay, and change nothing."`
}

func (v *importUndo) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		number, err := engine.Imports.Batch(v.Batch)
		if err != nil {
			return err
		}
		bar := newBar(s, s.pick("Membatalkan impor", "Undo"))
		done, err := engine.Imports.Undo(ctx, number, core.UndoOptions{DryRun: v.DryRun, Progress: func(done, total int) { bar.set(int64(done), int64(total)) }})
		bar.end()
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			s.failure(err) // who breaks it off is told that it is half done
		}
		if err != nil {
			return err
		}
		result := api.ImportUndoneOf(&done)
		return s.result(result, func() { showUnimport(s, &result) })
	})
}

func showUnimport(s *say, result *api.ImportUndone) {
	if result.DryRun {
		s.line("Percobaan, tidak ada yang diubah. Yang akan terjadi:", "A dry run, nothing was changed. What would happen:")
	}
	if result.Kind == "customers" {
		s.line("%s: %s pelanggan dihapus, %s dikembalikan seperti semula.", "%s: %s customers removed, %s as they were before.",
			result.Batch, s.grouped(int64(result.Removed)), s.grouped(int64(result.Restored)))
	} else {
		s.line("%s: %s nota dan %s pelanggan dihapus, %s nota dikembalikan seperti semula.", "%s: %s orders and %s customers removed, %s orders as they were before.",
			result.Batch, s.grouped(int64(result.Removed)), s.grouped(int64(result.CustomersRemoved)), s.grouped(int64(result.Restored)))
	}
	if result.Staying == 0 {
		return
	}
	s.line("%s tetap ada, karena sudah dipakai atau diubah setelah impor:", "%s stay, since they were used or changed after the import:", s.grouped(int64(result.Staying)))
	for _, one := range result.Stays {
		what := one.Code + " " + one.Name
		if one.Field != "" {
			what += ", " + s.pick(one.FieldID, one.FieldEN)
		}
		s.line("  %s: %s", "  %s: %s", what, s.pick(one.MessageID, one.Message))
	}
	if more := result.Staying - len(result.Stays); more > 0 {
		s.line("  dan %s lagi", "  and %s more", s.grouped(int64(more)))
	}
}

type importList struct{}

func (v *importList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		list, err := api.ImportsOf(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"imports": list}, func() {
			for i := range list {
				showListed(s, &list[i])
			}
		})
	})
}

func showListed(s *say, one *api.ImportListed) {
	s.line("%s  %s  %s  %d baris", "%s  %s  %s  %d rows", one.Batch, one.At, one.Kind, one.Rows)
	switch {
	case one.Undo != nil && one.Undo.Done:
		s.line("  dibatalkan %s; %s dihapus, %s dikembalikan, %s tetap ada", "  undone %s; %s removed, %s as before, %s stay", one.Undo.At,
			s.grouped(int64(one.Undo.Removed)), s.grouped(int64(one.Undo.Restored)), s.grouped(int64(one.Undo.Staying)))
	case one.Undo != nil:
		s.line("  pembatalannya belum selesai; raja import undo %s melanjutkannya", "  only undone in part; raja import undo %s goes on", one.Batch)
	case !one.Done:
		s.line("  terputus sebelum selesai; %d baris sudah masuk. Impor berkas yang sama sekali lagi dengan --source %s, dan ia melanjutkan dari sana",
			"  broken off before its end; %d rows are in. Import the same file again with --source %s, and it goes on from there",
			one.Rows-one.Rejected, one.Source)
	}
}
