// Package plugins_test keeps plugins/README.md true: its commands are run and
// its files are used as they stand on the page.
package plugins_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// author is somebody in an empty folder with raja and a shop.
type author struct {
	t    *testing.T
	dir  string
	path string
}

func newAuthor(t *testing.T) *author {
	t.Helper()
	a := &author{t: t, dir: t.TempDir(), path: t.TempDir()}
	build := exec.Command("go", "build", "-o", filepath.Join(a.path, "raja"), "../app/raja")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	a.run("raja init --name Laundry")
	a.run("raja customer add Sari")
	return a
}

// run types a command, which must succeed.
func (a *author) run(command string) string {
	a.t.Helper()
	shell := exec.Command("sh", "-ec", command)
	shell.Dir = a.dir
	shell.Env = append(os.Environ(), "PATH="+a.path+":"+os.Getenv("PATH"), "RAJA_LANG=en",
		"RAJA_DATA_DIR="+filepath.Join(a.dir, "shop"), "XDG_CACHE_HOME="+filepath.Join(os.TempDir(), "raja-test-cache"))
	said, err := shell.CombinedOutput()
	if err != nil {
		a.t.Fatalf("%s: %v\n%s", command, err, said)
	}
	return string(said)
}

func (a *author) write(name, text string) {
	a.t.Helper()
	file := filepath.Join(a.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		a.t.Fatal(err)
	}
}

// blocks returns every code block of the page in a language.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, part := range strings.Split(string(page), "```"+language+"\n")[1:] {
		text, _, _ := strings.Cut(part, "```")
		found = append(found, text)
	}
	return found
}

func TestTheFirstPluginWorksAsWritten(t *testing.T) {
	a := newAuthor(t)
	commands, files := blocks(t, "sh"), blocks(t, "json")
	said := a.run(commands[0])
	if !strings.Contains(said, "passed, 0 failed") {
		t.Errorf("the cases of a new rule: %s", said)
	}
	a.write("regulars/tests/owner-says-so.json", files[0])
	said = a.run(strings.TrimSpace(commands[1]) + " --once")
	if !strings.Contains(said, "ok     the owner's word makes a king of a first-timer") {
		t.Errorf("the page's own case: %s", said)
	}
	said = a.run(commands[2])
	for _, want := range []string{"units/row", "1 customer, 1 would change. Nothing of the shop was changed.", "regulars 1.0.0 is installed"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
}

func TestARuleInWordsWorksAsWritten(t *testing.T) {
	a := newAuthor(t)
	a.write("words/manifest.json", blocks(t, "json")[1])
	a.write("words/tests/a.json", `{"facts": [{"visits": 5, "last_order_day": "2026-03-01"}], "want": [{"segment": "REGULAR", "text": 1, "args": [5], "reason_en": "Came 5 times."}]}`)
	for command, want := range map[string]string{
		"raja plugin test words":            "1 passed, 0 failed",
		"raja plugin preview words":         "Nothing of the shop was changed",
		"raja plugin install --trust words": "regulars-in-words 1.0.0 is installed",
	} {
		if said := a.run(command); !strings.Contains(said, want) {
			t.Errorf("%s: %s, want %q", command, said, want)
		}
	}
}
