// Package loyalty holds the points ledger's entries and lots. How many points
// an order earns, and which tier a customer has, is decided by a plugin.
package loyalty

import (
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/sale"
)

// Points are whole; there is no half point.
type Points int64

// EntryKind says what moved points.
type EntryKind string

// The kinds of entry. Later chapters of the ledger append theirs.
const (
	Accrue         EntryKind = "ACCRUE"
	AccrueReversal EntryKind = "ACCRUE_REVERSAL" // an order was changed: takes its own points back
)

// Entry is one movement of points, never changed once written.
type Entry struct {
	Kind    EntryKind   `cbor:"1,keyasint"`
	Points  Points      `cbor:"2,keyasint"`
	At      time.Time   `cbor:"3,keyasint"`
	Order   sale.Number `cbor:"4,keyasint,omitempty"`
	Expires clock.Day   `cbor:"5,keyasint,omitempty"` // the first day on which they are gone; 0 never
	Rule    string      `cbor:"6,keyasint,omitempty"`
	Text    uint32      `cbor:"7,keyasint,omitempty"` // the rule's reason, 1-based; 0 none
	Args    [4]int64    `cbor:"8,keyasint"`
}
