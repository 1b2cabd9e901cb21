package command

import (
	"context"
	"errors"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type customerChange struct {
	Refs      []string `arg:"" optional:"" name:"ref" help:"Who: id, code, phone or ref:X of each; none with --all."`
	All       bool     `help:"All whom --segment, --plugin, --search, --tag or --view holds; without any of them everybody."`
	Segment   string   `help:"Only members of this segment."`
	Plugin    string   `help:"The rule whose segment it is; without it the one whose segments show."`
	Search    string   `help:"Only whom this text finds, at most 500."`
	Tag       string   `help:"Only who has this tag."`
	View      string   `help:"Those of a list that has a name; see raja view list."`
	Except    []string `help:"Who stays as she is all the same; may be given again." sep:"none"`
	AddTag    []string `help:"A tag that they have from now on; may be given again." sep:"none"`
	RemoveTag []string `help:"A tag that they have no longer; may be given again." sep:"none"`
	Loyal     *bool    `help:"The owner's own mark: treat as loyal whatever the rule says." negatable:""`
	Blocked   *bool    `help:"Do not serve." negatable:""`
	Key       string   `help:"A word of your own: the same twice is one change, and goes on where it was broken off."`
	DryRun    bool     `help:"Say how many it would change, and change nobody."`
}

func (v *customerChange) Run(ctx context.Context, g *Globals, s *say) error {
	asked := api.ManyChange{
		CustomerSelection: api.CustomerSelection{
			Customers: v.Refs, All: v.All, Segment: strings.ToUpper(v.Segment), Plugin: v.Plugin, Text: v.Search, Tag: v.Tag, Except: v.Except,
		},
		AddTags: v.AddTag, RemoveTags: v.RemoveTag, Loyal: v.Loyal, Blocked: v.Blocked,
	}
	return g.withDecided(ctx, s, func(engine *core.Engine) error {
		selection := asked.Selection()
		if v.View != "" {
			if v.Segment != "" || v.Plugin != "" || v.Search != "" || v.Tag != "" {
				return &usageError{fault.Invalid("view", "says whom it shows; leave --segment, --plugin, --search and --tag away")}
			}
			view, err := engine.Views.Find(ctx, v.View)
			if err != nil {
				return err
			}
			selection.Pick = core.PickOf(&view)
		}
		bar := newBar(s, s.pick("Mengubah", "Change"))
		bulk, err := engine.Bulks.Run(ctx, selection, asked.Change(), core.BulkOptions{
			Key: v.Key, DryRun: v.DryRun, Progress: func(done, total int) { bar.set(int64(done), int64(total)) },
		})
		bar.end()
		if err != nil {
			return halfDone(ctx, s, err)
		}
		result := api.ManyChangedOf(engine, &bulk)
		return s.result(result, func() { showMany(s, &result) })
	})
}

// halfDone tells who breaks something off how far it came.
func halfDone(ctx context.Context, s *say, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		s.failure(err)
	}
	return err
}

func showMany(s *say, result *api.ManyChanged) {
	switch {
	case result.Selected == 0:
		s.line("Tidak ada pelanggan yang cocok; tidak ada yang diubah.", "No customer matches; nobody is changed.")
		return
	case result.DryRun:
		s.line("Percobaan, tidak ada yang diubah. Yang akan terjadi:", "A dry run, nobody was changed. What would happen:")
	case result.Again:
		s.line("Kunci ini sudah dipakai: %s, dari %s.", "This key was used before: %s, of %s.", result.Code, result.At)
	}
	s.line("%s dari %s pelanggan diubah, %s memang sudah begitu.", "%s of %s customers changed, %s were so already.",
		s.grouped(int64(result.Changed)), s.grouped(int64(result.Selected)), s.grouped(int64(result.Already)))
	if result.Refused > 0 {
		s.line("%s tidak diubah:", "%s not changed:", s.grouped(int64(result.Refused)))
		showStays(s, result.Stays, result.Refused)
	}
	if !result.DryRun && result.Changed > 0 {
		s.line("%s; raja customer undo %s membatalkannya.", "%s; raja customer undo %s takes it back.", result.Code, result.Code)
	}
}

// showStays names the first of those who stay as they are.
func showStays(s *say, stays []api.CustomerStay, all int) {
	fields := map[string][2]string{"tags": {"label", "tags"}, "loyal": {"tanda setia", "the loyal mark"}, "blocked": {"tanda blokir", "the blocked mark"}}
	for _, one := range stays {
		what := strings.TrimSpace(one.Code + " " + one.Name)
		if words, known := fields[one.Field]; known {
			what += ", " + s.pick(words[0], words[1])
		}
		s.line("  %s: %s", "  %s: %s", what, s.pick(one.MessageID, one.Message))
	}
	if more := all - len(stays); more > 0 {
		s.line("  dan %s lagi", "  and %s more", s.grouped(int64(more)))
	}
}

type customerUndo struct {
	Code   string `arg:"" help:"The change of many customers, for example B-00001; see raja customer changes."`
	DryRun bool   `help:"Say how many would be as they were, and change nobody."`
}

func (v *customerUndo) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		number, err := engine.Bulks.Number(v.Code)
		if err != nil {
			return err
		}
		bar := newBar(s, s.pick("Membatalkan", "Undo"))
		done, err := engine.Bulks.Undo(ctx, number, core.UndoOptions{DryRun: v.DryRun, Progress: func(done, total int) { bar.set(int64(done), int64(total)) }})
		bar.end()
		if err != nil {
			return halfDone(ctx, s, err)
		}
		result := api.ManyUndoneOf(&done)
		return s.result(result, func() {
			if result.DryRun {
				s.line("Percobaan, tidak ada yang diubah. Yang akan terjadi:", "A dry run, nobody was changed. What would happen:")
			}
			showManyUndone(s, &result)
		})
	})
}

func showManyUndone(s *say, result *api.ManyUndone) {
	s.line("%s: %s pelanggan dikembalikan seperti semula.", "%s: %s customers are as they were.", result.Code, s.grouped(int64(result.Restored)))
	if result.Staying > 0 {
		s.line("%s tetap seperti sekarang:", "%s stay as they are now:", s.grouped(int64(result.Staying)))
		showStays(s, result.Stays, result.Staying)
	}
}

type customerChanges struct {
	Limit int `help:"How many at most." default:"50"`
}

func (v *customerChanges) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Limit < 1 {
		return &usageError{fault.Invalid("limit", "is below 1")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, err := api.ManyChanges(ctx, engine, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"changes": all}, func() {
			for i := range all {
				showManyListed(s, &all[i])
			}
			s.none(len(all), "Belum ada perubahan banyak pelanggan.", "Many customers were never changed at once.")
		})
	})
}

func showManyListed(s *say, one *api.ManyChanged) {
	var did []string
	for _, tag := range one.AddTags {
		did = append(did, "+"+tag)
	}
	for _, tag := range one.RemoveTags {
		did = append(did, "-"+tag)
	}
	did = append(did, one.Set...)
	for _, mark := range one.Clear {
		did = append(did, "no "+mark)
	}
	s.line("%s  %s  %s: %s dari %s pelanggan", "%s  %s  %s: %s of %s customers", one.Code, one.At, strings.Join(did, ", "),
		s.grouped(int64(one.Changed)), s.grouped(int64(one.Selected)))
	switch {
	case one.Undo != nil && one.Undo.Done:
		s.line("  dibatalkan %s; %s dikembalikan, %s tetap", "  undone %s; %s as before, %s stay", one.Undo.At, s.grouped(int64(one.Undo.Restored)), s.grouped(int64(one.Undo.Staying)))
	case one.Undo != nil:
		s.line("  pembatalannya belum selesai; raja customer undo %s melanjutkannya", "  only undone in part; raja customer undo %s goes on", one.Code)
	case !one.Done:
		s.line("  terputus sebelum selesai", "  broken off before its end")
	}
}
