package receipt

import (
	"fmt"
	"io"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

// Statement is a customer's points in some days, as it is printed.
type Statement struct {
	Shop     string
	Customer string
	Code     string // "C-00001"
	Period   loyalty.Period
	Words    []string // why, of each change of the period
	At       time.Time
	Lang     string // "id" or "en"
}

// Text lays the statement out; every line fits the paper.
func (s *Statement) Text(width Width) string {
	p := &paper{width: int(width)}
	p.centre(s.Shop)
	p.centre(s.pick("Catatan poin", "Points"))
	p.rule()
	p.pair(s.Code, s.Customer)
	p.pair(s.pick("Dari", "From"), day(s.Period.From))
	p.pair(s.pick("Sampai", "To"), day(s.Period.To))
	p.rule()
	p.pair(s.pick("Saldo awal", "Opening balance"), fmt.Sprint(s.Period.Opening))
	for i, change := range s.Period.Changes {
		p.pair(day(change.Day), fmt.Sprintf("%+d", change.Points))
		for _, line := range fold(s.Words[i], p.width-2) {
			p.put("  " + line)
		}
	}
	p.pair(s.pick("Saldo akhir", "Closing balance"), fmt.Sprint(s.Period.Closing))
	p.pairUnless(s.Period.Pending == 0, s.pick("  belum bisa dipakai", "  not to be spent yet"), fmt.Sprint(s.Period.Pending))
	s.soon(p)
	return p.text.String()
}

// soon says which points go soon.
func (s *Statement) soon(p *paper) {
	p.rule()
	if len(s.Period.Soon) == 0 {
		p.wrap(s.pick("Tidak ada poin yang segera hangus.", "No points expire soon."))
		return
	}
	p.wrap(s.pick("Segera hangus:", "Expiring soon:"))
	for _, lot := range s.Period.Soon {
		p.pair("  "+day(lot.Expires), fmt.Sprint(lot.Points))
	}
}

func (s *Statement) pick(id, en string) string {
	if s.Lang == "en" {
		return en
	}
	return id
}

// day writes a day as people here do.
func day(d clock.Day) string { return d.Noon(time.UTC).Format("02-01-2006") }

// PDF writes the statement's lines on pages as wide as the paper.
func (s *Statement) PDF(w io.Writer, width Width) error {
	return writePDF(w, width, s.Code, s.Text(width), s.Lang, s.At)
}
