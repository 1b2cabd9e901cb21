// Package abi is the language between Raja and a rule: fixed rows of little-
// endian numbers, laid out by schema.json. The *.gen.go files are written by
// `go run ./build/gen`; what each field means stands in plugins/ABI.md too.
//
// It knows layout only. Limits, manifests and calls belong to core/plugin;
// what the figures mean for a customer belongs to core.
package abi

import "encoding/binary"

// Limits that the host holds and a rule may rely on.
const (
	MaxRows    = 1024    // facts rows, or events, in one call
	MaxOptions = 8       // rows that after_hours may answer
	MaxInput   = 1 << 20 // bytes of one input, heap and all
)

// Field is one field of a masked record: what a manifest names in `reads`.
type Field struct {
	Name     string
	From, To int    // the bytes From..To-1 of the row
	Bit      uint   // its bit in the presence mask
	Always   bool   // readable without being declared
	Signed   bool   // a number below zero has a meaning
	Only     string // the hook that is given it, "" for every hook
}

// Hook is one question that a rule can answer.
type Hook struct {
	Name    string
	Code    uint32
	Version int
	Context string // the record an event of this hook is, "" for none
	RowSize int    // bytes of one output row
}

// HookNamed returns the hook called name, and whether there is one.
func HookNamed(name string) (Hook, bool) {
	for _, h := range Hooks() {
		if h.Name == name {
			return h, true
		}
	}
	return Hook{}, false
}

// PackCurrency packs an ISO 4217 code as the header carries it. A code that
// is not three bytes long gives 0.
func PackCurrency(code string) uint32 {
	if len(code) != 3 {
		return 0
	}
	return uint32(code[0]) | uint32(code[1])<<8 | uint32(code[2])<<16
}

// Number is a constant of the language: what a number in a field means.
type Number struct {
	Family, Name string
	Value        uint32
}

// Value returns the field of a row as a number.
func (f Field) Value(row []byte) int64 {
	if f.To-f.From == 8 {
		return int64(binary.LittleEndian.Uint64(row[f.From:]))
	}
	n := binary.LittleEndian.Uint32(row[f.From:])
	if f.Signed {
		return int64(int32(n))
	}
	return int64(n)
}

// NameOf returns the name of a value within a family, such as order_paid of the
// events; "" when it has none.
func NameOf(family string, value uint32) string {
	for _, one := range Numbers() {
		if one.Family == family && one.Value == value {
			return one.Name
		}
	}
	return ""
}
