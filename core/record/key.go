package record

import (
	"encoding/binary"
	"time"

	"github.com/raja-crm/raja/core/store"
)

// Space is the first byte of a key: the kind of record behind it.
type Space byte

// The keyspaces. FORMAT.md says what lies in each, byte by byte.
const (
	Meta          Space = 'm' // name → settings, counters
	Customers     Space = 'c' // ordinal → customer
	Orders        Space = 'o' // number → order
	OrdersOf      Space = 'p' // ordinal, ^time, number → nothing; newest first
	Unique        Space = 'u' // field, value → number; exact keys
	Lookup        Space = 'x' // field, value, ordinal → nothing
	Facts         Space = 'f' // page → 16 rows of facts
	Histories     Space = 'h' // ordinal → days, orders, net amounts
	Decisions     Space = 'd' // rule slot, page → 16 segment decisions
	Stays         Space = 'H' // rule slot, page → which segments 16 customers were in, and when
	Memberships   Space = 's' // set, chunk → a bitmap of 65,536 ordinals
	Ledger        Space = 'l' // ordinal, time, number, step → what an order earned
	Entries       Space = 'E' // number → any other movement of points
	Rewards       Space = 'R' // number → what points are spent on
	Standings     Space = 'N' // ordinal → since when she has her tier, and until when
	Promos        Space = 'O' // number → what is taken off, for whom and when
	Coupons       Space = 'K' // number → a personal code
	CodeUses      Space = 'U' // number → one time that a code was used or kept
	Journal       Space = 'j' // sequence → who changed what
	Imports       Space = 'b' // number → import batch
	Retries       Space = 'q' // order number → nothing; its points wait for the rule
	Revocations   Space = 'n' // order number → when it lost something; the tiers that it carried are to be looked at
	Plugins       Space = 'g' // id → what the owner decided about a rule
	Profiles      Space = 'e' // ordinal → what is known of a customer beside her names
	Groups        Space = 'w' // number → an organisation or a household
	Assets        Space = 'a' // number → what a customer owns
	Staff         Space = 'z' // number → who works here
	Departments   Space = 'v' // number → where she works
	Promises      Space = 'r' // number → what the shop promised
	Interactions  Space = 'i' // number → a contact with a customer
	Tickets       Space = 'k' // number → what the shop owes an answer to
	Standards     Space = 'S' // number → what the shop holds itself to
	Checklists    Space = 'C' // number → steps to go through
	ChecklistRuns Space = 'D' // number → one time they were
	Items         Space = 'I' // number → what the shop sells
	Prices        Space = 'P' // number → for how much
	Waits         Space = 'W' // number → who waits for it
	Payments      Space = 'Y' // number → money that moved
	Quotes        Space = 'Q' // number → a price that holds
	Appointments  Space = 'A' // number → a time that is kept
	FollowUps     Space = 'F' // number → getting back to somebody
	Templates     Space = 'T' // number → words for a purpose
	Messages      Space = 'M' // number → words prepared for somebody
	Visits        Space = 'V' // number → somebody at the door after hours
	Journeys      Space = 'J' // number → a stage of the journey that somebody set by hand
	Views         Space = 'B' // number → a list of customers that has a name
	Bulks         Space = 'G' // number → one change of many customers; its key; whom it is still about
	Photos        Space = 'Z' // number → a photo of a thing's condition
	Pictures      Space = 'X' // number, piece → a part of its picture
	Trail         Space = 't' // record, sequence → nothing; which journal entries changed it
	Lists         Space = 'y' // list, what it is of, number → nothing
)

// Key builds a key piece by piece; every piece keeps order under byte
// comparison. Like append, a piece may use the memory of the key it extends:
// extend a key twice only through a copy.
type Key []byte

// In starts a key in a keyspace.
func In(space Space) Key { return Key{byte(space)} }

// Byte appends one byte.
func (k Key) Byte(b byte) Key { return append(k, b) }

// Uint32 appends a number in ascending order.
func (k Key) Uint32(n uint32) Key { return binary.BigEndian.AppendUint32(k, n) }

// Uint64 appends a number in ascending order.
func (k Key) Uint64(n uint64) Key { return binary.BigEndian.AppendUint64(k, n) }

// Time appends an instant to the millisecond, oldest first.
func (k Key) Time(t time.Time) Key { return k.Uint64(uint64(t.UnixMilli()) ^ 1<<63) }

// TimeDescending appends an instant to the millisecond, newest first.
func (k Key) TimeDescending(t time.Time) Key { return k.Uint64(^(uint64(t.UnixMilli()) ^ 1<<63)) }

// Text appends a string of any bytes so that no string is a prefix of
// another: 00 is written 00 FF, and 00 01 ends it.
func (k Key) Text(text string) Key {
	for i := range len(text) {
		k = append(k, text[i])
		if text[i] == 0 {
			k = append(k, 0xff)
		}
	}
	return append(k, 0, 1)
}

// Tail32 reads the last four bytes of a key that ends in a Uint32. A key that
// is too short, which only damage makes, reads as 0: it names nobody.
func Tail32(key []byte) uint32 {
	if len(key) < 4 {
		return 0
	}
	return binary.BigEndian.Uint32(key[len(key)-4:])
}

// Tail64 reads the last eight bytes of a key that ends in a Uint64, and 0 of a
// key that is too short.
func Tail64(key []byte) uint64 {
	if len(key) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key[len(key)-8:])
}

// ReadText reads the text that Text wrote at the start of part of a key.
func ReadText(part []byte) (string, error) {
	var text []byte
	for i := 0; i+1 < len(part); i++ {
		if part[i] != 0 {
			text = append(text, part[i])
			continue
		}
		switch part[i+1] {
		case 1:
			return string(text), nil
		case 0xff:
			text = append(text, 0)
			i++
		default:
			return "", store.ErrCorrupt
		}
	}
	return "", store.ErrCorrupt
}
