package meter_test

import (
	"context"
	"slices"
	"testing"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// spends is what one call of f0 costs in a module that is metered for so many
// pages.
func spends(t *testing.T, wasm []byte, pages uint32) int64 {
	t.Helper()
	metered, err := meter.Rewrite(wasm, pages)
	if err != nil {
		t.Fatal(err)
	}
	module := start(t, metered)
	give(module, budget)
	if _, err := module.ExportedFunction("f0").Call(context.Background()); err != nil {
		t.Fatal(err)
	}
	return budget - left(module)
}

// The more memory a rule may have, the more it pays for each look into it. What
// it may have is what it begins with, unless it can make it larger.
func TestALookIntoALargeMemoryCostsMore(t *testing.T) {
	look := slices.Concat(loop0(10), many(100, i32(0), tee(0), load(0x28, 0), op(0x1a)))
	grows := slices.Concat(look, i32(0), op(0x04, 0x40), i32(1), op(0x40, 0, 0x1a), op(0x0b))
	with := func(pages int, body []byte) []byte {
		return module{pages: pages, functions: []function{{":", "i", body}}}.bytes()
	}
	small := spends(t, with(1, look), 256)
	for _, c := range []struct {
		name  string
		wasm  []byte
		pages uint32
		more  bool
	}{
		{"a large memory from the start", with(256, look), 256, true},
		{"one that may grow", with(1, grows), 256, true},
		{"one that may grow, and not far", with(1, grows), 4, false},
		{"one that cannot grow, whatever it asks for", with(1, look), 16, false},
	} {
		if got := spends(t, c.wasm, c.pages); (got > 2*small) != c.more {
			t.Errorf("%s: %d units, a small one costs %d", c.name, got, small)
		}
	}
	if at, above := spends(t, with(1, grows), 32), spends(t, with(1, grows), 33); above <= at {
		t.Errorf("32 pages cost %d units, 33 cost %d", at, above)
	}
}

// Only who waits for one load before the next pays for the wait: what is read
// beside it, through a local that did not change, is on its way already.
func TestALookBesideAnotherCostsLess(t *testing.T) {
	with := func(body []byte) int64 {
		return spends(t, module{pages: 256, functions: []function{{":", "i", slices.Concat(loop0(10), body)}}}.bytes(), 256)
	}
	look := slices.Concat(get(0), load(0x28, 0), op(0x1a))
	beside := with(many(100, look))
	for name, body := range map[string][]byte{
		"through a local that changed": many(100, get(0), set(0), look),
		"behind a block":               many(100, block(), look),
		"behind a float":               many(100, f64(1), f64(1), op(0xa0, 0x1a), look),
	} {
		if got := with(body); got < beside+100*150 {
			t.Errorf("%s: %d units, beside each other %d", name, got, beside)
		}
	}
}

// loop0 turns n times and does nothing, so that the function is not so short
// that its callers pay for it.
func loop0(n int) []byte {
	return slices.Concat(op(0x03, 0x40), many(n, i32(0), op(0x1a)), i32(0), brIf(0), op(0x0b))
}

// A host function that a table holds is paid as one that is called by name.
func TestAHostFunctionInATableIsPaid(t *testing.T) {
	with := func(held int) int64 {
		return spends(t, module{
			imports: []string{":"}, tables: [][]byte{{0x70, 1, 1, 1}},
			elements:  [][]byte{slices.Concat([]byte{0}, i32(0), []byte{0x0b}, u(1), u(held))},
			functions: []function{{":", "", many(10, i32(0), op(0x11, 0, 0))}, {":", "", nil}},
		}.bytes(), 256)
	}
	if own, hosts := with(2), with(0); hosts < own+10*290 {
		t.Errorf("ten calls of an own function through a table cost %d units, of a host's %d", own, hosts)
	}
}

// In a module with much code a call costs more, and so does a jump in one that
// jumps often: what the processor does not hold must be fetched.
func TestACallInMuchCodeCostsMore(t *testing.T) {
	calls := func(others int) int64 {
		filler := function{":", "I", many(1_000, get(0), i64(1<<30), op(0x85), set(0))}
		return spends(t, module{functions: append(
			[]function{{":", "", many(10, callFunction(1))}, {":", "", loop0(1)}}, slices.Repeat([]function{filler}, others)...)}.bytes(), 256)
	}
	if few, many := calls(1), calls(300); many < few+10*100 {
		t.Errorf("ten calls cost %d units, in a large module %d", few, many)
	}
	jumps := func(others int) int64 {
		filler := function{":", "", many(others, block(i32(0), brIf(0)))}
		return spends(t, module{functions: []function{{":", "", slices.Concat(loop0(1), many(10, block(i32(0), brIf(0))))}, filler}}.bytes(), 256)
	}
	if few, many := jumps(1), jumps(3_000); many < few+10*20 {
		t.Errorf("ten jumps cost %d units, in a module of many %d", few, many)
	}
}

// A float that is too small for the normal way costs the processor a hundred
// times what others do, so all pay for it.
func TestFloatsPayForTheTiniest(t *testing.T) {
	for name, code := range map[string][]byte{
		"f64.add": op(0xa0), "f64.sub": op(0xa1), "f64.mul": op(0xa2), "f64.div": op(0xa3),
	} {
		body := slices.Concat(loop0(1), f64(1), many(10, f64(1), code), op(0x1a))
		if got := spends(t, one(":", "", body), 1); got < 10*100 {
			t.Errorf("ten %s cost %d units", name, got)
		}
	}
}
