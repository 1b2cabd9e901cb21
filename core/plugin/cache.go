package plugin

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tetratelabs/wazero"
	"golang.org/x/crypto/blake2b"

	"github.com/raja-crm/raja/core/clock"
)

// What lies in the cache is run: the metered module and the machine code that
// was made of it, which the engine checks only for damage. So each module has a
// folder of its own with a seal over its name and all that is in it, under a key
// that lies elsewhere. A folder whose seal is wrong is deleted unread and made
// anew.
const (
	sealName    = "seal"
	meteredName = "metered.wasm"
)

// cache keeps compiled modules between runs.
type cache struct {
	dir  string
	key  []byte
	most int64 // bytes of all that is kept
}

// newCache makes the folder private. Without a key, one is kept beside what
// it seals: that shows damage and careless programs, not an enemy who reads.
func newCache(dir string, key []byte, most int64) (c *cache, err error) {
	if err := privateDir(dir); err != nil {
		return nil, err
	}
	if len(key) == 0 {
		if key, err = LoadKey(filepath.Join(dir, "key")); err != nil {
			return nil, err
		}
	}
	return &cache{dir, key, most}, nil
}

// place is where a module lies. Whoever has another key has other places, so
// that two of them do not undo each other's work.
func (c *cache) place(module string) string {
	return filepath.Join(c.dir, hex.EncodeToString(c.derived("place "+module)))
}

// derived is a key of the cache's own for one purpose.
func (c *cache) derived(purpose string) []byte {
	mac := hmac.New(sha256.New, c.key)
	_, _ = mac.Write([]byte(purpose)) // never fails
	return mac.Sum(nil)
}

// LoadKey reads the key that seals a cache from file, and makes a new one
// where there is none. The file is for its owner alone (0600).
func LoadKey(file string) ([]byte, error) {
	key, err := os.ReadFile(file)
	if err == nil && len(key) == sha256.Size {
		return key, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	key = make([]byte, sha256.Size)
	_, _ = rand.Read(key) // never fails
	return key, os.WriteFile(file, key, 0o600)
}

// metered returns the metered module that is kept under a name, nil for none:
// metering a rule in Go anew takes as long as all else that its start needs.
func (c *cache) metered(module string) []byte {
	if c == nil {
		return nil
	}
	place := c.place(module)
	have, err := os.ReadFile(filepath.Join(place, sealName))
	if err != nil {
		return nil
	}
	want, metered, err := c.sum(module, place)
	if err != nil || !hmac.Equal(have, want) {
		return nil
	}
	used(place, clock.System{}.Now())
	return metered
}

// fill compiles a module that is not kept. A folder of its own is filled, which
// takes its place once it is whole, so that two programs never write the same
// one. What was added may push out what nobody has used for long.
func (c *cache) fill(ctx context.Context, module string, metered []byte, do func(wazero.CompilationCache) error) error {
	place := c.place(module)
	defer c.trim(place, clock.System{}.Now())
	fresh, err := os.MkdirTemp(c.dir, compilingName)
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh) //nolint:errcheck // gone already when all went well
	if err := os.WriteFile(filepath.Join(fresh, meteredName), metered, 0o600); err != nil {
		return err
	}
	if err := c.with(ctx, fresh, do); err != nil {
		return err
	}
	if err := c.seal(module, fresh); err != nil {
		return err
	}
	if err := os.RemoveAll(place); err != nil {
		return err
	}
	if err := os.Rename(fresh, place); err != nil && c.metered(module) == nil {
		return err
	}
	return nil
}

func (c *cache) with(ctx context.Context, folder string, do func(wazero.CompilationCache) error) error {
	opened, err := wazero.NewCompilationCacheWithDir(folder)
	if err != nil {
		return err
	}
	if err := do(opened); err != nil {
		return errors.Join(err, opened.Close(ctx))
	}
	return nil
}

func (c *cache) seal(module, folder string) error {
	sum, _, err := c.sum(module, folder)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, sealName), sum, 0o600)
}

// sum is the seal over the name of a module and the names and contents of its
// folder, in order, with the metered module that it was made over: what was
// held to the seal is not read a second time. It is keyed BLAKE2b, since ten
// megabytes are held to it whenever a shop opens: SHA-256 takes three times as
// long on processors without instructions for it.
func (c *cache) sum(module, folder string) (sum, metered []byte, err error) {
	mac, err := blake2b.New256(c.derived("seal"))
	if err != nil {
		return nil, nil, err
	}
	fmt.Fprintf(mac, "%s\n", module)
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == sealName {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if name == meteredName {
			metered = body
		}
		fmt.Fprintf(mac, "%q %d\n", filepath.ToSlash(name), len(body))
		_, err = mac.Write(body)
		return err
	})
	return mac.Sum(nil), metered, err
}

func hashOf(wasm []byte) string {
	sum := sha256.Sum256(wasm)
	return hex.EncodeToString(sum[:])
}
