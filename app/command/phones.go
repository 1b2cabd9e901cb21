package command

import (
	"fmt"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core/phone"
)

// showPhones says how each number was understood, and of one that was not what
// to do about it. It is kept as it was written either way.
func showPhones(s *say, added *api.Added) {
	for _, number := range added.Phones {
		if number.Valid {
			s.line("  %s → %s", "  %s → %s", number.Raw, number.E164)
			continue
		}
		for _, again := range phone.Parse(number.Raw, phone.DefaultRegion) {
			s.line("  %s → %s", "  %s → %s", number.Raw, s.phoneProblem(again))
		}
	}
}

func (s *say) phoneProblem(number phone.Number) string {
	words := map[phone.Problem][2]string{
		phone.NoDigits:       {"tidak ada angkanya", "has no digits"},
		phone.TooShort:       {"angkanya kurang", "is too short"},
		phone.TooLong:        {"angkanya terlalu banyak", "is too long"},
		phone.Letters:        {"ada huruf di antara angka", "has letters among its digits"},
		phone.Excel:          {"dibulatkan oleh Excel; tanyakan lagi", "was rounded by a spreadsheet; ask again"},
		phone.LostZero:       {"mungkin kehilangan 0 di depan", "may have lost the 0 in front"},
		phone.UnknownCountry: {"kode negaranya tidak dikenal", "has a country code that nobody has"},
		phone.Impossible:     {"tidak ada nomor seperti ini", "is no number of its country"},
	}
	word := words[number.Problem]
	text := s.pick(word[0], word[1])
	if number.Suggestion != "" {
		text += fmt.Sprintf(s.pick("; maksudnya %s? (raja customer edit)", "; is it %s? (raja customer edit)"), number.Suggestion)
	}
	return text
}
