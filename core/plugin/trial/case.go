// Package trial runs a rule outside a shop: the cases its author wrote down,
// a measurement of its speed, a fault that was captured. It speaks in field
// names, dates and codes, so that a person can write what goes in and read
// what comes out; the numbers between are core/plugin's.
package trial

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/plugin/strict"
)

// Row is one row in field names: numbers, dates such as "2026-03-14", moments
// in RFC 3339, codes of the manifest and names of ABI.md.
type Row map[string]any

// Case is one question and what the rule must answer, as in tests/*.json.
// Only what matters is written: a fact that is not named is zero, a shop that
// is not given is an ordinary one.
type Case struct {
	Name   string          `json:"name"`
	Hook   string          `json:"hook,omitempty"` // "" where the rule has only one
	Shop   Shop            `json:"shop,omitzero"`
	Config json.RawMessage `json:"config,omitempty"` // settings that are not the default
	Facts  []Row           `json:"facts,omitempty"`
	Orders []Row           `json:"orders,omitempty"` // each with its "lines"
	Visits []Row           `json:"visits,omitempty"`
	Events []Row           `json:"events,omitempty"`

	Want    []Row    `json:"want,omitempty"`
	Refused []string `json:"refused,omitempty"` // words of each row's refusal, in order
	Fault   string   `json:"fault,omitempty"`   // words of the fault that must come instead

	File string `json:"-"` // where it was read

	page   *strict.Document
	broken error // why it cannot be asked
}

// Shop is what holds for the whole question.
type Shop struct {
	Now        string      `json:"now,omitempty"`   // RFC 3339; its offset is the shop's clock
	AsOf       string      `json:"as_of,omitempty"` // a date; the day of Now without it
	WindowDays *uint32     `json:"window_days,omitempty"`
	Currency   string      `json:"currency,omitempty"` // ISO 4217
	Population *Population `json:"population,omitempty"`
}

// Population is how the shop's customers spread. Thresholds are in fifths.
type Population struct {
	Customers       uint32   `json:"customers"`
	RepeatCustomers uint32   `json:"repeat_customers"`
	MedianOrder     int64    `json:"median_order"`
	R               [4]int64 `json:"r"`
	F               [4]int64 `json:"f"`
	M               [4]int64 `json:"m"`
}

// ReadCases reads the cases of a rule, by the names of their files and in
// that order. One that cannot be read fails when it is run, and keeps no other
// from being run. One without a name has its file's.
func ReadCases(files map[string][]byte) []Case {
	var cases []Case
	for _, name := range slices.Sorted(maps.Keys(files)) {
		one, err := ReadCase(files[name])
		one.File, one.broken = name, err
		if one.Name == "" {
			one.Name = strings.TrimSuffix(path.Base(name), ".json")
		}
		cases = append(cases, one)
	}
	return cases
}

// ReadCase reads one case. Every mistake is told with its line; an entry that
// means nothing is refused by name.
func ReadCase(text []byte) (Case, error) {
	var c Case
	c.page = strict.Read(text, &c)
	if c.page.Whole() && len(c.page.Mistakes()) == 0 && (c.Want != nil || c.Refused != nil) == (c.Fault != "") {
		c.page.Say("", `want either "want" (with "refused" where rows are refused) or "fault"`)
	}
	if wrong := c.page.Mistakes(); len(wrong) > 0 {
		return c, wrong
	}
	return c, nil
}
