package hours

import "encoding/json"

// MarshalJSON writes the file that Parse reads, every day of the week in it.
func (c Calendar) MarshalJSON() ([]byte, error) {
	exceptions := make(map[Date]pairs, len(c.exceptions))
	for d, h := range c.exceptions {
		exceptions[d] = pairs(h)
	}
	day := func(i int) pairs { return pairs(c.week[i]) }
	return json.Marshal(struct {
		Timezone   string         `json:"timezone"`
		Week       weekFile       `json:"week"`
		Exceptions map[Date]pairs `json:"exceptions"`
		Holidays   []Holiday      `json:"holidays,omitempty"`
		CutNights  bool           `json:"cut_nights,omitempty"`
	}{
		Timezone:   c.Zone().String(),
		Week:       weekFile{day(1), day(2), day(3), day(4), day(5), day(6), day(0)},
		Exceptions: exceptions,
		Holidays:   c.holidays,
		CutNights:  c.cutNights,
	})
}

// UnmarshalJSON is Parse.
func (c *Calendar) UnmarshalJSON(data []byte) (err error) {
	*c, err = Parse(data)
	return err
}

// weekFile keeps the days in the order in which people say them.
type weekFile struct {
	Mon pairs `json:"mon"`
	Tue pairs `json:"tue"`
	Wed pairs `json:"wed"`
	Thu pairs `json:"thu"`
	Fri pairs `json:"fri"`
	Sat pairs `json:"sat"`
	Sun pairs `json:"sun"`
}

// pairs writes hours as [["10:00","21:00"]], never null.
type pairs Hours

func (p pairs) MarshalJSON() ([]byte, error) {
	out := make([][2]string, len(p))
	for i, h := range p {
		out[i] = [2]string{h.Open.String(), h.Close.String()}
	}
	return json.Marshal(out)
}
