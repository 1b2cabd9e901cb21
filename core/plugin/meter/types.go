package meter

// Types as they are written by the rewrite.
const (
	typeI32    = 0x7f
	typeI64    = 0x7e
	emptyBlock = 0x40
)

// signature is how many values a function type or a block takes and gives.
type signature struct{ params, results int }

// valueType reads the type of a value, in WebAssembly 2.0 without SIMD.
func (r *reader) valueType() {
	switch t := r.byte(); t {
	case 0x7f, 0x7e, 0x7d, 0x7c, 0x70, 0x6f:
	default:
		r.refuseType(t)
	}
}

func (r *reader) referenceType() byte {
	t := r.byte()
	if t != 0x70 && t != 0x6f {
		r.refuseType(t)
	}
	return t
}

func (r *reader) valueTypes(most int, of string) int {
	n := r.count(most, of)
	for i := 0; i < n; i++ {
		r.valueType()
	}
	return n
}

// signature reads one entry of the type section.
func (r *reader) signature() signature {
	switch form := r.byte(); form {
	case 0x60:
	case 0x4e, 0x4f, 0x50, 0x5e, 0x5f:
		r.fail(refused("garbage collected references (type %#x)", form))
	default:
		r.refuseType(form)
	}
	params := r.valueTypes(maxParams, "parameters in a type")
	return signature{params, r.valueTypes(maxResults, "results in a type")}
}

// blockType reads the type of a block: none, one value, or an index into the
// type section, which is returned as it stands.
func (r *reader) blockType() int64 {
	t := r.signed(33)
	switch {
	case t >= 0, t == -64, t >= -4 && t <= -1, t == -16, t == -17:
	default:
		r.refuseType(byte(t & 0x7f))
	}
	return t
}

// limits reads the size of a table or a memory.
func (r *reader) limits(of string) (least, most uint32, bounded bool) {
	flags := r.byte()
	switch {
	case flags&^1 == 0:
	case flags&2 != 0:
		r.fail(refused("threads (a shared %s)", of))
	case flags&4 != 0:
		r.fail(refused("64-bit indices (a 64-bit %s)", of))
	default:
		r.fail(errMalformed("unknown limits"))
	}
	least = r.u32()
	if bounded = flags&1 != 0; bounded {
		most = r.u32()
	}
	return least, most, bounded
}
