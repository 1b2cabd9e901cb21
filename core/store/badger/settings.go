package badger

import (
	badgerdb "github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// settings are Badger's options for a small desktop. The log is what survives
// a power cut, so Badger syncs nothing. Every value stays beside its key, so
// the value log stays empty and needs no collection; the files that Badger
// reserves at open stay small. Tables are as small on every level: a
// compaction holds several in memory, whatever the size of the shop.
func settings(dir string, opts Options, log *logger) badgerdb.Options {
	small := badgerdb.DefaultOptions(dir)
	small.TableSizeMultiplier = 1
	if opts.tableKey != nil { // then indexes are kept decrypted, in a cache
		small = small.WithEncryptionKey(opts.tableKey).WithIndexCacheSize(8 << 20)
	}
	return small.
		WithSyncWrites(false).
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
		WithCompression(options.Snappy).
		WithChecksumVerificationMode(options.NoVerification). // records carry their own
		WithNumVersionsToKeep(1).
		WithNumGoroutines(2).
		WithMetricsEnabled(false).
		WithLogger(log)
}
