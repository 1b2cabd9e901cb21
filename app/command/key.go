package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/app/keychain"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
)

type keyVerbs struct {
	Status   keyStatus   `cmd:"" help:"Say whether the data folder is encrypted."`
	Change   keyChange   `cmd:"" help:"Change the passphrase."`
	Recovery keyRecovery `cmd:"" help:"Make a new recovery code; the old one opens nothing any more."`
	Rotate   keyRotate   `cmd:"" help:"Encrypt everything anew with new keys, also a shop that was not encrypted."`
	Remember keyRemember `cmd:"" help:"Keep the passphrase in this machine's keychain, so that nobody has to type it."`
	Forget   keyForget   `cmd:"" help:"Take the passphrase out of this machine's keychain."`
	Decrypt  keyDecrypt  `cmd:"" help:"Write everything without encryption."`
}

type keyStatus struct{}

// Run implements kong's command. Whether there are keys needs no key.
func (v *keyStatus) Run(g *Globals, s *say) error {
	dir, err := g.dir()
	if err != nil {
		return err
	}
	encrypted, err := core.Encrypted(dir)
	if err != nil {
		return err
	}
	return s.result(map[string]any{"encrypted": encrypted}, func() {
		if encrypted {
			s.line("Data toko ini terenkripsi.", "This shop's data is encrypted.")
			return
		}
		s.line("Data toko ini tidak terenkripsi; raja key rotate mengenkripsinya.", "This shop's data is not encrypted; raja key rotate encrypts it.")
	})
}

// newPassphrase is how a verb is given a passphrase to set.
type newPassphrase struct {
	New string `name:"new-passphrase-file" help:"A file whose first line is the new passphrase; without it Raja asks." type:"path" placeholder:"FILE"`
}

type keyChange struct{ newPassphrase }

// Run implements kong's command.
func (v *keyChange) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShopAlone(ctx, s, func(engine *core.Engine) error {
		passphrase, err := v.read(s)
		if err != nil {
			return err
		}
		if err := engine.Keys.SetPassphrase(ctx, passphrase); err != nil {
			return err
		}
		return s.result(map[string]any{"ok": true}, func() {
			s.line("Kata sandi sudah diganti. Cadangan yang dibuat sebelum ini tetap dibuka dengan kata sandi lama.", "The passphrase was changed. Backups made before now still open with the old one.")
		})
	})
}

type keyRecovery struct{}

// Run implements kong's command.
func (v *keyRecovery) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShopAlone(ctx, s, func(engine *core.Engine) error {
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
	return g.withShopAlone(ctx, s, func(engine *core.Engine) error {
		passphrase, err := v.read(s)
		if err != nil {
			return err
		}
		ring, code, err := core.NewKeys(passphrase)
		if err != nil {
			return err
		}
		// The code is told once it holds: the passphrase opens the shop until
		// then, and after a power cut as well.
		err = engine.Keys.Rotate(ctx, ring)
		if errors.Is(err, store.ErrFailed) {
			fmt.Fprintln(s.err, "raja: "+s.pick("bila toko sekarang terbuka dengan kata sandi baru, kode pemulihannya: ", "should the shop open with the new passphrase now, its recovery code is: ")+code)
		}
		if err != nil {
			return err
		}
		return s.result(map[string]any{"encrypted": true, "recovery": code}, func() {
			tellRecovery(s, code)
			s.line("Data toko sekarang dienkripsi dengan kunci baru. Cadangan yang sudah ada, juga yang harian, tetap seperti semula: hapus yang tidak boleh terbaca.", "The shop's data is encrypted with new keys now. Backups that are there already, the daily ones too, stay as they are: remove those that must not be read.")
		})
	})
}

type keyRemember struct{}

// Run implements kong's command.
func (v *keyRemember) Run(ctx context.Context, g *Globals, s *say) error {
	dir, err := g.dir()
	if err != nil {
		return err
	}
	opened := ""
	err = g.withSecret(s, func(secret string) error {
		opened = secret
		return g.alone((&Globals{Data: dir, Now: g.Now}).tryOpen(ctx, secret))
	})
	if err != nil {
		return err
	}
	if opened == "" {
		return fault.Conflict("data", "this shop is not encrypted; there is nothing to remember")
	}
	if err := keychain.Set(dir, opened); err != nil {
		return err
	}
	return s.result(map[string]any{"ok": true}, func() {
		s.line("Kata sandi disimpan di tempat penyimpanan sandi komputer ini; Raja tidak menanyakannya lagi di sini.", "The passphrase is kept in this machine's keychain; Raja no longer asks for it here.")
	})
}

// tryOpen opens the shop with a secret and closes it.
func (g *Globals) tryOpen(ctx context.Context, secret string) error {
	config, err := g.config()
	if err != nil {
		return err
	}
	config.Secret = secret
	engine, err := core.Open(ctx, g.Data, config)
	if err != nil {
		return err
	}
	return engine.Close()
}

type keyForget struct{}

// Run implements kong's command.
func (v *keyForget) Run(_ context.Context, g *Globals, s *say) error {
	dir, err := g.dir()
	if err == nil {
		err = keychain.Forget(dir)
	}
	if err != nil {
		return err
	}
	return s.result(map[string]any{"ok": true}, func() {
		s.line("Kata sandi dihapus dari tempat penyimpanan sandi komputer ini.", "The passphrase was taken out of this machine's keychain.")
	})
}

type keyDecrypt struct{}

// Run implements kong's command.
func (v *keyDecrypt) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShopAlone(ctx, s, func(engine *core.Engine) error {
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
	s.line("Tulis dan simpan di tempat aman. Kode ini membuka data bila Anda lupa kata sandi, dan tidak akan ditampilkan lagi.", "Write it down and keep it safe. It opens the data when the passphrase is forgotten, and is not shown again.")
}
