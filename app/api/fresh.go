package api

import (
	"context"
	"sync"
	"time"

	"github.com/raja-crm/raja/core"
)

// freshness keeps what is read of segments to the day of reading: the first who
// asks on a new day has them decided anew, as a job that a page can show, and
// whoever asks meanwhile waits for it.
type freshness struct {
	mu    sync.Mutex
	tried time.Time     // when it was begun last, by the shop's clock
	ended chan struct{} // closed when that job has ended; nil before the first
}

// again is how long after a job that left segments of another day, because its
// rule failed, the next one is begun.
const again = time.Minute

// current waits until the segments are of today, or until they cannot be: what
// a rule that fails has left is shown with the day that it is of.
func (s *service) current(ctx context.Context) error {
	stale, err := s.engine.Segments.Stale(ctx)
	if err != nil || len(stale) == 0 {
		return err
	}
	ended, err := s.fresh.begin(s.engine, s.jobs)
	if err != nil {
		return err
	}
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// begin starts the job unless it goes on, or went on a moment ago.
func (t *freshness) begin(engine *core.Engine, jobs *jobs) (<-chan struct{}, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := engine.Now()
	if t.ended != nil && (!done(t.ended) || now.Sub(t.tried).Abs() < again) {
		return t.ended, nil
	}
	ended := make(chan struct{})
	_, err := jobs.startUntil(ended, jobSegments, "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
		return nil, engine.Segments.Refresh(ctx, func(done, total int) { tell(int64(done), int64(total)) })
	})
	if err == nil {
		t.ended, t.tried = ended, now
	}
	return ended, err
}

func done(ended <-chan struct{}) bool {
	select {
	case <-ended:
		return true
	default:
		return false
	}
}
