package command

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/app/keychain"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type backupRestore struct {
	Files     []string `arg:"" help:"A whole backup, then its increments in order." type:"path"`
	Yes       bool     `help:"Do it; without this the command says what would be lost and does nothing."`
	OtherShop bool     `help:"With --yes: replace this shop by a backup of another one."`
	Plain     bool     `help:"With --yes: replace an encrypted shop by a backup that is not encrypted."`
	Damaged   bool     `help:"With --yes: take a backup whose records disagree, where there is no better one."`
	backupSecret
}

// present is the shop that a restore would replace.
type present struct {
	dir       string
	there     bool
	trouble   error // why it could not be opened
	name      string
	same      bool // as far as is known
	encrypted bool
	changed   bool // the passphrase, since the backup
	loss      core.Loss
	latest    map[string]any
	changes   []string
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
	return v.open(g, s, func(secret string) error {
		read, err := core.VerifyBackup(ctx, secret, v.Files...)
		if err != nil {
			return err
		}
		here := lookAt(ctx, g, s, dir, read)
		if !v.Yes {
			return v.ask(s, &here, read)
		}
		if err := v.agreed(&here, read); err != nil {
			return err
		}
		done, err := core.RestoreBackup(ctx, core.Restore{
			Dir: dir, Secret: secret, Now: now.Now(), Files: v.Files,
			Agree: func(made core.Restored) error {
				if made.Origin != read.Origin { // the file was another a moment ago
					return fault.Conflict("file", "was changed while it was read; run the command again")
				}
				return errors.Join(v.agreed(&here, made.Backup), v.sound(made.Findings))
			},
		})
		if err != nil {
			return err
		}
		if here.changed {
			forgetOther(dir, secret)
		}
		return tellRestored(s, &here, done)
	})
}

// lookAt learns what a restore would replace. What cannot be opened is taken
// for this very shop: that is what backups are for.
func lookAt(ctx context.Context, g *Globals, s *say, dir string, read core.Backup) present {
	here := present{dir: dir, same: true}
	here.encrypted, _ = core.Encrypted(dir) // what cannot be told is not
	here.changed = core.OtherSecret(dir, read)
	here.trouble = g.withShopAlone(ctx, s, func(engine *core.Engine) (err error) {
		here.name = engine.Business().Name
		if here.same, err = engine.Backups.Same(ctx, read); err != nil {
			return err
		}
		if here.loss, err = engine.Backups.Lost(ctx, read); err != nil {
			return err
		}
		here.latest = lossDocument(engine, here.loss)
		for _, entry := range here.loss.Latest {
			here.changes = append(here.changes, entry.At.In(engine.Zone()).Format("2006-01-02 15:04")+"  "+entry.Action+" "+entry.Subject)
		}
		return nil
	})
	here.there = fault.KindOf(here.trouble) != fault.KindNotFound
	return here
}

// agreed wants a clear word for what somebody might regret.
func (v *backupRestore) agreed(here *present, read core.Backup) error {
	if here.there && !here.same && !v.OtherShop {
		return fault.Conflict("other-shop", "is needed too: the backup is of another shop, %s, and %s holds %s; name another folder with --data, or give --other-shop to replace the one by the other",
			read.Shop, here.dir, here.name)
	}
	if here.encrypted && !read.Encrypted && !v.Plain {
		return fault.Conflict("plain", "is needed too: the shop is encrypted and the backup is not, so whoever holds this machine could read it afterwards; give --plain to restore it all the same, then encrypt it with raja key rotate")
	}
	return nil
}

// sound wants a clear word for a backup whose records disagree.
func (v *backupRestore) sound(findings []core.Finding) error {
	if len(findings) == 0 || v.Damaged {
		return nil
	}
	first := findings[0]
	return fault.Conflict("damaged", "is needed too: in the backup %s %s (findings: %d); choose another backup, or give --damaged to restore it all the same, then run raja check", first.Where, first.Message, len(findings))
}

// ask says what a restore would take away, and does nothing.
func (v *backupRestore) ask(s *say, here *present, read core.Backup) error {
	shown := backupDocument(read)
	shown["ok"], shown["other_shop"], shown["becomes_plain"] = false, here.there && !here.same, here.encrypted && !read.Encrypted
	if here.latest != nil {
		shown["would_lose"] = here.latest
	}
	err := s.result(shown, func() {
		s.line("Cadangan ini utuh: %s.", "This backup is whole: %s.", contents(s, read))
		tellUnproven(s, read)
		here.tell(s, read)
		flags := here.flags(read)
		s.line("Belum ada yang dipulihkan. Untuk memulihkan, tambahkan %s; isi map data sekarang tidak dihapus, hanya dipindahkan ke sampingnya.",
			"Nothing was restored yet. Give %s to restore; what is in the data folder now is not removed, only moved beside it.", flags)
	})
	return errors.Join(err, &unclean{"nothing was restored"})
}

// flags are the words that a restore needs here.
func (p *present) flags(read core.Backup) string {
	flags := "--yes"
	if p.there && !p.same {
		flags += " --other-shop"
	}
	if p.encrypted && !read.Encrypted {
		flags += " --plain"
	}
	return flags
}

// tell says what a restore would replace.
func (p *present) tell(s *say, read core.Backup) {
	switch {
	case !p.there:
		s.line("Di %s belum ada toko.", "There is no shop in %s yet.", p.dir)
		return
	case p.trouble != nil:
		s.line("Isi %s sekarang tidak dapat dibuka: %s", "What is in %s now cannot be opened: %s", p.dir, fault.As(p.trouble).Message)
	case !p.same:
		s.line("Cadangan ini dari toko LAIN, %s; di %s sekarang ada %s, dan seluruh isinya akan diganti:", "This backup is of ANOTHER shop, %s; %s holds %s now, and all of it would be replaced:", read.Shop, p.dir, p.name)
	case p.loss.Entries == 0:
		s.line("Sejak cadangan ini tidak ada yang berubah.", "Nothing has changed since this backup.")
	default:
		s.line("Yang dicatat sesudahnya akan hilang dari toko:", "What was recorded after it would be gone from the shop:")
	}
	if p.loss.Entries > 0 {
		s.line("  pelanggan: %d, nota: %d, perubahan: %d; yang terakhir:", "  customers: %d, orders: %d, changes: %d; the latest first:", p.loss.Customers, p.loss.Orders, p.loss.Entries)
	}
	for _, change := range p.changes {
		s.line("  %s", "  %s", change)
	}
	if p.encrypted && !read.Encrypted {
		s.line("Toko ini terenkripsi, cadangan ini tidak: sesudah dipulihkan, siapa pun yang memegang komputer ini dapat membacanya.",
			"The shop is encrypted, this backup is not: once restored, whoever holds this machine can read it.")
	}
	if p.changed {
		s.line("Kata sandi dan kode pemulihan kembali menjadi yang berlaku waktu cadangan ini dibuat.", "The passphrase and the recovery code become those of the day of this backup again.")
	}
}

// forgetOther drops a passphrase in the keychain that no longer opens the shop.
func forgetOther(dir, secret string) {
	if kept, found := keychain.Get(dir); found && kept != secret {
		_ = keychain.Forget(dir) // one that stays is refused, and said to be wrong
	}
}

// tellRestored says where everything is now.
func tellRestored(s *say, here *present, done core.Restored) error {
	shown := backupDocument(done.Backup)
	shown["data"], shown["kept_aside"], shown["daily_carried"], shown["daily_left"] = here.dir, done.Aside, done.Carried, done.Left
	shown["passphrase_changed"] = here.changed
	return s.result(shown, func() {
		s.line("%s sekarang berisi %s.", "%s now holds %s.", here.dir, contents(s, done.Backup))
		tellUnproven(s, done.Backup)
		if done.Aside != "" {
			s.line("Isi sebelumnya tersimpan di %s.", "What was there before lies in %s.", done.Aside)
		}
		if here.changed {
			s.line("Kata sandi dan kode pemulihan sekarang yang berlaku waktu cadangan ini dibuat; raja key change menggantinya, raja key remember menyimpannya lagi di komputer ini.",
				"The passphrase and the recovery code are now those of the day of this backup; raja key change changes it, raja key remember keeps it on this machine again.")
		}
		if done.Carried > 0 {
			s.line("Cadangan harian tetap ada (%d); raja backup list menampilkannya.", "The daily backups are kept (%d); raja backup list shows them.", done.Carried)
		}
		if done.Left > 0 {
			s.line("Cadangan harian toko lain, yang rusak, atau yang tidak dapat dipindahkan (%d) tetap di %s.", "Daily backups of another shop, damaged ones, or those that cannot be moved (%d), stay in %s.", done.Left, done.Aside)
		}
	})
}
