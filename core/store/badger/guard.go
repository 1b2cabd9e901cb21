package badger

import (
	"errors"
	"io/fs"
	"os"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
)

// Badger writes its tables through memory: on a full disk that is a signal
// which ends the program, not an error. So nothing is written unless this much
// is free for what Badger does by itself, in tables of its memory.
const (
	reserveTables = 8
	ballastTables = 4 // a file that is given up so that a full disk can be opened
)

// room returns store.ErrDiskFull unless there is room for size bytes on top of
// the reserve. A disk that does not tell has room.
func (f *folder) room(size, reserve int64) error {
	measure, can := f.disk.(disk.Measurer)
	if !can {
		return nil
	}
	free, err := measure.Free(f.dir)
	if err != nil {
		return explain("measure the disk", err)
	}
	if free < size+reserve {
		return &store.FullError{Free: free, Need: size + reserve}
	}
	return nil
}

const roomToOpen = 4 << 20 // what Badger writes to begin with

// roomToClose returns store.ErrDiskFull when Badger could not be closed, even
// without the ballast: a table in memory becomes a table on disk.
func (db *DB) roomToClose() error {
	need := db.opts.MemTable + roomToOpen
	if db.room(need, 0) == nil {
		return nil
	}
	_ = os.Remove(db.join(ballastName)) // there may be none
	return db.room(need, 0)
}

// roomToRebuild returns store.ErrDiskFull when new tables might not fit: those
// take a little more than twice what a checkpoint does.
func (db *DB) roomToRebuild() error {
	return db.room(3*(db.saved.Load()+db.logged), roomToOpen)
}

// makeRoom gives the ballast up when the store could not be opened otherwise,
// and puts it back once there is room for it.
func (f *folder) makeRoom(opts Options) error {
	info, err := os.Stat(f.join(ballastName))
	kept := err == nil
	if f.room(0, opts.Reserve) != nil && kept {
		return explain("give up the ballast", os.Remove(f.join(ballastName)))
	}
	if (!kept || info.Size() != opts.Ballast) && f.room(opts.Ballast, 2*opts.Reserve) == nil {
		return f.layBallast(opts.Ballast)
	}
	return nil
}

func (f *folder) layBallast(size int64) error {
	file, err := os.OpenFile(f.join(ballastName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return explain("lay the ballast", err)
	}
	err = errors.Join(occupy(file, size), file.Close())
	if errors.Is(err, fs.ErrInvalid) {
		return nil // this file system takes no room ahead; it goes without
	}
	return explain("lay the ballast", err)
}
