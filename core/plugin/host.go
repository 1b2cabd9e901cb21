package plugin

import (
	"context"
	"errors"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/form"
)

// MaxModule is the largest plugin.wasm, in bytes.
const MaxModule = 8 << 20

// Source is a rule as it is delivered: manifest.json, plugin.wasm, and
// config.schema.json where it has settings.
type Source struct{ Manifest, Wasm, Schema []byte }

// Options tune a Host. The zero value is a sensible host without a cache.
type Options struct {
	// CacheDir keeps compiled modules between runs; "" compiles each time. It
	// holds executable code, so it is made private to the user (0700).
	CacheDir string

	// CallTimeout ends a call that does not come back; 0 means one second.
	CallTimeout time.Duration

	// Instances is how many calls one rule answers at once; 0 means the
	// number of processors, at most two.
	Instances int
}

// Host compiles rules and closes them. It may be used from many goroutines.
type Host struct {
	options Options
	mu      sync.Mutex
	rules   []*Rule
	closed  bool
}

// NewHost makes a host, and its cache folder when it has one.
func NewHost(options Options) (*Host, error) {
	if options.CallTimeout == 0 {
		options.CallTimeout = time.Second
	}
	if options.Instances == 0 {
		options.Instances = min(2, runtime.GOMAXPROCS(0))
	}
	if options.CacheDir != "" {
		if err := privateDir(options.CacheDir); err != nil {
			return nil, fault.Unavailable("plugin", "the folder of compiled rules: %s", err).Because(err)
		}
	}
	return &Host{options: options}, nil
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
// of a large module takes seconds; the cache makes later ones fast.
func (h *Host) Load(ctx context.Context, source Source) (*Rule, error) {
	manifest, err := ParseManifest(source.Manifest)
	if err != nil {
		return nil, err
	}
	settings, err := form.Parse(source.Schema)
	if err != nil {
		return nil, err
	}
	rule, err := newRule(ctx, h.options, manifest, settings, source.Wasm)
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

// Close stops every rule. Calls that are under way end with an error.
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
