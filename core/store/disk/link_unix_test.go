//go:build !windows

package disk_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store/disk"
)

// wrote replaces a file whose unfinished one lies there already.
func wrote(t *testing.T, name string) {
	t.Helper()
	err := disk.Replace(disk.OS{}, name, func(w io.Writer) error {
		_, err := io.WriteString(w, "mine")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(name)
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("the file is %v, %v, want a plain one that is its owner's alone", info.Mode(), err)
	}
	if body, _ := os.ReadFile(name); string(body) != "mine" {
		t.Errorf("the file holds %q", body)
	}
}

func TestAnUnfinishedFileThatIsALinkIsNotWrittenThrough(t *testing.T) {
	dir := t.TempDir()
	name, victim := filepath.Join(dir, "kept"), filepath.Join(dir, "victim")
	if err := os.WriteFile(victim, []byte("another's"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, link := range []func(string, string) error{os.Symlink, os.Link} {
		if err := link(victim, name+disk.Unfinished); err != nil {
			t.Fatal(err)
		}
		wrote(t, name)
		if body, _ := os.ReadFile(victim); string(body) != "another's" {
			t.Errorf("what the link named holds %q", body)
		}
	}
}

func TestAnUnfinishedFileThatAllMayReadLendsNobodyItsMode(t *testing.T) {
	name := filepath.Join(t.TempDir(), "kept")
	if err := os.WriteFile(name+disk.Unfinished, []byte("longer than mine"), 0o644); err != nil { //nolint:gosec // the point
		t.Fatal(err)
	}
	wrote(t, name)
}
