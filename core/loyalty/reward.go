package loyalty

import (
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// RewardNumber counts rewards, 1 is H-0001.
type RewardNumber uint64

// Reward is something that customers get for points.
type Reward struct {
	Number RewardNumber `cbor:"1,keyasint"`
	Name   string       `cbor:"2,keyasint"`
	Points Points       `cbor:"3,keyasint"`
	Note   string       `cbor:"4,keyasint,omitempty"`
	Ended  bool         `cbor:"5,keyasint,omitempty"` // it is offered no more
}

// maxRewardName bounds a reward's name, in bytes.
const maxRewardName = 200

// Check tidies a reward and refuses one that breaks a limit.
func (r *Reward) Check() error {
	r.Name, r.Note = people.Tidy(r.Name), people.Tidy(r.Note)
	switch {
	case r.Name == "" || len(r.Name) > maxRewardName:
		return fault.Invalid("name", "is empty or longer than %d bytes", maxRewardName)
	case r.Points <= 0 || r.Points > MaxPoints:
		return fault.Invalid("points", "is not from 1 to %d", MaxPoints)
	case len(r.Note) > people.MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", people.MaxNote)
	}
	return nil
}
