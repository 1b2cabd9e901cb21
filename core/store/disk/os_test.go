package disk_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store/disk"
)

func TestReplaceLeavesTheOldFileWhenWritingFails(t *testing.T) {
	name, unwell := filepath.Join(t.TempDir(), "kept"), errors.New("unwell")
	write := func(text string, then error) error {
		return disk.Replace(disk.OS{}, name, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return errors.Join(err, then)
		})
	}
	if err := write("old", nil); err != nil {
		t.Fatal(err)
	}
	if err := write("half", unwell); !errors.Is(err, unwell) {
		t.Errorf("Replace = %v, want what write said", err)
	}
	files, err := disk.OS{}.List(filepath.Dir(name))
	if err != nil || len(files) != 1 || files[0] != (disk.Entry{Name: "kept", Size: 3}) {
		t.Errorf("List = %v, %v, want the old file alone", files, err)
	}
	if body, _ := os.ReadFile(name); string(body) != "old" {
		t.Errorf("the file holds %q", body)
	}
	if err := write("newer", nil); err != nil {
		t.Fatal(err)
	}
	if body, _ := os.ReadFile(name); string(body) != "newer" {
		t.Errorf("the file holds %q", body)
	}
}

func TestReadingMakesNoFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := (disk.OS{}).Open(filepath.Join(dir, "absent"), disk.Read); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open = %v, want fs.ErrNotExist", err)
	}
	if files, err := (disk.OS{}).List(dir); err != nil || len(files) > 0 {
		t.Errorf("List = %v, %v, want nothing", files, err)
	}
	if files, err := (disk.OS{}).List(filepath.Join(dir, "no", "folder")); err != nil || files != nil {
		t.Errorf("List of no folder = %v, %v, want nothing", files, err)
	}
}

func TestADiskTellsHowMuchRoomItHas(t *testing.T) {
	if free, err := (disk.OS{}).Free(t.TempDir()); err != nil || free <= 0 {
		t.Errorf("Free = %d, %v", free, err)
	}
}
