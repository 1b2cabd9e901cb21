// Package raja is what a rule is written with in Go: the rows a rule reads,
// the shop it belongs to, and the words it can say to the host. One of the
// packages segment, loyalty, afterhours and followup beside it turns a plain
// function into a rule.
//
// Rows lie over the bytes of the input: reading a field is one load. The same
// function runs natively, in `go test` and under a debugger, on rows that the
// test makes itself. Keep to strings, strconv, sort and math: fmt, os, log and
// time reach for files, which a rule has not.
package raja

import "unsafe"

// Text is a text in the input: Shop.Word returns it.
type Text struct{ Off, Len uint32 }

// Rows are rows of one kind, in the order they were given.
type Rows[T any] struct {
	first  unsafe.Pointer
	count  int
	stride uintptr // the sender's; it may be longer than T
}

// RowsOf makes Rows of a slice, for tests.
func RowsOf[T any](slice ...T) Rows[T] {
	var one T
	return Rows[T]{unsafe.Pointer(unsafe.SliceData(slice)), len(slice), unsafe.Sizeof(one)}
}

// Len returns the number of rows.
func (r Rows[T]) Len() int { return r.count }

// At returns row i, which lies in the input: read it, do not keep it.
func (r Rows[T]) At(i int) *T {
	if uint(i) >= uint(r.count) {
		panic("raja: there is no such row")
	}
	return (*T)(unsafe.Add(r.first, uintptr(i)*r.stride))
}

// Slice returns count rows from row from on.
func (r Rows[T]) Slice(from, count int) Rows[T] {
	if from < 0 || count < 0 || from+count > r.count {
		panic("raja: there are no such rows")
	}
	return Rows[T]{unsafe.Add(r.first, uintptr(from)*r.stride), count, r.stride}
}

// Has reports whether the field of a presence bit is given: the host knows it
// and the manifest reads it.
func (f *Facts) Has(bit uint64) bool { return f.Present&bit != 0 }

// Loyal reports whether the owner or the current segment calls the customer
// loyal. It needs the field flags.
func (f *Facts) Loyal() bool { return f.Flags&(FlagOwnerLoyal|FlagSegmentLoyal) != 0 }

// Blocked reports whether the owner does not serve the customer. It needs the
// field flags.
func (f *Facts) Blocked() bool { return f.Flags&FlagBlocked != 0 }
