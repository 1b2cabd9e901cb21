package plugin_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// answering is a rule that puts everybody into one segment: another module for
// each number.
func answering(n int32) plugin.Source {
	return source(honest("segment", store32(0, n%2+1), work(n), answerAll()))
}

// compiled loads a rule through a cache and returns the folder that it has
// there.
func compiled(t *testing.T, options plugin.Options, from plugin.Source) (rule *plugin.Rule, place string) {
	t.Helper()
	before := placesIn(t, options.CacheDir)
	rule = plugintest.LoadSource(t, from, options)
	for dir := range placesIn(t, options.CacheDir) {
		if !before[dir] {
			place = dir
		}
	}
	return rule, place
}

func placesIn(t *testing.T, dir string) map[string]bool {
	t.Helper()
	seals, err := filepath.Glob(filepath.Join(dir, "*", "seal"))
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	for _, seal := range seals {
		places[filepath.Dir(seal)] = true
	}
	return places
}

// ago makes a folder one that was used last so long ago.
func ago(t *testing.T, place string, long time.Duration) {
	t.Helper()
	at := time.Now().Add(-long)
	if err := os.Chtimes(place, at, at); err != nil {
		t.Fatal(err)
	}
}

const aDay = 24 * time.Hour

// An old version of a rule, or what an engine left that was replaced, is used by
// nobody any more.
func TestCompiledCodeThatNobodyUsesGoes(t *testing.T) {
	options := plugin.Options{CacheDir: t.TempDir()}
	inUse, old := compiled(t, options, answering(1))
	_, lately := compiled(t, options, answering(2))
	ago(t, old, 31*aDay)
	ago(t, lately, 29*aDay)
	_, fresh := compiled(t, options, answering(3))
	if left := placesIn(t, options.CacheDir); len(left) != 2 || !left[lately] || !left[fresh] {
		t.Errorf("left are %v, want %s and %s", left, lately, fresh)
	}
	if answer, err := inUse.Segment(context.Background(), facts(1)); err != nil || answer.Rows[0].Segment != 2 {
		t.Errorf("the rule that is still in use: %+v, %v", answer, err)
	}
}

// However many rules are tried, what is kept of them is bounded: what was used
// longest ago goes, and what is used stays.
func TestTheCacheOfCompiledRulesIsBounded(t *testing.T) {
	options := plugin.Options{CacheDir: t.TempDir()}
	_, first := compiled(t, options, answering(1))
	_, second := compiled(t, options, answering(2))
	options.CacheBytes = 2*sizeOf(t, first) + sizeOf(t, first)/2
	ago(t, first, 3*aDay)
	ago(t, second, 2*aDay)
	compiled(t, options, answering(1)) // used again
	_, third := compiled(t, options, answering(3))
	if left := placesIn(t, options.CacheDir); len(left) != 2 || !left[first] || !left[third] {
		t.Errorf("left are %v, want %s and %s", left, first, third)
	}
	options.CacheBytes = 1
	_, fourth := compiled(t, options, answering(4))
	if left := placesIn(t, options.CacheDir); len(left) != 1 || !left[fourth] {
		t.Errorf("left are %v, want only the last one", left)
	}
}

func sizeOf(t *testing.T, dir string) (size int64) {
	t.Helper()
	for _, form := range []string{"*.wasm", "*/*"} { // metered, and machine code
		files, err := filepath.Glob(filepath.Join(dir, form))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			size += int64(len(read(t, file)))
		}
	}
	return size
}

// Only what is the cache's own is deleted, and nothing that somebody else is
// just compiling.
func TestOnlyWhatTheCacheMadeGoes(t *testing.T) {
	options := plugin.Options{CacheDir: t.TempDir(), CacheBytes: 1}
	for name, long := range map[string]time.Duration{"photos": 400 * aDay, "compiling-now": time.Hour, "compiling-broken": 2 * aDay, "0123abcd": 400 * aDay} {
		dir := filepath.Join(options.CacheDir, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "a"), []byte("a"))
		ago(t, dir, long)
	}
	compiled(t, options, answering(1))
	for name, stays := range map[string]bool{"photos": true, "compiling-now": true, "compiling-broken": false, "0123abcd": true, "key": true} {
		if _, err := os.Stat(filepath.Join(options.CacheDir, name)); (err == nil) != stays {
			t.Errorf("%s: %v, want it there: %v", name, err, stays)
		}
	}
}

// The window and the command line may each have a key of their own: neither
// undoes what the other compiled.
func TestTwoKeysShareACacheInPeace(t *testing.T) {
	dir := t.TempDir()
	mine := plugin.Options{CacheDir: dir, CacheKey: bytes.Repeat([]byte("m"), 32)}
	yours := plugin.Options{CacheDir: dir, CacheKey: bytes.Repeat([]byte("y"), 32)}
	_, place := compiled(t, mine, answering(1))
	before, err := os.Stat(filepath.Join(place, "seal"))
	if err != nil {
		t.Fatal(err)
	}
	compiled(t, yours, answering(1))
	compiled(t, mine, answering(1))
	after, err := os.Stat(filepath.Join(place, "seal"))
	if err != nil || !os.SameFile(before, after) || len(placesIn(t, dir)) != 2 {
		t.Errorf("mine was made anew: %v", err)
	}
}

// Two programs that push each other's rules out of a cache too small for one
// lose time and nothing else.
func TestTwoProgramsMayEmptyOneCache(t *testing.T) {
	options := plugin.Options{CacheDir: t.TempDir(), CacheKey: bytes.Repeat([]byte("k"), 32), CacheBytes: 1}
	var group sync.WaitGroup
	for program := range int32(4) {
		group.Go(func() {
			host := plugintest.Host(t, options)
			for turn := range int32(20) {
				n := (program+turn)%3 + 1
				rule, err := host.Load(context.Background(), answering(n))
				if err != nil {
					t.Errorf("rule %d: %v", n, err)
					return
				}
				answer, err := rule.Segment(context.Background(), facts(2))
				if err != nil || answer.Rows[0].Segment != uint32(n%2+1) {
					t.Errorf("rule %d: %+v, %v", n, answer, err)
				}
			}
		})
	}
	group.Wait()
}
