// Package keychain keeps the passphrase of an encrypted shop in the system's
// own keychain (Keychain, Credential Manager, Secret Service), for who does
// not want to type it. A machine without one is no error until somebody asks
// for it to be used.
package keychain

import (
	"errors"
	"path/filepath"

	"github.com/zalando/go-keyring"

	"github.com/raja-crm/raja/core/fault"
)

// service is what the system lists Raja's passphrases under.
const service = "Raja"

// Get returns the passphrase that is kept for a data folder, and false when
// there is none or the machine has no keychain.
func Get(dir string) (secret string, found bool) {
	secret, err := keyring.Get(service, account(dir))
	return secret, err == nil
}

// Set keeps a passphrase for a data folder. It returns unavailable on a machine
// without a keychain.
func Set(dir, secret string) error {
	if err := keyring.Set(service, account(dir), secret); err != nil {
		return fault.Unavailable("keychain", "this machine has none that Raja can use; set RAJA_PASSPHRASE, or name a file with --passphrase-file").Because(err)
	}
	return nil
}

// Forget removes what is kept for a data folder, if anything is.
func Forget(dir string) error {
	err := keyring.Delete(service, account(dir))
	if err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return fault.Unavailable("keychain", "this machine has none that Raja can use").Because(err)
	}
	return nil
}

// account is the folder's whole path.
func account(dir string) string {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	return whole
}
