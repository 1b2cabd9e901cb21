package api

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core/fault"
)

// Job is long work that goes on by itself: asked about, and cancelled, by id.
type Job struct {
	ID     string       `json:"id"`
	Kind   string       `json:"kind" enum:"import,import_undo,customers_change,customers_undo,export,segment_run,plugin_install,plugin_preview,plugins_ready,backup,backup_daily,backup_verify"`
	State  string       `json:"state" enum:"running,done,failed,cancelled"`
	Done   int64        `json:"done"`
	Total  int64        `json:"total" doc:"0 while unknown"`
	Unit   string       `json:"unit" enum:"bytes,rows,rules,files"`
	Result any          `json:"result"`
	Error  *FailureBody `json:"error"`
}

// Limits of jobs: how many ended ones are remembered, how many run at once,
// how many may wait for their turn, and how many may be given up.
const (
	maxJobs    = 50
	maxRunning = 2
	maxWaiting = 8
	maxGivenUp = 4
)

// patience is how long a cancelled job has to end. One that does not is given
// up: it counts as cancelled, and its turn goes to the next.
const patience = 5 * time.Second

// jobs runs long work, each in a goroutine that close waits for.
type jobs struct {
	mu       sync.Mutex
	known    map[string]*running
	order    []string // oldest first
	givenUp  int      // jobs that go on though they were given up
	wait     sync.WaitGroup
	ctx      context.Context
	endings  context.CancelFunc
	patience time.Duration
	turns    chan struct{} // holds one for every job that runs
}

type running struct {
	Job
	cancel context.CancelFunc
}

// work does a job. It calls tell as it goes on and returns when ctx ends.
type work func(ctx context.Context, tell func(done, total int64)) (any, error)

func newJobs() *jobs {
	ctx, cancel := context.WithCancel(context.Background())
	return &jobs{
		known: map[string]*running{}, ctx: ctx, endings: cancel, patience: patience, turns: make(chan struct{}, maxRunning),
	}
}

// start begins a job, or returns unavailable when too many wait already.
func (j *jobs) start(kind, unit string, do work) (Job, error) {
	return j.startUntil(make(chan struct{}), kind, unit, do)
}

// startUntil is start for who waits for the job: ended is closed when it is over.
func (j *jobs) startUntil(ended chan<- struct{}, kind, unit string, do work) (Job, error) {
	ctx, cancel := context.WithCancel(j.ctx)
	r := &running{Job: Job{ID: rand.Text(), Kind: kind, State: "running", Unit: unit}, cancel: cancel}
	j.mu.Lock()
	if err := j.room(); err != nil {
		j.mu.Unlock()
		cancel()
		return Job{}, err
	}
	j.known[r.ID] = r
	j.order = append(j.order, r.ID)
	j.forget()
	started := r.Job
	j.mu.Unlock()
	j.wait.Go(func() {
		defer close(ended)
		defer cancel()
		select {
		case j.turns <- struct{}{}:
			defer func() { <-j.turns }()
		case <-ctx.Done():
			j.end(r, nil, ctx.Err())
			return
		}
		result, err := j.run(ctx, do, func(done, total int64) {
			j.mu.Lock()
			defer j.mu.Unlock()
			if r.State == "running" {
				r.Done, r.Total = done, total
			}
		})
		j.end(r, result, err)
		j.rest()
	})
	return started, nil
}

// rest gives back to the system what long work needed, once none goes on: by
// itself Go keeps it for minutes, while an open shop is idle for hours.
func (j *jobs) rest() {
	j.mu.Lock()
	idle := j.unended() == 0
	j.mu.Unlock()
	if idle {
		debug.FreeOSMemory()
	}
}

// room returns unavailable when no further job may begin. The lock is held.
func (j *jobs) room() error {
	if j.unended() >= maxRunning+maxWaiting {
		return fault.Unavailable("job", "too much is going on already; wait until some of it has ended")
	}
	if j.givenUp >= maxGivenUp {
		return fault.Unavailable("job", "%d cancelled jobs do not end; close Raja and open it again", j.givenUp)
	}
	return nil
}

// ended is what a job comes back with.
type ended struct {
	result any
	err    error
}

// run does a job, or gives it up when it is cancelled and does not end.
func (j *jobs) run(ctx context.Context, do work, tell func(done, total int64)) (any, error) {
	back := make(chan ended, 1)
	go func() {
		result, err := safely(do, ctx, tell)
		back <- ended{result, err}
	}()
	select {
	case e := <-back:
		return e.result, e.err
	case <-ctx.Done():
	}
	select {
	case e := <-back:
		return e.result, e.err
	case <-time.After(j.patience):
		j.giveUp(1)
		go func() {
			<-back
			j.giveUp(-1)
		}()
		return nil, ctx.Err()
	}
}

func (j *jobs) giveUp(n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.givenUp += n
}

// unended counts the jobs that run or wait. The lock is held.
func (j *jobs) unended() int {
	count := 0
	for _, r := range j.known {
		if r.State == "running" {
			count++
		}
	}
	return count
}

// safely turns a bug in a job into a failure of that job.
func safely(do work, ctx context.Context, tell func(done, total int64)) (result any, err error) {
	defer func() {
		if caught := recover(); caught != nil {
			slog.Error("job panicked", "panic", caught, "stack", string(debug.Stack()))
			err = fault.Internal("something went wrong inside Raja")
		}
	}()
	return do(ctx, tell)
}

func (j *jobs) end(r *running, result any, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case err == nil:
		r.State, r.Result = "done", result
		r.Done = max(r.Done, r.Total)
	case errors.Is(err, context.Canceled):
		r.State, r.Result = "cancelled", result
	default:
		body := FailureOf(err).Error
		r.State, r.Error = "failed", &body
	}
}

// forget drops the oldest ended jobs over the limit. The lock is held.
func (j *jobs) forget() {
	for i := 0; len(j.order) > maxJobs && i < len(j.order); {
		if j.known[j.order[i]].State == "running" {
			i++
			continue
		}
		delete(j.known, j.order[i])
		j.order = append(j.order[:i], j.order[i+1:]...)
	}
}

func (j *jobs) find(id string, also func(*running)) (Job, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	r, ok := j.known[id]
	if !ok {
		return Job{}, fault.NotFound("job", "there is no job %q", id)
	}
	also(r)
	return r.Job, nil
}

// close cancels all jobs and waits until each has ended or was given up.
func (j *jobs) close() {
	j.endings()
	j.wait.Wait()
}

type jobInput struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *service) jobOperations(api huma.API) {
	huma.Get(api, "/api/jobs/{id}", func(_ context.Context, in *jobInput) (*out[Job], error) {
		job, err := s.jobs.find(in.ID, func(*running) {})
		return &out[Job]{job}, answer(err)
	})
	huma.Delete(api, "/api/jobs/{id}", func(_ context.Context, in *jobInput) (*out[Job], error) {
		job, err := s.jobs.find(in.ID, func(r *running) { r.cancel() })
		return &out[Job]{job}, answer(err)
	})
}
