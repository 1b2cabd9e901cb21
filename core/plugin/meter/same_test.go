package meter_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// drawn is a module that is put together from chance: valid by construction,
// and sure to end, since loops count down and calls go to earlier functions.
type drawn struct {
	dice  []byte
	depth int
	loops byte // counters in use, locals behind the plain ones
	index byte // of the function that is being written
}

const (
	drawnFunctions = 4
	drawnLocals    = 4 // two parameters and two more
	drawnCounters  = 6
)

func (d *drawn) roll(n int) int {
	if len(d.dice) == 0 {
		return 0
	}
	b := d.dice[0]
	d.dice = d.dice[1:]
	return int(b) % n
}

// value is code that leaves one i32.
func (d *drawn) value() []byte {
	d.depth++
	defer func() { d.depth-- }()
	kind := d.roll(10)
	if d.depth > 5 {
		kind %= 3
	}
	switch kind {
	case 0:
		return append([]byte{0x41}, sleb(int64(d.roll(256)-100))...)
	case 1:
		return []byte{0x20, byte(d.roll(drawnLocals))}
	case 2:
		return []byte{0x23, byte(d.roll(2))}
	case 3:
		return join(d.value(), []byte{0x41, 0xff, 0x03, 0x71, 0x28, 2, 8}) // load below 512
	case 4:
		if d.index > 0 {
			return join(d.value(), d.value(), []byte{0x10, byte(d.roll(int(d.index)))})
		}
		return []byte{0x41, 7}
	case 5:
		return join(d.value(), d.value(), d.value(), []byte{0x1b}) // select
	case 6: // a block that is left with its value
		return join([]byte{0x02, 0x7f}, d.value(), d.value(), []byte{0x0d, 0}, []byte{0x0b})
	default:
		ops := []byte{0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x46, 0x48, 0x4b}
		return join(d.value(), d.value(), []byte{ops[d.roll(len(ops))]})
	}
}

// statements is code that leaves nothing.
func (d *drawn) statements(most int) (code []byte) {
	d.depth++
	defer func() { d.depth-- }()
	for range d.roll(most) + 1 {
		code = append(code, d.statement()...)
	}
	return code
}

func (d *drawn) statement() []byte {
	kind := d.roll(9)
	if d.depth > 4 {
		kind %= 3
	}
	switch kind {
	case 0:
		return join(d.value(), []byte{0x21, byte(d.roll(drawnLocals))})
	case 1:
		return join(d.value(), []byte{0x24, byte(d.roll(2))})
	case 2:
		return join(d.value(), []byte{0x41, 0xff, 0x03, 0x71}, d.value(), []byte{0x36, 2, 8})
	case 3:
		return join(d.value(), []byte{0x04, 0x40}, d.statements(3), []byte{0x05}, d.statements(3), []byte{0x0b})
	case 4:
		return join([]byte{0x02, 0x40}, d.statements(3), d.value(), []byte{0x0d, 0}, d.statements(2), []byte{0x0b})
	case 5:
		return d.loop()
	case 6: // a jump table out of three blocks
		return join([]byte{0x02, 0x40, 0x02, 0x40, 0x02, 0x40}, d.value(), []byte{0x0e, 2, 0, 1, 2, 0x0b}, d.statements(2), []byte{0x0b}, d.statements(2), []byte{0x0b})
	case 7:
		return join(d.value(), []byte{0x04, 0x40}, d.value(), []byte{0x0f, 0x0b}) // return
	default: // memory.fill of a little, memory.grow of nothing
		return join([]byte{0x41, 0}, d.value(), d.value(), []byte{0x41, 0xff, 0x00, 0x71, 0xfc, 0x0b, 0}, []byte{0x41, 0, 0x40, 0, 0x1a})
	}
}

func (d *drawn) loop() []byte {
	if d.loops >= 3 {
		return nil
	}
	counter := byte(drawnLocals) + d.loops
	d.loops++
	defer func() { d.loops-- }()
	begin := join([]byte{0x41, byte(d.roll(4) + 1), 0x21, counter, 0x03, 0x40}, d.statements(3))
	return join(begin, []byte{0x20, counter, 0x41, 1, 0x6b, 0x22, counter, 0x0d, 0, 0x0b})
}

func (d *drawn) module() []byte {
	vector := func(id byte, entries ...[]byte) []byte {
		body := append(binary.AppendUvarint(nil, uint64(len(entries))), bytes.Join(entries, nil)...)
		return join([]byte{id}, binary.AppendUvarint(nil, uint64(len(body))), body)
	}
	sized := func(body []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(body))), body...) }
	var types, code, exports [][]byte
	for n := range drawnFunctions {
		d.index, d.depth, d.loops = byte(n), 0, 0
		body := join([]byte{1, drawnLocals - 2 + drawnCounters, 0x7f}, d.statements(5), d.value(), []byte{0x0b})
		types, code = append(types, []byte{0}), append(code, sized(body))
	}
	exports = append(exports, []byte{1, 'f', 0, drawnFunctions - 1}, []byte{1, 'm', 2, 0}, []byte{1, 'a', 3, 0}, []byte{1, 'b', 3, 1})
	return join([]byte("\x00asm\x01\x00\x00\x00"),
		vector(1, []byte{0x60, 2, 0x7f, 0x7f, 1, 0x7f}), vector(3, types...), vector(5, []byte{1, 1, 2}),
		vector(6, []byte{0x7f, 1, 0x41, 5, 0x0b}, []byte{0x7f, 1, 0x41, 9, 0x0b}), vector(7, exports...), vector(10, code...))
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func sleb(n int64) (out []byte) {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(out, low)
		}
		out = append(out, low|0x80)
	}
}

// outcome is all that can be seen of a module after some calls.
func outcome(module api.Module) string {
	var said strings.Builder
	for _, args := range [][]uint64{{0, 0}, {1, 2}, {255, 4294967295}} {
		give(module, 1<<50)
		results, err := module.ExportedFunction("f").Call(context.Background(), args...)
		first := ""
		if err != nil {
			first, _, _ = strings.Cut(err.Error(), "\n")
		}
		memory, _ := module.Memory().Read(0, module.Memory().Size())
		fmt.Fprint(&said, results, first, crc32.ChecksumIEEE(memory), module.ExportedGlobal("a").Get(), module.ExportedGlobal("b").Get(), ";")
	}
	return said.String()
}

// sameMetered runs what chance drew in both forms, and metered twice.
func sameMetered(t *testing.T, dice []byte) {
	wasm := (&drawn{dice: dice}).module()
	metered, err := meter.Rewrite(wasm)
	if err != nil {
		t.Fatalf("%x: %v", wasm, err)
	}
	want := outcome(start(t, wasm))
	one, two := start(t, metered), start(t, metered)
	if got := outcome(one); got != want {
		t.Errorf("%x\nplain   %s\nmetered %s", wasm, want, got)
	}
	if outcome(two); left(one) != left(two) {
		t.Errorf("%x: %d units are left, then %d", wasm, left(one), left(two))
	}
}

func TestWhatChanceDrawsDoesTheSameMetered(t *testing.T) {
	dice := rand.New(rand.NewPCG(4, 11))
	for range 150 {
		drawn := make([]byte, 400)
		for i := range drawn {
			drawn[i] = byte(dice.Uint32())
		}
		sameMetered(t, drawn)
	}
}

// The comparison can fail: a charge that is left out, or one that is paid
// twice, is noticed, since units differ.
func TestAChargeThatIsLeftOutIsNoticed(t *testing.T) {
	dice := bytes.Repeat([]byte{5, 1, 7, 2, 0, 9}, 60)
	wasm := (&drawn{dice: dice}).module()
	metered := rewrite(t, wasm)
	honest := start(t, metered)
	outcome(honest)
	noticed := 0
	for at := range metered {
		if metered[at] != 0x7d && metered[at] != 0x7c { // i64.sub and i64.add, which charge
			continue
		}
		changed := bytes.Clone(metered)
		changed[at] ^= 1 // the charge is given instead of taken
		if code, err := engine(t).CompileModule(context.Background(), changed); err != nil {
			continue // it was no instruction
		} else if err := code.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		crooked := start(t, changed)
		outcome(crooked)
		if left(crooked) != left(honest) {
			noticed++
		}
	}
	if noticed == 0 {
		t.Error("no changed charge was noticed")
	}
}

func FuzzMeteredDoesTheSame(f *testing.F) {
	f.Add([]byte{3, 5, 1, 2, 8, 4, 6, 7, 9, 0, 5, 5, 1})
	f.Fuzz(func(t *testing.T, dice []byte) {
		if len(dice) < 2000 {
			sameMetered(t, dice)
		}
	})
}

// FuzzRewriteNeverPanics also holds that nothing invalid becomes valid.
func FuzzRewriteNeverPanics(f *testing.F) {
	f.Add((&drawn{dice: []byte{3, 5, 1, 2, 8, 4}}).module())
	f.Fuzz(func(t *testing.T, wasm []byte) {
		metered, err := meter.Rewrite(wasm)
		if err != nil {
			return
		}
		ctx, runtime := context.Background(), engine(t)
		_, plain := runtime.CompileModule(ctx, wasm)
		if _, err := runtime.CompileModule(ctx, metered); err == nil && plain != nil {
			t.Errorf("%x is refused (%v), and valid once it is metered", wasm, plain)
		}
	})
}
