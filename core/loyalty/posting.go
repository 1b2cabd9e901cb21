package loyalty

import (
	"time"

	"github.com/raja-crm/raja/core/clock"
)

// Account is one of the places between which points move.
type Account string

// The accounts: two of every customer's and four of the programme's.
const (
	AccountAvailable Account = "available" // of a customer: what can be spent, now or from its day on
	AccountPending   Account = "pending"   // of a customer: what waits for something to happen
	AccountIssued    Account = "issued"    // of the programme: what it gave
	AccountRedeemed  Account = "redeemed"  // of the programme: what was spent
	AccountExpired   Account = "expired"   // of the programme: whose day came
	AccountAdjusted  Account = "adjusted"  // of the programme: what somebody corrected
)

// Ours reports whether an account is the programme's and no customer's.
func (a Account) Ours() bool { return a != AccountAvailable && a != AccountPending }

// Posting is what an entry does to one account.
type Posting struct {
	Account Account
	Points  Points
}

// Postings returns what the entry does to each account; the sum is 0.
func (e *Entry) Postings(zone *time.Location) []Posting {
	var pending Points
	for _, move := range e.Lots(zone) {
		if move.Earned == Pending {
			pending += move.Points
		}
	}
	sides := []Posting{{AccountAvailable, e.Points - pending}, {AccountPending, pending}, {e.Kind.source(), -e.Points - e.Lapsed}, {AccountExpired, e.Lapsed}}
	moved := sides[:0]
	for _, side := range sides {
		if side.Points != 0 {
			moved = append(moved, side)
		}
	}
	return moved
}

// source is the programme's account that a kind of entry takes from or gives
// to.
func (k EntryKind) source() Account {
	switch k {
	case Redeem, RedeemReversal, Reinstate:
		return AccountRedeemed
	case Expire:
		return AccountExpired
	case Adjust:
		return AccountAdjusted
	default:
		return AccountIssued
	}
}

// Fold returns the lots that entries leave behind.
func Fold(entries []Entry, zone *time.Location) (lots Lots) {
	for i := range entries {
		lots = lots.Plus(entries[i].Lots(zone))
	}
	return lots
}

// BalanceAt returns the points that could be spent at an instant: what the
// entries until then left, on the day that it was.
func BalanceAt(entries []Entry, at time.Time, zone *time.Location) Points {
	var lots Lots
	for i := range entries {
		if !entries[i].At.After(at) {
			lots = lots.Plus(entries[i].Lots(zone))
		}
	}
	return lots.Balance(clock.DayOf(at, zone))
}
