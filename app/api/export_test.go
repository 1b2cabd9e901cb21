package api

import "context"

// Begin starts a job of a test, which has no operation.
func (a *API) Begin(do func(ctx context.Context) error) (Job, error) {
	return a.jobs.start("export", "rows", func(ctx context.Context, _ func(done, total int64)) (any, error) {
		return nil, do(ctx)
	})
}

// Impatient gives cancelled jobs up at once.
func (a *API) Impatient() { a.jobs.patience = 0 }
