package plugin

import (
	"regexp"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// trap is a call that the machine itself ended, because the rule did what no
// machine can do.
type trap struct {
	words    Words
	function string // the innermost one that has a name, "" for none
}

// sentence says what happened and where: "it divided by zero, in function
// score".
func (t trap) sentence() Words {
	if t.function == "" {
		return t.words
	}
	return Words{ID: t.words.ID + ", di fungsi " + t.function, EN: t.words.EN + ", in function " + t.function}
}

// trapStart and traceStart are how the engine begins what it says of a trap.
const (
	trapStart  = "wasm error: "
	traceStart = "wasm stack trace:"
)

// trapOf reads what the engine says of a call that it ended. It reports false
// for an error that is no trap. A compiler that puts everything into the hook's
// own function leaves no name that would tell anything.
func trapOf(err error) (trap, bool) {
	said, trace, _ := strings.Cut(err.Error(), "\n")
	at := strings.Index(said, trapStart)
	if at < 0 {
		return trap{}, false
	}
	return trap{trapWords(said[at+len(trapStart):]), innermost(trace)}, true
}

// trapWords says what the engine's word for a trap means.
func trapWords(engine string) Words {
	switch engine {
	case "integer divide by zero":
		return Words{"membagi bilangan bulat dengan nol", "it divided a whole number by zero"}
	case "integer overflow":
		return Words{"hasil pembagian atau pengubahan angka terlalu besar untuk jenisnya", "a division or conversion gave a number that is too large for its type"}
	case "invalid conversion to integer":
		return Words{"membuat bilangan bulat dari pecahan yang bukan angka (NaN)", "it made a whole number of a fraction that is none (NaN)"}
	case "out of bounds memory access":
		return Words{"membaca atau menulis di luar memorinya", "it read or wrote beyond its memory"}
	case "unreachable":
		return Words{"menyerah: kodenya berisi abort atau pernyataan yang gagal di sana", "it gave up: the code holds an abort or a failed assertion there"}
	case "stack overflow":
		return Words{"panggilan fungsinya terlalu dalam", "its calls went too deep"}
	case "invalid table access":
		return Words{"memanggil fungsi yang tidak ada di tabelnya", "it called a function that its table does not hold"}
	case "indirect call type mismatch":
		return Words{"memanggil fungsi yang meminta isian lain", "it called a function that takes other parameters"}
	}
	return Words{"dihentikan mesin: " + engine, "the machine stopped it: " + engine}
}

// hashed is the end that Rust gives the names of functions.
var hashed = regexp.MustCompile(`::h[0-9a-f]{16}$`)

// innermost is the first function in a trace that has a name. A line is
// "\t.name(i32,i32) i32"; without a name it is "\t.$7(i32)".
func innermost(trace string) string {
	for line := range strings.Lines(trace) {
		name, framed := strings.CutPrefix(line, "\t.")
		open := strings.LastIndex(beforeResults(name), "(")
		if !framed || open <= 0 || name[0] == '$' {
			continue
		}
		if isHook(name[:open]) {
			return ""
		}
		return stranger.Clean(hashed.ReplaceAllString(name[:open], ""), maxFunction)
	}
	return ""
}

// isHook reports whether a function is the entry of a hook.
func isHook(name string) bool {
	return slices.ContainsFunc(abi.Hooks(), func(hook abi.Hook) bool { return name == exportName(hook) })
}

// maxFunction is how much of a function's name is shown, in bytes.
const maxFunction = 80

// beforeResults cuts what a function gives back off its line in a trace, since
// several results stand in brackets of their own.
func beforeResults(line string) string {
	if at := strings.LastIndex(line, ") ("); at >= 0 {
		return line[:at+1]
	}
	return line
}
