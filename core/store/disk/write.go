package disk

import (
	"errors"
	"io"
	"path/filepath"
)

// Unfinished ends the name of a file that is being written, or that a kill left
// so: the next Replace of the same name puts its own in its place.
const Unfinished = ".tmp"

// Replace writes a file in one step: a power cut leaves the old one or the
// new one, whole. write gets the new file; what fails leaves the old one.
func Replace(d Disk, name string, write func(io.Writer) error) error {
	temp := name + Unfinished
	f, err := d.Open(temp, Anew)
	if err != nil {
		return err
	}
	out := &appender{file: f}
	err = f.Truncate(0) // a kill may have left one
	if err == nil {
		err = write(out)
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = d.Rename(temp, name)
	}
	if err != nil {
		_ = d.Remove(temp) // the error above is the one to tell
		return err
	}
	return d.SyncDir(filepath.Dir(name))
}

// appender writes a file from its beginning on.
type appender struct {
	file File
	at   int64
}

func (a *appender) Write(p []byte) (int, error) {
	n, err := a.file.WriteAt(p, a.at)
	a.at += int64(n)
	return n, err
}
