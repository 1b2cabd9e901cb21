package plugin

import (
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/simple"
	"github.com/raja-crm/raja/core/plugin/strict"
)

// MaxManifest is the largest manifest.json, in bytes.
const MaxManifest = 256 << 10

// Manifest is manifest.json: what a rule is called, answers, reads and says.
// Positions in its lists count from 1, are what output rows carry, and are
// append-only from version to version; 0 is none.
type Manifest struct {
	ID         string            `json:"id"`
	Name       Words             `json:"name"`
	Version    string            `json:"version"`
	ABI        int               `json:"abi"`
	Hooks      map[string]int    `json:"hooks"`
	Reads      []Read            `json:"reads"`
	Segments   []Segment         `json:"segments"`
	Modes      []Named           `json:"modes"`
	Options    []Option          `json:"options"`
	Tiers      []Named           `json:"tiers"`
	Population []string          `json:"population"`
	Writes     []Write           `json:"writes"`
	Texts      []Words           `json:"texts"`
	Simple     []simple.Line     `json:"simple"` // segments by expressions, in place of a module
	Limits     Limits            `json:"limits"`
	OnFault    map[string]string `json:"on_fault"`

	page    *strict.Document // where its keys stand
	texts   []sentence       // Texts, parsed
	options []sentence       // the Text of each option, parsed
}

// Words are the same words in Indonesian and English.
type Words struct {
	ID string `json:"id"`
	EN string `json:"en"`
}

// In returns the words in lang: English for "en", else Indonesian.
func (w Words) In(lang string) string {
	if lang == "en" {
		return w.EN
	}
	return w.ID
}

// Read is a field of the facts that the rule may see, and why. The name
// "lines" stands for the lines of orders.
type Read struct {
	Field string `json:"field"`
	Why   Words  `json:"why"`
}

// Write is something that the rule's answers change, and why.
type Write struct {
	What string `json:"what"`
	Why  Words  `json:"why"`
}

// Named is a tier or a mode.
type Named struct {
	Code string `json:"code"`
	Name Words  `json:"name"`
}

// Segment is one segment; a higher rank is a better customer.
type Segment struct {
	Code string `json:"code"`
	Rank int    `json:"rank"`
	Name Words  `json:"name"`
}

// Loyal reports whether after-hours rules treat members as loyal.
func (s Segment) Loyal() bool { return s.Code == "LOYAL" || s.Code == "CHAMPIONS" }

// Option is something that can be offered or done: a short name for staff
// and the wording for the customer.
type Option struct {
	Code string `json:"code"`
	Name Words  `json:"name"`
	Text Words  `json:"text"`
}

// Limits are what the rule asks for. Zero asks for nothing less than the most
// there is, as if the entry were not there.
type Limits struct {
	MemoryPages uint32 `json:"memory_pages" cbor:"1,keyasint"` // of 64 KiB; at most and by default 256
	Units       int64  `json:"units"        cbor:"2,keyasint"` // work in one call; at most and by default DefaultUnits
}

// under returns the limits, none above the cap where it has one.
func (l Limits) under(most Limits) Limits {
	if most.MemoryPages > 0 {
		l.MemoryPages = min(l.MemoryPages, most.MemoryPages)
	}
	if most.Units > 0 {
		l.Units = min(l.Units, most.Units)
	}
	return l
}

// manifestName is what its mistakes are told of.
const manifestName = "manifest.json"

// ParseManifest reads and checks a manifest. Its error is fault.Invalid; it
// tells every mistake with its line, and its field is the first key at fault.
func ParseManifest(text []byte) (*Manifest, error) {
	if len(text) > MaxManifest {
		return nil, fault.Invalid("plugin", "%s has %d bytes, the most is %d", manifestName, len(text), MaxManifest)
	}
	var m Manifest
	m.page = strict.ReadStranger(text, &m, maxExpression)
	if m.Limits.MemoryPages == 0 {
		m.Limits.MemoryPages = maxPages
	}
	if m.Limits.Units == 0 {
		m.Limits.Units = DefaultUnits
	}
	if m.page.Whole() {
		m.check()
	}
	if err := m.page.Mistakes().Refuse(manifestName); err != nil {
		return nil, err
	}
	return &m, nil
}

// ReadsLines reports whether the rule is given the lines of orders.
func (m *Manifest) ReadsLines() bool { return m.reads("lines") }

// ReadsQualifying reports whether the rule decides tiers by what the shop says
// counts for them.
func (m *Manifest) ReadsQualifying() bool { return m.reads("qualifying") }

// DecidesTiers reports whether the rule says who has which tier.
func (m *Manifest) DecidesTiers() bool { return m.writes("tier") }

// reads reports whether the manifest declares field.
func (m *Manifest) reads(field string) bool {
	for _, r := range m.Reads {
		if r.Field == field {
			return true
		}
	}
	return false
}
