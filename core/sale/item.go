package sale

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
)

// ItemNumber is a catalogue item's dense number, from 1.
type ItemNumber uint64

// Unit is what a price is for one of.
type Unit string

// The units.
const (
	Piece    Unit = "pcs"
	Kilogram Unit = "kg"
	Pair     Unit = "pair"
	Metre    Unit = "m"
	Hour     Unit = "hour"
)

// Units lists the units.
func Units() []Unit { return []Unit{Piece, Kilogram, Pair, Metre, Hour} }

// ItemType is what an item is.
type ItemType string

// The types of item.
const (
	Good    ItemType = "good"
	Service ItemType = "service"
	Digital ItemType = "digital"
	Package ItemType = "package" // some of several others for one price
)

// Item is something that the shop sells.
type Item struct {
	Number   ItemNumber `cbor:"1,keyasint"`            // the same as in the key
	Type     ItemType   `cbor:"2,keyasint"`            // `good`, `service`, `digital` or `package`
	Name     string     `cbor:"3,keyasint"`            // what it is called
	Category string     `cbor:"4,keyasint,omitempty"`  // under what it is found
	Unit     Unit       `cbor:"5,keyasint"`            // `pcs`, `kg`, `pair`, `m` or `hour`
	Least    int64      `cbor:"6,keyasint,omitempty"`  // thousandths of the unit that are charged at least
	Step     int64      `cbor:"7,keyasint,omitempty"`  // thousandths to whose next multiple it is rounded up; none is as measured
	Parts    []Part     `cbor:"8,keyasint,omitempty"`  // of a package
	Minutes  int        `cbor:"9,keyasint,omitempty"`  // how long an appointment for it takes
	CareDays int        `cbor:"10,keyasint,omitempty"` // after how many days it is usually needed again
	Guide    string     `cbor:"11,keyasint,omitempty"` // how to use and care for it, for the customer
	Warranty int        `cbor:"12,keyasint,omitempty"` // days of warranty
	Gone     bool       `cbor:"13,keyasint,omitempty"` // it is sold no more
	SoldOut  bool       `cbor:"14,keyasint,omitempty"` // it is expected again
}

// Part is one thing in a package.
type Part struct {
	Item     ItemNumber `cbor:"1,keyasint" json:"item"`     // which
	Quantity int64      `cbor:"2,keyasint" json:"quantity"` // how many
}

// maxThousandths is the largest amount of a unit that a rule of charging names.
const maxThousandths = 1 << 40

// MaxParts is how many parts a package may have.
const MaxParts = 50

// Check tidies the texts and refuses what breaks a rule.
func (i *Item) Check() error {
	i.Name, i.Category, i.Guide = people.Tidy(i.Name), people.Tidy(i.Category), people.TidyLines(i.Guide)
	if i.Unit == "" {
		i.Unit = Piece
	}
	switch {
	case i.Name == "" || len(i.Name) > MaxText:
		return fault.Invalid("name", "is empty or longer than %d bytes", MaxText)
	case len(i.Category) > MaxText:
		return fault.Invalid("category", "is longer than %d bytes", MaxText)
	case !slices.Contains([]ItemType{Good, Service, Digital, Package}, i.Type):
		return fault.Invalid("type", "%q is not one of good, service, digital, package", i.Type)
	case !slices.Contains(Units(), i.Unit):
		return fault.Invalid("unit", "%q is not one of %v", i.Unit, Units())
	case i.Least < 0 || i.Least > maxThousandths:
		return fault.Invalid("least", "is negative or too large")
	case i.Step < 0 || i.Step > maxThousandths:
		return fault.Invalid("step", "is negative or too large")
	case i.Minutes < 0 || i.Minutes > 24*60:
		return fault.Invalid("minutes", "%d is not within a day", i.Minutes)
	case i.CareDays < 0 || i.CareDays > 3660:
		return fault.Invalid("care_days", "%d is not from 0 to 3660", i.CareDays)
	case i.Warranty < 0 || i.Warranty > 36600:
		return fault.Invalid("warranty_days", "%d is not from 0 to 36600", i.Warranty)
	case len(i.Guide) > people.MaxNote:
		return fault.Invalid("guide", "is longer than %d bytes", people.MaxNote)
	}
	return i.checkParts()
}

func (i *Item) checkParts() error {
	if (i.Type == Package) != (len(i.Parts) > 0) || len(i.Parts) > MaxParts {
		return fault.Invalid("part", "a package has from 1 to %d parts, and nothing else has any", MaxParts)
	}
	for _, part := range i.Parts {
		if part.Quantity < 1 || part.Quantity > 1000 || part.Item == i.Number {
			return fault.Invalid("part", "has from 1 to 1000 pieces, of another item")
		}
	}
	return nil
}

// Charged is what is charged of what was weighed or measured, in thousandths
// of the unit: at least the least, rounded up to the step.
func (i *Item) Charged(measured int64) int64 {
	charged := max(measured, i.Least)
	if i.Step > 0 {
		charged = (charged + i.Step - 1) / i.Step * i.Step
	}
	return charged
}

// Line is the order's line for so much of the item at a price: the words and
// the price are copied, so that a nota stays as it was printed.
func (i *Item) Line(measured int64, price money.Amount) Line {
	line := Line{Item: i.Name, Price: price, Unit: i.Unit, Offer: i.Number}
	charged := i.Charged(measured)
	if charged%1000 == 0 && charged == measured {
		line.Quantity = charged / 1000
		return line
	}
	line.Milli, line.Measured, line.Quantity = charged, measured, (charged+999)/1000
	return line
}

// PriceNumber is a price's dense number, from 1.
type PriceNumber uint64

// Price is what an item costs from a day on. Prices are never changed: another
// one begins.
type Price struct {
	Number PriceNumber  `cbor:"1,keyasint"`           // the same as in the key
	Item   ItemNumber   `cbor:"2,keyasint"`           // of what
	List   string       `cbor:"3,keyasint,omitempty"` // for whom: `express`, a segment's code, a branch; none is everybody
	Amount money.Amount `cbor:"4,keyasint"`           // of one unit, in minor units
	Cost   money.Amount `cbor:"5,keyasint,omitempty"` // what one unit costs the shop
	From   time.Time    `cbor:"6,keyasint"`           // since when
}

// Check tidies the list and refuses what breaks a rule.
func (p *Price) Check() error {
	p.List = people.Tidy(p.List)
	switch {
	case p.Amount < 0 || p.Amount > MaxTotal:
		return fault.Invalid("price", "is negative or too large")
	case p.Cost < 0 || p.Cost > MaxTotal:
		return fault.Invalid("cost", "is negative or too large")
	case len(p.List) > MaxText:
		return fault.Invalid("list", "is longer than %d bytes", MaxText)
	}
	return nil
}
