package meter_test

import (
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// plainModule is one function f of no parameters and results, with a table of
// itself, a memory of one page and a global of its own. extra are sections
// that replace the usual ones.
func plainModule(body []byte, exports ...[]byte) []byte {
	vector := func(id byte, entries ...[]byte) []byte {
		inner := slices.Concat(append([][]byte{binary.AppendUvarint(nil, uint64(len(entries)))}, entries...)...)
		return slices.Concat([]byte{id}, binary.AppendUvarint(nil, uint64(len(inner))), inner)
	}
	code := slices.Concat([]byte{0}, body, []byte{0x0b})
	exports = append([][]byte{{1, 'f', 0, 0}}, exports...)
	return slices.Concat([]byte("\x00asm\x01\x00\x00\x00"),
		vector(1, []byte{0x60, 0, 0}), vector(3, []byte{0}), vector(4, []byte{0x70, 0, 2}), vector(5, []byte{0, 1}),
		vector(6, []byte{0x7e, 1, 0x42, 0, 0x0b}), vector(7, exports...),
		vector(9, []byte{0, 0x41, 0, 0x0b, 1, 0}), vector(10, append(binary.AppendUvarint(nil, uint64(len(code))), code...)))
}

// What the rewrite adds cannot be named: not the local that carries the
// budget, not the global, no label around the body, no type.
func TestNoIndexReachesTheBudget(t *testing.T) {
	for name, wasm := range map[string][]byte{
		"the local":              plainModule([]byte{0x42, 0x7f, 0x21, 0}),
		"the next local":         plainModule([]byte{0x42, 0x7f, 0x21, 1}),
		"the global":             plainModule([]byte{0x42, 0x7f, 0x24, 1}),
		"the global, exported":   plainModule(nil, []byte{1, 'g', 3, 1}),
		"a label around it all":  plainModule([]byte{0x0c, 1}),
		"a label of a jump":      plainModule([]byte{0x41, 0, 0x0e, 1, 0, 1}),
		"a type":                 plainModule([]byte{0x02, 1, 0x0b}),
		"a type of a call":       plainModule([]byte{0x41, 0, 0x11, 1, 0}),
		"its own name":           plainModule(nil, append(append([]byte{byte(len(meter.Global))}, meter.Global...), 3, 0)),
		"code behind its end":    plainModule([]byte{0x0b, 0x0c, 0}),
		"half an instruction":    plainModule([]byte{0x41}),
		"vectors":                plainModule([]byte{0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a}),
		"threads":                plainModule([]byte{0xfe, 0x03, 0}),
		"a tail call":            plainModule([]byte{0x12, 0}),
		"exceptions":             plainModule([]byte{0x06, 0x40, 0x0b}),
		"a thousand blocks deep": plainModule([]byte(strings.Repeat("\x02\x40", 5_000) + strings.Repeat("\x0b", 5_000))),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := meter.Rewrite(wasm, 256); err == nil {
				t.Error("it was taken")
			} else if strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "it ") {
				t.Errorf("said %q, want one sentence about it", err)
			}
		})
	}
}

// Whatever never ends ends with its budget, and all of it is accounted for.
func TestWhatNeverEndsIsStopped(t *testing.T) {
	const budget = 20_000_000
	for name, body := range map[string][]byte{
		"an endless loop":           {0x03, 0x40, 0x0c, 0, 0x0b},
		"a loop that looks busy":    {0x03, 0x40, 0x23, 0, 0x42, 1, 0x7c, 0x24, 0, 0x0c, 0, 0x0b},
		"recursion":                 {0x10, 0},
		"recursion, twice":          {0x10, 0, 0x10, 0},
		"recursion through a table": {0x41, 0, 0x11, 0, 0},
		"filling memory":            {0x03, 0x40, 0x41, 0, 0x41, 1, 0x41, 0x80, 0x80, 0x04, 0xfc, 0x0b, 0, 0x0c, 0, 0x0b},
		"growing memory":            {0x03, 0x40, 0x41, 1, 0x40, 0, 0x1a, 0x0c, 0, 0x0b},
		"growing by all there is":   {0x03, 0x40, 0x41, 0x7f, 0x40, 0, 0x1a, 0x0c, 0, 0x0b},
		"filling a table":           {0x03, 0x40, 0x41, 0, 0xd0, 0x70, 0x41, 2, 0xfc, 0x11, 0, 0x0c, 0, 0x0b},
		"growing a table":           {0x03, 0x40, 0xd0, 0x70, 0x41, 0xff, 0x00, 0xfc, 0x0f, 0, 0x1a, 0x0c, 0, 0x0b},
		"a storm of jumps":          {0x03, 0x40, 0x02, 0x40, 0x02, 0x40, 0x41, 1, 0x0e, 2, 0, 1, 2, 0x0b, 0x0b, 0x0c, 0, 0x0b},
	} {
		t.Run(name, func(t *testing.T) {
			module := start(t, rewrite(t, plainModule(body)))
			give(module, budget)
			_, err := module.ExportedFunction("f").Call(context.Background())
			if err == nil || left(module) != meter.Exhausted {
				t.Errorf("error %v, %d units are left", err, left(module))
			}
		})
	}
}

// A budget of the host is spent where it says: less than it stops, as much
// does not.
func TestABudgetIsNeverOverdrawn(t *testing.T) {
	module := start(t, rewrite(t, plainModule([]byte{0x03, 0x40, 0x0b})))
	f := module.ExportedFunction("f")
	give(module, 1_000_000)
	if _, err := f.Call(context.Background()); err != nil {
		t.Fatal(err)
	}
	cost := 1_000_000 - left(module)
	for _, c := range []struct {
		budget int64
		stops  bool
	}{{cost - 1, true}, {0, true}, {-5, true}, {1 << 62, false}} {
		give(module, c.budget)
		_, err := f.Call(context.Background())
		if stopped := err != nil; stopped != c.stops {
			t.Errorf("budget %d of a cost of %d: %v", c.budget, cost, err)
		}
	}
	if global, ok := module.ExportedGlobal(meter.Global).(api.MutableGlobal); !ok || global == nil {
		t.Error("the host cannot set the budget")
	}
}
