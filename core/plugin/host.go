package plugin

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
)

// MaxModule is the largest plugin.wasm, in bytes.
const MaxModule = 8 << 20

// Source is a rule as it is delivered: manifest.json, plugin.wasm, and
// config.schema.json where it has settings.
type Source struct {
	Manifest, Wasm, Schema []byte

	Cap    Limits // the owner's limits; what is zero is left to the manifest
	Breaks Keeper // remembers the rule's faults; nil forgets them with the process
	Trial  bool   // only tried, by who writes it: faults do not pause it
}

// Options tune a Host. The zero value is a sensible host without a cache.
type Options struct {
	// CacheDir keeps compiled modules between runs; "" compiles each time. It
	// holds executable code, so it is made private to the user (0700) and
	// what lies in it is sealed with CacheKey.
	CacheDir string
	CacheKey []byte // secret; nil keeps one inside CacheDir

	// CacheBytes is how much may lie there, 0 for 256 MiB. What was used longest
	// ago goes first, and what was not used for thirty days goes anyway.
	CacheBytes int64

	// Library shares what is compiled with other hosts of this process; nil
	// compiles each rule for this host alone.
	Library *Library

	// Instances is how many calls one rule answers at once; 0 means the
	// number of processors, at most two.
	Instances int

	// Clock tells when faults happen; nil is the wall clock.
	Clock clock.Clock

	// OnFault is told every fault of a rule, from the goroutine that asked. It
	// may keep it, and say in Fault.Kept where.
	OnFault func(*Fault)

	// OnCall begins to measure a single call of a rule, which nothing can stop
	// while it lasts, and returns what ends measuring; both run in the goroutine
	// that asks. nil measures nothing.
	OnCall func() (end func())
}

// Host compiles rules and closes them. It may be used from many goroutines.
type Host struct {
	options Options
	cache   *cache // nil without a folder
	mu      sync.Mutex
	rules   []*Rule
	closed  bool
}

// NewHost makes a host, and its cache folder when it has one.
func NewHost(options Options) (*Host, error) {
	if options.Instances == 0 {
		options.Instances = min(2, runtime.GOMAXPROCS(0))
	}
	if options.Clock == nil {
		options.Clock = clock.System{}
	}
	if options.CacheBytes == 0 {
		options.CacheBytes = cacheBytes
	}
	h := &Host{options: options}
	if options.CacheDir != "" {
		kept, err := newCache(options.CacheDir, options.CacheKey, options.CacheBytes)
		if err != nil {
			return nil, fault.Unavailable("plugin", "the folder of compiled rules: %s", err).Because(err)
		}
		h.cache = kept
	}
	return h, nil
}

// privateDir makes dir readable by its owner only, also when it was there.
func privateDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return os.Chmod(dir, 0o700)
}

// Load checks, compiles and starts a rule. A rule that cannot be admitted is
// refused with one fault.Invalid sentence for field "plugin". The first load
// of a large module takes seconds; the cache makes later ones fast. When ctx
// ends Load returns at once; the engine, which cannot be stopped while it
// compiles, ends later by itself.
func (h *Host) Load(ctx context.Context, source Source) (*Rule, error) {
	rule, err := h.make(ctx, source)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, errors.Join(fault.Unavailable("plugin", "the plugin host is closed"), rule.Close(ctx))
	}
	h.rules = append(h.rules, rule)
	return rule, nil
}

// make makes a rule in a goroutine of its own, and no longer waits for it when
// ctx ends.
func (h *Host) make(ctx context.Context, source Source) (*Rule, error) {
	type made struct {
		rule *Rule
		err  error
	}
	back, apart := make(chan made, 1), context.WithoutCancel(ctx)
	go func() {
		rule, err := newRuleSafely(apart, h.options, h.cache, source)
		back <- made{rule, err}
	}()
	select {
	case m := <-back:
		return m.rule, m.err
	case <-ctx.Done():
		go func() {
			if m := <-back; m.rule != nil {
				_ = m.rule.Close(apart) // nobody knows it
			}
		}()
		return nil, fmt.Errorf("load a rule: %w", ctx.Err())
	}
}

// newRuleSafely turns a stumble of the engine over a module into a refusal.
func newRuleSafely(ctx context.Context, options Options, c *cache, source Source) (rule *Rule, err error) {
	defer func() {
		if caught := recover(); caught != nil {
			rule, err = nil, fault.Invalid("plugin", "the engine stumbles over the module: %.200v", caught)
		}
	}()
	return newRule(ctx, options, c, source)
}

// Unload frees one rule. A question that is under way ends with an error.
func (h *Host) Unload(ctx context.Context, rule *Rule) error {
	h.mu.Lock()
	h.rules = slices.DeleteFunc(h.rules, func(r *Rule) bool { return r == rule })
	h.mu.Unlock()
	return rule.Close(ctx)
}

// Close stops every rule. Questions that are under way end with an error.
func (h *Host) Close(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	var all error
	for _, rule := range h.rules {
		all = errors.Join(all, rule.Close(ctx))
	}
	h.rules = nil
	return all
}
