package plugin

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
)

// program is a module as machine code, in a runtime of its own: two modules
// share no limit and no host module.
type program struct {
	engine wazero.Runtime
	code   wazero.CompiledModule
	kept   wazero.CompilationCache // nil for none
}

// newProgram makes machine code of a metered module that may have so many pages
// of memory. Where only keeping it failed it is returned with the error.
func newProgram(ctx context.Context, kept wazero.CompilationCache, metered []byte, pages uint32) (*program, error) {
	config := engineConfig(pages)
	if kept != nil {
		config = config.WithCompilationCache(kept)
	}
	p := &program{engine: wazero.NewRuntimeWithConfig(ctx, config), kept: kept}
	code, err := p.engine.CompileModule(ctx, metered)
	if err == nil {
		p.code = code
		return p, nil
	}
	p.kept = nil // who opened it closes it when it is of no use
	return nil, errors.Join(fmt.Errorf("it does not compile: %w", err), p.close(ctx))
}

// offer gives the module what it may import.
func (p *program) offer(ctx context.Context) error {
	return errors.Join(offerRaja(ctx, p.engine), offerWasi(ctx, p.engine))
}

func (p *program) close(ctx context.Context) error {
	err := p.engine.Close(ctx)
	if p.kept != nil {
		err = errors.Join(err, p.kept.Close(ctx))
	}
	return err
}
