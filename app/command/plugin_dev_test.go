package command_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/command"
)

// interrupted is the exit code of Ctrl+C, as shells say it.
const interrupted = 130

// screen is what a person sees while a program goes on.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

// shows waits until something stands there for the n-th time.
func (s *screen) shows(t *testing.T, words string, n int) {
	t.Helper()
	for range 500 {
		if s.count(words) >= n {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t.Fatalf("%q does not come for time %d in\n%s", words, n, s.text.String())
}

func (s *screen) count(words string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Count(s.text.String(), words)
}

const watchedManifest = `{"id": "words", "name": {"id": "a", "en": "b"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "GUEST", "name": {"id": "a", "en": "b"}}], "simple": [{"segment": "GUEST"}]}`

func TestDevRestsUntilAnAuthorsFileChanges(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "words")
	put := func(name, text string) {
		t.Helper()
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("manifest.json", watchedManifest)
	put("tests/a.json", `{"facts": [{}], "want": [{"segment": "GUEST"}]}`)

	ctx, interrupt := context.WithCancel(context.Background())
	var shown screen
	ended := make(chan int)
	go func() {
		ended <- command.Run(ctx, []string{"--lang", "en", "plugin", "dev", folder}, nil, &shown, &shown)
	}()
	shown.shows(t, "Waiting for changes", 1)

	put("plugin.wasm.tmp-1", "a linker was here")
	put("go-build123/a.out", "and its folder")
	time.Sleep(450 * time.Millisecond)
	if n := shown.count("1 passed"); n != 1 {
		t.Errorf("it ran %d times though nobody wrote anything", n)
	}
	put("tests/b.json", `{"facts": [{}], "want": [{"segment": "GUEST"}]}`)
	shown.shows(t, "2 passed", 1)
	shown.shows(t, "b.json has changed.", 1)

	interrupt()
	if code := <-ended; code != 0 {
		t.Errorf("Ctrl+C ends it with %d", code)
	}
	if shown.count("raja:") > 0 {
		t.Errorf("it complained:\n%s", shown.text.String())
	}
}

func TestCtrlCInTheMiddleOfABuildIsNoMistake(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "my-rule")
	if code := command.Run(context.Background(), []string{"plugin", "new", "--lang", "rust", "--hook", "segment", folder}, nil, &screen{}, &screen{}); code != 0 {
		t.Fatal("it does not begin")
	}
	ctx, interrupt := context.WithCancel(context.Background())
	interrupt()
	for words, want := range map[string]int{"plugin build": interrupted, "plugin dev": 0, "plugin dev --once": interrupted} {
		var shown screen
		if code := command.Run(ctx, append(strings.Fields(words), folder), nil, &shown, &shown); code != want || shown.text.Len() > 0 {
			t.Errorf("%s ended with %d, want %d, and said %q", words, code, want, shown.text.String())
		}
	}
}
