package plugin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// checkOutline refuses what no rule may be, before any of it is compiled.
func checkOutline(wasm []byte, limits Limits) error {
	if len(wasm) > MaxModule {
		return fmt.Errorf("it has %d bytes, the most is %d", len(wasm), MaxModule)
	}
	o, err := outlineOf(wasm)
	if err != nil {
		return err
	}
	if o.start {
		return fmt.Errorf("it has a start function; a rule runs only when it is asked, use _initialize")
	}
	if err := o.fits(limits); err != nil {
		return err
	}
	for _, i := range o.imports {
		if !allowed(i) {
			return fmt.Errorf("it imports %s, which no rule may have: %s", i, hint(i))
		}
	}
	return nil
}

func allowed(i imported) bool {
	if i.kind != 0 {
		return false
	}
	return i.module == "raja" && (i.name == "log" || i.name == "fail") ||
		i.module == wasiModule && slices.Contains(wasiNames(), i.name)
}

// hint says what usually brings a forbidden import in.
func hint(i imported) string {
	switch {
	case i.kind != 0:
		return "it must own its memory, tables and globals; link without --import-memory"
	case i.module == "env" && strings.HasPrefix(i.name, "console."):
		return "a rule has no console; it tells its author something with log of the SDK, which is raja.log"
	case i.module == "env" && (strings.HasPrefix(i.name, "Date.") || strings.HasPrefix(i.name, "performance.")):
		return "a rule has no clock; the moment and the day come with the question"
	case i.module == "env" && (i.name == "seed" || strings.HasPrefix(i.name, "Math.") || strings.HasPrefix(i.name, "crypto.")):
		return "a rule has no chance; the same question must have the same answer"
	case i.module == "env" && (strings.HasPrefix(i.name, "process.") || i.name == "trace"):
		return "a rule has no system around it; it tells its author something with log of the SDK, which is raja.log"
	case i.module == "env" && i.name == "abort":
		return "build AssemblyScript with --use abort="
	case i.module == wasiModule:
		return "there are no files and no network; in Go, packages such as fmt, os, log and time bring it in, strconv does not"
	case i.module == "raja":
		return "this Raja offers raja.log and raja.fail"
	case i.module == "env":
		return "a function is declared and not defined; link everything into the module"
	}
	return "only raja.log, raja.fail and ten calls of " + wasiModule + " exist"
}

// signature is an export that the ABI asks for.
type signature struct {
	name            string
	params, results []api.ValueType
}

func signatures(m *Manifest) []signature {
	i32, i64 := api.ValueTypeI32, api.ValueTypeI64
	wanted := []signature{
		{name: "raja_abi_v1"},
		{name: "raja_alloc", params: []api.ValueType{i32}, results: []api.ValueType{i32}},
		{name: "raja_describe", results: []api.ValueType{i64}},
	}
	for _, hook := range abi.Hooks() {
		if _, declared := m.Hooks[hook.Name]; declared {
			wanted = append(wanted, signature{
				name: exportName(hook), params: []api.ValueType{i32, i32, i32, i32}, results: []api.ValueType{i32},
			})
		}
	}
	return wanted
}

func exportName(hook abi.Hook) string { return fmt.Sprintf("raja_%s_v%d", hook.Name, hook.Version) }

// checkExports holds a compiled module to the ABI.
func checkExports(module wazero.CompiledModule, m *Manifest) error {
	if len(module.ExportedMemories()) == 0 {
		return fmt.Errorf(`it exports no memory called "memory"`)
	}
	if _, named := module.ExportedMemories()["memory"]; !named {
		return fmt.Errorf(`it exports no memory called "memory"`)
	}
	exports := module.ExportedFunctions()
	for name, got := range exports {
		if _, _, imported := got.Import(); imported {
			return fmt.Errorf("it exports %s, which it imports; what is exported must be its own", name)
		}
	}
	for _, want := range signatures(m) {
		got, there := exports[want.name]
		if !there {
			return fmt.Errorf("it does not export %s%s", want.name, hintExport(want.name))
		}
		if !slices.Equal(got.ParamTypes(), want.params) || !slices.Equal(got.ResultTypes(), want.results) {
			return fmt.Errorf("it exports %s as %s, it must be %s", want.name,
				shape(got.ParamTypes(), got.ResultTypes()), shape(want.params, want.results))
		}
	}
	return nil
}

func hintExport(name string) string {
	if strings.HasSuffix(name, "_v1") && name != "raja_abi_v1" {
		return ", though its manifest names that hook"
	}
	return ""
}

func shape(params, results []api.ValueType) string {
	list := func(types []api.ValueType) string {
		names := make([]string, len(types))
		for i, t := range types {
			names[i] = api.ValueTypeName(t)
		}
		return "(" + strings.Join(names, ", ") + ")"
	}
	return list(params) + " → " + list(results)
}
