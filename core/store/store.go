// Package store is the port to whatever keeps Raja's bytes: an ordered,
// transactional key-value store. It knows nothing of customers; keys and
// records are the business of core/record.
//
// Every implementation passes storetest.Run.
package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// What every implementation accepts at least, and no more: so that a record
// written here fits behind the same door tomorrow.
const (
	MaxKey      = 1 << 10   // bytes in a key; an empty key is refused
	MaxValue    = 100 << 10 // bytes in a value; a value may be empty
	MaxTxnBytes = 1 << 20   // bytes of keys and values set in one transaction, each Set counting
	MaxTxnOps   = 1000      // sets and deletes in one transaction, each call counting
)

// The errors that a caller can branch on.
var (
	ErrNotFound  = errors.New("store: key not found")
	ErrTooLarge  = errors.New("store: over the size limits of a transaction")
	ErrCorrupt   = errors.New("store: bytes on disk are damaged")
	ErrDiskFull  = errors.New("store: disk is full")
	ErrClosed    = errors.New("store: closed")
	ErrLocked    = errors.New("store: another process owns the folder")
	ErrNotEmpty  = errors.New("store: bulk load needs an empty store")
	ErrSecret    = errors.New("store: the passphrase is missing or wrong")
	ErrUncounted = errors.New("store: nobody has counted what is in it yet")
	ErrFailed    = errors.New("store: the disk failed, nothing is written until the store is opened again")
)

// FullError is the ErrDiskFull of who looked before writing.
type FullError struct{ Free, Need int64 } // bytes

// Error says both in megabytes, rounded so that they disagree.
func (e *FullError) Error() string {
	const mega = 1 << 20
	return fmt.Sprintf("%d MB are free and %d MB are needed", e.Free/mega, (e.Need+mega-1)/mega)
}

// Unwrap returns ErrDiskFull.
func (e *FullError) Unwrap() error { return ErrDiskFull }

// KV is one entry of a Range. Both slices are valid until the next one.
type KV struct{ Key, Value []byte }

// Range picks keys in order. Prefix bounds both ends; From is inclusive and To
// exclusive, each optional and narrowing the prefix. Reverse walks from the
// last key down. Limit 0 means no limit. KeyOnly leaves Value nil.
type Range struct {
	Prefix, From, To []byte
	Reverse, KeyOnly bool
	Limit            int
}

// Reader reads one snapshot, in as many goroutines as you like, until its
// function returns. The slice that Get returns is the caller's own.
type Reader interface {
	// Get returns ErrNotFound when the key is absent.
	Get(key []byte) ([]byte, error)
	// Range yields the entries in order, as they are when the loop starts:
	// what a transaction writes during the loop does not appear in it. An
	// error ends it.
	Range(Range) iter.Seq2[KV, error]
}

// Txn reads its own writes. Set and Delete copy what they are given and
// return ErrTooLarge over a limit; what was refused is not counted, so a
// caller may commit what fitted. Deleting an absent key is no error. A Txn is
// good for one goroutine, until its function returns.
type Txn interface {
	Reader
	Set(key, value []byte) error
	Delete(key []byte) error
}

// Store is the port. Its methods may be called from many goroutines.
type Store interface {
	// View runs fn on one snapshot. It never waits for a running transaction.
	View(ctx context.Context, fn func(Reader) error) error

	// Update runs fn in a serialisable transaction, durable when it returns
	// nil. fn is pure but for the transaction: it may run more than once, and
	// an error from it, or a panic, discards its writes and nobody else's. fn
	// must not call Update or Close: it would wait for itself.
	//
	// A non-empty once is an idempotency key of at most MaxKey bytes: a second
	// Update with the same key returns nil and does nothing. A ctx that ends
	// before the transaction starts cancels it; once started it is seen
	// through.
	Update(ctx context.Context, once []byte, fn func(Txn) error) error

	// Close waits for running views and transactions. Later calls of any
	// method return ErrClosed.
	Close() error
}

// Loader is the ability to fill an empty store fast from keys that rise. It
// returns ErrNotEmpty when there is a key, or an idempotency key, already. It
// is not atomic: a load that fails leaves the store to be thrown away. Views
// and transactions may have to wait for it.
type Loader interface {
	Load(ctx context.Context, sorted iter.Seq2[KV, error]) error
}

// Healer is the ability of a store that keeps everything twice to compare the
// copies and mend one from the other.
type Healer interface {
	// Heal reads every byte that is kept. It mends what it can and returns
	// what it mended; ErrCorrupt says that no whole copy is left of
	// something. Views and transactions may have to wait for it. progress may
	// be nil; it is given entries compared so far.
	Heal(ctx context.Context, progress func(entries int)) ([]Repair, error)

	// Repairs returns what was mended since the store was opened, opening
	// itself included.
	Repairs() []Repair
}

// Repair is one thing that was mended.
type Repair struct {
	What Part
	Why  string   // for who looks after the machine, not for the shop
	Lost int      // changes that were acknowledged and are in no copy any more; 0 where none is known
	Of   []Amiss  // what was not as it was written, where that was looked at
	Kept []string // files of another store that lay there, and were set aside; from the store's folder on
}

// Counter is the ability of a store that counts what it holds to say whether it
// is all there.
type Counter interface {
	// Count walks all entries and returns the spaces that do not hold what
	// was written, none where all is there. It returns ErrUncounted where
	// nobody has counted yet.
	Count(ctx context.Context) ([]Amiss, error)
}

// Amiss says what is wrong among the keys that begin with one byte. Where only
// counts are known, Altered is -1: as many as there should be, and not the same.
type Amiss struct {
	Space                     byte // 0 for idempotency keys
	Missing, Strange, Altered int  // entries that are gone, that should not be there, and that are not as they were written
}

// Part is a copy of the data.
type Part string

// The parts that a Healer mends.
const (
	PartTables     Part = "tables"     // what is read in daily work
	PartLog        Part = "log"        // the changes since the checkpoint
	PartCheckpoint Part = "checkpoint" // everything, up to some change
	PartHistory    Part = "history"    // changes before the checkpoint, kept for increments alone; dropped where they are damaged
)
