// Package disk is what the log, the checkpoints and the backups ask of files:
// so little that a test can stand in for the whole disk, fail any one step of
// it, or cut its power. OS is the real one, simulated the one for tests.
package disk

import "io"

// File is one open file, read and written by position.
type File interface {
	io.ReaderAt
	io.WriterAt
	io.Closer

	// Truncate sets the size; what is added reads as zeros.
	Truncate(size int64) error

	// Sync returns when what was written would survive a power cut. After an
	// error nobody knows what lies on the disk, and a second Sync that
	// succeeds says nothing about the first.
	Sync() error
}

// Disk names files by their whole path.
type Disk interface {
	// Open opens a file. One that is absent is fs.ErrNotExist to Read, and is
	// created to Write and Anew.
	Open(name string, to Mode) (File, error)

	// List returns the files in dir in the order of their names, and none
	// for a dir that does not exist.
	List(dir string) ([]Entry, error)

	Remove(name string) error

	// Rename replaces to in one step: a power cut leaves the old or the new.
	Rename(from, to string) error

	// SyncDir makes names durable: files that were created, renamed or
	// removed in dir.
	SyncDir(dir string) error
}

// Mode is what a file is opened for.
type Mode int

// The modes. Who may write may read. Anew is for a file that nobody else has a
// hand in: whatever had the name, a link to elsewhere too, is removed first,
// and what is created is empty.
const (
	Read Mode = iota
	Write
	Anew
)

// Entry is one file in a folder.
type Entry struct {
	Name string // without the folder
	Size int64  // in bytes
}
