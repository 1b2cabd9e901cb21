package badger

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	badgerdb "github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/gofrs/flock"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
)

// minMemTable is the smallest table in memory that holds a full transaction:
// Badger takes 15 % of it in one commit.
const minMemTable = 8 << 20

// Options say how a folder is opened. The zero Options are right for a small
// computer.
type Options struct {
	// MemTable is the size of Badger's table in memory, in bytes. 0 means
	// 8 MiB, which is also the least; 16 MiB pays from 8 GB of memory on.
	MemTable int64
	// Log takes Badger's warnings and errors; nil drops them.
	Log *slog.Logger
}

// Open opens the store in the folder dir and makes the folder if need be. It
// returns store.ErrLocked while another process, or another DB, has it open,
// store.ErrCorrupt when Badger would leave out a damaged table, and a
// fault.KindForbidden when dir cannot be written.
func Open(dir string, opts Options) (*DB, error) {
	if opts.MemTable == 0 {
		opts.MemTable = minMemTable
	}
	if opts.MemTable < minMemTable {
		return nil, fault.Invalid("memtable", "is %d bytes, the least is %d", opts.MemTable, int64(minMemTable))
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explain("open "+dir, err)
	}
	lock, err := own(dir)
	if err != nil {
		return nil, err
	}
	bdb, err := openBadger(dir, opts)
	if err != nil {
		_ = lock.Unlock() // the error that matters is the one above
		return nil, err
	}
	db := &DB{bdb: bdb, lock: lock, queue: make(chan *request), stopped: make(chan struct{})}
	go db.commit()
	return db, nil
}

// own takes Raja's lock on dir. Badger has one too, but files are cleaned
// before Badger looks, and that must happen in nobody else's folder.
func own(dir string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, "raja.lock"), flock.SetFlag(os.O_CREATE|os.O_RDWR))
	mine, err := lock.TryLock()
	if err != nil {
		return nil, explain("open "+dir, err)
	}
	if !mine {
		return nil, fmt.Errorf("open %s: %w", dir, store.ErrLocked)
	}
	return lock, nil
}

func openBadger(dir string, opts Options) (*badgerdb.DB, error) {
	if err := errors.Join(removeEmpty(dir), checkTables(dir)); err != nil {
		return nil, explain("open "+dir, err)
	}
	log := &logger{out: opts.Log}
	bdb, err := badgerdb.Open(settings(dir, opts, log))
	if err != nil {
		return nil, explain("open "+dir, err)
	}
	if log.damaged.Load() {
		_ = bdb.Close() // the damage is the error to report
		return nil, fmt.Errorf("open %s: a table fails its checksum: %w", dir, store.ErrCorrupt)
	}
	return bdb, nil
}

// removeEmpty deletes the 0-byte .mem and .vlog files that a kill can leave;
// Badger would refuse to open over one.
func removeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); ext != ".mem" && ext != ".vlog" {
			continue
		}
		info, err := e.Info()
		if err == nil && info.Size() == 0 {
			err = os.Remove(filepath.Join(dir, e.Name()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// settings are Badger's options for a small desktop. Every value stays beside
// its key, so the value log stays empty and needs no collection; the files
// that Badger reserves at open stay small. Tables are as small on every level:
// a compaction holds several in memory, whatever the size of the shop.
func settings(dir string, opts Options, log *logger) badgerdb.Options {
	small := badgerdb.DefaultOptions(dir)
	small.TableSizeMultiplier = 1
	return small.
		WithSyncWrites(true).
		WithDetectConflicts(false). // one committer: there are none
		WithMemTableSize(opts.MemTable).
		WithNumMemtables(2).
		WithBaseTableSize(2 << 20).
		WithNumLevelZeroTables(2).
		WithNumLevelZeroTablesStall(6).
		WithNumCompactors(2). // the least that Badger accepts
		WithValueThreshold(512 << 10).
		WithValueLogFileSize(8 << 20).
		WithBlockCacheSize(16 << 20).
		WithIndexCacheSize(0).
		WithCompression(options.Snappy).
		WithChecksumVerificationMode(options.NoVerification). // records carry their own
		WithNumVersionsToKeep(1).
		WithNumGoroutines(2).
		WithMetricsEnabled(false).
		WithLogger(log)
}
