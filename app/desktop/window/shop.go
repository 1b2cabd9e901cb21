package window

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/command"
	"github.com/raja-crm/raja/app/keychain"
	"github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/plugins/standard"
)

// shop is where the window's requests go: to an open engine, or to the page on
// which a shop is made.
type shop struct {
	engine  *core.Engine // nil until there is one, and for one that the page made
	foyer   *api.Foyer
	dialogs *dialogs
}

// openShop opens the shop in dir. Where there is none, the page makes it.
func openShop(dir string) (*shop, error) {
	config, err := config()
	if err != nil {
		return nil, err
	}
	config.Secret = secret(dir)
	engine, err := core.Open(context.Background(), dir, config)
	if err != nil && fault.KindOf(err) != fault.KindNotFound {
		return nil, err
	}
	s := &shop{engine: engine, dialogs: &dialogs{}}
	config.Secret = ""
	s.foyer, err = api.NewFoyer(api.House{Dir: dir, Config: config, Picker: s.dialogs, Tend: tender(dir), Invent: sample.Fill}, engine)
	if err != nil && engine != nil {
		return nil, errors.Join(err, engine.Close())
	}
	return s, err
}

// tender keeps what goes on beside a shop that is open in dir.
func tender(dir string) func(*api.API, *core.Engine) (io.Closer, error) {
	return func(contract *api.API, engine *core.Engine) (io.Closer, error) {
		host := lend(dir, engine)
		contract.KeepWarm(engine)
		contract.KeepBackups(engine)
		contract.KeepSound(engine)
		contract.KeepWatch(engine)
		return host, contract.Prepare(engine)
	}
}

// lend lets the command line use the shop while the window is open. Where that
// cannot be, the window works all the same.
func lend(dir string, engine *core.Engine) io.Closer {
	host, err := command.Host(dir, engine)
	if err != nil {
		slog.Warn(err.Error())
		return io.NopCloser(nil)
	}
	return host
}

func (s *shop) close() error {
	err := s.foyer.Close()
	if s.engine != nil {
		err = errors.Join(err, s.engine.Close())
	}
	return err
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
	cache, key := command.RuleCache()
	fixed, err := clock.Parse(os.Getenv("RAJA_NOW"))
	return core.Config{Rules: standard.Rules(), Actor: "window", CacheDir: cache, CacheKey: key, Clock: fixed}, err
}
