//go:build unix

package relay_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/raja-crm/raja/app/relay"
	"github.com/raja-crm/raja/core/fault"
)

func TestTheNoteIsItsOwnersAlone(t *testing.T) {
	dir := never(t)
	info, err := os.Lstat(filepath.Join(dir, relay.NoteName))
	if err != nil || info.Mode() != 0o600 {
		t.Fatalf("the note is %v, %v; want a plain file of mode 0600", info, err)
	}
	note := noteIn(t, dir)
	if !strings.HasPrefix(note.Address, "127.0.0.1:") || len(note.Token) < 26 || note.PID != os.Getpid() || note.Version != version {
		t.Errorf("the note is %+v", note)
	}
	other := noteIn(t, never(t))
	if other.Token == note.Token {
		t.Error("two shops have one token")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}

// Each of these stands in the folder in place of the note of a Raja that is
// there and would answer.
func TestANoteThatCannotBeTrustedIsNotFollowed(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(path string) error
		want  string
	}{
		"a link to the true one": {func(path string) error {
			return twice(os.Rename(path, path+".true"), os.Symlink(path+".true", path))
		}, "is not a plain file"},
		"one that its group reads": {func(path string) error { return os.Chmod(path, 0o640) }, "can be read by other users"},
		"one that others change":   {func(path string) error { return os.Chmod(path, 0o602) }, "can be read by other users"},
		"a folder":                 {func(path string) error { return twice(os.Remove(path), os.Mkdir(path, 0o700)) }, "is not a plain file"},
		"a pipe":                   {func(path string) error { return twice(os.Remove(path), syscall.Mkfifo(path, 0o600)) }, "is not a plain file"},
		"nothing":                  {func(path string) error { return os.Truncate(path, 0) }, "is damaged"},
		"half of it":               {func(path string) error { return os.Truncate(path, 20) }, "is damaged"},
		"a gigabyte":               {func(path string) error { return os.Truncate(path, 1<<30) }, "is too long"},
		"noise":                    {func(path string) error { return os.WriteFile(path, []byte("\x00\xffnoise"), 0o600) }, "is damaged"},
		"a list":                   {func(path string) error { return os.WriteFile(path, []byte("[]"), 0o600) }, "is damaged"},
		"no version":               {replace(version, ""), ""},
		"another machine":          {replace("127.0.0.1:", "192.0.2.7:"), "names no port of this machine"},
		"another name":             {replace("127.0.0.1:", "localhost:"), "names no port of this machine"},
		"every address":            {replace("127.0.0.1:", "0.0.0.0:"), "names no port of this machine"},
		"a path":                   {replace(`","token`, `/x","token`), "names no port of this machine"},
		"a short secret": {func(path string) error {
			return os.WriteFile(path, []byte(`{"version":"1.2.3","address":"127.0.0.1:1","token":"abc"}`), 0o600)
		}, "is damaged"},
		"a newer Raja's":           {replace(version, "9.0.0"), "is open in Raja 9.0.0, and this is Raja 1.2.3"},
		"a secret that is another": {replace(`"token":"`, `"token":"X`), "does not answer"},
		"a port where nobody is": {func(path string) error {
			return os.WriteFile(path, []byte(`{"version":"1.2.3","address":"127.0.0.1:1","token":"ABCDEFGHIJKLMNOPQRSTUVWXYZ"}`), 0o600)
		}, "does not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := never(t)
			if err := test.spoil(filepath.Join(dir, relay.NoteName)); err != nil {
				t.Fatal(err)
			}
			_, err := relay.Find(context.Background(), dir, version)
			switch {
			case test.want == "" && err != nil:
				t.Errorf("Find = %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), dir)):
				t.Errorf("Find = %v, want the folder and %q in it", err, test.want)
			}
		})
	}
}

func twice(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// replace changes a text in a file and leaves its mode.
func replace(old, new string) func(path string) error {
	return func(path string) error {
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(path, []byte(strings.Replace(string(body), old, new, 1)), 0o600)
	}
}

// Only root can give a file away; anybody else is refused by the system.
func TestANoteOfAnotherUserIsNotFollowed(t *testing.T) {
	dir := never(t)
	if err := os.Chown(filepath.Join(dir, relay.NoteName), 12345, 12345); err != nil {
		if os.Geteuid() == 0 {
			t.Fatal(err)
		}
		return
	}
	_, err := relay.Find(context.Background(), dir, version)
	if err == nil || !strings.Contains(err.Error(), "belongs to another user") {
		t.Errorf("Find = %v", err)
	}
}

func TestClosingLeavesTheNoteOfAnother(t *testing.T) {
	dir, host := listen(t, nil)
	other := written{version, "127.0.0.1:1", strings.Repeat("T", 52), 1}
	leave(t, dir, other)
	if err := host.Close(); err != nil {
		t.Fatal(err)
	}
	if left := noteIn(t, dir); left != other {
		t.Errorf("the note is %+v, want the other's", left)
	}
}

func TestAFolderThatIsGoneCannotBeListenedFor(t *testing.T) {
	_, err := relay.Listen(filepath.Join(t.TempDir(), "gone"), version, nil)
	if fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("Listen = %v, want unavailable", err)
	}
}
