package core

import (
	"context"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store"
)

// Caution is what must be seen before a customer is served.
type Caution struct {
	Blocked   bool     // do not serve
	Allergies []string // what she must not have, each as "topic: value"
}

// Caution returns what must be seen before a customer is served, as whom she
// counts.
func (p *Profiles) Caution(ctx context.Context, customer people.Ordinal) (Caution, error) {
	var found Caution
	err := p.store.View(ctx, func(reader store.Reader) error {
		root, err := p.currently(reader, customer)
		if err != nil {
			return err
		}
		known, err := p.read(reader, root)
		if err != nil {
			return err
		}
		profile, err := p.profile(reader, root)
		found = Caution{Blocked: known.Flags&people.Blocked != 0, Allergies: profile.Allergies()}
		return err
	})
	return found, readable(err)
}
