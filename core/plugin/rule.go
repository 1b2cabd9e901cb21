package plugin

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/form"
)

// Rule is one admitted rule, warm and ready. It may be asked from many
// goroutines; more than Options.Instances at once wait for each other.
type Rule struct {
	manifest *Manifest
	view     *view
	form     *form.Form
	options  Options
	cache    wazero.CompilationCache // nil without a folder
	engine   wazero.Runtime
	code     wazero.CompiledModule
	idle     chan *instance // warm instances
	slots    chan struct{}  // one entry a living instance
}

// newRule admits a module. The runtime is the rule's own: two rules share no
// memory, no limit and no host module.
func newRule(ctx context.Context, options Options, m *Manifest, f *form.Form, wasm []byte) (*Rule, error) {
	if err := checkOutline(wasm); err != nil {
		return nil, refuse(m, err)
	}
	r := &Rule{
		manifest: m, view: newView(m), form: f, options: options,
		idle: make(chan *instance, options.Instances), slots: make(chan struct{}, options.Instances),
	}
	if err := r.startEngine(ctx); err != nil {
		return nil, fault.Unavailable("plugin", "the folder of compiled rules: %s", err).Because(err)
	}
	if err := r.admit(ctx, wasm); err != nil {
		return nil, errors.Join(refuse(m, err), r.Close(ctx))
	}
	return r, nil
}

func (r *Rule) startEngine(ctx context.Context) (err error) {
	config := engineConfig(r.manifest.Limits.MemoryPages)
	if r.options.CacheDir != "" {
		if r.cache, err = wazero.NewCompilationCacheWithDir(r.options.CacheDir); err != nil {
			return err
		}
		config = config.WithCompilationCache(r.cache)
	}
	r.engine = wazero.NewRuntimeWithConfig(ctx, config)
	return nil
}

// refuse is the one sentence a person reads about a rule that cannot be used.
func refuse(m *Manifest, err error) error {
	return fault.Invalid("plugin", "rule %s is refused: %s", m.ID, firstLine(err)).Because(err)
}

// admit compiles the module, holds it to the ABI and starts one instance.
func (r *Rule) admit(ctx context.Context, wasm []byte) (err error) {
	if r.code, err = r.engine.CompileModule(ctx, wasm); err != nil {
		return fmt.Errorf("it does not compile: %w", err)
	}
	if err := checkExports(r.code, r.manifest); err != nil {
		return err
	}
	if err := errors.Join(offerRaja(ctx, r.engine), offerWasi(ctx, r.engine)); err != nil {
		return err
	}
	first, err := newInstance(ctx, r.engine, r.code, r.manifest)
	if err != nil {
		return fmt.Errorf("it does not start: %w", err)
	}
	text, err := first.selfDescription(ctx)
	if err != nil {
		return fmt.Errorf("it cannot describe itself: %s", lastWords(first.visit.stderr.String(), err))
	}
	if err := checkDescription(text, r.manifest); err != nil {
		return err
	}
	r.slots <- struct{}{}
	r.idle <- first
	return nil
}

// Manifest returns what the rule says of itself. It must not be changed.
func (r *Rule) Manifest() *Manifest { return r.manifest }

// Form returns the rule's settings. It must not be changed.
func (r *Rule) Form() *form.Form { return r.form }

// Close frees the rule. A call that is under way ends with an error.
func (r *Rule) Close(ctx context.Context) error {
	err := r.engine.Close(ctx)
	if r.cache != nil {
		err = errors.Join(err, r.cache.Close(ctx))
	}
	return err
}

// Segment answers one row a facts row, in the same order.
func (r *Rule) Segment(ctx context.Context, in *abi.Batch) ([]abi.SegmentRow, error) {
	return ask(ctx, r, "segment", in, (*abi.SegmentRow).Read, r.manifest.checkSegment)
}

// Loyalty answers one row an order; with no order, one a facts row with
// points 0.
func (r *Rule) Loyalty(ctx context.Context, in *abi.Batch) ([]abi.LoyaltyRow, error) {
	check := r.manifest.checkLoyalty
	if len(in.Orders) == 0 {
		check = r.manifest.checkRecalculation
	}
	return ask(ctx, r, "loyalty", in, (*abi.LoyaltyRow).Read, check)
}

// AfterHours answers at most abi.MaxOptions rows for the one visit, best
// first. No row means that the rule has nothing to offer.
func (r *Rule) AfterHours(ctx context.Context, in *abi.Batch) ([]abi.AfterHoursRow, error) {
	return ask(ctx, r, "after_hours", in, (*abi.AfterHoursRow).Read, r.manifest.checkAfterHours)
}

// FollowUp answers one row an event; with no event, one a facts row.
func (r *Rule) FollowUp(ctx context.Context, in *abi.Batch) ([]abi.FollowUpRow, error) {
	return ask(ctx, r, "follow_up", in, (*abi.FollowUpRow).Read, r.manifest.checkFollowUp)
}

func firstLine(err error) string {
	var thrown failure
	if errors.As(err, &thrown) {
		return thrown.message
	}
	for i, c := range err.Error() {
		if c == '\n' {
			return err.Error()[:i]
		}
	}
	return err.Error()
}
