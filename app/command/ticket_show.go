package command

import (
	"cmp"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core/money"
)

// ticketWords says what a ticket is about, in the words that were noted.
func (s *say) ticketWords(one *api.Ticket) {
	for _, noted := range [][3]string{
		{"Tentang", "About", one.About}, {"Diminta", "Asked for", one.Asked}, {"Dibutuhkan", "Needed", one.Need}, {"Sebab", "Cause", one.Cause},
	} {
		if noted[2] != "" {
			s.line("  %s: %s", "  %s: %s", s.pick(noted[0], noted[1]), noted[2])
		}
	}
}

// ticketWork says what was done about a ticket, what makes up for it, and how
// it ended.
func (s *say) ticketWork(currency money.Currency, one *api.Ticket) {
	for _, done := range one.Actions {
		s.line("  • %s", "  • %s", joined(momentIn(done.At), done.By, done.What, s.cost(currency, done.Cost), done.Result))
	}
	for i := range one.Earlier {
		s.line("  Ditawarkan sebelumnya: %s", "  Offered before: %s", s.remedy(currency, &one.Earlier[i]))
	}
	if one.Remedy != nil {
		s.line("  Ganti rugi: %s", "  Remedy: %s", s.remedy(currency, one.Remedy))
	}
	if one.Resolution != "" {
		s.line("  Hasil: %s", "  Resolution: %s", joined(s.resolution(one.Resolution), one.Explanation, one.Alternative))
	}
	if one.Accepted != nil {
		word := s.pick("belum puas", "is not content")
		if *one.Accepted {
			word = s.pick("sudah puas", "is content")
		}
		s.line("  Pelanggan %s.", "  The customer %s.", word)
	}
	if one.Reopened > 0 {
		s.line("  Dibuka lagi %d kali.", "  Opened again %d times.", one.Reopened)
	}
}

// remedy is what makes up for it, with its cost and who offers and allows it.
func (s *say) remedy(currency money.Currency, one *api.Remedy) string {
	by := ""
	if one.By != "" {
		by = s.pick("oleh ", "by ") + one.By
	}
	approved := ""
	if one.Approved != "" {
		approved = s.pick("disetujui ", "approved by ") + one.Approved
	}
	return joined(one.What, s.cost(currency, one.Cost), by, approved, one.Apology)
}

func (s *say) cost(currency money.Currency, amount int64) string {
	if amount == 0 {
		return ""
	}
	return currency.Text(money.Amount(amount), s.lang)
}

// joined puts what there is on one line.
func joined(parts ...string) string {
	var there []string
	for _, part := range parts {
		if part != "" {
			there = append(there, strings.ReplaceAll(part, "\n", " "))
		}
	}
	return strings.Join(there, ", ")
}

// resolution is how a ticket was resolved, in the person's language.
func (s *say) resolution(code string) string {
	words := map[string][2]string{
		"solved": {"terselesaikan", "solved"}, "explained": {"dijelaskan", "explained"}, "replaced": {"diganti", "replaced"},
		"refunded": {"uang dikembalikan", "refunded"}, "repaired": {"diperbaiki", "repaired"},
		"cannot_solve_explained": {"tidak bisa diselesaikan, sudah dijelaskan", "cannot be solved, explained"},
		"duplicate":              {"sudah ada", "a double"}, "withdrawn": {"ditarik", "withdrawn"},
	}
	return cmp.Or(s.pick(words[code][0], words[code][1]), code)
}
