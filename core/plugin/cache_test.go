package plugin_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// kept compiles a rule into dir and returns the files that came of it.
func kept(t *testing.T, dir string, key []byte) []string {
	t.Helper()
	rule := plugintest.LoadSource(t, source(honest("segment", store32(0, 2), answerAll())), plugin.Options{CacheDir: dir, CacheKey: key})
	answer, err := rule.Segment(context.Background(), facts(1))
	if err != nil || answer.Rows[0].Segment != 2 {
		t.Fatalf("%+v, %v", answer, err)
	}
	var files []string
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && entry.Name() != "seal" && entry.Name() != "key" {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing was kept (%v)", err)
	}
	return files
}

func read(t *testing.T, file string) string {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// Machine code, or a metered module, that somebody changed, added to or brought
// along is made anew and never run.
func TestCompiledCodeThatWasTamperedWithIsNotRun(t *testing.T) {
	key := []byte(strings.Repeat("k", 32))
	seal := func(t *testing.T, dir string) string {
		t.Helper()
		seals, err := filepath.Glob(filepath.Join(dir, "*", "seal"))
		if err != nil || len(seals) != 1 {
			t.Fatal(seals, err)
		}
		return seals[0]
	}
	for name, tamper := range map[string]func(t *testing.T, dir, file string){
		"a changed byte": func(t *testing.T, _, file string) {
			body := []byte(read(t, file))
			body[len(body)/2] ^= 1
			write(t, file, body)
		},
		"other code altogether": func(t *testing.T, _, file string) { write(t, file, []byte("ret")) },
		"code that came along":  func(t *testing.T, _, file string) { write(t, file+"x", []byte("ret")) },
		"code that is gone": func(t *testing.T, _, file string) {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		},
		"a seal under another key": func(t *testing.T, dir, _ string) {
			elsewhere := t.TempDir()
			kept(t, elsewhere, []byte(strings.Repeat("x", 32)))
			write(t, seal(t, dir), []byte(read(t, seal(t, elsewhere))))
		},
		"no seal": func(t *testing.T, dir, _ string) {
			if err := os.Remove(seal(t, dir)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		for at, what := range []string{"metered module", "machine code"} {
			t.Run(name+", "+what, func(t *testing.T) {
				dir := t.TempDir()
				first := kept(t, dir, key)
				if len(first) != 2 || filepath.Base(first[0]) != "metered.wasm" {
					t.Fatal("it keeps", first)
				}
				good := []string{read(t, first[0]), read(t, first[1])}
				tamper(t, dir, first[at])
				again := kept(t, dir, key)
				if len(again) != 2 || read(t, again[0]) != good[0] || read(t, again[1]) != good[1] {
					t.Error("what was tampered with is still there")
				}
			})
		}
	}
}

// What was sealed for one rule is not run as another, though its seal is whole.
func TestWhatIsKeptOfOneRuleIsNotRunAsAnother(t *testing.T) {
	dir, key := t.TempDir(), []byte(strings.Repeat("k", 32))
	theirs := filepath.Dir(kept(t, dir, key)[0])
	answers := func(segment int32) int32 {
		t.Helper()
		rule := plugintest.LoadSource(t, source(honest("segment", store32(0, segment), answerAll())), plugin.Options{CacheDir: dir, CacheKey: key})
		answer, err := rule.Segment(context.Background(), facts(1))
		if err != nil {
			t.Fatal(err)
		}
		return int32(answer.Rows[0].Segment)
	}
	if got := answers(1); got != 1 {
		t.Fatal("the other rule answers", got)
	}
	places, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(places) != 2 {
		t.Fatal(places, err)
	}
	for _, place := range places {
		if place == theirs {
			continue
		}
		if err := errors.Join(os.RemoveAll(place), os.CopyFS(place, os.DirFS(theirs))); err != nil {
			t.Fatal(err)
		}
	}
	if got := answers(1); got != 1 {
		t.Error("in its place the code of another was run:", got)
	}
}

func TestCompiledCodeIsFoundAgain(t *testing.T) {
	dir := t.TempDir()
	first := kept(t, dir, nil)
	before, err := os.Stat(first[0])
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(kept(t, dir, nil)[0])
	if err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("it was compiled again: %v and %v, %v", before.ModTime(), after.ModTime(), err)
	}
}

// A cache that cannot be written costs time and nothing else.
func TestWithoutRoomForTheCacheARuleStillAnswers(t *testing.T) {
	dir := t.TempDir()
	host := plugintest.Host(t, plugin.Options{CacheDir: dir, CacheKey: []byte("key")})
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	write(t, dir, []byte("a file in its place"))
	rule, err := host.Load(context.Background(), source(honest("segment", answerAll())))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rule.Segment(context.Background(), facts(1)); err != nil {
		t.Error(err)
	}
}

func write(t *testing.T, file string, body []byte) {
	t.Helper()
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
}
