package storetest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/store"
)

// model is what a store is compared with: a plain map, sorted when asked.
type model map[string]string

// rows gives what a Range must yield, written out the slow and obvious way.
func (m model) rows(r store.Range) (out [][2]string) {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if strings.HasPrefix(k, string(r.Prefix)) && k >= string(r.From) && (len(r.To) == 0 || k < string(r.To)) {
			out = append(out, [2]string{k, m[k]})
		}
	}
	if r.Reverse {
		slices.Reverse(out)
	}
	if r.Limit > 0 && len(out) > r.Limit {
		out = out[:r.Limit]
	}
	for i := range out {
		if r.KeyOnly {
			out[i][1] = ""
		}
	}
	return out
}

// compare returns an error unless r yields over rg what the model does.
func (m model) compare(r store.Reader, rg store.Range) error {
	var got [][2]string
	for kv, err := range r.Range(rg) {
		if err != nil {
			return err
		}
		if (kv.Value == nil) != rg.KeyOnly {
			return fmt.Errorf("Range(%s): value of %q is nil %v", describe(rg), kv.Key, kv.Value == nil)
		}
		got = append(got, [2]string{string(kv.Key), string(kv.Value)})
	}
	if want := m.rows(rg); !slices.Equal(got, want) {
		return fmt.Errorf("Range(%s) = %.300q, want %.300q", describe(rg), got, want)
	}
	return nil
}

func describe(r store.Range) string {
	return fmt.Sprintf("prefix %q from %q to %q reverse %v keyonly %v limit %d", r.Prefix, r.From, r.To, r.Reverse, r.KeyOnly, r.Limit)
}

// Script is a random history of transactions, some of which fail half way.
type Script []step

type step struct {
	ops  []op
	fail bool
	then []store.Range // asked once the transaction is over
}

// op is a Set, a Delete, a Get or a Range.
type op struct {
	kind       int
	key, value string
	over       store.Range
}

const (
	opSet = iota
	opDelete
	opGet
	opRange
)

// Scripts generates scripts over few keys, so that they meet often.
func Scripts() *rapid.Generator[Script] {
	keys := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 'a', 0xfe, 0xff}), 1, 3),
		func(b []byte) string { return string(b) })
	bounds := rapid.OneOf(rapid.Just(""), keys)
	ranges := rapid.Custom(func(t *rapid.T) store.Range {
		return store.Range{
			Prefix: []byte(bounds.Draw(t, "prefix")), From: []byte(bounds.Draw(t, "from")), To: []byte(bounds.Draw(t, "to")),
			Reverse: rapid.Bool().Draw(t, "reverse"), KeyOnly: rapid.Bool().Draw(t, "keyonly"),
			Limit: rapid.SampledFrom([]int{0, 0, 1, 2, 5}).Draw(t, "limit"),
		}
	})
	ops := rapid.Custom(func(t *rapid.T) op {
		kind := rapid.SampledFrom([]int{opSet, opSet, opSet, opDelete, opGet, opRange}).Draw(t, "kind")
		o := op{kind: kind, key: keys.Draw(t, "key")}
		if kind == opSet {
			o.value = rapid.StringN(0, 8, -1).Draw(t, "value")
		}
		if kind == opRange {
			o.over = ranges.Draw(t, "range")
		}
		return o
	})
	steps := rapid.Custom(func(t *rapid.T) step {
		return step{
			ops:  rapid.SliceOfN(ops, 0, 25).Draw(t, "ops"),
			fail: rapid.IntRange(0, 3).Draw(t, "fail") == 0,
			then: rapid.SliceOfN(ranges, 0, 4).Draw(t, "then"),
		}
	})
	return rapid.Map(rapid.SliceOfN(steps, 1, 6), func(s []step) Script { return s })
}

var errHalfWay = errors.New("half way")

// Run empties s and plays the script, comparing each answer.
func (sc Script) Run(s *Subject) error {
	if err := s.wipe(); err != nil {
		return err
	}
	m := model{}
	for i, st := range sc {
		next, err := st.run(s, m)
		if err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
		m = next
	}
	return nil
}

// run plays one transaction on s, whose content is m, and returns the content
// afterwards.
func (st step) run(s *Subject, m model) (model, error) {
	var next model
	err := s.update(func(t store.Txn) error {
		next = maps.Clone(m) // anew each time: the function may run more than once
		for _, o := range st.ops {
			if err := o.run(t, next); err != nil {
				return err
			}
		}
		if st.fail {
			return errHalfWay
		}
		return nil
	})
	if st.fail && errors.Is(err, errHalfWay) {
		next, err = m, nil
	}
	if err != nil {
		return nil, err
	}
	return next, s.View(background, func(r store.Reader) error {
		for _, rg := range append(st.then, store.Range{}, store.Range{Reverse: true}) {
			if err := next.compare(r, rg); err != nil {
				return err
			}
		}
		return nil
	})
}

func (o op) run(t store.Txn, m model) error {
	switch o.kind {
	case opSet:
		m[o.key] = o.value
		return t.Set([]byte(o.key), []byte(o.value))
	case opDelete:
		delete(m, o.key)
		return t.Delete([]byte(o.key))
	case opGet:
		got, found, err := lookup(t, o.key)
		if want, there := m[o.key]; err == nil && (got != want || found != there) {
			return fmt.Errorf("Get(%q) = %q, found %v, want %q, %v", o.key, got, found, want, there)
		}
		return err
	default:
		return m.compare(t, o.over)
	}
}

// wipe deletes every key.
func (s *Subject) wipe() error {
	all, err := s.keys("")
	if err != nil {
		return err
	}
	for part := range slices.Chunk(all, store.MaxTxnOps) {
		err := s.update(func(t store.Txn) error {
			for _, k := range part {
				if err := t.Delete([]byte(k)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
