package badger

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/checkpoint"
)

// maxSeq is beyond what any shop reaches.
const maxSeq = 1 << 62

// sanity holds the entries of a backup, which may come from anywhere, to what
// a store writes: keys that rise, of known kinds and sizes, and changes
// without a gap. Whatever passes can be loaded.
type sanity struct {
	meta checkpoint.Meta
	last []byte // key
	held int    // entries of the store
	next uint64 // change of an increment
}

func insane(what string) error {
	return fmt.Errorf("checkpoint: %s: %w", what, store.ErrCorrupt)
}

func (s *sanity) head() error {
	if s.meta.Seq > maxSeq || s.meta.After > s.meta.Seq {
		return insane("its head has wrong figures")
	}
	return nil
}

func (s *sanity) entry(kv store.KV) error {
	if len(kv.Key) < 2 || bytes.Compare(s.last, kv.Key) >= 0 {
		return insane("its entries are out of order")
	}
	s.last = append(s.last[:0], kv.Key...)
	if kv.Key[0] != fileSpace {
		s.held++
	}
	switch {
	case kv.Key[0] == fileSpace:
		return nil
	case kv.Key[0] == changeSpace && s.meta.Kind == checkpoint.KindIncrement:
		return s.change(kv)
	case (kv.Key[0] == dataSpace || kv.Key[0] == onceSpace) && s.meta.Kind != checkpoint.KindIncrement:
		return fits(kv.Key, kv.Value)
	}
	return insane("an entry is of a kind that does not belong there")
}

func fits(key, value []byte) error {
	if len(key) > 1+store.MaxKey || len(value) > store.MaxValue {
		return insane("an entry is larger than any that Raja writes")
	}
	return nil
}

// change holds a group of changes to the place where it stands.
func (s *sanity) change(kv store.KV) error {
	if len(kv.Key) != 9 || binary.BigEndian.Uint64(kv.Key[1:]) != s.next {
		return insane("a change is missing")
	}
	s.next++
	changes, err := unpackChanges(kv.Value)
	if err != nil {
		return err
	}
	for key, c := range changes {
		if len(key) < 2 || (key[0] != dataSpace && key[0] != onceSpace) {
			return insane("a change is of a kind that does not belong there")
		}
		if err := fits(key, c.value); err != nil {
			return err
		}
	}
	return nil
}

func (s *sanity) end() error {
	if s.meta.Kind == checkpoint.KindIncrement && s.next != s.meta.Seq+1 {
		return insane("changes are missing at its end")
	}
	if s.meta.Kind == checkpoint.KindBackup && s.held == 0 {
		return insane("it holds nothing")
	}
	return nil
}
