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

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// The modules of ABI 1.0 are kept as they were built then, in every language,
// with the bytes that went in and came out. A newer minor version asks them the
// same with longer rows, and they answer the same bytes. They are never built
// anew: a Raja that cannot run them has broken its promise.
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

func frozenCases(t *testing.T, hook string, folders ...string) []trial.Case {
	t.Helper()
	files := map[string][]byte{}
	var paths []string
	for _, folder := range append(folders, frozen) {
		found, err := filepath.Glob(filepath.Join(folder, hook, "tests", "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		t.Fatalf("%s has no cases", hook)
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
					if diff := cmp.Diff(asked(t, kept[c.File].In), asked(t, in)); diff != "" {
						t.Errorf("%s: another question than then:\n%s", c.File, diff)
					}
					if err != nil || !bytes.Equal(out, kept[c.File].Out) {
						t.Errorf("%s: answered %x (%v), want %x", c.File, out, err, kept[c.File].Out)
					}
				}
			})
		}
	}
}

// asked is what an input asks, without where its parts lie: a newer minor
// version lays longer rows out.
func asked(t *testing.T, input []byte) *abi.Batch {
	t.Helper()
	batch, err := abi.ReadBatch(input)
	if err != nil {
		t.Fatal(err)
	}
	h := &batch.Header
	h.Minor, h.LinesStride, h.ConfigOff, h.HeapOff = 0, 0, 0, 0
	return batch
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
		freezeBytes(t, hook, frozen)
	}
}

func freezeBytes(t *testing.T, hook, to string) {
	rule := plugintest.LoadSource(t, frozenSource(t, hook, "c"), plugin.Options{})
	kept := map[string]exchange{}
	for _, c := range frozenCases(t, hook, to) {
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
	write(t, filepath.Join(to, hook, "bytes.json"), []byte(text.String()))
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}
