package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type backupVerbs struct {
	Create  backupCreate  `cmd:"" help:"Write everything to one file, while the shop works."`
	Verify  backupVerify  `cmd:"" help:"Read every byte of a backup and say whether it is whole."`
	Restore backupRestore `cmd:"" help:"Make the shop what a backup says; what is there now is kept aside."`
	List    backupList    `cmd:"" help:"Show the daily backups in the data folder."`
	Daily   backupDaily   `cmd:"" help:"Make today's backup unless it is there, and tidy up old ones."`
}

type backupCreate struct {
	File  string `arg:"" help:"The file to write." type:"path"`
	Since string `help:"Write only what was changed after this backup or increment." type:"path" placeholder:"FILE"`
}

// Run implements kong's command.
func (v *backupCreate) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) (err error) {
		var made core.Backup
		if v.Since == "" {
			made, err = engine.Backups.Create(ctx, v.File)
		} else {
			made, err = engine.Backups.Continue(ctx, v.File, v.Since)
		}
		if err != nil {
			return err
		}
		return s.result(backupDocument(made), func() {
			if v.Since != "" && made.Kind == "backup" {
				s.line("Perubahan sejak berkas itu sudah tidak tersimpan; cadangan lengkap dibuat.", "The changes since that file are no longer kept; a whole backup was made instead.")
			}
			s.line("%s: %s.", "%s: %s.", made.File, contents(s, made))
			tellWithout(s, made)
		})
	})
}

// tellWithout names the rules whose packages could not go along.
func tellWithout(s *say, made core.Backup) {
	for _, found := range made.Without {
		s.line("Paket aturan %s tidak ikut karena hilang atau rusak.", "The package of rule %s is missing or damaged and is not in it.", found.Rule)
	}
}

type backupVerify struct {
	Files []string `arg:"" help:"A whole backup, then its increments in order." type:"path"`
}

// Run implements kong's command.
func (v *backupVerify) Run(ctx context.Context, g *Globals, s *say) error {
	var read core.Backup
	err := g.withSecret(s, func(secret string) (err error) {
		read, err = core.VerifyBackup(ctx, secret, v.Files...)
		return err
	})
	if err != nil {
		return err
	}
	return s.result(backupDocument(read), func() {
		s.line("Utuh: %s.", "Whole: %s.", contents(s, read))
	})
}

type backupRestore struct {
	Files []string `arg:"" help:"A whole backup, then its increments in order." type:"path"`
	Yes   bool     `help:"Do it; without this the command says what would be lost and does nothing."`
}

// Run implements kong's command.
func (v *backupRestore) Run(ctx context.Context, g *Globals, s *say) error {
	dir, err := g.dir()
	if err != nil {
		return err
	}
	now, err := g.clock()
	if err == nil {
		err = g.alone(core.Free(dir))
	}
	if err != nil {
		return err
	}
	return g.withSecret(s, func(secret string) error {
		read, err := core.VerifyBackup(ctx, secret, v.Files...)
		if err != nil {
			return err
		}
		if !v.Yes {
			return v.ask(ctx, g, s, read)
		}
		done, aside, err := core.RestoreBackup(ctx, dir, secret, now.Now(), v.Files...)
		if err != nil {
			return err
		}
		shown := backupDocument(done)
		shown["data"], shown["kept_aside"] = dir, aside
		return s.result(shown, func() {
			s.line("%s sekarang berisi %s.", "%s now holds %s.", dir, contents(s, done))
			if aside != "" {
				s.line("Isi sebelumnya tersimpan di %s.", "What was there before lies in %s.", aside)
			}
		})
	})
}

// ask says what a restore would take away, and does nothing.
func (v *backupRestore) ask(ctx context.Context, g *Globals, s *say, read core.Backup) error {
	shown := backupDocument(read)
	shown["ok"] = false
	err := g.withShopAlone(ctx, s, func(engine *core.Engine) error {
		loss, err := engine.Backups.Lost(ctx, read)
		if err != nil {
			return err
		}
		shown["would_lose"] = lossDocument(engine, loss)
		return s.result(shown, func() {
			s.line("Cadangan: %s.", "The backup: %s.", contents(s, read))
			s.line("Yang datang sesudahnya (pelanggan: %d, nota: %d, perubahan: %d), terakhir:", "What came after it (customers: %d, orders: %d, changes: %d), the latest first:", loss.Customers, loss.Orders, loss.Entries)
			for _, entry := range loss.Latest {
				s.line("  %s  %s %s", "  %s  %s %s", entry.At.In(engine.Zone()).Format("2006-01-02 15:04"), entry.Action, entry.Subject)
			}
			s.line("Tambahkan --yes untuk memulihkan; isi sekarang akan disimpan di sampingnya.", "Give --yes to restore; what is there now will be kept beside it.")
		})
	})
	switch {
	case errors.Is(err, core.ErrTaken):
		return err
	case fault.KindOf(err) == fault.KindNotFound:
		return fault.Conflict("yes", "the backup is whole and %s holds no shop; give --yes to restore it there", g.Data)
	case err != nil:
		return fault.Conflict("yes", "the backup is whole; what it would replace cannot be opened (%s); give --yes to keep that aside and restore", err)
	}
	return &unclean{"nothing was restored"}
}

type backupList struct{}

// Run implements kong's command.
func (v *backupList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := engine.Backups.List(ctx)
		if err != nil {
			return err
		}
		shown := make([]map[string]any, len(found))
		for i, one := range found {
			shown[i] = backupDocument(one)
		}
		return s.result(map[string]any{"backups": shown}, func() {
			if len(found) == 0 {
				s.line("Belum ada cadangan harian; raja backup daily membuatnya.", "There is no daily backup yet; raja backup daily makes one.")
			}
			for _, one := range found {
				s.line("%s: %s", "%s: %s", one.File, contents(s, one))
			}
		})
	})
}

type backupDaily struct{}

// Run implements kong's command.
func (v *backupDaily) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		done, made, err := engine.Backups.Daily(ctx)
		if err != nil {
			return err
		}
		shown := map[string]any{"ok": true, "made": made}
		if made {
			shown = backupDocument(done)
			shown["made"] = true
		}
		return s.result(shown, func() {
			if made {
				s.line("%s: %s.", "%s: %s.", done.File, contents(s, done))
				tellWithout(s, done)
				return
			}
			s.line("Cadangan hari ini sudah ada.", "Today's backup is there already.")
		})
	})
}

// contents says what is in a backup.
func contents(s *say, b core.Backup) string {
	text := s.pick("%s pada %s (pelanggan: %d, nota: %d)", "%s on %s (customers: %d, orders: %d)")
	return fmt.Sprintf(text, b.Shop, b.At.Format("2006-01-02 15:04"), b.Customers, b.Orders)
}

func backupDocument(b core.Backup) map[string]any {
	without := make([]string, len(b.Without))
	for i, found := range b.Without {
		without[i] = found.Rule
	}
	return map[string]any{
		"ok": true, "without_rules": without, "file": b.File, "kind": b.Kind, "bytes": b.Bytes, "shop": b.Shop, "at": b.At,
		"customers": b.Customers, "orders": b.Orders, "entries": b.Entries, "root": b.Root,
	}
}

func lossDocument(engine *core.Engine, loss core.Loss) map[string]any {
	latest := make([]map[string]any, len(loss.Latest))
	for i, entry := range loss.Latest {
		latest[i] = map[string]any{"at": entry.At.In(engine.Zone()), "by": entry.By, "action": entry.Action, "subject": entry.Subject}
	}
	return map[string]any{"customers": loss.Customers, "orders": loss.Orders, "entries": loss.Entries, "latest": latest}
}
