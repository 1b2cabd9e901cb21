package badger

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/store"
)

// errAbandoned stands for a closure that panicked or left its goroutine.
var errAbandoned = errors.New("store: a transaction was abandoned")

// request is one Update. Its closure never runs in the committer: the
// committer lends the transaction over turn and gets it back over ran, so a
// panic unwinds where it belongs.
type request struct {
	ctx  context.Context // ends before the first turn: the request is withdrawn
	once []byte
	turn chan *txn
	ran  chan error
	done chan error // holds one, for a caller who has gone
}

func newRequest(ctx context.Context, once []byte) *request {
	return &request{ctx, once, make(chan *txn), make(chan error), make(chan error, 1)}
}

// follow is the caller's side: it runs fn at each turn until the answer.
func (r *request) follow(ctx context.Context, fn func(store.Txn) error) error {
	for {
		select {
		case t := <-r.turn:
			ctx = context.WithoutCancel(ctx) // once started it is seen through
			r.run(t, fn)
		case err := <-r.done:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r *request) run(t *txn, fn func(store.Txn) error) {
	err := errAbandoned
	defer func() { r.ran <- err }()
	err = fn(t)
}

// lend is the committer's side: one turn, and what the closure returned. It
// returns false when the request was withdrawn.
func (r *request) lend(t *txn) (err error, ran bool) {
	select {
	case r.turn <- t:
		r.ctx = context.WithoutCancel(r.ctx)
		return <-r.ran, true
	case <-r.ctx.Done():
		return nil, false
	}
}
