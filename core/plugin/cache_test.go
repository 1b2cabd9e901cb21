package plugin_test

import (
	"context"
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

// Machine code that somebody changed, added to or brought along is made anew
// and never run.
func TestCompiledCodeThatWasTamperedWithIsNotRun(t *testing.T) {
	key := []byte(strings.Repeat("k", 32))
	for name, tamper := range map[string]func(t *testing.T, file string){
		"a changed byte": func(t *testing.T, file string) {
			body := []byte(read(t, file))
			body[len(body)/2] ^= 1
			write(t, file, body)
		},
		"other code altogether": func(t *testing.T, file string) { write(t, file, []byte("ret")) },
		"code that came along":  func(t *testing.T, file string) { write(t, file+"x", []byte("ret")) },
		"a seal under another key": func(t *testing.T, file string) {
			elsewhere := t.TempDir()
			kept(t, elsewhere, []byte(strings.Repeat("x", 32)))
			seals, err := filepath.Glob(filepath.Join(elsewhere, "*", "seal"))
			if err != nil || len(seals) != 1 {
				t.Fatal(seals, err)
			}
			mine, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(file))), "*", "seal"))
			if err != nil || len(mine) != 1 {
				mine, _ = filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(file)), "seal"))
			}
			write(t, mine[0], []byte(read(t, seals[0])))
		},
		"no seal": func(t *testing.T, file string) {
			if err := os.RemoveAll(filepath.Join(filepath.Dir(filepath.Dir(file)), "seal")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			first := kept(t, dir, key)
			good := read(t, first[0])
			tamper(t, first[0])
			again := kept(t, dir, key)
			if len(again) != len(first) || read(t, again[0]) != good {
				t.Error("what was tampered with is still there")
			}
		})
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
