package meter_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// The tests of the WebAssembly specification lie in wazero's own module. Each
// of their modules is run as it is and metered, side by side.

// script is one file of them, as wast2json writes it.
type script struct {
	Commands []command
}

type command struct {
	Type, Name, Filename, As string
	Line                     int
	ModuleType               string `json:"module_type"`
	Action                   struct {
		Type, Field, Module string
		Args                []struct {
			Type  string
			Value any
		}
	}
}

// tally counts what the scripts did.
type tally struct {
	modules, invocations, invalid int
	refused                       map[string]int // modules, by the reason
	unasked                       int            // assertions about refused modules
	exhausted                     int            // assertions that the stack overflows
}

func TestTheSpecificationHoldsWhenMetered(t *testing.T) {
	counted := tally{refused: map[string]int{}}
	for _, version := range []string{"v1", "v2"} {
		scripts, err := filepath.Glob(filepath.Join(wazeroFolder(t), "internal/integration_test/spectest", version, "testdata/*.json"))
		if err != nil || len(scripts) == 0 {
			t.Fatalf("wazero's module carries no tests of the specification: %v", err)
		}
		for _, path := range scripts {
			if strings.HasPrefix(filepath.Base(path), "simd_") {
				continue // not one instruction of theirs may pass; see TestSimdIsRefusedByName
			}
			t.Run(version+"/"+filepath.Base(path), func(t *testing.T) { runScript(t, path, &counted) })
		}
	}
	t.Logf("%d modules, %d invocations, %d invalid modules, %d overflows; refused: %v with %d assertions",
		counted.modules, counted.invocations, counted.invalid, counted.exhausted, counted.refused, counted.unasked)
	seen := tally{modules: 1906, invocations: 40_142, invalid: 4060, exhausted: 30, unasked: 108}
	seen.refused = map[string]int{"it has a start function": 11, "it imports a global": 32}
	if !reflect.DeepEqual(counted, seen) {
		t.Errorf("ran %+v, in wazero 1.12 it was %+v", counted, seen)
	}
}

func wazeroFolder(t *testing.T) string {
	t.Helper()
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/tetratelabs/wazero").Output()
	if err != nil {
		t.Fatalf("go list -m finds no wazero: %v; run go mod download", err)
	}
	return strings.TrimSpace(string(folder))
}

// world is one engine with the modules of a script in it.
type world struct {
	engine  wazero.Runtime
	modules map[string]api.Module
	last    api.Module
}

func newWorld(t *testing.T, folder string) *world {
	t.Helper()
	ctx := context.Background()
	w := &world{engine: wazero.NewRuntimeWithConfig(ctx, config()), modules: map[string]api.Module{}}
	t.Cleanup(func() { _ = w.engine.Close(ctx) })
	_, err := w.engine.InstantiateWithConfig(ctx, file(t, filepath.Join(folder, "../../testdata/spectest.wasm")), wazero.NewModuleConfig())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) instantiate(wasm []byte, as string) (api.Module, error) {
	return w.engine.InstantiateWithConfig(context.Background(), wasm, wazero.NewModuleConfig().WithName(as).WithStartFunctions())
}

// put instantiates a module of a script.
func (w *world) put(wasm []byte, name, as string) error {
	module, err := w.instantiate(wasm, as)
	if err != nil {
		return err
	}
	w.last = module
	if name != "" {
		w.modules[name] = module
	}
	return nil
}

func (w *world) named(name string) api.Module {
	if name == "" {
		return w.last
	}
	return w.modules[name]
}

// ask does what an action says and describes what came of it.
func (w *world) ask(c *command) string {
	module := w.named(c.Action.Module)
	if c.Action.Type == "get" {
		return fmt.Sprint(module.ExportedGlobal(c.Action.Field).Get())
	}
	units := int64(1 << 40)
	if c.Type == "assert_exhaustion" {
		units = budget
	}
	for _, each := range append(slices.Collect(maps.Values(w.modules)), w.last) {
		give(each, units)
	}
	var arguments []uint64
	for _, a := range c.Action.Args {
		arguments = append(arguments, number(a.Type, a.Value))
	}
	results, err := module.ExportedFunction(c.Action.Field).Call(context.Background(), arguments...)
	if err != nil {
		return firstLine(err)
	}
	for i, kind := range module.ExportedFunction(c.Action.Field).Definition().ResultTypes() {
		if kind == 0x70 && results[i] != 0 {
			results[i] = 1 // a function is another address in another engine
		}
	}
	return fmt.Sprint(results)
}

// number reads an argument as wast2json writes it.
func number(kind string, value any) uint64 {
	text, _ := value.(string)
	if text == "" || text == "null" {
		return 0
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		panic(err)
	}
	if kind == "externref" {
		return n + 1 // 0 is null
	}
	return n
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

func runScript(t *testing.T, path string, counted *tally) {
	var s script
	if err := json.Unmarshal(file(t, path), &s); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(path)
	r := &run{t: t, folder: folder, plain: newWorld(t, folder), metered: newWorld(t, folder), counted: counted, refused: map[api.Module]bool{}}
	for i := range s.Commands {
		c := &s.Commands[i]
		if i+1 < len(s.Commands) && s.Commands[i+1].Type == "register" {
			c.As = s.Commands[i+1].As
		}
		r.at = fmt.Sprintf("line %d, %s %s", c.Line, c.Type, c.Action.Field)
		r.do(c)
	}
}

// run is one script in two worlds.
type run struct {
	t              *testing.T
	folder, at     string
	plain, metered *world
	refused        map[api.Module]bool
	counted        *tally
}

func (r *run) do(c *command) {
	switch c.Type {
	case "module":
		r.module(c)
	case "register":
	case "assert_return", "assert_trap", "action", "assert_exhaustion":
		r.ask(c)
	case "assert_invalid", "assert_malformed", "assert_unlinkable", "assert_uninstantiable":
		if c.ModuleType != "text" {
			r.refuse(c)
		}
	default:
		r.t.Fatalf("%s: unknown", r.at)
	}
}

// module puts a module into both worlds. One that may not be metered stands in
// for itself, since others may link to it.
func (r *run) module(c *command) {
	wasm := file(r.t, filepath.Join(r.folder, c.Filename))
	metered, refused := meter.Rewrite(wasm)
	if refused != nil {
		r.counted.refused[reason(refused)]++
		metered = wasm
	}
	if err := r.plain.put(wasm, c.Name, c.As); err != nil {
		r.t.Fatalf("%s: plain: %v", r.at, err)
	}
	if err := r.metered.put(metered, c.Name, c.As); err != nil {
		r.t.Fatalf("%s: metered: %v", r.at, err)
	}
	r.refused[r.metered.last] = refused != nil
	r.counted.modules++
}

func (r *run) ask(c *command) {
	module := r.metered.named(c.Action.Module)
	if r.refused[module] {
		r.counted.unasked++
		return
	}
	want, got := r.plain.ask(c), r.metered.ask(c)
	if c.Type == "assert_exhaustion" {
		r.counted.exhausted++
		if want != "stack overflow" || left(module) != meter.Exhausted {
			r.t.Errorf("%s: plain %s, metered %s with %d left", r.at, want, got, left(module))
		}
		return
	}
	r.counted.invocations++
	if got != want {
		r.t.Errorf("%s: metered %s, plain %s", r.at, got, want)
	}
}

// refuse expects that what the engine does not take it does not take metered.
func (r *run) refuse(c *command) {
	wasm := file(r.t, filepath.Join(r.folder, c.Filename))
	r.counted.invalid++
	metered, refused := meter.Rewrite(wasm)
	if refused != nil {
		metered = wasm // it may still have changed a table on its way down
	}
	_, want := r.plain.instantiate(wasm, "")
	_, got := r.metered.instantiate(metered, "")
	if (got == nil) != (want == nil) {
		r.t.Errorf("%s: metered %v, plain %v", r.at, got, want)
	}
}

// reason is the refusal without what differs from module to module.
func reason(err error) string {
	line, _, _ := strings.Cut(err.Error(), ";")
	line, _, _ = strings.Cut(line, " (found in")
	return line
}
