package command_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever looks at a package of a stranger does not wait for ever, nor does her
// memory fill.
func TestHugeCasesAreRefusedByWhoeverReadsThem(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "words")
	if err := os.MkdirAll(filepath.Join(folder, "tests"), 0o755); err != nil {
		t.Fatal(err)
	}
	huge := append([]byte(`{"facts": [{}`), bytes.Repeat([]byte(",{}"), 1<<20)...)
	for name, text := range map[string][]byte{"manifest.json": []byte(watchedManifest), "tests/huge.json": append(huge, `], "want": []}`...)} {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, verb := range []string{"inspect", "test", "bench"} {
		code, printed, complaint := raja(context.Background(), t.TempDir(), "plugin", verb, folder)
		if want := "tests/huge.json has 3,145,755 bytes, the most of one case is 1,048,576"; code != 1 || !strings.Contains(complaint, want) {
			t.Errorf("%s ended with %d: %.300s%.300s; want %q", verb, code, printed, complaint, want)
		}
	}
}
