package badger_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
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
