//go:build window && linux

package smoke_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/raja-crm/raja/app/api"
)

// wails is the builder that Wails' own users know, in the version of go.mod.
const wails = "github.com/wailsapp/wails/v2/cmd/wails@v2.16.0"

// TestWailsBuildsACleanClone goes the way of somebody who knows Wails and not
// Raja. The page is brought along: how npm makes it is tested elsewhere.
func TestWailsBuildsACleanClone(t *testing.T) {
	dir := clone(t)
	copyTree(t, filepath.Join(root(t), "frontend", "dist"), filepath.Join(dir, "frontend", "dist"))

	run(t, dir, nil, "go", "run", wails, "build", "-platform", "linux/"+runtime.GOARCH, "-tags", "webkit2_41",
		"-s", "-m", "-nosyncgomod", "-trimpath", "-nocolour")

	info, err := os.Stat(filepath.Join(dir, "build", "bin", "raja-desktop"))
	if err != nil || info.Mode()&0o100 == 0 {
		t.Errorf("wails build made no program: %v", err)
	}
	bound := content(t, filepath.Join(dir, "build", "cache", "bindings", "wailsjs", "go", "window", "Bridge.d.ts"))
	if want := "export function Do(arg1:string):Promise<string>;"; !strings.Contains(bound, want) {
		t.Errorf("the bindings are\n%s\nwant %s in them", bound, want)
	}
	if staged, want := content(t, filepath.Join(dir, "main.go")), content(t, filepath.Join(dir, "app", "desktop", "main.go")); staged != want {
		t.Errorf("the hook staged\n%s\nwant\n%s", staged, want)
	}
	if said := run(t, dir, nil, "git", "status", "--porcelain"); said != "" {
		t.Errorf("wails build changed the source:\n%s", said)
	}
}

func TestWailsNamesTheVersionThatRajaSays(t *testing.T) {
	var project struct {
		Info struct {
			Version string `json:"productVersion"`
		} `json:"info"`
	}
	if err := json.Unmarshal([]byte(content(t, filepath.Join(root(t), "wails.json"))), &project); err != nil {
		t.Fatal(err)
	}
	if got := project.Info.Version; got != api.Version {
		t.Errorf("wails.json says version %s, want %s", got, api.Version)
	}
}

// clone copies what git holds of the project, and what it would take in, into
// a repository of its own.
func clone(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range strings.Split(run(t, root(t), nil, "git", "ls-files", "-z", "-co", "--exclude-standard"), "\x00") {
		from := filepath.Join(root(t), name)
		if _, err := os.Stat(from); name != "" && !errors.Is(err, fs.ErrNotExist) {
			copyFile(t, from, filepath.Join(dir, name))
		}
	}
	run(t, dir, nil, "git", "init", "--quiet")
	run(t, dir, nil, "git", "add", "--all")
	run(t, dir, nil, "git", "-c", "user.name=raja", "-c", "user.email=raja@localhost", "commit", "--quiet", "--message", "clone")
	return dir
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatalf("copy the page: %v; make it with: cd frontend && npm ci && npm run build", err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	body, err := os.ReadFile(from)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(to), 0o755)
	}
	if err == nil {
		err = os.WriteFile(to, body, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
