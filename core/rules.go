package core

import (
	"context"
	"slices"
	"sync"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// rules are the plugins of a shop. Each is compiled when it is first asked,
// so that a command pays only for the rules it needs.
type rules struct {
	host      *plugin.Host
	sources   []plugin.Source
	manifests []*plugin.Manifest // of sources, in order

	mu     sync.Mutex
	loaded map[string]*plugin.Rule // by hook
}

func newRules(sources []plugin.Source, cacheDir string) (*rules, error) {
	host, err := plugin.NewHost(plugin.Options{CacheDir: cacheDir})
	if err != nil {
		return nil, err
	}
	r := &rules{host: host, sources: sources, loaded: map[string]*plugin.Rule{}}
	for _, source := range sources {
		manifest, err := plugin.ParseManifest(source.Manifest)
		if err != nil {
			return nil, err
		}
		r.manifests = append(r.manifests, manifest)
	}
	return r, nil
}

// answering returns the rule that answers hook.
func (r *rules) answering(ctx context.Context, hook string) (*plugin.Rule, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if rule, ok := r.loaded[hook]; ok {
		return rule, nil
	}
	at := r.find(hook)
	if at < 0 {
		return nil, fault.Unavailable("plugin", "no rule answers %s", hook)
	}
	rule, err := r.host.Load(ctx, r.sources[at])
	if err == nil {
		r.loaded[hook] = rule
	}
	return rule, err
}

// manifest returns the manifest of the rule that answers hook, or nil. It
// compiles nothing.
func (r *rules) manifest(hook string) *plugin.Manifest {
	if at := r.find(hook); at >= 0 {
		return r.manifests[at]
	}
	return nil
}

// find returns the place of the first rule that answers hook, or -1.
func (r *rules) find(hook string) int {
	return slices.IndexFunc(r.manifests, func(manifest *plugin.Manifest) bool {
		_, answers := manifest.Hooks[hook]
		return answers
	})
}

func (r *rules) close() error { return r.host.Close(context.Background()) }

// header starts the header of a question asked now about asOf.
func (s *shop) header(asOf int32, window uint32) abi.Header {
	now := s.clock.Now()
	_, offset := now.In(s.zone).Zone()
	return abi.Header{
		Currency: abi.PackCurrency(s.business.Currency.Code), Exponent: uint32(s.business.Currency.Exponent),
		NowUnixMs: now.UnixMilli(), AsOfDay: asOf, TzOffsetMin: int32(offset / 60), WindowDays: window,
	}
}
