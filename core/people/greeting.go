package people

import (
	"slices"
	"strings"
	"time"
)

// Honorific is how she wishes to be addressed. It is never guessed from a
// name: a name tells neither sex nor faith.
type Honorific string

// address pairs an honorific with the short form that stands before a name.
type address struct {
	honorific Honorific
	short     string
}

// known lists the honorifics that Raja offers.
var known = []address{
	{"bapak", "Pak"},
	{"ibu", "Bu"},
	{"kak", "Kak"},
	{"mas", "Mas"},
	{"mbak", "Mbak"},
	{"bang", "Bang"},
	{"koko", "Ko"},
	{"cici", "Ci"},
	{"om", "Om"},
	{"tante", "Tante"},
	{"dik", "Dik"},
	{"haji", "Pak Haji"},
	{"hajah", "Bu Hajah"},
	{"none", ""},
}

// MaxHonorific is the longest honorific of one's own, in bytes.
const MaxHonorific = 40

// Honorifics lists those that Raja knows; any other short text is kept as the
// customer's own.
func Honorifics() []Honorific {
	list := make([]Honorific, 0, len(known))
	for _, k := range known {
		list = append(list, k.honorific)
	}
	return list
}

// canonical returns the honorific that h means: "ibu" for Ibu and for Bu. A word
// of one's own is only tidied.
func (h Honorific) canonical() Honorific {
	tidy := Honorific(Tidy(string(h)))
	if at := tidy.find(); at >= 0 {
		return known[at].honorific
	}
	return tidy
}

// find returns the place of h in known, by its name or its short form, or -1.
func (h Honorific) find() int {
	return slices.IndexFunc(known, func(a address) bool {
		return h != "" && (strings.EqualFold(string(a.honorific), string(h)) || strings.EqualFold(a.short, string(h)))
	})
}

// Short returns the form that stands before a name: "Bu" for ibu. Who has
// said nothing is Kak; who wants none gets none.
func (h Honorific) Short() string {
	if h == "" {
		return "Kak"
	}
	if at := h.find(); at >= 0 {
		return known[at].short
	}
	return string(h)
}

// Called returns the name she is called by: her call name, else the whole
// name.
func (c *Customer) Called() string {
	if c.CallName != "" {
		return c.CallName
	}
	return c.Name
}

// Addressed returns how she is spoken to in Indonesian: "Bu Sri". A name that
// brings its honorific along, as many are written down, gets no second one.
func (c *Customer) Addressed() string {
	called := c.Called()
	if first, _, more := strings.Cut(called, " "); more && Honorific(first).find() >= 0 {
		return called
	}
	return strings.TrimSpace(c.Honorific.Short() + " " + called)
}

// Greeting returns the sentence that welcomes her at the local time at.
// Indonesian uses honorific and call name, English the name alone.
func (c *Customer) Greeting(at time.Time, lang string) string {
	if lang != "id" {
		return "Good " + partOfDay(at, "morning", "afternoon", "evening", "evening") + ", " + c.Called()
	}
	return "Selamat " + partOfDay(at, "pagi", "siang", "sore", "malam") + ", " + c.Addressed()
}

// partOfDay divides the day as Indonesians do: pagi to 11.00, siang to 15.00,
// sore to 18.30, then malam.
func partOfDay(at time.Time, morning, noon, afternoon, night string) string {
	minutes := at.Hour()*60 + at.Minute()
	switch {
	case minutes < 11*60:
		return morning
	case minutes < 15*60:
		return noon
	case minutes < 18*60+30:
		return afternoon
	}
	return night
}
