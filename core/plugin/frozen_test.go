package plugin_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// The modules of ABI 1.0 are kept as they were built then, in every language,
// with the bytes that went in and came out. They are never built anew: a Raja
// that cannot run them has broken its promise.
const frozen = "testdata/abi-1.0"

var freeze = flag.Bool("freeze", false, "make "+frozen+" from plugins/golden; only before ABI 1.0 is published")

func hooksOf() []string { return []string{"segment", "loyalty", "after_hours", "follow_up"} }

func languages() []string { return []string{"go", "rust", "assemblyscript", "c"} }

func frozenSource(t *testing.T, hook, language string) plugin.Source {
	t.Helper()
	packed, err := gzip.NewReader(bytes.NewReader([]byte(read(t, filepath.Join(frozen, hook, language+".wasm.gz")))))
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	return plugin.Source{
		Wasm:     wasm,
		Manifest: []byte(read(t, filepath.Join(frozen, hook, "manifest.json"))),
		Schema:   []byte(read(t, filepath.Join(frozen, hook, "config.schema.json"))),
	}
}

// exchange is one case in bytes.
type exchange struct {
	In  []byte `json:"in"`
	Out []byte `json:"out"`
}

func frozenCases(t *testing.T, hook string) []trial.Case {
	t.Helper()
	files := map[string][]byte{}
	paths, err := filepath.Glob(filepath.Join(frozen, hook, "tests", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s has no cases (%v)", hook, err)
	}
	for _, path := range paths {
		files[filepath.Base(path)] = []byte(read(t, path))
	}
	cases := trial.ReadCases(files)
	return slices.DeleteFunc(cases, func(c trial.Case) bool { return c.Fault != "" })
}

func TestModulesOfTheFirstABIRunForEver(t *testing.T) {
	if *freeze {
		freezeAll(t)
	}
	ctx := context.Background()
	for _, hook := range hooksOf() {
		var kept map[string]exchange
		if err := json.Unmarshal([]byte(read(t, filepath.Join(frozen, hook, "bytes.json"))), &kept); err != nil {
			t.Fatal(err)
		}
		for _, language := range languages() {
			t.Run(hook+" in "+language, func(t *testing.T) {
				rule := plugintest.LoadSource(t, frozenSource(t, hook, language), plugin.Options{CacheDir: filepath.Join(os.TempDir(), "raja-test-cache", "frozen")})
				cases := frozenCases(t, hook)
				if len(cases) != len(kept) {
					t.Errorf("%d cases, %d in bytes", len(cases), len(kept))
				}
				for _, c := range cases {
					in, out, err := c.Bytes(ctx, rule)
					if err != nil || !bytes.Equal(in, kept[c.File].In) || !bytes.Equal(out, kept[c.File].Out) {
						t.Errorf("%s: asked %d bytes, answered %x (%v), want %x", c.File, len(in), out, err, kept[c.File].Out)
					}
				}
			})
		}
	}
}

func freezeAll(t *testing.T) {
	const golden = "../../plugins/golden"
	for _, hook := range hooksOf() {
		to := filepath.Join(frozen, hook)
		if err := os.RemoveAll(to); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(to, "tests"), os.DirFS(filepath.Join(golden, hook, "tests"))); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"manifest.json", "config.schema.json"} {
			write(t, filepath.Join(to, name), []byte(read(t, filepath.Join(golden, hook, name))))
		}
		for _, language := range languages() {
			var packed bytes.Buffer
			zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := zip.Write([]byte(read(t, filepath.Join(golden, hook, language, "plugin.wasm")))); err != nil {
				t.Fatal(err)
			}
			if err := zip.Close(); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(to, language+".wasm.gz"), packed.Bytes())
		}
		freezeBytes(t, hook)
	}
}

func freezeBytes(t *testing.T, hook string) {
	rule := plugintest.LoadSource(t, frozenSource(t, hook, "c"), plugin.Options{})
	kept := map[string]exchange{}
	for _, c := range frozenCases(t, hook) {
		in, out, err := c.Bytes(context.Background(), rule)
		if err != nil {
			t.Fatal(err)
		}
		kept[c.File] = exchange{in, out}
	}
	var text strings.Builder
	text.WriteString("{\n")
	for i, name := range slices.Sorted(maps.Keys(kept)) {
		line, err := json.Marshal(kept[name])
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			text.WriteString(",\n")
		}
		text.WriteString("  " + string(must(json.Marshal(name))) + ": " + string(line))
	}
	text.WriteString("\n}\n")
	write(t, filepath.Join(frozen, hook, "bytes.json"), []byte(text.String()))
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}
