package meter

// Global is the export through which the host gives a call its units and
// reads what is left: a mutable i64. The host sets it before each call, to at
// most MaxUnits.
const Global = "raja_units"

// Exhausted is what Global holds when a call was stopped because its units
// were used up. No other trap leaves it there.
const Exhausted = -MaxUnits

// MaxUnits is the most that a host may give a call.
const MaxUnits = 1 << 62

// Version numbers what Rewrite makes: whoever keeps a metered module keeps this
// with it. It is raised with every change of what comes out.
const Version = 1

// Rewrite returns the module with a budget built in, or an error that says in
// one clause why no rule may be so ("it has …"). Same bytes in, same bytes
// out. The module must still be compiled: Rewrite checks its form and every
// index, and leaves types to the engine. Its memory must never have more than
// so many pages: what a load costs depends on that.
func Rewrite(wasm []byte, pages uint32) ([]byte, error) {
	list, err := sections(wasm)
	if err != nil {
		return nil, err
	}
	m, err := readModule(list)
	if err != nil {
		return nil, err
	}
	if m.code, err = m.meterCode(pages); err != nil {
		return nil, err
	}
	return m.assemble(list), nil
}
