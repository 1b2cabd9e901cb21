package people

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Limits of a profile's lists.
const (
	MaxAddresses   = 20
	MaxDates       = 50
	MaxPreferences = 100
	MaxRelations   = 100
	MaxConsents    = 200
	MaxGroups      = 20
	MaxFacts       = 100
)

// Role is what an internal customer is to the shop.
type Role string

// The roles of internal customers.
const (
	Employee    Role = "employee"
	Department  Role = "department"
	Shareholder Role = "shareholder"
	Stakeholder Role = "stakeholder"
)

// Roles lists the roles of internal customers.
func Roles() []Role { return []Role{Employee, Department, Shareholder, Stakeholder} }

// Profile is what is known of a customer beside her names and phones.
type Profile struct {
	Ordinal       Ordinal           `cbor:"1,keyasint"`            // the same as in the key
	Edition       uint64            `cbor:"2,keyasint"`            // how often it was changed; who changes it names the one she read
	Addresses     []Address         `cbor:"3,keyasint,omitempty"`  // where she lives and works
	Dates         []Date            `cbor:"4,keyasint,omitempty"`  // birthdays and other days of hers
	Preferences   []Preference      `cbor:"5,keyasint,omitempty"`  // what she likes, dislikes and must not have
	Facts         []string          `cbor:"6,keyasint,omitempty"`  // small things worth remembering
	Relations     []Relation        `cbor:"7,keyasint,omitempty"`  // to other customers
	Groups        []GroupNumber     `cbor:"8,keyasint,omitempty"`  // organisations and households she belongs to
	Referrer      Ordinal           `cbor:"9,keyasint,omitempty"`  // who brought her
	Guardian      Ordinal           `cbor:"10,keyasint,omitempty"` // who answers for her; a minor gets no marketing
	Source        string            `cbor:"11,keyasint,omitempty"` // how she came to know the shop
	Member        string            `cbor:"12,keyasint,omitempty"` // her member number: capitals and digits only
	Role          Role              `cbor:"13,keyasint,omitempty"` // of an internal customer
	Fields        map[string]string `cbor:"14,keyasint,omitempty"` // the owner's own fields: key to value, as its type writes it
	Consents      []Consent         `cbor:"15,keyasint,omitempty"` // what she agreed to and withdrew, oldest first
	Verifications []Verification    `cbor:"16,keyasint,omitempty"` // how it was made sure that she is she, oldest first
	UpdatedAt     time.Time         `cbor:"17,keyasint"`           // when it was last changed
	Apart         []Ordinal         `cbor:"18,keyasint,omitempty"` // who looks like her and is somebody else
}

// Address is a place to deliver to, as Indonesians give it.
type Address struct {
	Label       string `cbor:"1,keyasint,omitempty" json:"label"`        // rumah, kantor
	Street      string `cbor:"2,keyasint,omitempty" json:"street"`       // street and house number
	RT          string `cbor:"3,keyasint,omitempty" json:"rt"`           // neighbourhood: up to three digits
	RW          string `cbor:"4,keyasint,omitempty" json:"rw"`           // the neighbourhoods' association: up to three digits
	Kelurahan   string `cbor:"5,keyasint,omitempty" json:"kelurahan"`    // village or ward
	Kecamatan   string `cbor:"6,keyasint,omitempty" json:"kecamatan"`    // district
	City        string `cbor:"7,keyasint,omitempty" json:"city"`         // kota or kabupaten
	Province    string `cbor:"8,keyasint,omitempty" json:"province"`     // provinsi
	PostalCode  string `cbor:"9,keyasint,omitempty" json:"postal_code"`  // five digits in Indonesia
	Landmark    string `cbor:"10,keyasint,omitempty" json:"landmark"`    // patokan: what one sees when one is there
	Instruction string `cbor:"11,keyasint,omitempty" json:"instruction"` // for who delivers
}

// Date is a day of hers that comes back every year.
type Date struct {
	Kind  DateKind `cbor:"1,keyasint" json:"kind"`            // `birthday`, `anniversary` or `other`
	Label string   `cbor:"2,keyasint,omitempty" json:"label"` // of whom or what, where it is not her own birthday
	Year  int      `cbor:"3,keyasint,omitempty" json:"year"`  // none when it is not known
	Month int      `cbor:"4,keyasint" json:"month"`           // 1 to 12
	Day   int      `cbor:"5,keyasint" json:"day"`             // 1 to 31
}

// DateKind is what a date is.
type DateKind string

// The kinds of dates.
const (
	Birthday    DateKind = "birthday"
	Anniversary DateKind = "anniversary"
	OtherDate   DateKind = "other"
)

// Preference is something she likes, dislikes or must not have.
type Preference struct {
	Topic  string    `cbor:"1,keyasint" json:"topic"`            // pewangi, stylist, topping
	Value  string    `cbor:"2,keyasint" json:"value"`            // melati
	Taste  Taste     `cbor:"3,keyasint" json:"taste"`            // `like`, `dislike` or `allergy`
	Source string    `cbor:"4,keyasint,omitempty" json:"source"` // how the shop knows
	At     time.Time `cbor:"5,keyasint" json:"at"`               // since when
}

// Taste is what she feels about something.
type Taste string

// The tastes. An allergy is shown before everything else.
const (
	Like    Taste = "like"
	Dislike Taste = "dislike"
	Allergy Taste = "allergy"
)

// String is a taste as it is said: "pewangi: melati".
func (p *Preference) String() string {
	if p.Topic == "" {
		return p.Value
	}
	return p.Topic + ": " + p.Value
}

// Allergies returns what she must not have.
func (p *Profile) Allergies() []string {
	var all []string
	for i := range p.Preferences {
		if p.Preferences[i].Taste == Allergy {
			all = append(all, p.Preferences[i].String())
		}
	}
	return all
}

// Relation ties her to another customer.
type Relation struct {
	To    Ordinal      `cbor:"1,keyasint" json:"-"`               // the other customer's ordinal
	Kind  RelationKind `cbor:"2,keyasint" json:"kind"`            // what the other is to her: `mother` says that the other is her mother
	Label string       `cbor:"3,keyasint,omitempty" json:"label"` // in words of one's own
}

// RelationKind is what one customer is to another.
type RelationKind string

// RelationKinds lists what the other may be to her.
func RelationKinds() []RelationKind {
	return []RelationKind{"spouse", "parent", "child", "sibling", "relative", "friend", "colleague", "employer", "neighbour", "other"}
}

// Check tidies the profile's texts and refuses what breaks a rule. Whether the
// customers, groups and fields that it names exist is for the engine to know.
func (p *Profile) Check() error {
	p.Source, p.Member = Tidy(p.Source), SerialOf(p.Member)
	switch {
	case long(p.Source):
		return fault.Invalid("source", "is longer than %d characters", MaxName)
	case long(p.Member):
		return fault.Invalid("member", "is longer than %d characters", MaxName)
	case p.Role != "" && !one(p.Role, Roles()):
		return fault.Invalid("role", "%q is not one of %s", p.Role, among(Roles()))
	case p.Referrer == p.Ordinal && p.Ordinal != 0:
		return fault.Invalid("referrer", "cannot be the customer herself")
	case p.Guardian == p.Ordinal && p.Ordinal != 0:
		return fault.Invalid("guardian", "cannot be the customer herself")
	case len(p.Apart) > MaxRelations:
		return fault.Invalid("apart", "names more than %d customers", MaxRelations)
	case len(p.Groups) > MaxGroups:
		return fault.Invalid("group", "a customer belongs to at most %d groups", MaxGroups)
	}
	slices.Sort(p.Groups)
	p.Groups = slices.Compact(p.Groups)
	for _, check := range []func() error{
		p.checkAddresses, p.checkDates, p.checkPreferences, p.checkFacts, p.checkRelations, p.checkConsents, p.checkVerifications,
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// Empty reports whether nothing is known.
func (p *Profile) Empty() bool { return p.Edition == 0 }

// CelebratedOn returns the days of a month that are celebrated on a day: its
// own, and 29 February on the 28th of a year that has none.
func CelebratedOn(at time.Time) []int {
	if at.Month() == time.February && at.Day() == 28 && at.AddDate(0, 0, 1).Month() == time.March {
		return []int{28, 29}
	}
	return []int{at.Day()}
}
