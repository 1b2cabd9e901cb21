package raja

// Shop is what holds for a whole question: the moment, the calendar, the
// money, the population and the owner's settings.
type Shop struct {
	NowUnixMs   int64  // the moment of asking, since 1970 UTC
	AsOfDay     int32  // the day that the facts describe, since 1970-01-01
	TzOffsetMin int32  // minutes to add to UTC for the shop's clock
	WindowDays  uint32 // look-back of windowed figures, 0 all
	Currency    string // ISO 4217
	Exponent    uint32 // decimal digits of the currency

	Population Population
	Settings   []Setting

	heap []byte
}

// Population is how the shop's customers spread. Given is false unless the
// manifest asks for "rfm" and the shop has figures.
type Population struct {
	Given           bool
	Customers       uint32 // with at least one visit in the window
	RepeatCustomers uint32 // with at least two
	MedianOrder     int64  // minor units

	// The quintile thresholds t20 t40 t60 t80, rounded down to whole numbers.
	// That loses nothing: a whole value lies above a threshold exactly when it
	// is greater than the threshold rounded down.
	R, F, M [4]int64
}

// Setting is one setting of the rule.
type Setting struct {
	Key   string
	Value int64  // of every type but text
	Text  string // of type text
}

// Int returns the setting called key as a number: an int, minor units, days,
// minutes, or 1 for true. A key that config.schema.json lacks ends the call,
// here and below.
func (s *Shop) Int(key string) int64 { return s.setting(key).Value }

// Text returns the setting called key as text.
func (s *Shop) Text(key string) string { return s.setting(key).Text }

// Flag reports whether the setting called key is true.
func (s *Shop) Flag(key string) bool { return s.setting(key).Value != 0 }

func (s *Shop) setting(key string) *Setting {
	for i := range s.Settings {
		if s.Settings[i].Key == key {
			return &s.Settings[i]
		}
	}
	Fail(ThisRow, NoField, `there is no setting "`+key+`"; config.schema.json lacks it`)
	return nil
}

// Word returns a text of the input.
func (s *Shop) Word(t Text) string {
	return string(s.heap[t.Off : uint64(t.Off)+uint64(t.Len)])
}

// Keep puts a text into the shop's heap, for rows that a test makes.
func (s *Shop) Keep(word string) Text {
	s.heap = append(s.heap, word...)
	return Text{Off: uint32(len(s.heap) - len(word)), Len: uint32(len(word))}
}
