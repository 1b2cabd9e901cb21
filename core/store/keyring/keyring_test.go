package keyring_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/keyring"
)

const passphrase = "cuci setrika wangi"

func TestAPassphraseAndARecoveryCodeOpenTheSameKey(t *testing.T) {
	ring, code, err := keyring.New(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	want := ring.Key("log")
	copied := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(code, "-", " "), "0", "O"))
	for _, secret := range []string{passphrase, code, copied} {
		again, err := keyring.Unlock(ring.Wrapped(), secret)
		if err != nil {
			t.Fatalf("Unlock(%q) = %v", secret, err)
		}
		if !bytes.Equal(again.Key("log"), want) || bytes.Equal(again.Key("tables"), want) {
			t.Errorf("%q opens another key", secret)
		}
	}
	for _, secret := range []string{"", "cuci setrika", code[1:], strings.ToUpper(passphrase)} {
		if _, err := keyring.Unlock(ring.Wrapped(), secret); !errors.Is(err, keyring.ErrSecret) {
			t.Errorf("Unlock(%q) = %v, want ErrSecret", secret, err)
		}
	}
}

func TestANewSecretTakesThePlaceOfTheOld(t *testing.T) {
	ring, code, err := keyring.New(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	id := keyring.ID(ring.Wrapped())
	if err := ring.SetPassphrase("lipat rapi sekali"); err != nil {
		t.Fatal(err)
	}
	fresh, err := ring.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	for _, old := range []string{passphrase, code} {
		if _, err := keyring.Unlock(ring.Wrapped(), old); !errors.Is(err, keyring.ErrSecret) {
			t.Errorf("the old %q = %v, want ErrSecret", old, err)
		}
	}
	for _, secret := range []string{"lipat rapi sekali", fresh} {
		if again, err := keyring.Unlock(ring.Wrapped(), secret); err != nil || keyring.ID(again.Wrapped()) != id {
			t.Errorf("the new %q = %v", secret, err)
		}
	}
}

func TestAShortPassphraseIsRefused(t *testing.T) {
	if _, _, err := keyring.New("rahasia"); !errors.Is(err, keyring.ErrShort) {
		t.Errorf("New = %v, want ErrShort", err)
	}
}

// The bytes may come from a file that somebody sent.
func TestHostileWrapsAreRefused(t *testing.T) {
	for _, wrapped := range []string{
		``, `{}`, `[]`, `{"v":1,"slots":[{"time":3,"memory":4294967295,"lanes":4}]}`,
		`{"v":1,"slots":[{"time":4000000000,"memory":64,"lanes":4}]}`,
		`{"v":1,"slots":[{"time":0,"memory":64,"lanes":4}]}`, `{"v":1,"slots":[{"time":1,"memory":64,"lanes":0}]}`,
	} {
		if _, err := keyring.Unlock([]byte(wrapped), passphrase); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("Unlock(%s) = %v, want ErrCorrupt", wrapped, err)
		}
	}
	if _, err := keyring.Unlock([]byte(`{"v":2}`), passphrase); err == nil || errors.Is(err, store.ErrCorrupt) {
		t.Errorf("wraps of a newer version: %v, want a word about updating", err)
	}
}
