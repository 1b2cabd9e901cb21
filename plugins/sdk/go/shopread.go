package raja

import "unsafe"

// read fills the shop from a header and its settings. Texts stay where they
// lie.
func (s *Shop) read(h *header, bytes []byte, settings Rows[config]) error {
	s.NowUnixMs, s.AsOfDay, s.TzOffsetMin = h.NowUnixMs, h.AsOfDay, h.TzOffsetMin
	s.WindowDays, s.Exponent = h.WindowDays, h.Exponent
	s.Currency = ""
	if h.Currency != 0 {
		s.Currency = unsafe.String((*byte)(unsafe.Pointer(&h.Currency)), 3)
	}
	s.Population = Population{
		Given: h.Population == 1, Customers: h.Customers, RepeatCustomers: h.RepeatCustomers,
		MedianOrder: h.MedianOrder, R: whole(h.R), F: whole(h.F), M: whole(h.M),
	}
	s.heap = bytes[h.HeapOff : h.HeapOff+h.HeapLen]
	s.Settings = s.Settings[:0]
	for i := range settings.Len() {
		row := settings.At(i)
		key, ok := s.inPlace(row.Key)
		text, ok2 := s.inPlace(row.Text)
		if !ok || !ok2 {
			return errShort
		}
		s.Settings = append(s.Settings, Setting{Key: key, Value: row.Value, Text: text})
	}
	return nil
}

// inPlace returns a text without copying it.
func (s *Shop) inPlace(t Text) (string, bool) {
	if uint64(t.Off)+uint64(t.Len) > uint64(len(s.heap)) {
		return "", false
	}
	if t.Len == 0 {
		return "", true
	}
	return unsafe.String(&s.heap[t.Off], int(t.Len)), true
}

// whole rounds thresholds in fifths down to whole numbers.
func whole(fifths [4]int64) (rounded [4]int64) {
	for i, n := range fifths {
		rounded[i] = n / 5
		if n%5 < 0 {
			rounded[i]--
		}
	}
	return rounded
}
