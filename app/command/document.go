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

// read returns the file's text. What no other process can open by its name is
// kept for the Raja that has the shop open.
func (v *documentFile) read(g *Globals, s *say) ([]byte, error) {
	var from io.Reader
	switch {
	case g.host != nil && g.host.streams.In != nil:
		from = g.host.streams.In
	case v.File == "-" && s.in == nil:
		return nil, fault.Invalid("file", "- is what Raja is given to read, and nothing is given")
	case v.File == "-":
		from = s.in
	default:
		file, err := openFile(v.File)
		if err != nil {
			return nil, err
		}
		defer file.Close() //nolint:errcheck // only read
		from = file
	}
	text, err := io.ReadAll(io.LimitReader(from, maxDocument+1))
	if err != nil {
		return nil, fault.Unavailable("file", "%s cannot be read", v.File).Because(err)
	}
	if len(text) > maxDocument {
		return nil, fault.Invalid("file", "is larger than a megabyte; no settings are")
	}
	if g.host == nil && (v.File == "-" || ofProcess(v.File)) {
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
