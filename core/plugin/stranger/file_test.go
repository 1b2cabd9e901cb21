package stranger_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/stranger"
)

func TestAFileIsReadUpToItsMostAndNothingThatIsNone(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "said")
	if err := os.WriteFile(name, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	if body, err := stranger.File(name, 10); err != nil || string(body) != "0123456789" {
		t.Errorf("%q, %v", body, err)
	}
	if _, err := stranger.File(name, 9); err == nil || !strings.HasSuffix(err.Error(), "has more than 9 bytes") {
		t.Errorf("one byte more: %v", err)
	}
	for _, odd := range []string{dir, os.DevNull} {
		if _, err := stranger.File(odd, 9); err == nil || !strings.HasSuffix(err.Error(), "is no plain file") {
			t.Errorf("%s: %v", odd, err)
		}
	}
	if _, err := stranger.File(name+"x", 9); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}
