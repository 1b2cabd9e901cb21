package core

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// past is what a customer's facts are computed from: the days on which she
// came and the points she holds. It lies beside the facts in one record, so
// that the fixed rows stay dense.
type past struct {
	visits sale.History
	lots   loyalty.Lots
}

func pastKey(ordinal people.Ordinal) record.Key {
	return record.In(record.Histories).Uint32(uint32(ordinal))
}

// readPast returns the past of a customer, empty when she has none.
func readPast(reader store.Reader, ordinal people.Ordinal) (*past, error) {
	raw, err := record.GetBytes(reader, pastKey(ordinal))
	if errors.Is(err, store.ErrNotFound) {
		return &past{}, nil
	}
	if err != nil {
		return nil, err
	}
	return parsePast(nil, raw)
}

// parsePast reads a past, its visits into memory that is given.
func parsePast(visits sale.History, raw []byte) (*past, error) {
	size, n := binary.Uvarint(raw)
	if n <= 0 || size > uint64(len(raw)-n) {
		return nil, fmt.Errorf("read a past: %w", store.ErrCorrupt)
	}
	visits, err := sale.ReadHistory(visits, raw[n:n+int(size)])
	if err != nil {
		return nil, fmt.Errorf("read a past: %w (%w)", store.ErrCorrupt, err)
	}
	lots, err := loyalty.ReadLots(raw[n+int(size):])
	if err != nil {
		return nil, fmt.Errorf("read a past: %w (%w)", store.ErrCorrupt, err)
	}
	return &past{visits: visits, lots: lots}, nil
}

func (p *past) bytes() []byte {
	visits := p.visits.Append(nil)
	raw := binary.AppendUvarint(nil, uint64(len(visits)))
	return p.lots.Append(append(raw, visits...))
}

// past returns for change the past of the customer as whom an ordinal counts; the transaction writes it, and
// her facts with it, when it ends.
func (t *tx) past(ordinal people.Ordinal) (*past, error) {
	ordinal, err := t.currently(t, ordinal)
	if err != nil {
		return nil, err
	}
	if kept, ok := t.pasts[ordinal]; ok {
		return kept, nil
	}
	read, err := readPast(t, ordinal)
	if err != nil {
		return nil, err
	}
	t.pasts[ordinal] = read
	return read, t.turnedBack(ordinal)
}

// writePast writes a changed past, none when it is empty, and the facts that
// follow from it.
func (t *tx) writePast(ordinal people.Ordinal) error {
	changed := t.pasts[ordinal]
	var err error
	if len(changed.visits)+len(changed.lots) == 0 {
		err = t.Delete(pastKey(ordinal))
	} else {
		err = record.PutBytes(t, pastKey(ordinal), changed.bytes())
	}
	if err != nil {
		return err
	}
	return t.refreshFacts(ordinal, changed)
}
