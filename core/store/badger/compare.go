package badger

import (
	"bytes"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/store"
)

// comparison is what holding the tables against the other copy has found.
type comparison struct {
	held     tallies               // what the tables hold
	first    string                // the first difference, "" where there is none
	of       map[space]store.Amiss // differences by space
	entries  int
	progress func(entries int) // may be nil
}

// hold walks two copies side by side and notes where they part; want is right.
func (c *comparison) hold(want, got iter.Seq2[store.KV, error]) error {
	next, stop := iter.Pull2(got)
	defer stop()
	kv, err, more := next()
	for should, wantErr := range want {
		if wantErr != nil {
			return wantErr
		}
		for ; more && err == nil && bytes.Compare(kv.Key, should.Key) < 0; kv, err, more = next() {
			c.strange(kv.Key)
		}
		if err != nil {
			return err
		}
		if !more || !bytes.Equal(kv.Key, should.Key) {
			c.note(should.Key, "is missing", store.Amiss{Missing: 1})
			continue
		}
		if !bytes.Equal(kv.Value, should.Value) {
			c.note(should.Key, "is not as it was written", store.Amiss{Altered: 1})
		}
		if c.entries++; c.progress != nil && c.entries%10_000 == 0 {
			c.progress(c.entries)
		}
		kv, err, more = next()
	}
	for ; more && err == nil; kv, err, more = next() {
		c.strange(kv.Key)
	}
	return err
}

func (c *comparison) strange(key []byte) {
	c.note(key, "should not be there", store.Amiss{Strange: 1})
}

func (c *comparison) note(key []byte, what string, one store.Amiss) {
	if c.first == "" {
		c.first = fmt.Sprintf("%x %s", key, what)
	}
	s := spaceOf(key)
	sum := c.of[s]
	c.of[s] = store.Amiss{Space: s.first(), Missing: sum.Missing + one.Missing, Strange: sum.Strange + one.Strange, Altered: sum.Altered + one.Altered}
}

// amiss lists the spaces that were not as they were written.
func (c *comparison) amiss() []store.Amiss { return inOrder(slices.Collect(maps.Values(c.of))) }
