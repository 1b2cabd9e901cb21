package phone

import (
	"net/url"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Display writes an E.164 number for people: 0812-3456-7890 for an Indonesian
// one, +60 12-345 6789 for a foreign one. Parse reads it back to the same
// E.164. What is not an E.164 number is returned as it is.
func Display(e164 string) string {
	if national, home := strings.CutPrefix(e164, "+62"); home && isHomeMobile(national) {
		return "0" + national[:3] + "-" + national[3:7] + "-" + national[7:]
	}
	n, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return e164
	}
	if n.GetCountryCode() == 62 {
		return phonenumbers.Format(n, phonenumbers.NATIONAL)
	}
	return phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
}

// WhatsApp returns the link that opens a chat with text in it, and false for
// a number that is not a valid mobile. Opening it sends nothing.
func (n Number) WhatsApp(text string) (link string, ok bool) {
	if !n.Valid || n.Kind != Mobile {
		return "", false
	}
	link = "https://wa.me/" + strings.TrimPrefix(n.E164, "+")
	if text == "" {
		return link, true
	}
	return link + "?text=" + strings.ReplaceAll(url.QueryEscape(text), "+", "%20"), true
}
