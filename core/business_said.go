package core

import (
	"context"

	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/store"
)

// said is what the shop says of itself that changes while it is open. Zone and
// currency do not: every amount and every day that is written down rests on
// them.
type said struct {
	name  string
	hours hours.Calendar
}

// The actions that change it, as the journal calls them.
const (
	actionHours  = "hours.set"
	actionRename = "business.rename"
)

// called is the shop's name.
func (s *shop) called() string { return s.said.Load().name }

// open takes what the shop says of itself.
func (s *shop) open(business *Business) error {
	calendar, err := business.calendar()
	if err == nil {
		s.said.Store(&said{business.Name, calendar})
	}
	return err
}

// reopen takes it as it lies in the store.
func (s *shop) reopen(ctx context.Context) error {
	var known Business
	err := s.store.View(ctx, func(reader store.Reader) error { return s.codec.Get(reader, businessKey(), &known) })
	if err != nil {
		return readable(err)
	}
	return s.open(&known)
}

// say changes what the shop says of itself. What it changes is read in the same
// transaction.
func (s *shop) say(ctx context.Context, action, subject string, change func(*Business) error) error {
	err := s.update(ctx, action, func(t *tx) error {
		t.entry.Subject = subject
		var changed Business
		if err := t.codec.Get(t, businessKey(), &changed); err != nil {
			return err
		}
		if err := change(&changed); err != nil {
			return err
		}
		return t.put(businessKey(), &changed)
	})
	if err != nil {
		return err
	}
	return s.reopen(ctx)
}

// Business returns what the shop says of itself. When it is open is in Hours.
func (e *Engine) Business() Business {
	business := e.business
	business.Name = e.called()
	return business
}

// Rename gives the shop another name, of at most people.MaxName bytes. Notas
// that are printed again bear it, messages that are prepared from now on too.
func (e *Engine) Rename(ctx context.Context, name string) error {
	renamed := Business{Name: name}
	if err := renamed.completeName(); err != nil {
		return err
	}
	return e.say(ctx, actionRename, renamed.Name, func(business *Business) error {
		business.Name = renamed.Name
		return nil
	})
}
