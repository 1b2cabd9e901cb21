package command

import (
	"bytes"
	"io"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core/fault"
)

// maxDocument is how large a file of settings may be.
const maxDocument = 1 << 20

// documentFile names a file of settings.
type documentFile struct {
	File string `arg:"" help:"A JSON file as show --json prints it, or - for what Raja is given to read." type:"path"`
}

// read returns the file's text.
func (v *documentFile) read(g *Globals, s *say) ([]byte, error) {
	text, err := readGiven(g, s, v.File, maxDocument)
	if err == nil && len(text) > maxDocument {
		err = fault.Invalid("file", "is larger than a megabyte; no settings are")
	}
	return text, err
}

// readGiven returns what a file holds, or of "-" what Raja is given to read, up
// to one byte more than most. What no other process can open by its name is kept
// for the Raja that has the shop open.
func readGiven(g *Globals, s *say, file string, most int64) ([]byte, error) {
	var from io.Reader
	switch {
	case g.host != nil && g.host.streams.In != nil:
		from = g.host.streams.In
	case file == "-" && s.in == nil:
		return nil, fault.Invalid("file", "- is what Raja is given to read, and nothing is given")
	case file == "-":
		from = s.in
	default:
		opened, err := openFile(file)
		if err != nil {
			return nil, err
		}
		defer opened.Close() //nolint:errcheck // only read
		from = opened
	}
	text, err := io.ReadAll(io.LimitReader(from, most+1))
	if err != nil {
		return nil, fault.Unavailable("file", "%s cannot be read", file).Because(err)
	}
	if g.host == nil && (file == "-" || ofProcess(file)) {
		g.input = bytes.NewReader(text)
	}
	return text, nil
}

// documentOf reads a file of settings; a mistake is named by its place.
func documentOf[T any](v *documentFile, g *Globals, s *say) (T, error) {
	text, err := v.read(g, s)
	if err != nil {
		var none T
		return none, err
	}
	return api.Decode[T](text)
}
