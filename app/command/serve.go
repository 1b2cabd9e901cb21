package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/loopback"
	"github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/frontend"
)

type serveVerb struct {
	Port int `help:"Port on 127.0.0.1; 0 takes a free one." default:"0"`
}

// closing is how long open requests may take when the server stops.
const closing = 5 * time.Second

// Run serves the shop, or where there is none yet, the page on which it is
// made.
func (v *serveVerb) Run(ctx context.Context, g *Globals, s *say) error {
	opened := false
	err := g.withShopAlone(ctx, s, func(engine *core.Engine) error {
		opened = true
		return v.serve(ctx, g, s, engine)
	})
	if !opened && fault.KindOf(err) == fault.KindNotFound {
		return v.serve(ctx, g, s, nil)
	}
	return err
}

func (v *serveVerb) serve(ctx context.Context, g *Globals, s *say, engine *core.Engine) error {
	dir, err := g.dir()
	if err != nil {
		return err
	}
	config, err := g.config()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", v.Port))
	if err != nil {
		return fault.Unavailable("port", "%d cannot be used; choose another with --port", v.Port).Because(err)
	}
	tend := func(contract *api.API, engine *core.Engine) (io.Closer, error) {
		contract.KeepBackups(engine)
		contract.KeepSound(engine)
		contract.KeepWatch(engine)
		contract.KeepWarm(engine)
		return g.lend(s, engine), contract.Prepare(engine)
	}
	foyer, err := api.NewFoyer(api.House{Dir: dir, Config: config, Tend: tend, Invent: sample.Fill}, engine)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	guarded := loopback.New(foyer, frontend.Dist(), listener.Addr().String())
	address := "http://" + listener.Addr().String() + "/#t=" + guarded.LaunchToken()
	err = s.result(map[string]string{"url": address}, func() {
		s.line("Raja menunggu di %s", "Raja is waiting at %s", address)
		s.line("Buka alamat ini di peramban komputer ini; Ctrl+C mengakhiri.", "Open this address in a browser on this machine; Ctrl+C ends it.")
	})
	return errors.Join(err, serve(ctx, listener, guarded), foyer.Close())
}

// lend lets the command line use the shop while it is served. Where that
// cannot be, it is said, and the page is served all the same.
func (g *Globals) lend(s *say, engine *core.Engine) io.Closer {
	dir, err := g.dir()
	if err != nil {
		return io.NopCloser(nil)
	}
	host, err := Host(dir, engine)
	if err != nil {
		fmt.Fprintln(s.err, "raja: "+err.Error())
		return io.NopCloser(nil)
	}
	return host
}

// serve answers until ctx ends.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fault.Unavailable("serve", "the server stopped").Because(err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	err := server.Shutdown(last)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	if stopped := <-ended; !errors.Is(stopped, http.ErrServerClosed) {
		err = errors.Join(err, stopped)
	}
	return err
}

type openapiVerb struct{}

func (v *openapiVerb) Run(s *say) error {
	description, err := api.Describe()
	if err == nil {
		_, err = s.out.Write(append(description, '\n'))
	}
	return err
}
