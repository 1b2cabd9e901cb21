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

	"github.com/raja-crm/raja/core/clock"
)

// What lies in the cache is run as machine code, and the engine checks it only
// for damage. So each compiled module has a folder of its own with a seal over
// all that is in it: an HMAC under a key that lies elsewhere. A folder whose
// seal is wrong is deleted unread and made anew.
const sealName = "seal"

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
	mac := hmac.New(sha256.New, c.key)
	_, _ = mac.Write([]byte("place " + module)) // never fails
	return filepath.Join(c.dir, hex.EncodeToString(mac.Sum(nil)))
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

// compiling compiles through the cache. What is found there and sealed is
// used; otherwise do fills a folder of its own, which takes its place once it
// is whole, so that two programs never write the same one. What was added may
// push out what nobody has used for long.
func (c *cache) compiling(ctx context.Context, module string, do func(wazero.CompilationCache) error) error {
	now := clock.System{}.Now()
	place := c.place(module)
	if c.sealed(place) {
		used(place, now)
		return c.with(ctx, place, do)
	}
	defer c.trim(place, now)
	fresh, err := os.MkdirTemp(c.dir, compilingName)
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh) //nolint:errcheck // gone already when all went well
	if err := c.with(ctx, fresh, do); err != nil {
		return err
	}
	if err := c.seal(fresh); err != nil {
		return err
	}
	if err := os.RemoveAll(place); err != nil {
		return err
	}
	if err := os.Rename(fresh, place); err != nil && !c.sealed(place) {
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

func (c *cache) sealed(folder string) bool {
	have, err := os.ReadFile(filepath.Join(folder, sealName))
	if err != nil {
		return false
	}
	want, err := c.sum(folder)
	return err == nil && hmac.Equal(have, want)
}

func (c *cache) seal(folder string) error {
	sum, err := c.sum(folder)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, sealName), sum, 0o600)
}

// sum is the HMAC over the names and contents of a folder, in order.
func (c *cache) sum(folder string) ([]byte, error) {
	mac := hmac.New(sha256.New, c.key)
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
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
		_, err = fmt.Fprintf(mac, "%s %d %x\n", filepath.ToSlash(name), len(body), sha256.Sum256(body))
		return err
	})
	return mac.Sum(nil), err
}

func hashOf(wasm []byte) string {
	sum := sha256.Sum256(wasm)
	return hex.EncodeToString(sum[:])
}
