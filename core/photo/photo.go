// Package photo holds what is known of a photo of a thing's condition, and
// makes the picture that is kept of a file: small, without what a camera wrote
// into it, and stamped with its SHA-256.
package photo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Number is a photo's dense number in the shop, from 1.
type Number uint64

// Limits of photos.
const (
	MaxNote    = 300                 // bytes
	MaxOfOrder = 20                  // photos of one order
	MaxOfAsset = 60                  // photos of one thing, over all its orders
	Kept       = 30 * 24 * time.Hour // how long the picture of a photo that was removed can be had back
)

// JPEG is the media type of every picture that is kept.
const JPEG = "image/jpeg"

// Photo is a picture of the condition in which something was taken in.
type Photo struct {
	Number  Number             `cbor:"1,keyasint"`            // the same as in the key
	Asset   people.AssetNumber `cbor:"2,keyasint,omitempty"`  // the thing that it shows
	Order   uint64             `cbor:"3,keyasint,omitempty"`  // number of the order with which that was taken in
	Note    string             `cbor:"4,keyasint,omitempty"`  // what to see on it
	By      staff.Number       `cbor:"5,keyasint,omitempty"`  // who took it
	At      time.Time          `cbor:"6,keyasint"`            // when it was added
	Type    string             `cbor:"7,keyasint"`            // `image/jpeg`
	Width   int                `cbor:"8,keyasint"`            // in pixels
	Height  int                `cbor:"9,keyasint"`            // in pixels
	Size    int                `cbor:"10,keyasint"`           // bytes of the picture
	Digest  []byte             `cbor:"11,keyasint"`           // SHA-256 of the picture
	Removed time.Time          `cbor:"12,keyasint,omitempty"` // when it was removed; null while it counts
	Why     string             `cbor:"13,keyasint,omitempty"` // why it was removed
	Dropped bool               `cbor:"14,keyasint,omitempty"` // its picture is gone
}

// Check tidies the texts and refuses what breaks a rule.
func (p *Photo) Check() error {
	p.Note, p.Why = people.Tidy(p.Note), people.Tidy(p.Why)
	switch {
	case p.Asset == 0 && p.Order == 0:
		return fault.Invalid("asset", "is missing; name the thing or the order that the photo shows")
	case len(p.Note) > MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", MaxNote)
	case len(p.Why) > MaxNote:
		return fault.Invalid("reason", "is longer than %d bytes", MaxNote)
	}
	return nil
}

// Gone reports whether the photo was removed.
func (p *Photo) Gone() bool { return !p.Removed.IsZero() }

// Remove takes the photo away at a moment. Its picture can be had back until
// Kept has passed, unless it is dropped at once.
func (p *Photo) Remove(why string, at time.Time, atOnce bool) error {
	if people.Tidy(why) == "" {
		return fault.Invalid("reason", "is missing; say why the photo is removed")
	}
	if p.Dropped || p.Gone() && !atOnce {
		return fault.Conflict("photo", "was removed already, on %s: %s", p.Removed.UTC().Format(time.DateOnly), p.Why)
	}
	p.Why, p.Removed, p.Dropped = why, at, atOnce
	return nil
}

// Stamp is how people compare the digest: its first twelve digits.
func (p *Photo) Stamp() string { return hex.EncodeToString(p.Digest[:min(len(p.Digest), stampBytes)]) }

const stampBytes = 6

// Holds reports whether a picture is the one that was stamped.
func (p *Photo) Holds(picture []byte) bool {
	sum := sha256.Sum256(picture)
	return len(picture) == p.Size && bytes.Equal(sum[:], p.Digest)
}

// CameWith reports whether the photo of a thing, which names no order, was taken
// on the day on which the thing was brought.
func (p *Photo) CameWith(brought time.Time, zone *time.Location) bool {
	return p.Order == 0 && p.At.In(zone).Format(time.DateOnly) == brought.In(zone).Format(time.DateOnly)
}
