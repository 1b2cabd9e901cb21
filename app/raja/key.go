package main

import (
	"context"

	"github.com/raja-crm/raja/core"
)

type keyVerbs struct {
	Status   keyStatus   `cmd:"" help:"Say whether the data folder is encrypted."`
	Change   keyChange   `cmd:"" help:"Change the passphrase."`
	Recovery keyRecovery `cmd:"" help:"Make a new recovery code; the old one opens nothing any more."`
	Rotate   keyRotate   `cmd:"" help:"Encrypt everything anew with new keys, also a shop that was not encrypted."`
	Decrypt  keyDecrypt  `cmd:"" help:"Write everything without encryption."`
}

type keyStatus struct{}

// Run implements kong's command.
func (v *keyStatus) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		encrypted := engine.Keys.Encrypted()
		return s.result(map[string]any{"encrypted": encrypted}, func() {
			if encrypted {
				s.line("Data toko ini terenkripsi.", "This shop's data is encrypted.")
				return
			}
			s.line("Data toko ini tidak terenkripsi; raja key rotate mengenkripsinya.", "This shop's data is not encrypted; raja key rotate encrypts it.")
		})
	})
}

// newPassphrase is how a verb is given a passphrase to set.
type newPassphrase struct {
	New string `name:"new-passphrase-file" help:"A file whose first line is the new passphrase; without it Raja asks." type:"path" placeholder:"FILE"`
}

type keyChange struct{ newPassphrase }

// Run implements kong's command.
func (v *keyChange) Run(ctx context.Context, g *Globals, s *say) error {
	passphrase, err := v.read(s)
	if err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if err := engine.Keys.SetPassphrase(ctx, passphrase); err != nil {
			return err
		}
		return s.result(map[string]any{"ok": true}, func() {
			s.line("Kata sandi diganti. Cadangan lama tetap terbuka dengan yang lama.", "The passphrase was changed. Older backups still open with the old one.")
		})
	})
}

type keyRecovery struct{}

// Run implements kong's command.
func (v *keyRecovery) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		code, err := engine.Keys.NewRecovery(ctx)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"recovery": code}, func() { tellRecovery(s, code) })
	})
}

type keyRotate struct{ newPassphrase }

// Run implements kong's command.
func (v *keyRotate) Run(ctx context.Context, g *Globals, s *say) error {
	passphrase, err := v.read(s)
	if err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		code, err := engine.Keys.Rotate(ctx, passphrase)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"encrypted": true, "recovery": code}, func() {
			s.line("Semua data dienkripsi dengan kunci baru.", "Everything is encrypted with new keys.")
			tellRecovery(s, code)
		})
	})
}

type keyDecrypt struct{}

// Run implements kong's command.
func (v *keyDecrypt) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if err := engine.Keys.Decrypt(ctx); err != nil {
			return err
		}
		return s.result(map[string]any{"encrypted": false}, func() {
			s.line("Data toko ini tidak lagi terenkripsi.", "This shop's data is no longer encrypted.")
		})
	})
}

func tellRecovery(s *say, code string) {
	s.line("Kode pemulihan: %s", "Recovery code: %s", code)
	s.line("Tulis dan simpan di tempat aman. Kode ini membuka data bila kata sandi lupa, dan tidak ditampilkan lagi.", "Write it down and keep it safe. It opens the data when the passphrase is forgotten, and is not shown again.")
}
