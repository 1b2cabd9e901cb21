package plugin

import (
	"strings"
	"time"

	"github.com/raja-crm/raja/core/money"
)

// Voice is how a sentence is spoken: in which language, money and zone.
type Voice struct {
	Lang     string // "en", else Indonesian
	Currency money.Currency
	Zone     *time.Location // the shop's; nil is UTC
}

// Reason returns text number text with its figures, or "" for 0.
func (m *Manifest) Reason(text uint32, args [4]int64, v Voice) string {
	return v.say(at(m.texts, text), args)
}

// OptionText returns the wording of an option with its figures, or "" for 0.
func (m *Manifest) OptionText(option uint32, args [4]int64, v Voice) string {
	return v.say(at(m.options, option), args)
}

func (v Voice) english() bool { return v.Lang == "en" }

func (v Voice) say(s sentence, args [4]int64) string {
	parts := s.id
	if v.english() {
		parts = s.en
	}
	var b strings.Builder
	for _, p := range parts {
		if p.kind == "" {
			b.WriteString(p.words)
			continue
		}
		b.WriteString(v.figure(p.kind, args[p.arg]))
	}
	return b.String()
}

// figure shows one number. Zero, where it would be a moment or a day, means
// that there is none. The host in JavaScript says the same, word for word.
func (v Voice) figure(kind string, n int64) string {
	switch kind {
	case "money":
		return v.Currency.Text(money.Amount(n), v.pick("id", "en"))
	case "minutes":
		return v.minutes(n)
	case "ago":
		return v.ago(n)
	case "times":
		return v.times(n)
	case "number":
		return v.number(n)
	}
	if n == 0 {
		return v.pick("belum ditentukan", "not set yet")
	}
	if least, most := calendar(kind); n < least || n > most {
		return v.pick("di luar kalender", "beyond the calendar")
	}
	switch kind {
	case "date":
		return v.date(time.Unix(n*86400, 0).UTC())
	case "time":
		return v.clock(v.local(n))
	default:
		return v.moment(v.local(n))
	}
}

// calendar are the first and last figure of the years 1 to 9999, in days or in
// milliseconds since 1970: beyond them no date is written the same everywhere.
func calendar(kind string) (least, most int64) {
	if kind == "date" {
		return -719_162, maxDay
	}
	return -62_135_596_800_000, 253_402_300_799_999
}

func (v Voice) pick(id, en string) string {
	if v.english() {
		return en
	}
	return id
}
