package core

import (
	"errors"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// Which segments a customer was in lies in pages of their own, beside those of
// the decisions: when the shop's first run decides everybody, a record for
// each of them would be a thousand writes a transaction.

// stayPage holds the stays of the customers of one page, each as it lies
// there: one who moves is no reason to read what the others did for years.
type stayPage struct {
	Stays map[uint32]record.Raw `cbor:"1,keyasint"` // row from 0 to her segment.Stays, oldest first
}

// stayPages are the pages that a transaction has read, for change.
type stayPages map[uint32]*stayPage

func staysKey(slot byte, page uint32) record.Key {
	return record.In(record.Stays).Byte(slot).Uint32(page)
}

func (s *shop) stayPage(reader store.Reader, slot byte, number uint32) (*stayPage, error) {
	page := &stayPage{}
	err := s.codec.Get(reader, staysKey(slot, number), page)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	if page.Stays == nil {
		page.Stays = map[uint32]record.Raw{}
	}
	return page, err
}

// stays are those of one row of a page, none when she has none.
func (s *shop) stays(slot byte, number uint32, page *stayPage, row uint32) (stays segment.Stays, err error) {
	if part, ok := page.Stays[row]; ok {
		err = s.codec.ReadPart(staysKey(slot, number), part, &stays)
	}
	return stays, err
}

// keepStays writes those of one row into a page.
func (s *shop) keepStays(slot byte, number uint32, page *stayPage, row uint32, stays segment.Stays) (err error) {
	page.Stays[row], err = s.codec.Part(staysKey(slot, number), stays)
	return err
}

func rowOf(ordinal people.Ordinal) (page, row uint32) {
	return (uint32(ordinal) - 1) / rowsPerPage, (uint32(ordinal) - 1) % rowsPerPage
}

// passes notes that a customer left one segment and entered another.
func (t *tx) passes(pass *pass, pages stayPages, made decision, before *abi.SegmentRow, since clock.Day) error {
	number, row := rowOf(made.ordinal)
	page := pages[number]
	if page == nil {
		var err error
		if page, err = t.stayPage(t, pass.slot, number); err != nil {
			return err
		}
		pages[number] = page
	}
	stays, err := t.stays(pass.slot, number, page, row)
	if err != nil {
		return err
	}
	if stays.Now() == nil && before.Segment != 0 { // decided before stays were noted
		stays = stays.Enter(stayOf(pass.manifest, before, since))
	}
	stays.Leave(pass.day)
	if made.row.Segment != 0 {
		stays = stays.Enter(stayOf(pass.manifest, &made.row, pass.day))
	}
	return t.keepStays(pass.slot, number, page, row, stays)
}

func stayOf(manifest *plugin.Manifest, row *abi.SegmentRow, entered clock.Day) segment.Stay {
	return segment.Stay{
		Segment: manifest.SegmentAt(row.Segment).Code, Entered: entered, Rule: manifest.ID, Text: row.Text, Args: row.Args,
	}
}

func (t *tx) putStays(slot byte, pages stayPages) error {
	for _, number := range slices.Sorted(maps.Keys(pages)) {
		if err := t.codec.Put(t, staysKey(slot, number), pages[number]); err != nil {
			return err
		}
	}
	return nil
}

// leaveAll ends the stays of a page, whose rule decides no more.
func (t *tx) leaveAll(slot byte, number uint32, day clock.Day) error {
	page, err := t.stayPage(t, slot, number)
	if err != nil || len(page.Stays) == 0 {
		return err
	}
	for row := range page.Stays {
		stays, err := t.stays(slot, number, page, row)
		if err != nil {
			return err
		}
		stays.Leave(day)
		if err := t.keepStays(slot, number, page, row, stays); err != nil {
			return err
		}
	}
	return t.codec.Put(t, staysKey(slot, number), page)
}
