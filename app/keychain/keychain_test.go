package keychain_test

import (
	"errors"
	"testing"

	"github.com/zalando/go-keyring"

	"github.com/raja-crm/raja/app/keychain"
	"github.com/raja-crm/raja/core/fault"
)

// The library stands in for the system's keychain, which a test must not
// touch.
func TestAPassphraseIsKeptForItsFolderAlone(t *testing.T) {
	keyring.MockInit()
	if err := keychain.Set("shop", "cuci setrika wangi"); err != nil {
		t.Fatal(err)
	}
	if secret, found := keychain.Get("./shop"); !found || secret != "cuci setrika wangi" {
		t.Errorf("Get = %q, %v", secret, found)
	}
	if _, found := keychain.Get("other"); found {
		t.Error("another folder has a passphrase as well")
	}
	if err := errors.Join(keychain.Forget("shop"), keychain.Forget("shop")); err != nil {
		t.Errorf("Forget = %v", err)
	}
	if _, found := keychain.Get("shop"); found {
		t.Error("it is not forgotten")
	}
}

func TestAMachineWithoutAKeychainSaysSoOnlyWhenAsked(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	if _, found := keychain.Get("shop"); found {
		t.Error("something was found")
	}
	if err := keychain.Set("shop", "x"); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("Set = %v, want unavailable", err)
	}
}
