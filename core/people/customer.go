// Package people holds who a customer is: names, ways to be called, contact
// points and their rules. It leaves storing, finding and merging to the
// engine's People, and phone numbers to core/phone.
package people

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
)

// ID names a customer for ever, also after a merge.
type ID id.ID

// String returns the id's 36-character form.
func (i ID) String() string { return id.ID(i).String() }

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
	MaxName   = 200 // characters
	MaxPhones = 50
	MaxTags   = 50
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

// Check tidies the customer's texts and refuses what breaks a rule.
func (c *Customer) Check() error {
	c.Name, c.CallName = Tidy(c.Name), Tidy(c.CallName)
	c.Email = strings.TrimSpace(c.Email)
	if c.Kind == "" {
		c.Kind = External
	}
	switch {
	case c.Name == "":
		return fault.Invalid("name", "is empty; one letter is enough")
	case utf8.RuneCountInString(c.Name) > MaxName:
		return fault.Invalid("name", "is longer than %d characters", MaxName)
	case utf8.RuneCountInString(c.CallName) > MaxName:
		return fault.Invalid("call_name", "is longer than %d characters", MaxName)
	case c.Kind != External && c.Kind != Internal:
		return fault.Invalid("kind", "%q is neither external nor internal", c.Kind)
	case len(c.Phones) > MaxPhones:
		return fault.Invalid("phone", "a customer has at most %d numbers", MaxPhones)
	case len(c.Email) > MaxName || (c.Email != "" && !strings.Contains(c.Email, "@")):
		return fault.Invalid("email", "%q is not an e-mail address", c.Email)
	}
	if err := c.Honorific.check(); err != nil {
		return err
	}
	return c.checkTags()
}

func (c *Customer) checkTags() error {
	if len(c.Tags) > MaxTags {
		return fault.Invalid("tag", "a customer has at most %d tags", MaxTags)
	}
	for i, tag := range c.Tags {
		c.Tags[i] = Tidy(tag)
		if c.Tags[i] == "" || utf8.RuneCountInString(tag) > MaxName {
			return fault.Invalid("tag", "is empty or longer than %d characters", MaxName)
		}
	}
	return nil
}

// Tidy drops control characters and folds runs of white space to one space.
// Texts that are not UTF-8 lose the bytes at fault.
func Tidy(text string) string {
	text = strings.ToValidUTF8(text, "")
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
