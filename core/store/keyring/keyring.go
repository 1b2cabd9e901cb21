// Package keyring holds the one key that a store is encrypted with, and the
// ways to it: a passphrase, and a recovery code that is printed once. The key
// is drawn by chance and lies in the store wrapped by a key that argon2id
// makes of each of the two; changing a passphrase therefore rewraps 32 bytes
// and encrypts nothing anew. What is encrypted, and when, is the store's
// business.
package keyring

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
)

// ErrSecret is returned for a passphrase or recovery code that opens nothing.
var ErrSecret = errors.New("keyring: the passphrase or recovery code is wrong")

// ErrMissing is the ErrSecret of no secret at all.
var ErrMissing = fmt.Errorf("%w: there is none", ErrSecret)

// ErrShort is returned for a passphrase of fewer than MinPassphrase letters.
var ErrShort = errors.New("keyring: the passphrase is too short")

// MinPassphrase is the fewest letters of a passphrase.
const MinPassphrase = 8

// Ring is the key, unwrapped, with its wraps. It is for one goroutine at a
// time.
type Ring struct {
	master []byte
	kept   wraps
}

// wraps is a ring as it lies on the disk, in JSON.
type wraps struct {
	Version int    `json:"v"`
	ID      string `json:"id"` // of the key; the wraps may change
	Slots   []slot `json:"slots"`
}

// slot is one way to the key.
type slot struct {
	Kind   string `json:"kind"` // "passphrase" or "recovery"
	Salt   []byte `json:"salt"`
	Time   uint32 `json:"time"`   // passes of argon2id
	Memory uint32 `json:"memory"` // KiB
	Lanes  uint8  `json:"lanes"`
	Key    []byte `json:"key"` // in a box that the secret's key opens
}

const (
	ringVersion    = 1
	kindPassphrase = "passphrase"
	kindRecovery   = "recovery"

	// RFC 9106, second recommended option: for machines with little memory.
	passes = 3
	memory = 64 << 10 // KiB
	lanes  = 4

	// What a file may ask of this machine at most: it may be hostile.
	maxPasses = 16
	maxMemory = 256 << 10 // KiB
	maxSlots  = 8
)

// New draws a key and wraps it with a passphrase and with a recovery code,
// which is returned and never kept.
func New(passphrase string) (ring *Ring, recovery string, err error) {
	ring = &Ring{master: chance(box.KeySize), kept: wraps{Version: ringVersion, ID: hex.EncodeToString(chance(8))}}
	if err := ring.SetPassphrase(passphrase); err != nil {
		return nil, "", err
	}
	recovery, err = ring.NewRecovery()
	return ring, recovery, err
}

// Unlock opens what Wrapped returned with a passphrase or a recovery code.
func Unlock(wrapped []byte, secret string) (*Ring, error) {
	kept, err := read(wrapped)
	if err != nil {
		return nil, err
	}
	if secret == "" {
		return nil, ErrMissing // it would take its time to find that out
	}
	for _, s := range kept.Slots {
		plain := secret
		if s.Kind == kindRecovery {
			plain = tidyCode(secret)
		}
		if master, err := s.open(plain, kept.ID); err == nil {
			return &Ring{master: master, kept: kept}, nil
		}
	}
	return nil, wrong(secret)
}

func read(wrapped []byte) (wraps, error) {
	var kept wraps
	if json.Unmarshal(wrapped, &kept) != nil || kept.Version == 0 || len(kept.Slots) > maxSlots {
		return kept, fmt.Errorf("keyring: the wrapped keys cannot be read: %w", store.ErrCorrupt)
	}
	if kept.Version > ringVersion {
		return kept, errors.New("keyring: written by a newer version of Raja; update this one")
	}
	for _, s := range kept.Slots {
		if s.greedy() {
			return kept, fmt.Errorf("keyring: the wrapped keys ask for too much: %w", store.ErrCorrupt)
		}
	}
	return kept, nil
}

// ID names the key in what Wrapped returned, "" where there is none. Two rings
// with one ID open the same boxes.
func ID(wrapped []byte) string {
	kept, err := read(wrapped)
	if err != nil {
		return ""
	}
	return kept.ID
}

// Wrapped returns the ring as it may lie on a disk.
func (r *Ring) Wrapped() []byte {
	data, _ := json.Marshal(r.kept) // plain fields: it cannot fail
	return data
}

// SetPassphrase makes passphrase the one that opens the ring.
func (r *Ring) SetPassphrase(passphrase string) error {
	if utf8.RuneCountInString(passphrase) < MinPassphrase {
		return ErrShort
	}
	return r.wrap(kindPassphrase, passphrase)
}

// NewRecovery makes a new recovery code; the one before opens nothing any
// more.
func (r *Ring) NewRecovery() (string, error) {
	code := newCode()
	return code, r.wrap(kindRecovery, tidyCode(code))
}

// wrap replaces the slot of a kind.
func (r *Ring) wrap(kind, secret string) error {
	s, err := closed(r.master, secret, r.kept.ID)
	if err != nil {
		return err
	}
	s.Kind = kind
	r.kept.Slots = append(slices.DeleteFunc(r.kept.Slots, func(old slot) bool { return old.Kind == kind }), s)
	return nil
}

// Box returns the box for one purpose; boxes of two purposes do not open each
// other's bytes.
func (r *Ring) Box(purpose string) (*box.Box, error) { return box.New(r.Key(purpose)) }

// Key derives a key of 32 bytes for one purpose.
func (r *Ring) Key(purpose string) []byte {
	key, _ := hkdf.Key(sha256.New, r.master, nil, "raja "+purpose, box.KeySize) // fails for longer keys only
	return key
}

// closed is a slot that holds what only the secret opens.
func closed(plain []byte, secret, id string) (slot, error) {
	s := slot{Salt: chance(16), Time: passes, Memory: memory, Lanes: lanes}
	b, err := s.box(secret)
	if err == nil {
		s.Key = b.Seal(plain, []byte(id))
	}
	return s, err
}

// greedy reports whether opening the slot would ask for more than a machine has
// to give.
func (s slot) greedy() bool {
	return s.Time == 0 || s.Time > maxPasses || s.Memory > maxMemory || s.Lanes == 0
}

func (s slot) box(secret string) (*box.Box, error) {
	// One passphrase may reach us as two sequences of bytes, é or e and ´.
	text := norm.NFKC.String(secret)
	return box.New(argon2.IDKey([]byte(text), s.Salt, s.Time, s.Memory, s.Lanes, box.KeySize))
}

func (s slot) open(secret, id string) ([]byte, error) {
	b, err := s.box(secret)
	if err != nil {
		return nil, err
	}
	return b.Open(s.Key, []byte(id))
}

func chance(n int) []byte {
	data := make([]byte, n)
	_, _ = rand.Read(data) // never fails: the program ends first
	return data
}
