package command

import (
	"context"
	"fmt"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
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
				s.line("Berkas itu tidak dapat dilanjutkan: perubahannya sudah tidak tersimpan, atau kata sandinya kini lain; cadangan lengkap dibuat.", "That file cannot be continued: the changes since are no longer kept, or the passphrase is another now; a whole backup was made instead.")
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
	backupSecret
}

// Run implements kong's command.
func (v *backupVerify) Run(ctx context.Context, g *Globals, s *say) error {
	var read core.Backup
	err := v.open(g, s, func(secret string) (err error) {
		read, err = core.VerifyBackup(ctx, secret, v.Files...)
		return err
	})
	if err != nil {
		return err
	}
	return s.result(backupDocument(read), func() {
		s.line("Cadangan ini utuh: %s.", "This backup is whole: %s.", contents(s, read))
		tellUnproven(s, read)
	})
}

// tellUnproven says what an encrypted backup of an earlier Raja cannot prove.
func tellUnproven(s *say, read core.Backup) {
	if read.Unproven {
		s.line("Cadangan terenkripsi ini dibuat Raja yang lebih lama: tidak dapat dibuktikan bahwa akhirnya tidak dipotong orang. Buat yang baru dengan raja backup create.",
			"An earlier Raja made this encrypted backup: it cannot be proved that nobody cut its end off. Make a new one with raja backup create.")
	}
}

type backupList struct {
	Verify bool `help:"Read every byte of each; without it only the head and the size are looked at."`
}

// Run implements kong's command. A shop that cannot be opened has its backups
// all the same: that is when they are wanted.
func (v *backupList) Run(ctx context.Context, g *Globals, s *say) error {
	if g.host == nil {
		dir, err := g.dir()
		if err != nil {
			return err
		}
		found, err := core.ListBackups(ctx, dir, v.Verify)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return v.tell(s, found)
		}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error { // which says what is wrong with an empty folder
		list := engine.Backups.List
		if v.Verify {
			list = func(ctx context.Context) ([]core.Backup, error) { return engine.Backups.ListVerified(ctx, nil) }
		}
		found, err := list(ctx)
		if err != nil {
			return err
		}
		return v.tell(s, found)
	})
}

func (v *backupList) tell(s *say, found []core.Backup) error {
	shown, damaged := make([]map[string]any, len(found)), 0
	for i, one := range found {
		shown[i] = backupDocument(one)
		shown[i]["ok"], shown[i]["verified"], shown[i]["damage"] = one.Damage == "", one.Verified, one.Damage
		damaged += min(len(one.Damage), 1)
	}
	err := s.result(map[string]any{"backups": shown, "damaged": damaged}, func() { tellList(s, found, damaged) })
	if err == nil && damaged > 0 {
		err = &unclean{"a backup is damaged"}
	}
	return err
}

func tellList(s *say, found []core.Backup, damaged int) {
	if len(found) == 0 {
		s.line("Belum ada cadangan harian; raja backup daily membuatnya.", "There is no daily backup yet; raja backup daily makes one.")
	}
	unread := 0
	for _, one := range found {
		switch {
		case one.Damage != "":
			s.line("RUSAK  %s", "DAMAGED  %s", one.Damage)
		case one.Verified:
			s.line("utuh  %s: %s", "whole  %s: %s", people.Tidy(one.File), contents(s, one))
		default:
			s.line("ada  %s: %s", "there  %s: %s", people.Tidy(one.File), contents(s, one))
			unread++
		}
	}
	if unread > 0 {
		s.line("Baru kepala dan ukuran berkas yang dilihat; raja backup list --verify membaca seluruh isinya.", "Only the head and the size of each were looked at; raja backup list --verify reads all of it.")
	}
	if damaged > 0 {
		s.line("Berkas yang rusak tidak dapat dipulihkan; buat yang baru dengan raja backup create.", "A damaged file cannot be restored; make a new one with raja backup create.")
	}
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
		"ok": true, "encrypted": b.Encrypted, "without_rules": without, "file": b.File, "kind": b.Kind, "bytes": b.Bytes, "shop": b.Shop, "at": b.At,
		"customers": b.Customers, "orders": b.Orders, "entries": b.Entries, "root": b.Root, "end_proven": !b.Unproven,
	}
}

func lossDocument(engine *core.Engine, loss core.Loss) map[string]any {
	latest := make([]map[string]any, len(loss.Latest))
	for i, entry := range loss.Latest {
		latest[i] = map[string]any{"at": entry.At.In(engine.Zone()), "by": entry.By, "action": entry.Action, "subject": entry.Subject}
	}
	return map[string]any{"customers": loss.Customers, "orders": loss.Orders, "entries": loss.Entries, "latest": latest}
}
