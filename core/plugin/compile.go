package plugin

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// module is what a program is made of, and all that it depends on.
type module struct {
	sum     string // sha256 of plugin.wasm
	wasm    []byte
	asked   uint32 // pages of memory in the manifest; what its owner allows must not change what it spends
	allowed uint32 // pages that it gets
}

// name is where the metered module lies in the cache.
func (m module) name() string {
	return fmt.Sprintf("%s %d pages meter %d", m.sum, m.asked, meter.Version)
}

// compile meters the module and makes machine code of it, or finds both in the
// cache. A cache that cannot be used costs time and nothing else.
func (m module) compile(ctx context.Context, c *cache) (p *program, err error) {
	metered := c.metered(m.name())
	kept := metered != nil
	if !kept {
		if metered, err = meter.Rewrite(m.wasm, m.asked); err != nil {
			return nil, err
		}
	}
	build := func(kept wazero.CompilationCache) (err error) {
		p, err = newProgram(ctx, kept, metered, m.allowed)
		return err
	}
	switch {
	case c == nil:
		err = build(nil)
	case kept:
		err = c.with(ctx, c.place(m.name()), build)
	default:
		err = c.fill(ctx, m.name(), metered, build)
	}
	if p == nil && c != nil {
		err = build(nil)
	}
	if p == nil {
		return nil, err
	}
	if err := p.offer(ctx); err != nil { // any other error is that it was not kept
		return nil, errors.Join(err, p.close(ctx))
	}
	return p, nil
}
