// Package people holds who a customer is: names, ways to be called, contact
// points and their rules. It leaves storing, finding and merging to the
// engine's People, and phone numbers to core/phone.
package people

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
)

// ID names a customer for ever, also after a merge.
type ID id.ID

// String returns the id's 36-character form.
func (i ID) String() string { return id.ID(i).String() }

// MarshalText writes it, for whoever reads a history.
func (i ID) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// MarshalBinary writes the id's 16 bytes.
func (i ID) MarshalBinary() ([]byte, error) { return id.ID(i).MarshalBinary() }

// UnmarshalBinary reads the id's 16 bytes.
func (i *ID) UnmarshalBinary(raw []byte) error { return (*id.ID)(i).UnmarshalBinary(raw) }

// Ordinal is a customer's dense number, from 1, never reused: the row of her
// facts and her bit in every bitmap.
type Ordinal uint32

// Kind divides those who buy from those who work with us.
type Kind string

// The kinds. Internal customers stay out of segments, points and campaigns.
const (
	External Kind = "external"
	Internal Kind = "internal"
)

// Limits of a customer's texts.
const (
	MaxName   = 200 // characters, also of a tag and of a phone as it was written
	MaxRef    = 400 // bytes of a reference, and of the name of its source
	MaxPhones = 50
	MaxTags   = 50
	MaxRefs   = 50
)

// Customer is one person (or internal party). Names have no first and last
// part: one text is what every Indonesian has.
type Customer struct {
	ID        ID        `cbor:"1,keyasint"`
	Ordinal   Ordinal   `cbor:"2,keyasint"`
	Name      string    `cbor:"3,keyasint"`
	CallName  string    `cbor:"4,keyasint,omitempty"`
	Honorific Honorific `cbor:"5,keyasint,omitempty"`
	Kind      Kind      `cbor:"6,keyasint"`
	Phones    []Phone   `cbor:"7,keyasint,omitempty"`
	Email     string    `cbor:"8,keyasint,omitempty"`
	Tags      []string  `cbor:"9,keyasint,omitempty"`
	Refs      []Ref     `cbor:"10,keyasint,omitempty"`
	Flags     Flags     `cbor:"11,keyasint,omitempty"`
	CreatedAt time.Time `cbor:"12,keyasint"`
	UpdatedAt time.Time `cbor:"13,keyasint"`
	Batch     uint64    `cbor:"14,keyasint,omitempty"` // the import that brought her, 0 for none
	Into      Ordinal   `cbor:"15,keyasint,omitempty"` // with whom she was merged: this record is an alias; 0 for nobody
}

// Phone is one number as it was written and as it was understood. Raw is
// never lost; E164 is empty when nothing could be made of it.
type Phone struct {
	Raw   string `cbor:"1,keyasint" json:"raw"`
	E164  string `cbor:"2,keyasint,omitempty" json:"e164"`
	Kind  string `cbor:"3,keyasint,omitempty" json:"kind"`
	Valid bool   `cbor:"4,keyasint,omitempty" json:"valid"`
}

// Ref is what another system calls this customer.
type Ref struct {
	Source string `cbor:"1,keyasint" json:"source"`
	Ref    string `cbor:"2,keyasint" json:"ref"`
}

// Flags are the owner's own marks.
type Flags uint32

// The owner's marks, with the values that plugins see.
const (
	Loyal   Flags = 1 << 0 // treat as loyal whatever the rule says
	Blocked Flags = 1 << 1 // do not serve
)

// Marks names the marks that are set.
func (f Flags) Marks() []string {
	marks := []string{}
	for _, one := range allMarks() {
		if f&one.flag != 0 {
			marks = append(marks, one.name)
		}
	}
	return marks
}

// MarshalJSON names the marks, for whoever reads a history.
func (f Flags) MarshalJSON() ([]byte, error) { return json.Marshal(f.Marks()) }

// MarkOf is the mark of a name, 0 for none.
func MarkOf(name string) Flags {
	for _, one := range allMarks() {
		if one.name == name {
			return one.flag
		}
	}
	return 0
}

type namedMark struct {
	flag Flags
	name string
}

func allMarks() []namedMark { return []namedMark{{Loyal, "loyal"}, {Blocked, "blocked"}} }

// Check tidies the customer's texts, writes her honorific as Raja knows it,
// and refuses what breaks a rule.
func (c *Customer) Check() error {
	c.Name, c.CallName, c.Email = Tidy(c.Name), Tidy(c.CallName), Tidy(c.Email)
	c.Honorific = c.Honorific.canonical()
	if c.Kind == "" {
		c.Kind = External
	}
	switch {
	case !strings.ContainsFunc(c.Name, visible):
		return fault.Invalid("name", "is empty; one letter is enough")
	case long(c.Name):
		return fault.Invalid("name", "is longer than %d characters", MaxName)
	case long(c.CallName):
		return fault.Invalid("call_name", "is longer than %d characters", MaxName)
	case c.Kind != External && c.Kind != Internal:
		return fault.Invalid("kind", "%q is neither external nor internal", c.Kind)
	case len(c.Honorific) > MaxHonorific:
		return fault.Invalid("honorific", "is longer than %d bytes", MaxHonorific)
	case c.Email != "" && !isEmail(c.Email):
		return fault.Invalid("email", "%q is not an e-mail address", c.Email[:min(len(c.Email), MaxName)])
	}
	return c.checkLists()
}

func (c *Customer) checkLists() error {
	switch {
	case len(c.Phones) > MaxPhones:
		return fault.Invalid("phone", "a customer has at most %d numbers", MaxPhones)
	case slices.ContainsFunc(c.Phones, func(p Phone) bool { return long(p.Raw) }):
		return fault.Invalid("phone", "is longer than %d characters", MaxName)
	case len(c.Refs) > MaxRefs:
		return fault.Invalid("ref", "a customer has at most %d references", MaxRefs)
	case slices.ContainsFunc(c.Refs, func(r Ref) bool { return len(r.Ref) > MaxRef || len(r.Source) > MaxRef }):
		return fault.Invalid("ref", "is longer than %d bytes", MaxRef)
	case len(c.Tags) > MaxTags:
		return fault.Invalid("tag", "a customer has at most %d tags", MaxTags)
	}
	for i, tag := range c.Tags {
		if c.Tags[i] = Tidy(tag); c.Tags[i] == "" || long(c.Tags[i]) {
			return fault.Invalid("tag", "is empty or longer than %d characters", MaxName)
		}
	}
	return nil
}

func long(text string) bool { return utf8.RuneCountInString(text) > MaxName }

// isEmail accepts what can be an address; whether somebody reads it only a
// message can tell.
func isEmail(text string) bool {
	at := strings.LastIndexByte(text, '@')
	return at > 0 && at < len(text)-1 && len(text) <= MaxName && !strings.Contains(text, " ")
}

// visible reports whether a reader sees anything of r.
func visible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

// Tidy drops control characters, the marks that turn the direction of writing
// and those of no width that part words for nobody to see, and folds runs of white space to one space. Texts that are not
// UTF-8 lose the bytes at fault.
func Tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r == '\u200b', r == '\u2060', r == '\u00ad':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(text), " ")
}

// SharesContact reports whether two customers are reached in the same way.
func (c *Customer) SharesContact(other *Customer) bool {
	if c.Email != "" && strings.EqualFold(c.Email, other.Email) {
		return true
	}
	return slices.ContainsFunc(c.Phones, func(one Phone) bool {
		return one.E164 != "" && slices.ContainsFunc(other.Phones, func(p Phone) bool { return p.E164 == one.E164 })
	})
}
