package core

import (
	"encoding/json"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// Preset is a kind of business; it fills in what the owner does not say.
type Preset string

// The presets.
const (
	Laundry Preset = "laundry"
	Salon   Preset = "salon"
	Repair  Preset = "repair"
	Bakery  Preset = "bakery"
	Custom  Preset = "custom"
)

// presetHours are the opening hours of a shop that gives none.
var presetHours = map[Preset]string{
	Laundry: "mon-sun 10:00-21:00",
	Salon:   "mon-sun 10:00-20:00",
	Repair:  "mon-sat 10:00-20:00",
	Bakery:  "mon-sun 07:00-20:00",
	Custom:  "mon-sun 09:00-21:00",
}

// DefaultWindow is how many days segmentation looks back unless told.
const DefaultWindow = 365

// Business is what the shop says of itself. The zero value of each field but
// Name takes the default: preset custom, Asia/Jakarta, IDR, phones of ID.
type Business struct {
	Name      string          `cbor:"1,keyasint"`
	Preset    Preset          `cbor:"2,keyasint"`
	Timezone  string          `cbor:"3,keyasint"`
	Currency  money.Currency  `cbor:"4,keyasint"`
	Region    string          `cbor:"5,keyasint"` // ISO 3166, for phones written without a country
	Hours     json.RawMessage `cbor:"6,keyasint"` // a calendar as core/hours reads it
	Window    uint32          `cbor:"7,keyasint"` // days that segmentation looks back
	CreatedAt time.Time       `cbor:"8,keyasint"`
}

// complete fills in the defaults and refuses what cannot be.
func (b *Business) complete(at time.Time) error {
	if err := b.completeName(); err != nil {
		return err
	}
	if b.Preset == "" {
		b.Preset = Custom
	}
	if _, ok := presetHours[b.Preset]; !ok {
		return fault.Invalid("preset", "%q is not one of laundry, salon, repair, bakery, custom", b.Preset)
	}
	if b.Timezone == "" {
		b.Timezone = "Asia/Jakarta"
	}
	if b.Timezone == "Local" {
		return fault.Invalid("timezone", "name a zone like Asia/Jakarta")
	}
	if _, err := time.LoadLocation(b.Timezone); err != nil {
		return fault.Invalid("timezone", "%q is not a zone like Asia/Jakarta", b.Timezone)
	}
	if b.Currency.Code == "" {
		b.Currency.Code = "IDR"
	}
	currency, err := money.CurrencyOf(b.Currency.Code)
	if err != nil {
		return err
	}
	b.Currency = currency
	if b.Region == "" {
		b.Region = "ID"
	}
	if b.Window == 0 {
		b.Window = DefaultWindow
	}
	b.CreatedAt = at
	return b.completeHours()
}

func (b *Business) completeName() error {
	b.Name = people.Tidy(b.Name)
	if b.Name == "" || len(b.Name) > people.MaxName {
		return fault.Invalid("name", "is empty or too long; give the shop's name")
	}
	return nil
}

func (b *Business) completeHours() error {
	if len(b.Hours) == 0 {
		return b.SetHours(presetHours[b.Preset])
	}
	_, err := b.calendar()
	return err
}

// SetHours sets the week from text such as "mon-sat 10:00-21:00; sun closed",
// in the zone set before.
func (b *Business) SetHours(text string) error {
	if b.Timezone == "" {
		b.Timezone = "Asia/Jakarta"
	}
	week, err := hours.ParseWeek(text)
	if err != nil {
		return err
	}
	calendar, err := hours.New(b.Timezone, week)
	if err != nil {
		return err
	}
	b.Hours, err = json.Marshal(calendar)
	return err
}

func (b *Business) calendar() (hours.Calendar, error) { return hours.Parse(b.Hours) }

// zone returns the shop's zone. The name was checked when it was stored.
func (b *Business) zone() (*time.Location, error) { return time.LoadLocation(b.Timezone) }

// businessKey is where the settings lie.
func businessKey() record.Key { return record.In(record.Meta).Text("business") }

// Today returns the shop's date now.
func (s *shop) Today() clock.Day { return clock.DayOf(s.clock.Now(), s.zone) }
