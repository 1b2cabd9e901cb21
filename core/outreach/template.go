// Package outreach holds what the shop says to customers and when it gets back
// to them: templates, messages that are prepared, follow-ups. Raja sends
// nothing: it prepares, a person opens and confirms. Storing is left to the
// engine's Messages and FollowUps.
package outreach

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// TemplateNumber is a template's dense number, from 1.
type TemplateNumber uint64

// Purpose is what a message is for.
type Purpose string

// The purposes. Only offers and news are marketing.
const (
	ThankYou   Purpose = "thank_you"
	Ready      Purpose = "ready"
	Reminder   Purpose = "reminder"
	Debt       Purpose = "debt"
	Late       Purpose = "late"
	Confirm    Purpose = "appointment"
	CheckIn    Purpose = "check_in"
	Survey     Purpose = "survey"
	Birthday   Purpose = "birthday"
	Offer      Purpose = "offer"
	Newsletter Purpose = "newsletter"
	Restocked  Purpose = "restocked"
	Other      Purpose = "other"
)

// Purposes lists the purposes of messages.
func Purposes() []Purpose {
	return []Purpose{ThankYou, Ready, Reminder, Debt, Late, Confirm, CheckIn, Survey, Birthday, Offer, Newsletter, Restocked, Other}
}

// Marketing reports whether a message of this purpose needs consent to
// marketing; all others are about the customer's own business.
func (p Purpose) Marketing() bool {
	return slices.Contains([]Purpose{Offer, Newsletter, Birthday, Survey}, p)
}

// Template is words for a purpose, with names of what is filled in in braces.
type Template struct {
	Number  TemplateNumber `cbor:"1,keyasint"`           // the same as in the key
	Purpose Purpose        `cbor:"2,keyasint"`           // what it is for
	Lang    string         `cbor:"3,keyasint"`           // `id` or `en`
	Tone    string         `cbor:"4,keyasint,omitempty"` // `formal`, `warm` or `short`
	Name    string         `cbor:"5,keyasint"`           // what the owner calls it
	Opening string         `cbor:"6,keyasint,omitempty"` // the salutation
	Body    string         `cbor:"7,keyasint"`           // what is said
	Closing string         `cbor:"8,keyasint,omitempty"` // the good-bye
	Gone    bool           `cbor:"9,keyasint,omitempty"` // it is used no more
}

// MaxText is the longest message, in bytes.
const MaxText = 4000

// Variables lists what can be filled in. Each is empty where it does not
// apply.
func Variables() []string {
	return []string{
		"salam", "sapaan", "nama", "toko", "nota", "total", "sisa", "janji", "janji_baru", "alasan", "poin", "barang", "hari", "buka", "kode",
	}
}

var placeholder = regexp.MustCompile(`\{([a-z_]*)\}`)

// Check tidies the texts and refuses what breaks a rule.
func (t *Template) Check() error {
	t.Name = people.Tidy(t.Name)
	t.Opening, t.Body, t.Closing = people.TidyLines(t.Opening), people.TidyLines(t.Body), people.TidyLines(t.Closing)
	switch {
	case !slices.Contains(Purposes(), t.Purpose):
		return fault.Invalid("purpose", "%q is not one of %v", t.Purpose, Purposes())
	case t.Lang != "id" && t.Lang != "en":
		return fault.Invalid("lang", "%q is not one of id, en", t.Lang)
	case !slices.Contains([]string{"", "formal", "warm", "short"}, t.Tone):
		return fault.Invalid("tone", "%q is not one of formal, warm, short", t.Tone)
	case t.Name == "" || len(t.Name) > people.MaxName:
		return fault.Invalid("name", "is empty or longer than %d bytes", people.MaxName)
	case t.Body == "":
		return fault.Invalid("body", "is empty")
	case len(t.Opening)+len(t.Body)+len(t.Closing) > MaxText:
		return fault.Invalid("body", "is longer than %d bytes with opening and closing", MaxText)
	}
	return cmp.Or(checkPlaceholders("opening", t.Opening), checkPlaceholders("body", t.Body), checkPlaceholders("closing", t.Closing))
}

// CheckWords refuses words of one's own with a name in braces that is nothing
// that can be filled in; field names the input.
func CheckWords(field, text string) error { return checkPlaceholders(field, text) }

// checkPlaceholders refuses what would reach a customer unfilled.
func checkPlaceholders(field, text string) error {
	for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(Variables(), found[1]) {
			return fault.Invalid(field, "{%s} is nothing that can be filled in; there are %v", found[1], Variables())
		}
	}
	if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
		return fault.Invalid(field, "has a brace that holds no name; write what is filled in as {nota}")
	}
	return nil
}

// Gap returns the first name that is to be filled in and has no value, "" for
// none. A value that is given as empty is one.
func (t *Template) Gap(values map[string]string) string {
	for _, found := range placeholder.FindAllStringSubmatch(t.Opening+t.Body+t.Closing, -1) {
		if _, known := values[found[1]]; !known {
			return found[1]
		}
	}
	return ""
}

// Fill writes the message: values by their variable. What a value holds is
// never filled in again.
func (t *Template) Fill(values map[string]string) string {
	var parts []string
	for _, part := range []string{t.Opening, t.Body, t.Closing} {
		filled := placeholder.ReplaceAllStringFunc(part, func(name string) string { return values[strings.Trim(name, "{}")] })
		if filled = people.TidyLines(filled); filled != "" {
			parts = append(parts, filled)
		}
	}
	return strings.Join(parts, "\n\n")
}

// WhatsAppLink is the link that opens a chat with a text in it, for a number
// in E.164. Opening it sends nothing. Every character survives: the window's
// own opener refuses raw ! ( ) * ~ and blanks (ui.md 1.5).
func WhatsAppLink(e164, text string) string {
	escaped := strings.NewReplacer("+", "%20", "~", "%7E").Replace(url.QueryEscape(text))
	return "https://wa.me/" + strings.TrimPrefix(e164, "+") + "?text=" + escaped
}
