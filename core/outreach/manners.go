package outreach

import (
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Manners are how customers are disturbed by messages: when nobody is, and
// how much marketing one of them gets.
type Manners struct {
	QuietFrom int `cbor:"1,keyasint"` // minutes after midnight, in the shop's zone, from which nobody is disturbed
	QuietTo   int `cbor:"2,keyasint"` // and until which; the same as from is no quiet hours
	Marketing int `cbor:"3,keyasint"` // how many messages of marketing a customer gets at most within Days; 0 is none at all
	Days      int `cbor:"4,keyasint"` // the days over which they are counted
}

// StandardManners are those of a shop that chose none: quiet from eight in the
// evening to eight in the morning, and marketing once a week.
func StandardManners() Manners {
	quiet := StandardQuiet()
	return Manners{QuietFrom: quiet.From, QuietTo: quiet.To, Marketing: 1, Days: 7}
}

// Quiet are the hours in which nobody is disturbed.
func (m Manners) Quiet() Quiet { return Quiet{From: m.QuietFrom, To: m.QuietTo} }

// Within is the time over which marketing is counted.
func (m Manners) Within() time.Duration { return time.Duration(m.Days) * 24 * time.Hour }

// Check refuses what breaks a rule.
func (m Manners) Check() error {
	const day = 24 * 60
	switch {
	case m.QuietFrom < 0 || m.QuietFrom >= day:
		return fault.Invalid("quiet_from", "is not a time of day like 20:00")
	case m.QuietTo < 0 || m.QuietTo >= day:
		return fault.Invalid("quiet_to", "is not a time of day like 08:00")
	case m.Marketing < 0 || m.Marketing > 100:
		return fault.Invalid("marketing", "%d is not from 0 to 100 messages", m.Marketing)
	case m.Days < 1 || m.Days > 366:
		return fault.Invalid("days", "%d is not from 1 to 366", m.Days)
	}
	return nil
}
