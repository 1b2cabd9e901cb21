//go:build window && linux

package smoke_test

import (
	"debug/pe"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/raja-crm/raja/app/api"
)

func TestPackages(t *testing.T) {
	run(t, root(t), nil, "go", "run", "./build", "package")
	bin := filepath.Join(root(t), "build", "bin")
	t.Run("Debian installs, starts and removes Raja", func(t *testing.T) {
		debian(t, filepath.Join(bin, "raja_"+api.Version+"_"+runtime.GOARCH+".deb"))
	})
	t.Run("Windows shows who made raja.exe, in a console", func(t *testing.T) {
		windowsProgram(t, filepath.Join(bin, "raja.exe"), pe.IMAGE_SUBSYSTEM_WINDOWS_CUI)
	})
	t.Run("Windows shows who made raja-desktop.exe, without one", func(t *testing.T) {
		windowsProgram(t, filepath.Join(bin, "raja-desktop.exe"), pe.IMAGE_SUBSYSTEM_WINDOWS_GUI)
	})
}

func debian(t *testing.T, pkg string) {
	install(t, pkg)
	var said struct {
		Version string `json:"version"`
	}
	if err := json.Unmarshal([]byte(run(t, "/", nil, "/usr/bin/raja", "version", "--json")), &said); err != nil || said.Version != api.Version {
		t.Errorf("raja version says %q, want %q: %v", said.Version, api.Version, err)
	}
	s := newStage(t, "/usr/bin/raja-desktop")
	shop := filepath.Join(s.home, "config", "Raja", "shop")
	run(t, "/", nil, "/usr/bin/raja", "--data", shop, "init", "--name", "Laundry Melati")
	a := s.open(t, nil)
	eventually(t, "a window called Raja is on the display", func() bool { return strings.Contains(s.windows(t), `"Raja"`) })
	if err := a.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := a.exit(t); code != 0 {
		t.Errorf("the installed window ended with %d, want 0", code)
	}
	whole(t, shop)
}

// install installs a package until the test ends. A Raja that is there
// already is somebody's own and stays.
func install(t *testing.T, pkg string) {
	t.Helper()
	if _, err := exec.LookPath("dpkg"); err != nil {
		t.Fatal("dpkg is needed to install the package; install it with your system's packages (Fedora: dnf install dpkg)")
	}
	if _, err := os.Stat("/usr/bin/raja"); err == nil {
		t.Fatal("Raja is installed here already; remove it first with: dpkg --remove raja")
	}
	var as []string
	if os.Geteuid() != 0 {
		as = []string{"sudo", "--non-interactive"}
	}
	t.Cleanup(func() {
		remove := append(as, "dpkg", "--purge", "raja")
		if said, err := exec.Command(remove[0], remove[1:]...).CombinedOutput(); err != nil {
			t.Errorf("remove the package: %v\n%s", err, said)
		}
		if _, err := os.Stat("/usr/bin/raja"); err == nil {
			t.Error("the package left /usr/bin/raja behind")
		}
	})
	run(t, "/", nil, append(as, "dpkg", "--install", pkg)...)
}

// windows lists what is on the stage's display. What is handed out cannot be
// inspected.
func (s *stage) windows(t *testing.T) string {
	t.Helper()
	command := exec.Command("xwininfo", "-root", "-tree")
	command.Env = s.env
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("xwininfo is needed, of the package x11-utils: %v\n%s", err, said)
	}
	return string(said)
}

func windowsProgram(t *testing.T, path string, subsystem uint16) {
	program, err := pe.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close() // only read
	if header, ok := program.OptionalHeader.(*pe.OptionalHeader64); !ok || header.Subsystem != subsystem {
		t.Errorf("%s has the header %+v, want 64 bits and subsystem %d", path, program.OptionalHeader, subsystem)
	}
	section := program.Section(".rsrc")
	if section == nil {
		t.Fatalf("%s has no icon, manifest and version", path)
	}
	resources, err := section.Data()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"permonitorv2", "\x89PNG", wide("ProductVersion"), wide(api.Version)} {
		if !strings.Contains(string(resources), want) {
			t.Errorf("the resources of %s lack %q", path, want)
		}
	}
}

// wide is ASCII as Windows writes it.
func wide(text string) string {
	var out strings.Builder
	for _, letter := range []byte(text) {
		out.Write([]byte{letter, 0})
	}
	return out.String()
}
