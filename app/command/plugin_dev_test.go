package command_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/command"
	"github.com/raja-crm/raja/core/plugin/pack"
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

// What no shop can take is not signed, and its file stays as it is.
func TestWhatNoHostAdmitsIsNotSigned(t *testing.T) {
	dir := t.TempDir()
	folder, file, key := filepath.Join(dir, "words"), filepath.Join(dir, "words.rajaplugin"), filepath.Join(dir, "one.key")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	manifest := strings.Replace(watchedManifest, `, "simple": [{"segment": "GUEST"}]`, "", 1)
	for name, text := range map[string]string{"manifest.json": manifest, "plugin.wasm": "no module"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pkg, err := pack.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	var written bytes.Buffer
	if err := errors.Join(pkg.Write(&written), os.WriteFile(file, written.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	var shown screen
	if code := command.Run(context.Background(), []string{"plugin", "keygen", key}, nil, &shown, &shown); code != 0 {
		t.Fatal(shown.text.String())
	}
	code := command.Run(context.Background(), []string{"plugin", "sign", file, "--key", key}, nil, &shown, &shown)
	if after, err := os.ReadFile(file); code == 0 || err != nil || !bytes.Equal(after, written.Bytes()) || shown.count("it is not WebAssembly") != 1 {
		t.Errorf("it ended with %d and said %q; %v", code, shown.text.String(), err)
	}
}
