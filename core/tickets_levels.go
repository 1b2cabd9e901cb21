package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// ServiceLevels is how fast the owner wants tickets to go.
type ServiceLevels struct {
	Levels []care.Level `cbor:"1,keyasint"` // of the sorts of which she decided it
}

func levelsKey() record.Key { return record.In(record.Meta).Text("tickets") }

// Levels returns how fast tickets of every sort should go, Raja's own where
// the owner decided nothing.
func (k *Tickets) Levels(ctx context.Context) ([]care.Level, error) {
	var own ServiceLevels
	err := k.store.View(ctx, func(reader store.Reader) (err error) {
		own, _, err = setting[ServiceLevels](k.shop, reader, levelsKey())
		return err
	})
	return care.LevelsOf(own.Levels), readable(err)
}

// SetLevels replaces how fast the owner wants tickets to go; sorts that she
// leaves out go as Raja has it. Tickets that are open keep what they have.
func (k *Tickets) SetLevels(ctx context.Context, own []care.Level) error {
	if err := care.CheckLevels(own); err != nil {
		return err
	}
	own = slices.DeleteFunc(slices.Clone(own), func(one care.Level) bool { return one.Policy == care.DefaultPolicy(one.Type, one.Severity) })
	return k.update(ctx, "tickets.set", func(t *tx) error {
		return t.putSetting(levelsKey(), "levels", &ServiceLevels{Levels: own})
	})
}

// hasten gives a ticket the shop's own policy for its type and severity.
func (t *tx) hasten(one *care.Ticket) error {
	own, _, err := setting[ServiceLevels](t.shop, t, levelsKey())
	one.Policy = care.PolicyOf(own.Levels, one.Type, one.Severity)
	return err
}
