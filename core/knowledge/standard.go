// Package knowledge holds what the shop holds itself to: standards of service
// in five dimensions, who has read them, and checklists. Storing them is left
// to the engine's Standards.
package knowledge

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// StandardNumber is a standard's dense number, from 1.
type StandardNumber uint64

// Dimension is what a standard is about.
type Dimension string

// Dimensions lists the five dimensions of service: time, work, personnel,
// place, process.
func Dimensions() []Dimension { return []Dimension{"time", "work", "personnel", "place", "process"} }

// Limits of a standard and a checklist.
const (
	MaxSteps = 100
	MaxAcks  = 1000
)

// Standard is one thing that every customer may expect.
type Standard struct {
	Number    StandardNumber   `cbor:"1,keyasint"`           // the same as in the key
	Dimension Dimension        `cbor:"2,keyasint"`           // `time`, `work`, `personnel`, `place` or `process`
	Statement string           `cbor:"3,keyasint"`           // what can be expected
	Measure   string           `cbor:"4,keyasint,omitempty"` // how one sees whether it is so
	Target    string           `cbor:"5,keyasint,omitempty"` // what counts as met
	Checked   string           `cbor:"6,keyasint,omitempty"` // who looks, and how often
	Version   uint32           `cbor:"7,keyasint"`           // counts every change of the words, from 1
	Acks      []Acknowledgment `cbor:"8,keyasint,omitempty"` // who has read it, oldest first
	Retired   bool             `cbor:"9,keyasint,omitempty"` // it holds no more
	UpdatedAt time.Time        `cbor:"10,keyasint"`          // when its words were last changed
}

// Acknowledgment is one member of staff's word that she has read a standard.
type Acknowledgment struct {
	Staff   staff.Number `cbor:"1,keyasint"`           // who
	Version uint32       `cbor:"2,keyasint"`           // which version
	At      time.Time    `cbor:"3,keyasint"`           // when
	Score   int          `cbor:"4,keyasint,omitempty"` // of a quiz, in percent
}

// Check tidies the texts and refuses what breaks a rule.
func (s *Standard) Check() error {
	s.Statement, s.Measure, s.Target, s.Checked = people.TidyLines(s.Statement), people.Tidy(s.Measure), people.Tidy(s.Target), people.Tidy(s.Checked)
	switch {
	case !slices.Contains(Dimensions(), s.Dimension):
		return fault.Invalid("dimension", "%q is not one of %v", s.Dimension, Dimensions())
	case s.Statement == "":
		return fault.Invalid("statement", "is empty; say what a customer may expect")
	case len(s.Acks) > MaxAcks:
		return fault.Invalid("staff", "a standard is read by at most %d", MaxAcks)
	}
	for _, text := range []struct{ field, text string }{{"statement", s.Statement}, {"measure", s.Measure}, {"target", s.Target}, {"checked", s.Checked}} {
		if len(text.text) > people.MaxNote {
			return fault.Invalid(text.field, "is longer than %d bytes", people.MaxNote)
		}
	}
	return nil
}

// Acknowledge notes that somebody has read the standard as it is now. Twice is
// once, with the better score.
func (s *Standard) Acknowledge(by staff.Number, score int, at time.Time) error {
	if score < 0 || score > 100 {
		return fault.Invalid("score", "%d is not from 0 to 100", score)
	}
	s.Acks = slices.Clone(s.Acks)
	for i := range s.Acks {
		if known := &s.Acks[i]; known.Staff == by && known.Version == s.Version {
			known.Score = max(known.Score, score)
			return nil
		}
	}
	s.Acks = append(s.Acks, Acknowledgment{Staff: by, Version: s.Version, At: at.UTC(), Score: score})
	return nil
}

// ReadBy reports whether somebody has read the standard as it is now.
func (s *Standard) ReadBy(who staff.Number) bool {
	return slices.ContainsFunc(s.Acks, func(a Acknowledgment) bool { return a.Staff == who && a.Version == s.Version })
}
