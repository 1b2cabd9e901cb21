package command

import (
	"errors"
	"io"
	"os"

	"github.com/raja-crm/raja/core/fault"
)

// source is what an import reads: a file, or a stream, which has no beginning
// to go back to and which no other process can open by its name.
type source struct {
	file   *os.File  // nil while the stream is not kept
	stream io.Reader // nil when another process can open the file
	kept   bool      // the file is a copy of the stream
}

// source opens what the verb was told to read: a file, a pipe, or "-".
func (v *importFlags) source(g *Globals, s *say) (*source, error) {
	switch {
	case g.host != nil && g.host.streams.In != nil:
		return &source{stream: g.host.streams.In}, nil
	case v.File == "-" && s.in == nil:
		return nil, fault.Invalid("file", "- is what Raja is given to read, and nothing is given")
	case v.File == "-":
		return &source{stream: s.in}, nil
	}
	file, err := openFile(v.File)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(fault.Unavailable("file", "%s cannot be read", v.File).Because(err), file.Close())
	}
	opened := &source{file: file}
	if !info.Mode().IsRegular() || ofProcess(v.File) {
		opened.stream = file
	}
	return opened, nil
}

// keep copies a stream to a folder, from where it can be read as often as
// needed.
func (s *source) keep(folder string) error {
	if s.stream == nil {
		return nil
	}
	copied, err := os.CreateTemp(folder, "import-")
	if err != nil {
		return fault.Unavailable("data", "%s cannot be written", folder).Because(err)
	}
	if s.file != nil {
		defer s.file.Close() //nolint:errcheck // only read
	}
	s.file, s.kept = copied, true
	if _, err := io.Copy(copied, s.stream); err != nil {
		return fault.Unavailable("file", "what was to be read ended early").Because(err)
	}
	return nil
}

// close ends the reading and forgets a copy.
func (s *source) close() {
	if s.file == nil {
		return
	}
	s.file.Close() //nolint:errcheck // only read
	if s.kept {
		os.Remove(s.file.Name()) //nolint:errcheck // the folder is emptied when the shop is opened
	}
}
