package raja

import (
	"errors"
	"unsafe"
)

// Input is one question, read in place. The packages that serve a hook make
// it; a test may make one from captured bytes.
type Input struct {
	Hook  uint32
	Shop  Shop
	Facts Rows[Facts]
	Lines Rows[Line]

	context       unsafe.Pointer
	contextCount  int
	contextStride uintptr
}

// Mistakes that an input can hold.
var (
	errShort  = errors.New("the input is shorter than it says")
	errMagic  = errors.New("the input does not begin with RJB1")
	errMajor  = errors.New("the input speaks another major version of the ABI")
	errStride = errors.New("the input has rows shorter than this rule was built for")
)

// Read lays an Input over bytes, which start at a multiple of 8 and must stay
// unchanged while it is used. It reuses what in holds from an earlier Read.
func (in *Input) Read(bytes []byte) error {
	if len(bytes) < int(unsafe.Sizeof(header{})) {
		return errShort
	}
	h := (*header)(unsafe.Pointer(unsafe.SliceData(bytes)))
	switch {
	case h.Magic != magic:
		return errMagic
	case h.Major != Major:
		return errMajor
	}
	settings, err := table[config](bytes, h.ConfigOff, h.ConfigCount, h.ConfigStride)
	if err != nil {
		return err
	}
	if in.Facts, err = table[Facts](bytes, h.FactsOff, h.FactsCount, h.FactsStride); err != nil {
		return err
	}
	if in.Lines, err = table[Line](bytes, h.LinesOff, h.LinesCount, h.LinesStride); err != nil {
		return err
	}
	if uint64(h.HeapOff)+uint64(h.HeapLen) > uint64(len(bytes)) {
		return errShort
	}
	in.Hook = h.Hook
	in.context, in.contextCount, in.contextStride = nil, int(h.ContextCount), uintptr(h.ContextStride)
	if err := in.Shop.read(h, bytes, settings); err != nil {
		return err
	}
	return in.place(bytes, h.ContextOff)
}

// place finds the context rows; what they are only the hook knows.
func (in *Input) place(bytes []byte, off uint32) error {
	if in.contextCount == 0 {
		return nil
	}
	if uint64(off)+uint64(in.contextCount)*uint64(in.contextStride) > uint64(len(bytes)) {
		return errShort
	}
	in.context = unsafe.Pointer(&bytes[off])
	return nil
}

// Context returns the context rows of the input as rows of T, which must be
// the record of the input's hook.
func Context[T OrderContext | AfterHoursContext | FollowUpContext](in *Input) Rows[T] {
	var one T
	if in.contextCount > 0 && in.contextStride < unsafe.Sizeof(one) {
		panic(errStride)
	}
	return Rows[T]{in.context, in.contextCount, in.contextStride}
}

// table returns count rows that lie at off, once they are known to fit.
func table[T any](bytes []byte, off, count, stride uint32) (Rows[T], error) {
	var one T
	switch {
	case count == 0:
		return Rows[T]{}, nil
	case uintptr(stride) < unsafe.Sizeof(one):
		return Rows[T]{}, errStride
	case uint64(off)+uint64(count)*uint64(stride) > uint64(len(bytes)):
		return Rows[T]{}, errShort
	}
	return Rows[T]{unsafe.Pointer(&bytes[off]), int(count), uintptr(stride)}, nil
}
