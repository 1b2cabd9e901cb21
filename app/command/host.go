package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/relay"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// Host lets the command line use the shop in dir, which is open here as
// engine. Close it before the engine.
func Host(dir string, engine *core.Engine) (*relay.Host, error) {
	return relay.Listen(dir, api.Version, func(ctx context.Context, call relay.Call, streams relay.Streams) int {
		words := make([]string, len(call.Words))
		for i, word := range call.Words {
			words[i] = string(word)
		}
		e := &errand{words: words, folder: string(call.Folder), host: &hosting{engine, call, streams}}
		return e.run(ctx, &say{out: streams.Out, err: streams.Err, in: streams.In, progress: streams.Progress})
	})
}

// hosting is a command that was typed elsewhere and runs here.
type hosting struct {
	engine  *core.Engine
	call    relay.Call
	streams relay.Streams
}

// settle takes what the caller's environment said in place of this one's.
func (g *Globals) settle(host *hosting) {
	g.host = host
	if host != nil {
		g.Data, g.Lang.answer, g.Now = string(host.call.Data), host.call.Lang, host.call.Now
	}
}

// with runs do as the caller, at her time.
func (h *hosting) with(g *Globals, do func(*core.Engine) error) error {
	now, err := g.clock()
	if err != nil {
		return err
	}
	return do(h.engine.As(actor, now))
}

// aloneErr is what becomes of a verb that needs the shop to itself.
func aloneErr(dir string) error {
	return fault.Unavailable("data", "%s is open in another Raja, and this can only be done while it is closed; close the window or end raja serve first", dir).Because(core.ErrTaken)
}
