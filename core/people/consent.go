package people

import (
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Purpose is what a customer agrees to.
type Purpose string

// The purposes of consent.
const (
	Service     Purpose = "service"     // messages about her own orders
	Marketing   Purpose = "marketing"   // offers and news
	Testimonial Purpose = "testimonial" // her words shown to others
	Photo       Purpose = "photo"       // her picture, or that of her things
	Profiling   Purpose = "profiling"   // being sorted into segments
)

// Purposes lists the purposes of consent.
func Purposes() []Purpose { return []Purpose{Service, Marketing, Testimonial, Photo, Profiling} }

// Channel is a way to reach somebody.
type Channel string

// Channels lists the ways in which customers and shop reach each other.
func Channels() []Channel {
	return []Channel{
		"walk_in", "phone", "whatsapp", "sms", "email", "instagram", "facebook", "tiktok", "marketplace", "website", "letter",
	}
}

// Known reports whether a channel is one of Channels.
func (c Channel) Known() bool { return one(c, Channels()) }

// Consent is one thing she said about what may be done with her data.
type Consent struct {
	Purpose Purpose   `cbor:"1,keyasint" json:"purpose"`           // `service`, `marketing`, `testimonial`, `photo` or `profiling`
	Channel Channel   `cbor:"2,keyasint,omitempty" json:"channel"` // none is every channel
	Given   bool      `cbor:"3,keyasint" json:"given"`             // false is no, or no more
	Text    string    `cbor:"4,keyasint,omitempty" json:"text"`    // the version of the text that she was shown
	Proof   string    `cbor:"5,keyasint,omitempty" json:"proof"`   // how it can be shown: signed nota, reply on WhatsApp
	At      time.Time `cbor:"6,keyasint" json:"at"`                // when she said so
	By      string    `cbor:"7,keyasint,omitempty" json:"by"`      // who took it down
}

func (p *Profile) checkConsents() error {
	if len(p.Consents) > MaxConsents {
		return fault.Invalid("consent", "a customer has at most %d entries of consent", MaxConsents)
	}
	for i := range p.Consents {
		said := &p.Consents[i]
		said.Text, said.Proof, said.By = Tidy(said.Text), Tidy(said.Proof), Tidy(said.By)
		switch {
		case !one(said.Purpose, Purposes()):
			return fault.Invalid("consent", "%q is not one of %s", said.Purpose, among(Purposes()))
		case said.Channel != "" && !said.Channel.Known():
			return fault.Invalid("channel", "%q is not one of %s", said.Channel, among(Channels()))
		case long(said.Text):
			return fault.Invalid("text", "the version of the text of a consent is longer than %d characters", MaxName)
		case long(said.Proof):
			return fault.Invalid("proof", "of a consent is longer than %d characters", MaxName)
		case long(said.By):
			return fault.Invalid("by", "who took a consent down is longer than %d characters", MaxName)
		}
	}
	return nil
}

// Allows reports whether she may be reached for a purpose on a channel, and
// the entry that says so, nil when she has said nothing. What she said last
// counts: about this channel, or about all of them. Who has said nothing may
// get messages about her own orders and be sorted into segments, and nothing
// else. Who has a guardian gets no marketing.
func (p *Profile) Allows(purpose Purpose, channel Channel) (bool, *Consent) {
	allowed, said := purpose == Service || purpose == Profiling, (*Consent)(nil)
	for i := range p.Consents {
		entry := &p.Consents[i]
		if entry.Purpose != purpose || (entry.Channel != "" && entry.Channel != channel) {
			continue
		}
		if said == nil || !entry.At.Before(said.At) {
			allowed, said = entry.Given, entry
		}
	}
	if purpose == Marketing && p.Guardian != 0 {
		allowed = false
	}
	return allowed, said
}

// Verification is one time that it was made sure who she is.
type Verification struct {
	Method Method    `cbor:"1,keyasint" json:"method"`         // how
	Passed bool      `cbor:"2,keyasint" json:"passed"`         // whether it was she
	Note   string    `cbor:"3,keyasint,omitempty" json:"note"` // what was seen
	At     time.Time `cbor:"4,keyasint" json:"at"`             // when
	By     string    `cbor:"5,keyasint,omitempty" json:"by"`   // by whom
}

// Method is a way to make sure who somebody is.
type Method string

// The methods of verification.
const (
	PhotoOfNota   Method = "photo_of_nota"
	BirthdayMatch Method = "birthday_match"
	PhoneCallback Method = "phone_callback"
	ReplyCode     Method = "wa_reply_code"
	MemberCard    Method = "member_card"
	IdentityCard  Method = "identity_card"
)

// Methods lists the methods of verification.
func Methods() []Method {
	return []Method{PhotoOfNota, BirthdayMatch, PhoneCallback, ReplyCode, MemberCard, IdentityCard}
}

// Level is how sure the shop is of who somebody is.
type Level int

// The levels of verification.
const (
	Unverified Level = 0
	Plausible  Level = 1 // she knows or holds what few do: a birthday, a photo of the nota
	Confirmed  Level = 2 // she answers at her number, or holds her card
)

// Level is what a method shows at best.
func (m Method) Level() Level {
	if m == PhotoOfNota || m == BirthdayMatch {
		return Plausible
	}
	return Confirmed
}

// VerifiedFor is how long a verification is worth something.
const VerifiedFor = 365 * 24 * time.Hour

// Verified is the level that holds at an instant: the best of what passed in
// the year before it. A later one that failed ends what was shown before.
func (p *Profile) Verified(at time.Time) Level {
	level := Unverified
	for _, tried := range p.Verifications {
		switch {
		case tried.At.After(at) || at.Sub(tried.At) > VerifiedFor:
		case !tried.Passed:
			level = Unverified
		default:
			level = max(level, tried.Method.Level())
		}
	}
	return level
}

func (p *Profile) checkVerifications() error {
	if len(p.Verifications) > MaxConsents {
		return fault.Invalid("verification", "a customer has at most %d verifications", MaxConsents)
	}
	for i := range p.Verifications {
		tried := &p.Verifications[i]
		tried.Note, tried.By = Tidy(tried.Note), Tidy(tried.By)
		switch {
		case !one(tried.Method, Methods()):
			return fault.Invalid("method", "%q is not one of %s", tried.Method, among(Methods()))
		case len(tried.Note) > MaxNote:
			return fault.Invalid("note", "is longer than %d bytes", MaxNote)
		case long(tried.By):
			return fault.Invalid("verification", "who made it is longer than %d characters", MaxName)
		}
	}
	return nil
}
