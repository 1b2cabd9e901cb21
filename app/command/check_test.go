package command_test

import (
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// forgetLast makes the last change of a shop read as never written, and takes
// the second copy of it away.
func forgetLast(t *testing.T, dir string) {
	t.Helper()
	logs, _ := filepath.Glob(filepath.Join(dir, "store", "log", "*"))
	tables, _ := filepath.Glob(filepath.Join(dir, "store", "tables.*"))
	if len(logs) == 0 || len(tables) != 1 {
		t.Fatalf("the shop has logs %v and tables %v", logs, tables)
	}
	body, err := os.ReadFile(slices.Max(logs))
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for at := 64; at+24 < len(body) && body[at] != 0; at += (24 + int(binary.LittleEndian.Uint32(body[at+4:])) + 7) &^ 7 {
		last = at
	}
	clear(body[last:])
	if err := os.WriteFile(slices.Max(logs), body, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(tables[0]); err != nil {
		t.Fatal(err)
	}
}

func TestACheckThatLostChangesIsNotWell(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	for _, words := range [][]string{{"init", "--name", "Laundry Melati"}, {"customer", "add", "Sri Wahyuni"}} {
		if code, _, complaint := raja(ctx, dir, words...); code != 0 {
			t.Fatalf("%v said %s", words, complaint)
		}
	}
	forgetLast(t, dir)
	code, printed, _ := raja(ctx, dir, "check", "--json")
	if code != 1 || !strings.Contains(printed, `"ok": false`) {
		t.Errorf("the check that lost a change ended with %d and said %s", code, printed)
	}
	if code, printed, _ = raja(ctx, dir, "check", "--json"); code != 0 || !strings.Contains(printed, `"ok": true`) {
		t.Errorf("the next check ended with %d and said %s", code, printed)
	}
}
