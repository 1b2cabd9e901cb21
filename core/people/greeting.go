package people

import (
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
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

func (h Honorific) check() error {
	if len(h) > MaxHonorific {
		return fault.Invalid("honorific", "is longer than %d bytes", MaxHonorific)
	}
	return nil
}

// Short returns the form that stands before a name: "Bu" for ibu. Who has
// said nothing is Kak; who wants none gets none.
func (h Honorific) Short() string {
	if h == "" {
		return "Kak"
	}
	at := slices.IndexFunc(known, func(a address) bool {
		return strings.EqualFold(string(a.honorific), string(h))
	})
	if at < 0 {
		return string(h)
	}
	return known[at].short
}

// Called returns the name she is called by: her call name, else the whole
// name.
func (c *Customer) Called() string {
	if c.CallName != "" {
		return c.CallName
	}
	return c.Name
}

// Greeting returns the sentence that welcomes her at the local time at.
// Indonesian uses honorific and call name, English the name alone.
func (c *Customer) Greeting(at time.Time, lang string) string {
	if lang != "id" {
		return "Good " + partOfDay(at, "morning", "afternoon", "evening", "evening") + ", " + c.Called()
	}
	salam := "Selamat " + partOfDay(at, "pagi", "siang", "sore", "malam")
	return salam + ", " + strings.TrimSpace(c.Honorific.Short()+" "+c.Called())
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
