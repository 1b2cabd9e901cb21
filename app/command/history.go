package command

import (
	"context"
	"encoding/json"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type undoVerb struct {
	Entry *uint64 `arg:"" optional:"" help:"Which journal entry; without it the last change, or why that stays."`
}

func (v *undoVerb) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		entry := uint64(0)
		if replace(&entry, v.Entry); v.Entry != nil && entry == 0 {
			return fault.NotFound("entry", "there is no journal entry 0")
		}
		done, err := api.Undo(ctx, engine, entry)
		if err != nil {
			return err
		}
		return s.result(done, func() {
			what := s.undone(done.Subject, done.Action)
			if done.Many != nil {
				showManyUndone(s, done.Many)
				return
			}
			if done.Final {
				s.line("%s (%s) dibatalkan; uang dan poinnya kembali.", "%s (%s) was undone; its money and points went back.", what, done.Action)
				return
			}
			s.line("%s (%s) dibatalkan; raja undo %d mengembalikannya.", "%s (%s) was undone; raja undo %d brings it back.", what, done.Action, done.By)
			showParted(s, done.Parted)
		})
	})
}

// showParted says what became of the points of two who were merged.
func showParted(s *say, parted *api.Parted) {
	if parted == nil {
		return
	}
	if parted.Points != 0 {
		s.line("%s poin %s sudah dipakai %s selagi mereka satu, jadi dipotong dari poin %s.", "%s points of %s were spent by %s while they were one, so they are taken from %s.",
			s.grouped(parted.Points), parted.From, parted.To, parted.From)
	}
	for _, one := range parted.Owes {
		s.line("%s masih kurang %s poin, seperti sebelum dipisah.", "%s owes %s points, as before they were parted.", one.Customer, s.grouped(one.Points))
	}
}

// undone names what was undone: the record by its code, else what the owner
// decided about the shop.
func (s *say) undone(subject, action string) string {
	words := map[string][2]string{
		"workshop.set": {"Pengaturan kerja nota", "How orders are worked on"}, "fields.set": {"Kolom pelanggan", "The list of fields of customers"},
		"loyalty.set": {"Aturan poin", "The setting of points"}, "messages.set": {"Pengaturan pesan", "The setting of messages"},
		"tickets.set": {"Target tiket", "How fast tickets should go"}, "segment.entitle": {"Hak segmen", "What segments are given"},
		"business.rename": {"Nama toko", "The name of the shop"},
		"hours.set":       {"Jam buka", "The change of opening hours"},
	}
	switch word, known := words[action]; {
	case known && subject != "":
		return s.pick(word[0], word[1]) + " " + subject
	case known:
		return s.pick(word[0], word[1])
	case subject == "":
		return s.pick("Perubahan", "The change")
	}
	return subject
}

type historyVerb struct {
	Code    string `arg:"" help:"Of what: a code such as C-00012, N-000123 or T-00004."`
	Limit   int    `help:"How many changes at most." default:"50"`
	Before  uint64 `help:"Only changes before this journal entry."`
	Restore string `help:"Give this field the value that it had before --entry."`
	Entry   uint64 `help:"The journal entry that changed the field."`
}

func (v *historyVerb) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if v.Restore != "" {
			if err := engine.History.RestoreField(ctx, v.Code, v.Restore, v.Entry); err != nil {
				return err
			}
		}
		all, err := api.HistoryOf(ctx, engine, v.Code, v.Before, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"editions": all}, func() {
			for _, one := range all {
				s.line("%d  %s  %s  %s", "%d  %s  %s  %s", one.Entry, one.At, one.By, one.Action)
				for _, field := range one.Fields {
					s.line("    %s: %s → %s", "    %s: %s → %s", field.Name, short(field.Before), short(field.After))
				}
			}
			s.none(len(all), "Tidak ada perubahan.", "Nothing was changed.")
		})
	})
}

// short is a value on a line.
func short(value any) string {
	const most = 60
	raw, err := json.Marshal(value)
	if err != nil || value == nil {
		return "–"
	}
	if runes := []rune(string(raw)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(raw)
}
