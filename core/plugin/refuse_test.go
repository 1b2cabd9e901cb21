package plugin_test

import (
	"context"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// altered is an honest rule after one change.
func altered(change func(*module)) []byte {
	m := honest("segment", answerAll())
	change(&m)
	return m.bytes()
}

func importing(from, name string, desc ...byte) []byte {
	return altered(func(m *module) { m.imports = append(m.imports, imported{from, name, desc}) })
}

func TestAModuleThatIsNoRuleIsRefusedInOneSentence(t *testing.T) {
	fine := altered(func(*module) {})
	for _, c := range []struct {
		name string
		wasm []byte
		want string
	}{
		{"an empty file", nil, "it is not WebAssembly"},
		{"a text", []byte("#!/bin/sh echo hello"), "it is not WebAssembly"},
		{"a component", []byte("\x00asm\x0d\x00\x01\x00"), "build a core module, not a component"},
		{"half a module", fine[:len(fine)/2], "it ends in the middle"},
		{"one byte less", fine[:len(fine)-1], "it ends in the middle"},
		{"nine megabytes", make([]byte, 9<<20), "it has 9437184 bytes, the most is 8388608"},
		{"nonsense within its sections", append([]byte(nil), append(fine[:len(fine):len(fine)], 1, 3, 9, 9, 9)...), "it is malformed: section 1 stands twice"},
		{"a start function", altered(func(m *module) { m.start = true }), "it has a start function"},
		{"AssemblyScript's abort", importing("env", "abort", function(typeFail)...), "env.abort, which no rule may have: build AssemblyScript with --use abort="},
		{"AssemblyScript's console", importing("env", "console.log", function(typeFail)...), "env.console.log, which no rule may have: a rule has no console"},
		{"AssemblyScript's clock", importing("env", "Date.now", function(typeNothing)...), "env.Date.now, which no rule may have: a rule has no clock"},
		{"AssemblyScript's chance", importing("env", "seed", function(typeNothing)...), "env.seed, which no rule may have: a rule has no chance"},
		{"a file", importing("wasi_snapshot_preview1", "path_open", function(typeHook)...), "wasi_snapshot_preview1.path_open, which no rule may have: there are no files"},
		{"a host function that is none", importing("raja", "pay", function(typeNothing)...), "raja.pay"},
		{"an import of another world", importing("wasi:http/outgoing", "send", function(typeNothing)...), "wasi:http/outgoing.send"},
		{"memory of somebody else", importing("env", "memory", 2, 0, 1), "it must own its memory"},
		{"raja.log of another shape", importing("raja", "log", function(typeNothing)...), "it does not start"},
		{"an import as its hook", altered(func(m *module) {
			m.imports = append(m.imports, imported{"wasi_snapshot_preview1", "fd_write", function(typeHook)})
			m.lend = "raja_segment_v1"
		}), "it exports raja_segment_v1, which it imports; what is exported must be its own"},
		{"an import of six megabytes", importing("env", "\x1b]0;"+strings.Repeat("x\xff", 3<<20), function(typeNothing)...), "it imports env.?]0;x?x?"},
		{"no memory", altered(func(m *module) { m.drop = "memory" }), `it exports no memory called "memory"`},
		{"no marker", altered(func(m *module) { m.drop = "raja_abi_v1" }), "it does not export raja_abi_v1"},
		{"no alloc", altered(func(m *module) { m.drop = "raja_alloc" }), "it does not export raja_alloc"},
		{"no hook", altered(func(m *module) { m.drop = "raja_segment_v1" }), "it does not export raja_segment_v1, though its manifest names that hook"},
		{"a hook of another shape", altered(func(m *module) { m.retype = "raja_segment_v1" }), "it exports raja_segment_v1 as () → (), it must be (i32, i32, i32, i32) → (i32)"},
		{"more memory than the manifest asks for", altered(func(m *module) { m.pages = 65 }), "it cannot start with less than 65 pages of memory, its limit is 64"},
		{"another ABI than its manifest", altered(func(m *module) { m.describe = `{"abi":2,"hooks":{"segment":1},"schema":0}` }), "it describes itself as ABI 2, its manifest as 1"},
		{"other hooks than its manifest", altered(func(m *module) { m.describe = `{"abi":1,"hooks":{"loyalty":1},"schema":0}` }), "it describes hooks loyalty 1, its manifest segment 1"},
		{"a newer ABI", altered(func(m *module) { m.describe = `{"abi":1,"hooks":{"segment":1},"schema":7}` }), "built for ABI 1.7, this Raja speaks 1.3: update Raja"},
		{"a description that is no JSON", altered(func(m *module) { m.describe = "a rule" }), "raja_describe does not answer JSON"},
		{"a description outside its memory", altered(func(m *module) { m.reply = 1<<63 | 100 }), "outside its memory"},
		{"a description without end", altered(func(m *module) { m.reply = 1<<32 | 1<<20 }), "too many"},
	} {
		t.Run(c.name, func(t *testing.T) {
			host := plugintest.Host(t, plugin.Options{})
			_, err := host.Load(context.Background(), plugin.Source{Manifest: manifest("segment"), Wasm: c.wasm})
			if err == nil {
				t.Fatal("it was admitted")
			}
			said := fault.As(err)
			if said.Kind != fault.KindInvalid || said.Field != "plugin" {
				t.Errorf("fault %s for %q, want invalid for plugin", said.Kind, said.Field)
			}
			if len(said.Message) > 600 || !strings.Contains(said.Message, c.want) || strings.Contains(said.Message, "\n") {
				t.Errorf("said %q, want one sentence with %q", said.Message, c.want)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(altered(func(*module) {}))
	f.Add(altered(func(m *module) { m.start = true }))
	f.Add([]byte("\x00asm\x01\x00\x00\x00\x02\x03\x01\x00\x00"))
	host, err := plugin.NewHost(plugin.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, wasm []byte) {
		rule, err := host.Load(context.Background(), plugin.Source{Manifest: manifest("segment"), Wasm: wasm})
		if err != nil {
			if fault.KindOf(err) != fault.KindInvalid {
				t.Errorf("error %v, want invalid", err)
			}
			return
		}
		if err := rule.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}
