// Package phone makes numbers that can be dialled of what people type, paste
// and export: it cleans the text, splits cells that hold several numbers,
// parses each and says what is wrong with those it cannot use. The text as it
// came is always kept. Whom a number belongs to, and asking that person, is
// left to core/people.
package phone

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Kind says what sort of line a number is.
type Kind string

// The kinds. A number that may be either, as in America, counts as mobile.
const (
	Mobile   Kind = "mobile"
	Landline Kind = "landline"
	TollFree Kind = "toll_free"
	Unknown  Kind = "unknown"
)

// Problem says why a number is not valid; a valid one has none.
type Problem string

// The problems, in words of a person: what is there to do about it.
const (
	NoDigits       Problem = "no_digits"       // there is no number in it
	TooShort       Problem = "too_short"       // digits are missing, or it is a service number
	TooLong        Problem = "too_long"        // too many digits, perhaps two numbers
	Letters        Problem = "letters"         // letters among the digits, such as O for 0
	Excel          Problem = "excel"           // a spreadsheet has rounded it: ask again
	LostZero       Problem = "lost_zero"       // a spreadsheet may have dropped the leading 0: confirm
	UnknownCountry Problem = "unknown_country" // no country has this code
	Impossible     Problem = "impossible"      // its country has no such numbers
)

// MaxText is the most that is looked for numbers, in bytes: a cell with a dozen
// of them and words between. What is longer is no telephone number.
const MaxText = 2_000

// DefaultRegion is the country of a number without a country code.
const DefaultRegion = "ID"

// Number is one number. E164 is empty unless it is valid. Suggestion is a
// text that would be valid, for a person to confirm, or empty.
type Number struct {
	Raw        string  `json:"raw" cbor:"1,keyasint"`
	E164       string  `json:"e164" cbor:"2,keyasint"`
	Kind       Kind    `json:"kind" cbor:"3,keyasint"`
	Valid      bool    `json:"valid" cbor:"4,keyasint"`
	Suggestion string  `json:"suggestion,omitempty" cbor:"-"`
	Problem    Problem `json:"problem,omitempty" cbor:"-"`
}

// Parse finds the numbers in a text. region is the ISO 3166 code of the
// country that numbers without a country code belong to; empty is
// DefaultRegion. A text with anything in it gives one Number at least: its
// Raw is the whole text when it is the only one, else its own part. One longer
// than MaxText gives that one, too long.
func Parse(raw, region string) []Number {
	if len(raw) > MaxText {
		return []Number{{Raw: raw, Kind: Unknown, Problem: TooLong}}
	}
	region = regionOf(region)
	if e164, ok := homeMobile(raw); ok && region == DefaultRegion {
		return []Number{{Raw: raw, E164: e164, Kind: Mobile, Valid: true}}
	}
	var out []Number
	for _, part := range split(raw) {
		n := judge(Clean(part, region), region)
		n.Raw = strings.TrimSpace(part)
		out = append(out, n)
	}
	if len(out) == 1 {
		out[0].Raw = raw
	}
	return out
}

func regionOf(region string) string {
	if region == "" {
		return DefaultRegion
	}
	return strings.ToUpper(region)
}

// judge reads one number from a clean text.
func judge(text, region string) Number {
	if problem, suggestion := spreadsheet(text, region); problem != "" {
		return Number{Kind: Unknown, Problem: problem, Suggestion: suggestion}
	}
	text = unlabel(text)
	if hasLetters(text) {
		return Number{Kind: Unknown, Problem: Letters, Suggestion: suggest(lookalikes.Replace(text), region)}
	}
	if countDigits(text) == 0 {
		return Number{Kind: Unknown, Problem: NoDigits}
	}
	found := read(text, region)
	if abroad, dialled := strings.CutPrefix(text, "00"); !found.Valid && dialled {
		found.Suggestion = suggest("+"+abroad, region) // as it is dialled from elsewhere
	}
	return found
}

// read asks the library about a text of digits and punctuation.
func read(text, region string) Number {
	n, err := phonenumbers.Parse(text, region)
	if err != nil {
		return Number{Kind: Unknown, Problem: problemOf(err)}
	}
	if !phonenumbers.IsValidNumber(n) {
		return Number{Kind: Unknown, Problem: problemOfLength(n)}
	}
	return Number{E164: phonenumbers.Format(n, phonenumbers.E164), Kind: kindOf(n), Valid: true}
}

// suggest returns how text is written properly when it is a valid number, ""
// when it is not. The library would dial letters as on a keypad; we do not.
func suggest(text, region string) string {
	if hasLetters(text) {
		return ""
	}
	n := read(text, region)
	if !n.Valid {
		return ""
	}
	return Display(n.E164)
}

func kindOf(n *phonenumbers.PhoneNumber) Kind {
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE:
		return Mobile
	case phonenumbers.FIXED_LINE:
		return Landline
	case phonenumbers.TOLL_FREE:
		return TollFree
	default:
		return Unknown
	}
}
