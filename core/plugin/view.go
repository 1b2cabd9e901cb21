package plugin

import (
	"encoding/binary"
	"slices"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// view is what a rule may see: a mask over every facts row, and whether it
// gets the population figures and the lines of orders.
type view struct {
	mask       [abi.FactsSize / 8]uint64
	population bool
	lines      bool
}

// newView turns the manifest's reads into a mask. Fields that are always
// readable need no declaration; whatever no field names stays hidden.
func newView(m *Manifest) *view {
	v := &view{population: slices.Contains(m.Population, "rfm"), lines: m.ReadsLines()}
	var mask [abi.FactsSize]byte
	present := uint64(0)
	for _, field := range abi.FactsFields() {
		if field.Always || m.reads(field.Name) {
			present |= 1 << field.Bit
			for i := field.From; i < field.To; i++ {
				mask[i] = 0xff
			}
		}
	}
	binary.LittleEndian.PutUint64(mask[abi.FactsAtPresent:], present)
	for i := range v.mask {
		v.mask[i] = binary.LittleEndian.Uint64(mask[8*i:])
	}
	return v
}

// copyRows copies whole rows of stride bytes, hidden fields as zero. What a
// newer host stores beyond the fields of this version stays hidden too.
func (v *view) copyRows(to, from []byte, stride int) {
	for len(from) > 0 {
		// Arrays of a known size spare a bounds check a word.
		row, out := (*[abi.FactsSize]byte)(from), (*[abi.FactsSize]byte)(to)
		for i, mask := range v.mask {
			word := binary.LittleEndian.Uint64(row[8*i : 8*i+8])
			binary.LittleEndian.PutUint64(out[8*i:8*i+8], word&mask)
		}
		clear(to[abi.FactsSize:stride])
		from, to = from[stride:], to[stride:]
	}
}

// header returns the header as the rule may see it.
func (v *view) header(h abi.Header) abi.Header {
	if !v.population {
		h.Population, h.Customers, h.RepeatCustomers, h.MedianOrder = 0, 0, 0, 0
		h.R, h.F, h.M = [4]int64{}, [4]int64{}, [4]int64{}
	}
	return h
}
