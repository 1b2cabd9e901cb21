package plugin

import (
	"context"
	"errors"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/sys"
)

// How a call is stopped is decided in this file and nowhere else: the engine
// is told to look at the deadline at every loop.

// startTimeout bounds _initialize and raja_describe: a Go rule starts its
// whole runtime there, on a machine that may be slow.
const startTimeout = 10 * time.Second

// engineConfig is the engine with everything off that a rule does not need.
// SIMD stays off: every instruction of a rule must be one that can be counted.
func engineConfig(pages uint32) wazero.RuntimeConfig {
	return wazero.NewRuntimeConfig().
		WithCloseOnContextDone(true).
		WithMemoryLimitPages(pages).
		WithCoreFeatures(api.CoreFeaturesV2.SetEnabled(api.CoreFeatureSIMD, false))
}

// bounded gives a call its deadline.
func bounded(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, limit)
}

// stopped reports whether err means that a call ran into its deadline.
func stopped(err error) bool {
	var exit *sys.ExitError
	return errors.As(err, &exit) && exit.ExitCode() == sys.ExitCodeDeadlineExceeded
}
