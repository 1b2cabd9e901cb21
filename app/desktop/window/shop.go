package window

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/command"
	"github.com/raja-crm/raja/app/keychain"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/plugins/standard"
)

// shop is an open engine with its contract.
type shop struct {
	engine   *core.Engine
	contract *api.API
	dialogs  *dialogs
	host     io.Closer // lets the command line use the shop as well
}

// openShop opens the shop in dir, or creates it there.
func openShop(dir string) (*shop, error) {
	config, err := config()
	if err != nil {
		return nil, err
	}
	config.Secret = secret(dir)
	engine, err := core.Open(context.Background(), dir, config)
	if fault.KindOf(err) == fault.KindNotFound {
		engine, err = core.Create(context.Background(), dir, core.Business{Name: "Toko saya"}, config)
	}
	if err != nil {
		return nil, err
	}
	s := &shop{engine: engine, dialogs: &dialogs{}}
	if s.contract, err = api.New(engine, s.dialogs); err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	s.lend(dir)
	s.contract.KeepWarm(engine)
	s.contract.KeepBackups(engine)
	s.contract.KeepWatch(engine)
	return s, s.contract.Prepare(engine)
}

// lend lets the command line use the shop while the window is open. Where that
// cannot be, the window works all the same.
func (s *shop) lend(dir string) {
	host, err := command.Host(dir, s.engine)
	if err != nil {
		slog.Warn(err.Error())
		s.host = io.NopCloser(nil)
		return
	}
	s.host = host
}

func (s *shop) close() error {
	lent := s.host.Close()
	return errors.Join(lent, s.contract.Close(), s.engine.Close())
}

// secret is what opens an encrypted shop without asking: the environment's, or
// the keychain's.
func secret(dir string) string {
	if given := os.Getenv("RAJA_PASSPHRASE"); given != "" {
		return given
	}
	kept, _ := keychain.Get(dir) // none is the usual case
	return kept
}

func config() (core.Config, error) {
	config := core.Config{Rules: standard.Rules(), Actor: "window"}
	if base, err := os.UserCacheDir(); err == nil {
		config.CacheDir = filepath.Join(base, "raja", "rules")
	}
	fixed, err := clock.Parse(os.Getenv("RAJA_NOW"))
	config.Clock = fixed
	return config, err
}
