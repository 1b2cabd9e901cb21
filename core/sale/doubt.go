package sale

import (
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// plenty is how many of a unit hardly anybody buys at once.
func (u Unit) plenty() int64 {
	if u == "" || u == Piece || u == Metre {
		return 10_000
	}
	return 1_000
}

// Doubts are what looks like a slip of lines that are sold: more of one than
// hardly anybody buys at once.
func Doubts(lines []Line) (all []fault.Warning) {
	for i := range lines {
		one := &lines[i]
		if one.Thousandths() <= one.Unit.plenty()*1000 {
			continue
		}
		unit := one.Unit
		if unit == "" {
			unit = Piece
		}
		all = append(all, fault.Warn("items", "%s %s %s banyak sekali; benarkah?", "%s %s of %s is a great deal; is that right?", Much(one.Thousandths()), unit, one.Item))
	}
	return all
}

// Doubts are what looks like a slip of an item that is sold: it is marked as
// sold out.
func (i *Item) Doubts() []fault.Warning {
	if !i.SoldOut {
		return nil
	}
	return []fault.Warning{fault.Warn("items", "%s ditandai habis; bila sudah ada lagi, hapus tandanya.", "%s is marked as sold out; take the mark off if it is there again.", i.Name)}
}

// How far from its time an appointment is marked without a question.
const (
	markedEarly = 2 * time.Hour
	markedLate  = 24 * time.Hour
)

// Doubts are what looks like a slip of an appointment that is marked at a
// moment as what only its time can show: it is hours away, or long over.
func (a *Appointment) Doubts(at time.Time) []fault.Warning {
	end := a.Start.Add(time.Duration(a.Minutes) * time.Minute)
	switch {
	case !a.Happened():
		return nil
	case a.Status == NoShow && at.Before(a.Start), at.Before(a.Start.Add(-markedEarly)):
		return []fault.Warning{fault.Warn("status", "Waktunya belum tiba; benarkah?", "Its time has not come yet; is that right?")}
	case at.After(end.Add(markedLate)):
		days := int(at.Sub(end).Hours()) / 24
		return []fault.Warning{fault.Warn("status", "Waktunya sudah lewat %d hari; benarkah?", "Its time was %d days ago; is that right?", days)}
	}
	return nil
}
