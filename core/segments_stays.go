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

// stayPage holds the stays of the customers of one page.
type stayPage struct {
	Stays map[uint32]segment.Stays `cbor:"1,keyasint"` // row from 0 to her stays, oldest first
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
		page.Stays = map[uint32]segment.Stays{}
	}
	return page, err
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
	stays := page.Stays[row]
	if stays.Now() == nil && before.Segment != 0 { // decided before stays were noted
		stays = stays.Enter(stayOf(pass.manifest, before, since))
	}
	stays.Leave(pass.day)
	if made.row.Segment != 0 {
		stays = stays.Enter(stayOf(pass.manifest, &made.row, pass.day))
	}
	page.Stays[row] = stays
	return nil
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
	for _, stays := range page.Stays {
		stays.Leave(day)
	}
	return t.codec.Put(t, staysKey(slot, number), page)
}
