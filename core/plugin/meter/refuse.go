package meter

import (
	"errors"
	"fmt"
)

// refused is the sentence for something that exists but no rule may have.
func refused(format string, arguments ...any) error {
	return fmt.Errorf("it uses "+format+", which no rule may have", arguments...)
}

func errMalformed(what string) error { return errors.New("it is malformed: " + what) }

func tooMany(n int64, what string, most int64) error {
	return fmt.Errorf("it has %d %s, the most is %d", n, what, most)
}

// refuseOpcode names the proposal that an unknown instruction belongs to.
func (r *reader) refuseOpcode(op opcode) {
	switch {
	case op == 0xfd:
		r.fail(fmt.Errorf("it uses SIMD (%s); build without -msimd128", simdName(r.u32())))
	case op == 0xfe:
		r.fail(refused("threads (0xfe %#x)", r.u32()))
	case op == 0xfb:
		r.fail(refused("garbage collected references (0xfb %#x)", r.u32()))
	case op == 0x12 || op == 0x13 || op == 0x15:
		r.fail(refused("tail calls (%#x)", op))
	case op == 0x14 || op >= 0xd3 && op <= 0xd6:
		r.fail(refused("typed function references (%#x)", op))
	case op >= 0x06 && op <= 0x0a || op == 0x18 || op == 0x19 || op == 0x1f:
		r.fail(refused("exceptions (%#x)", op))
	default:
		r.fail(refused("an instruction that is not in WebAssembly 2.0 (%#x)", op))
	}
}

// refuseType names the proposal that an unknown value type belongs to.
func (r *reader) refuseType(t byte) {
	switch t {
	case 0x7b:
		r.fail(errors.New("it uses SIMD (v128); build without -msimd128"))
	case 0x69, 0x74:
		r.fail(refused("exceptions (type %#x)", t))
	case 0x63, 0x64:
		r.fail(refused("typed function references (type %#x)", t))
	case 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73:
		r.fail(refused("garbage collected references (type %#x)", t))
	default:
		r.fail(errMalformed(fmt.Sprintf("%#x is not a type", t)))
	}
}
