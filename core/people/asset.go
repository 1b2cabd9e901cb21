package people

import (
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// AssetNumber is an asset's dense number in the shop, from 1.
type AssetNumber uint64

// AssetKind is what sort of thing a customer owns.
type AssetKind string

// The kinds of asset.
const (
	Device  AssetKind = "device"  // a phone, a laptop: known again by its serial number or IMEI
	Garment AssetKind = "garment" // a suit, a carpet, a pair of shoes
	Pet     AssetKind = "pet"
	Vehicle AssetKind = "vehicle"
	Other   AssetKind = "other"
)

// AssetKinds lists the kinds of asset.
func AssetKinds() []AssetKind { return []AssetKind{Device, Garment, Pet, Vehicle, Other} }

// MaxNote is the longest free text of one field, in bytes.
const MaxNote = 4000

// Asset is a thing that a customer owns and brings along.
type Asset struct {
	Number    AssetNumber `cbor:"1,keyasint"`           // the same as in the key
	Owner     Ordinal     `cbor:"2,keyasint"`           // ordinal of the customer
	Kind      AssetKind   `cbor:"3,keyasint"`           // `device`, `garment`, `pet`, `vehicle` or `other`
	Name      string      `cbor:"4,keyasint"`           // what people call it
	Brand     string      `cbor:"5,keyasint,omitempty"` // who made it
	Model     string      `cbor:"6,keyasint,omitempty"` // which one it is
	Serial    string      `cbor:"7,keyasint,omitempty"` // IMEI, serial number or plate: capitals and digits only
	Note      string      `cbor:"8,keyasint,omitempty"` // its state, what to mind
	Gone      bool        `cbor:"9,keyasint,omitempty"` // she has it no more
	CreatedAt time.Time   `cbor:"10,keyasint"`          // when it was first seen
}

// Check tidies the asset's texts and refuses what breaks a rule. A device's
// serial number of 15 digits is an IMEI, whose last digit must be right.
func (a *Asset) Check() error {
	a.Name, a.Brand, a.Model = Tidy(a.Name), Tidy(a.Brand), Tidy(a.Model)
	a.Serial, a.Note = SerialOf(a.Serial), TidyLines(a.Note)
	switch {
	case a.Owner == 0:
		return fault.Invalid("owner", "is missing; name the customer whose it is")
	case !one(a.Kind, AssetKinds()):
		return fault.Invalid("kind", "%q is not one of %s", a.Kind, among(AssetKinds()))
	case a.Name == "":
		return fault.Invalid("name", "is empty; say what it is")
	case long(a.Name):
		return fault.Invalid("name", "is longer than %d characters", MaxName)
	case long(a.Brand):
		return fault.Invalid("brand", "is longer than %d characters", MaxName)
	case long(a.Model):
		return fault.Invalid("model", "is longer than %d characters", MaxName)
	case long(a.Serial):
		return fault.Invalid("serial", "is longer than %d characters", MaxName)
	case len(a.Note) > MaxNote:
		return fault.Invalid("note", "is longer than %d bytes", MaxNote)
	case a.Kind == Device:
		return CheckSerial("serial", a.Serial)
	}
	return nil
}

// CheckSerial refuses a device's serial number, as SerialOf writes it, that has
// the 15 digits of an IMEI and is none; field names the input.
func CheckSerial(field, serial string) error {
	if digits(serial) && len(serial) == imeiLength && !luhn(serial) {
		return fault.Invalid(field, "%s is not an IMEI: its last digit does not fit the others; dial *#06# to read it again", serial)
	}
	return nil
}

// imeiLength is how many digits an IMEI has (3GPP TS 23.003, 6.2.1).
const imeiLength = 15

// SerialOf is a serial number without spaces and dashes, in capitals: the form
// in which two are the same.
func SerialOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '/' || r == '.' {
			return -1
		}
		return r
	}, strings.ToUpper(Tidy(text)))
}

func digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// luhn verifies the check digit of ISO/IEC 7812-1, annex B.
func luhn(number string) bool {
	sum := 0
	for i := range len(number) {
		digit := int(number[len(number)-1-i] - '0')
		if i%2 == 1 {
			if digit *= 2; digit > 9 {
				digit -= 9
			}
		}
		sum += digit
	}
	return sum%10 == 0
}
