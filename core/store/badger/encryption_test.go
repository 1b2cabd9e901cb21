package badger_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/keyring"
)

const (
	passphrase = "cuci setrika wangi"
	telling    = "Sri Wahyuni, 0812-3456-7890"
)

// encrypted makes an encrypted store with one telling entry.
func encrypted(t *testing.T) (dir, recovery string) {
	t.Helper()
	dir = t.TempDir()
	ring, recovery, err := keyring.New(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	db, err := badger.Open(dir, badger.Options{NewKeys: ring})
	if err != nil {
		t.Fatal(err)
	}
	set(t, db, "sri", telling)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, recovery
}

func unlocked(t *testing.T, dir, secret string) *badger.DB {
	t.Helper()
	db, err := badger.Open(dir, badger.Options{Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// revealed returns the files below dir that hold text.
func revealed(t *testing.T, dir, text string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(name)
		if bytes.Contains(body, []byte(text)) {
			found = append(found, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAnEncryptedStoreOpensWithItsSecretsAlone(t *testing.T) {
	dir, recovery := encrypted(t)
	for _, secret := range []string{"", "wrong", "cuci setrika"} {
		if _, err := badger.Open(dir, badger.Options{Secret: secret}); !errors.Is(err, store.ErrSecret) {
			t.Errorf("Open with %q = %v, want ErrSecret", secret, err)
		}
	}
	for _, secret := range []string{passphrase, recovery} {
		db := unlocked(t, dir, secret)
		expectValue(t, db, "sri", telling)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoFileOfAnEncryptedStoreTellsAnything(t *testing.T) {
	plain := t.TempDir()
	db := open(t, plain)
	set(t, db, "sri", telling)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if len(revealed(t, plain, telling)) == 0 {
		t.Fatal("a store without encryption does not show the text either: this test proves nothing")
	}
	dir, _ := encrypted(t)
	db = unlocked(t, dir, passphrase)
	if err := db.Rewrap(background, func(r *keyring.Ring) error { return r.SetPassphrase("lipat rapi sekali") }); err != nil {
		t.Fatal(err) // and writes a checkpoint
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if found := revealed(t, dir, telling); len(found) > 0 {
		t.Errorf("%v hold the text in the clear", found)
	}
	if _, err := badger.Open(dir, badger.Options{Secret: passphrase}); !errors.Is(err, store.ErrSecret) {
		t.Errorf("Open with the old passphrase = %v, want ErrSecret", err)
	}
	expectValue(t, unlocked(t, dir, "lipat rapi sekali"), "sri", telling)
}

func TestAnEncryptedStoreSurvivesAPowerCut(t *testing.T) {
	dir, _ := encrypted(t)
	db := unlocked(t, dir, passphrase)
	set(t, db, "later", "x")
	cut := copied(t, dir)
	if err := os.RemoveAll(files(t, cut, "tables*")[0]); err != nil {
		t.Fatal(err)
	}
	db = unlocked(t, cut, passphrase)
	expectValue(t, db, "sri", telling)
	expectValue(t, db, "later", "x")
}

// A rotation writes everything with another key, also from no key and to
// none; afterwards the old key opens nothing.
func TestTheKeyCanBeChanged(t *testing.T) {
	dir := filled(t)
	db := open(t, dir)
	set(t, db, "sri", telling)
	ring, _, err := keyring.New(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := keyring.New("lipat rapi sekali")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		to     *keyring.Ring
		secret string
		shown  bool
	}{{ring, passphrase, false}, {other, "lipat rapi sekali", false}, {nil, "", true}} {
		if err := db.Rotate(background, step.to); err != nil {
			t.Fatal(err)
		}
		set(t, db, "later", "x")
		if n := count(t, db); n != 2002 {
			t.Fatalf("%d keys are left, want 2002", n)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if found := revealed(t, dir, telling); (len(found) > 0) != step.shown {
			t.Errorf("the text is in the clear in %v", found)
		}
		db = unlocked(t, dir, step.secret)
		if n := count(t, db); n != 2002 {
			t.Fatalf("opened again, %d keys are left, want 2002", n)
		}
	}
}

// Between any two files that a rotation writes the power may go.
func TestARotationThatIsCutOffIsFinished(t *testing.T) {
	dir, _ := encrypted(t)
	before := copied(t, dir)
	db := unlocked(t, dir, passphrase)
	ring, _, err := keyring.New("lipat rapi sekali")
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Rotate(background, ring); err != nil {
		t.Fatal(err)
	}
	fresh, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	// The checkpoint is the first that is written; the rest is as before.
	if err := os.WriteFile(filepath.Join(before, "checkpoint"), fresh, 0o600); err != nil {
		t.Fatal(err)
	}
	expectValue(t, unlocked(t, before, "lipat rapi sekali"), "sri", telling)
}

// put puts the file name of one folder into another.
func put(t *testing.T, from, to, name string) {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(from, name))
	if err == nil {
		err = os.WriteFile(filepath.Join(to, name), body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// refused opens the folder with either secret, which must be refused in words
// that name the file, and must change nothing.
func refused(t *testing.T, dir, named string, secrets ...string) {
	t.Helper()
	before := copied(t, dir)
	for _, secret := range secrets {
		_, err := badger.Open(dir, badger.Options{Secret: secret})
		if err == nil || fault.KindOf(err) != fault.KindConflict || !strings.Contains(err.Error(), named) {
			t.Errorf("Open with %q = %v, want a conflict that says %q", secret, err, named)
		}
	}
	for _, name := range append(files(t, before, "log/*"), filepath.Join(before, "checkpoint"), filepath.Join(before, "state"), filepath.Join(before, "store.json")) {
		relative, _ := filepath.Rel(before, name)
		want, _ := os.ReadFile(name)
		if got, err := os.ReadFile(filepath.Join(dir, relative)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s was touched (%v)", relative, err)
		}
	}
}

const another = "lipat rapi sekali"

// rotated changes the keys of the store in dir, and writes on after that.
func rotated(t *testing.T, dir, secret, to string) {
	t.Helper()
	db := unlocked(t, dir, secret)
	var ring *keyring.Ring
	if to != "" {
		var err error
		if ring, _, err = keyring.New(to); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Rotate(background, ring); err != nil {
		t.Fatal(err)
	}
	set(t, db, "after", "the rotation")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// The log goes beyond the checkpoint: no rotation leaves that, so none is
// finished, and the file that was put back is named.
func TestAnIdentityFromBeforeARotationIsRefusedAndDropsNothing(t *testing.T) {
	dir, _ := encrypted(t)
	before := copied(t, dir)
	rotated(t, dir, passphrase, another)
	put(t, before, dir, "store.json")
	refused(t, dir, "store/store.json is older than store/checkpoint", passphrase, another)
	if err := os.Remove(filepath.Join(dir, "store.json")); err != nil { // as the words say
		t.Fatal(err)
	}
	db := unlocked(t, dir, another)
	expectValue(t, db, "after", "the rotation")
	expectValue(t, db, "sri", telling)
}

// A checkpoint from before is not taken for the end of a rotation either, least
// of all one in the clear.
func TestACheckpointFromBeforeARotationIsRefusedAndDropsNothing(t *testing.T) {
	for _, goesOn := range []bool{true, false} {
		dir := t.TempDir()
		db := open(t, dir)
		set(t, db, "sri", telling)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		before := copied(t, dir)
		rotated(t, dir, "", passphrase)
		if !goesOn { // nothing was written after it
			db = unlocked(t, dir, passphrase)
			if err := db.Rotate(background, nil); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			before = copied(t, dir)
			db = open(t, dir)
			ring, _, err := keyring.New(passphrase)
			if err = errors.Join(err, db.Rotate(background, ring), db.Close()); err != nil {
				t.Fatal(err)
			}
		}
		put(t, before, dir, "checkpoint")
		refused(t, dir, "store/checkpoint is older than store/store.json", "", passphrase)
		if err := os.Remove(filepath.Join(dir, "checkpoint")); err != nil { // as the words say
			t.Fatal(err)
		}
		db = unlocked(t, dir, passphrase)
		expectValue(t, db, "after", "the rotation")
		expectValue(t, db, "sri", telling)
		if !db.Encrypted() {
			t.Error("the store is in the clear")
		}
		if _, err := db.Heal(background, nil); err != nil {
			t.Error(err)
		}
	}
}

// A rotation is cut off at each step that it takes on the disk: the store
// opens with the old key or with the new one, and holds everything.
func TestARotationThatIsCutOffAtAnyStepIsFinishedOrNeverWas(t *testing.T) {
	ring, _, err := keyring.New(another)
	if err != nil {
		t.Fatal(err)
	}
	whole, _ := encrypted(t)
	for step, done := 1, false; !done; step++ {
		dir := copied(t, whole)
		d := &stopping{}
		db, err := badger.Open(dir, badger.Options{Secret: passphrase, Disk: d})
		if err != nil {
			t.Fatal(err)
		}
		d.left = step
		done = db.Rotate(background, ring) == nil
		cut := copied(t, dir) // as a kill leaves it
		_ = db.Close()        // it cannot write any more
		after, err := badger.Open(cut, badger.Options{Secret: another})
		if errors.Is(err, store.ErrSecret) && !done {
			after, err = badger.Open(cut, badger.Options{Secret: passphrase})
		}
		if err != nil {
			t.Fatalf("cut off at step %d: %v", step, err)
		}
		expectValue(t, after, "sri", telling)
		if err := after.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// stopping is a disk that takes so many steps more, and then none.
type stopping struct {
	disk.OS
	left int // 0 is without end
}

var errStopped = errors.New("stopped here")

func (s *stopping) step() error {
	if s.left == 1 {
		return errStopped
	}
	if s.left > 1 {
		s.left--
	}
	return nil
}

func (s *stopping) Open(name string, to disk.Mode) (disk.File, error) {
	if to != disk.Read && s.step() != nil {
		return nil, errStopped
	}
	return s.OS.Open(name, to)
}

func (s *stopping) Remove(name string) error {
	if err := s.step(); err != nil {
		return err
	}
	return s.OS.Remove(name)
}

func (s *stopping) Rename(from, to string) error {
	if err := s.step(); err != nil {
		return err
	}
	return s.OS.Rename(from, to)
}

// Badger takes tables without the keys that it drew for them for tables in the
// clear, in goroutines of its own.
func TestTablesWhoseKeysAreLostAreMadeAgain(t *testing.T) {
	for name, do := range map[string]func([]byte) []byte{
		"keys that are gone":     nil,
		"keys that are cut off":  func(b []byte) []byte { return b[:32] },
		"keys that are all gone": func([]byte) []byte { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := encrypted(t)
			if err := unlocked(t, dir, passphrase).Close(); err != nil { // which notes that the tables are well
				t.Fatal(err)
			}
			damage(t, files(t, dir, "tables*/KEYREGISTRY")[0], do)
			db := unlocked(t, dir, passphrase)
			expectValue(t, db, "sri", telling)
			if repairs := db.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartTables {
				t.Errorf("Repairs = %v, want one of the tables", repairs)
			}
		})
	}
}
