package hours

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// file is a calendar as it stands in JSON, before anything is checked.
type file struct {
	Timezone   string                     `json:"timezone"`
	Week       map[string]json.RawMessage `json:"week"`
	Exceptions map[string]json.RawMessage `json:"exceptions"`
	Holidays   []struct {
		Date   string `json:"date"`
		Name   string `json:"name"`
		Source string `json:"source"`
	} `json:"holidays"`
	CutNights bool `json:"cut_nights"`
}

// Parse reads a calendar file:
//
//	{"timezone": "Asia/Jakarta",
//	 "week": {"mon": [["10:00", "21:00"]], "sat": [["21:00", "02:00"]]},
//	 "exceptions": {"2026-03-16": [["10:00", "17:00"]], "2026-03-17": []},
//	 "holidays": [{"date": "2026-03-20", "name": "Idul Fitri", "source": "SKB 3 Menteri"}],
//	 "cut_nights": false}
//
// A weekday that is missing is closed. An exception replaces the day, even a
// holiday; an empty one closes it. An interval belongs to the day on which it
// opens and runs into a closed day, unless cut_nights stops it at midnight.
// An error is a fault.KindInvalid whose field is a path such as week.mon.
func Parse(data []byte) (Calendar, error) {
	f, err := decode(data)
	if err != nil {
		return Calendar{}, err
	}
	zone, err := loadZone(f.Timezone)
	if err != nil {
		return Calendar{}, err
	}
	c := Calendar{zone: zone, cutNights: f.CutNights, exceptions: map[Date]Hours{}}
	if err := errors.Join(c.readWeek(f), c.readExceptions(f), c.readHolidays(f)); err != nil {
		return Calendar{}, fault.As(err)
	}
	return c, nil
}

// decode reads the JSON and nothing after it.
func decode(data []byte) (f file, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err = d.Decode(&f)
	if err == nil && d.More() {
		err = errors.New("there is something after the calendar")
	}
	var where *json.UnmarshalTypeError
	if errors.As(err, &where) {
		return f, fault.Invalid(where.Field, "is a %s where none belongs", where.Value).Because(err)
	}
	if err != nil {
		return f, fault.Invalid("calendar", "%s", err)
	}
	return f, nil
}

func loadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, fault.Invalid("timezone", "%q names no zone: write one like Asia/Jakarta", name)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fault.Invalid("timezone", "%q is not a zone that is known", name).Because(err)
	}
	return zone, nil
}

func (c *Calendar) readWeek(f file) error {
	for _, name := range slices.Sorted(maps.Keys(f.Week)) {
		day := slices.Index(weekdays[:], name)
		if day < 0 {
			return fault.Invalid("week."+name, "is not a day: write mon, tue, wed, thu, fri, sat or sun")
		}
		hours, err := readHours(f.Week[name])
		if err != nil {
			return fault.Invalid("week."+name, "%s", err)
		}
		c.week[day] = hours
	}
	return nil
}

func (c *Calendar) readExceptions(f file) error {
	for _, text := range slices.Sorted(maps.Keys(f.Exceptions)) {
		field := "exceptions." + text
		date, err := ParseDate(text)
		if err != nil {
			return fault.Invalid(field, "is not a date like 2026-03-20")
		}
		hours, err := readHours(f.Exceptions[text])
		if err != nil {
			return fault.Invalid(field, "%s", err)
		}
		c.exceptions[date] = hours
	}
	return nil
}

func (c *Calendar) readHolidays(f file) error {
	for i, h := range f.Holidays {
		date, err := ParseDate(h.Date)
		if err != nil {
			return fault.Invalid(fmt.Sprintf("holidays.%d.date", i), "%q is not a date like 2026-03-20", h.Date)
		}
		c.holidays = append(c.holidays, Holiday{date, h.Name, h.Source})
	}
	slices.SortStableFunc(c.holidays, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return nil
}

func readHours(data json.RawMessage) (Hours, error) {
	var pairs [][]string
	if err := json.Unmarshal(data, &pairs); err != nil {
		return nil, errors.New(`is not a list of pairs of times like [["10:00", "21:00"]]`)
	}
	var all []Interval
	for _, p := range pairs {
		if len(p) != 2 {
			return nil, fmt.Errorf("%.60q is not a pair of times like [\"10:00\", \"21:00\"]", p)
		}
		i, err := parseInterval(p[0], p[1])
		if err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	return newHours(all)
}
