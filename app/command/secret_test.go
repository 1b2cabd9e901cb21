package command_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// Windows' Notepad puts a mark before a text, which nobody typed. Earlier
// versions took it for a part of the passphrase.
func TestTheMarkOfAnEditorIsNoPartOfAPassphrase(t *testing.T) {
	const mark, passphrase = "\uFEFF", "cuci setrika wangi"
	ctx, files := context.Background(), t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(files, name)
		if err := os.WriteFile(path, []byte(text+"\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	plain, marked, twice := file("plain", passphrase), file("marked", mark+passphrase), file("twice", mark+mark+passphrase)
	made := func(secret string) (dir string) {
		dir = filepath.Join(t.TempDir(), "shop")
		if code, _, complaint := raja(ctx, dir, "init", "--name", "Laundry Melati", "--encrypt", "--new-passphrase-file", secret); code != 0 {
			t.Fatalf("init said %s", complaint)
		}
		return dir
	}
	dir, before := made(marked), made(twice) // before has the mark in its passphrase
	for name, tt := range map[string]struct{ dir, file string }{
		"without the mark":      {dir, plain},
		"with it":               {dir, marked},
		"of an earlier version": {before, marked},
	} {
		if code, _, complaint := raja(ctx, tt.dir, "--passphrase-file", tt.file, "customer", "list"); code != 0 {
			t.Errorf("a file %s: %s", name, complaint)
		}
	}
	if code, _, _ := raja(ctx, before, "--passphrase-file", plain, "customer", "list"); code == 0 {
		t.Error("a passphrase with a mark opened without it")
	}
}
