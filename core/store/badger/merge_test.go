package badger_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// valueSize makes a table of few writes, in bytes.
const valueSize = 16_000

// A bit may flip while the shop is open, in a table that Badger then merges, in
// a goroutine of its own. There its panic ends the program, or it leaves out what
// it cannot read and says nothing. Neither may cost what was answered, and what
// was left out is noticed. The program that ends is another one.
func TestAMergeOverADamagedBlockCostsNothingThatWasAnswered(t *testing.T) {
	for name, distance := range map[string]int{"here and there": 40_961, "in each block": 4_099, "nearly everywhere": 97} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			answered := merges(t, dir, distance)
			db := open(t, dir)
			defer func() { db.Close() }()
			left := kept(db, answered)
			amiss, err := db.Count(background)
			t.Logf("%d are left; counted %v, %v; mended %v", left, amiss, err, db.Repairs())
			if left < answered && err == nil && len(amiss) == 0 && len(db.Repairs()) == 0 {
				t.Errorf("%d of %d values are left, and nobody has noticed", left, answered)
			}
			if _, err := db.Heal(background, nil); err != nil {
				t.Fatal(err)
			}
			if left := kept(db, answered); left != answered {
				t.Errorf("%d of %d values are left", left, answered)
			}
			expectCount(t, db)
		})
	}
}

// merges runs a program that writes to a store, damages a table of it at every
// so many bytes, and writes on until that table was merged or the program ended.
// It returns how many values it was answered.
func merges(t *testing.T, dir string, distance int) (answered int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestWriteOverDamage$")
	child.Env = append(os.Environ(), "RAJA_MERGE="+dir, "RAJA_MERGE_DISTANCE="+strconv.Itoa(distance))
	out, err := child.Output()
	answered = bytes.Count(out, []byte("answered\n"))
	if ended := new(exec.ExitError); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	t.Logf("%d were answered, then: %v", answered, err)
	if err == nil && !bytes.Contains(out, []byte("merged\n")) || answered == 0 {
		t.Fatalf("nothing was merged: %s", out)
	}
	return answered
}

func kept(db *badger.DB, answered int) (left int) {
	for i := range answered {
		_ = db.View(background, func(r store.Reader) error {
			if value, err := r.Get(fmt.Appendf(nil, "%06d", i)); err == nil && bytes.Equal(value, noise(valueSize+i%300)) {
				left++
			}
			return nil
		})
	}
	return left
}

// TestWriteOverDamage is that program.
func TestWriteOverDamage(t *testing.T) {
	dir := os.Getenv("RAJA_MERGE")
	if dir == "" {
		return
	}
	distance, err := strconv.Atoi(os.Getenv("RAJA_MERGE_DISTANCE"))
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, dir)
	defer db.Close()
	damaged := ""
	for i := range 5_000 {
		set(t, db, fmt.Sprintf("%06d", i), string(noise(valueSize+i%300)))
		fmt.Fprintln(os.Stdout, "answered")
		tables, _ := filepath.Glob(filepath.Join(dir, "tables*", "*.sst"))
		switch {
		case damaged == "" && len(tables) > 0:
			damaged = tables[0]
			damageOpen(t, damaged, func(body []byte) []byte {
				for at := len(body) / 10; at < len(body)*9/10; at += distance {
					body[at] ^= 0xff
				}
				return body
			})
		case damaged != "" && !strings.Contains(strings.Join(tables, " "), damaged):
			fmt.Fprintln(os.Stdout, "merged")
			return
		}
	}
}
