package people

import (
	"slices"
	"strings"
	"time"
)

// Honorific is how she wishes to be addressed. It is never guessed from a
// name: a name tells neither sex nor faith.
type Honorific string

// form pairs an honorific with the short form that stands before a name, and
// with the sex of who is called so: 1 male, 2 female, 0 either.
type form struct {
	honorific Honorific
	short     string
	sex       int
}

// known lists the honorifics that Raja offers.
var known = []form{
	{"bapak", "Pak", 1},
	{"ibu", "Bu", 2},
	{"kak", "Kak", 0},
	{"mas", "Mas", 1},
	{"mbak", "Mbak", 2},
	{"bang", "Bang", 1},
	{"koko", "Ko", 1},
	{"cici", "Ci", 2},
	{"om", "Om", 1},
	{"tante", "Tante", 2},
	{"dik", "Dik", 0},
	{"haji", "Pak Haji", 1},
	{"hajah", "Bu Hajah", 2},
	{"none", "", 0},
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
	return slices.IndexFunc(known, func(a form) bool {
		return h != "" && (strings.EqualFold(string(a.honorific), string(h)) || strings.EqualFold(a.short, string(h)))
	})
}

// sex is that of who is called so: 1 male, 2 female, 0 when it does not say.
// It comes from what she was called, never from her name.
func (h Honorific) sex() int {
	if at := h.find(); at >= 0 {
		return known[at].sex
	}
	return 0
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
	return strings.TrimSpace(c.Honorific.Short() + " " + c.withoutHonorific(called))
}

// withoutHonorific drops from the beginning of a name what the honorific says
// already: Pak Haji and H. Ahmad are Pak Haji Ahmad.
func (c *Customer) withoutHonorific(called string) string {
	said, words := strings.Fields(c.Honorific.Short()), strings.Fields(called)
	for many := min(len(said), len(words)-1); many > 0; many-- {
		if slices.EqualFunc(said[len(said)-many:], words[:many], sameTitle) {
			return strings.Join(words[many:], " ")
		}
	}
	return called
}

// sameTitle reports whether two words are one title, however it is shortened.
func sameTitle(a, b string) bool { return title(a) == title(b) }

func title(word string) string {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if whole := map[string]string{"h": "haji", "hj": "hajah", "bapak": "pak", "ibu": "bu"}[word]; whole != "" {
		return whole
	}
	return word
}

// Greeting returns the sentence that welcomes her at the local time at.
// Indonesian uses honorific and call name, English the name alone.
func (c *Customer) Greeting(at time.Time, lang string) string {
	if lang != "id" {
		return Salutation(at, lang) + ", " + c.Called()
	}
	return Salutation(at, lang) + ", " + c.Addressed()
}

// Salutation is the greeting alone: "Selamat pagi", "Good morning".
func Salutation(at time.Time, lang string) string {
	if lang != "id" {
		return "Good " + partOfDay(at, "morning", "afternoon", "evening", "evening")
	}
	return "Selamat " + partOfDay(at, "pagi", "siang", "sore", "malam")
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
