package plugin

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// compile meters the module and makes machine code of it, or finds both in the
// cache. A cache that cannot be used costs time and nothing else.
func (r *Rule) compile(ctx context.Context, c *cache, wasm []byte, pages uint32) (err error) {
	module := fmt.Sprintf("%s %d pages meter %d", r.sum, pages, meter.Version)
	metered := c.metered(module)
	kept := metered != nil
	if !kept {
		if metered, err = meter.Rewrite(wasm, pages); err != nil {
			return err
		}
	}
	build := func(kept wazero.CompilationCache) error { return r.build(ctx, kept, metered) }
	switch {
	case c == nil:
		return build(nil)
	case kept:
		err = c.with(ctx, c.place(module), build)
	default:
		err = c.fill(ctx, module, metered, build)
	}
	if err == nil || r.code != nil { // compiled, perhaps only not kept
		return nil
	}
	return errors.Join(r.free(ctx), build(nil))
}

// build makes machine code of a metered module, in a runtime of its own.
func (r *Rule) build(ctx context.Context, kept wazero.CompilationCache, metered []byte) (err error) {
	config := engineConfig(r.manifest.Limits.MemoryPages)
	if kept != nil {
		config = config.WithCompilationCache(kept)
	}
	r.engine, r.kept = wazero.NewRuntimeWithConfig(ctx, config), kept
	if r.code, err = r.engine.CompileModule(ctx, metered); err != nil {
		return fmt.Errorf("it does not compile: %w", err)
	}
	return nil
}
