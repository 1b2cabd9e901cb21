package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

func mannersKey() record.Key { return record.In(record.Meta).Text("messages") }

// Manners returns how customers are disturbed by messages, Raja's own where
// the owner chose none.
func (m *Messages) Manners(ctx context.Context) (outreach.Manners, error) {
	var known outreach.Manners
	err := m.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = m.manners(reader)
		return err
	})
	return known, readable(err)
}

func (s *shop) manners(reader store.Reader) (outreach.Manners, error) {
	known, set, err := setting[outreach.Manners](s, reader, mannersKey())
	if !set {
		known = outreach.StandardManners()
	}
	return known, err
}

// SetManners replaces how customers are disturbed. Messages that are prepared
// keep the time from which they may be opened.
func (m *Messages) SetManners(ctx context.Context, given outreach.Manners) error {
	if err := given.Check(); err != nil {
		return err
	}
	return m.update(ctx, "messages.set", func(t *tx) error { return t.putSetting(mannersKey(), "messages", &given) })
}

// mayTire refuses marketing to a customer who had as much lately as the shop
// allows itself.
func mayTire(manners outreach.Manners, purpose outreach.Purpose, last []outreach.Message, now time.Time) error {
	if !purpose.Marketing() {
		return nil
	}
	had := 0
	for _, one := range last {
		if one.Purpose.Marketing() && one.State != outreach.Skipped && now.Sub(one.At) < manners.Within() {
			had++
		}
	}
	switch {
	case manners.Marketing == 0:
		return fault.Forbidden("purpose", "%s is marketing, which the shop's settings rule out; see raja settings messages", purpose)
	case had >= manners.Marketing:
		return fault.Forbidden("customer", "had %d of at most %d messages of marketing in %d days; leave her alone for now", had, manners.Marketing, manners.Days)
	}
	return nil
}
