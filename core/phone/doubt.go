package phone

import "github.com/raja-crm/raja/core/fault"

// Said is the problem in words, in Indonesian and English, as the end of a
// sentence about the number.
func (p Problem) Said() (id, en string) {
	words := map[Problem][2]string{
		NoDigits:       {"tidak ada angkanya", "has no digits"},
		TooShort:       {"angkanya kurang", "is too short"},
		TooLong:        {"angkanya terlalu banyak", "is too long"},
		Letters:        {"ada huruf di antara angka", "has letters among its digits"},
		Excel:          {"dibulatkan oleh Excel; tanyakan lagi", "was rounded by a spreadsheet; ask again"},
		LostZero:       {"mungkin kehilangan 0 di depan", "may have lost the 0 in front"},
		UnknownCountry: {"kode negaranya tidak dikenal", "has a country code that nobody has"},
		Impossible:     {"tidak ada nomor seperti ini", "is no number of its country"},
	}
	return words[p][0], words[p][1]
}

// Doubts are what is wrong with a text that is kept as a phone number; none
// when it can be called.
func Doubts(raw string) (all []fault.Warning) {
	for _, number := range Parse(raw, DefaultRegion) {
		if number.Valid {
			continue
		}
		id, en := number.Problem.Said()
		if number.Suggestion != "" {
			id, en = id+"; maksudnya "+number.Suggestion+"?", en+"; is it "+number.Suggestion+"?"
		}
		all = append(all, fault.Warning{
			Field: "phones", ID: "Nomor " + number.Raw + " tidak bisa dihubungi: " + id + ".", EN: "The number " + number.Raw + " cannot be reached: it " + en + ".",
		})
	}
	return all
}
