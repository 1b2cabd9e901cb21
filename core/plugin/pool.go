package plugin

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
)

// acquire returns a warm instance, or a new one while there is room.
func (r *Rule) acquire(ctx context.Context) (*instance, error) {
	select {
	case i := <-r.idle:
		return i, nil
	default:
	}
	select {
	case i := <-r.idle:
		return i, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case r.slots <- struct{}{}:
	}
	started := false
	defer func() {
		if !started {
			<-r.slots
		}
	}()
	i, err := r.start(ctx)
	started = err == nil
	return i, err
}

func (r *Rule) start(ctx context.Context) (*instance, error) {
	if r.simple != nil {
		return &instance{simple: newSimply(r)}, nil
	}
	i, err := newInstance(ctx, r.program, r.manifest, &r.work)
	if err != nil {
		return nil, fault.Unavailable("plugin", "rule %s does not start: %s", r.manifest.ID, firstLine(err)).Because(err)
	}
	return i, nil
}

// renew replaces an instance that was stopped half way: its memory may hold
// anything. The slot stays taken, also when no new one starts.
func (r *Rule) renew(ctx context.Context, old *instance) (*instance, error) {
	old.close(ctx)
	return r.start(ctx)
}

// release keeps a sound instance warm. One that failed may hold anything in
// its memory and goes.
func (r *Rule) release(ctx context.Context, i *instance, sound bool) {
	if sound {
		r.idle <- i
		return
	}
	if i != nil {
		i.close(ctx)
	}
	<-r.slots
}
