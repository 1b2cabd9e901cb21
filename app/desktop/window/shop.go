package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/app/api"
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

	cool   context.CancelFunc // ends the warming of the search
	warmed chan struct{}      // closed when that has ended
}

// openShop opens the shop in dir, or creates it there.
func openShop(dir string) (*shop, error) {
	config, err := config()
	if err != nil {
		return nil, err
	}
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
	s.warm()
	s.contract.KeepBackups(engine)
	return s, s.contract.Prepare(engine)
}

// warm prepares the first search while the window is still being drawn.
func (s *shop) warm() {
	ctx, cancel := context.WithCancel(context.Background())
	s.cool, s.warmed = cancel, make(chan struct{})
	go func() {
		defer close(s.warmed)
		s.engine.Warm(ctx) //nolint:errcheck // the first search warms again and says what is wrong
	}()
}

func (s *shop) close() error {
	s.cool()
	<-s.warmed
	return errors.Join(s.contract.Close(), s.engine.Close())
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
