package plugin

import (
	"context"
	"errors"
	"sync"

	"github.com/raja-crm/raja/core/fault"
)

// Library keeps what several hosts of one process compile, so that a program
// with many shops compiles each rule once. Rules share the machine code and
// nothing else: each has instances, memory, settings and faults of its own. What
// is compiled stays until Close. It may be used from many goroutines.
type Library struct {
	mu       sync.Mutex
	programs map[volume]*shelved
	closed   bool
}

// volume is what makes two programs the same.
type volume struct {
	name    string
	allowed uint32
}

// shelved is a program that is made once, whoever asks meanwhile.
type shelved struct {
	made chan struct{} // closed when it is
	*program
	err error
}

// NewLibrary makes an empty library.
func NewLibrary() *Library { return &Library{programs: map[volume]*shelved{}} }

// program returns the program of a module and how to give it back. Without a
// library it is its rule's own.
func (l *Library) program(ctx context.Context, c *cache, m module) (*program, func(context.Context) error, error) {
	if l == nil {
		p, err := m.compile(ctx, c)
		if err != nil {
			return nil, nil, err
		}
		return p, p.close, nil
	}
	p, err := l.shared(ctx, c, m)
	return p, func(context.Context) error { return nil }, err
}

func (l *Library) shared(ctx context.Context, c *cache, m module) (*program, error) {
	of := volume{m.name(), m.allowed}
	l.mu.Lock()
	known, there := l.programs[of]
	if l.closed {
		l.mu.Unlock()
		return nil, fault.Unavailable("plugin", "the library of rules is closed")
	}
	if !there {
		known = &shelved{made: make(chan struct{}), err: errors.New("the engine stumbled over it")}
		l.programs[of] = known
	}
	l.mu.Unlock()
	if there {
		<-known.made
		return known.program, known.err
	}
	defer l.shelve(of, known) // also where the engine panics
	known.program, known.err = m.compile(ctx, c)
	return known.program, known.err
}

// shelve lets those who wait have a program. One that did not come about is
// tried again by the next.
func (l *Library) shelve(of volume, made *shelved) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if made.program == nil {
		delete(l.programs, of)
	}
	close(made.made)
}

// Close frees what was compiled. The hosts that use it must be closed before.
func (l *Library) Close(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	var all error
	for _, known := range l.programs {
		select {
		case <-known.made:
			all = errors.Join(all, known.close(ctx))
		default: // a host is still compiling it, against the contract
		}
	}
	l.programs = nil
	return all
}
