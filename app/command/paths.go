package command

import (
	"path/filepath"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/raja-crm/raja/core/fault"
)

// paths reads the names of files: relative ones start from the folder in which
// the command was typed, wherever it runs. "-" is what the command is given to
// read, and ~/ the user's own folder.
type paths struct {
	folder string
	host   *hosting
}

// Decode implements kong.Mapper.
func (p paths) Decode(ctx *kong.DecodeContext, target reflect.Value) error {
	if target.Kind() != reflect.Slice {
		path, err := p.pop(ctx)
		target.SetString(path)
		return err
	}
	for ctx.Scan.Peek().IsValue() {
		path, err := p.pop(ctx)
		if err != nil {
			return err
		}
		target.Set(reflect.Append(target, reflect.ValueOf(path)))
	}
	return nil
}

func (p paths) pop(ctx *kong.DecodeContext) (string, error) {
	var path string
	if err := ctx.Scan.PopValueInto("file", &path); err != nil {
		return "", err
	}
	if path == "" || path == "-" {
		return path, nil
	}
	if !filepath.IsAbs(path) && !strings.HasPrefix(path, "~/") {
		path = filepath.Join(p.folder, path)
	}
	path = kong.ExpandPath(path)
	read := p.host == nil || p.host.streams.In != nil || ctx.Value.Name == "passphrase-file" // not needed here
	if !read && ofProcess(path) {
		return "", fault.Invalid("", "%s is another file to the Raja that has the shop open; name a plain file", path)
	}
	return path, nil
}

// ofProcess reports whether a path means something else in every process.
func ofProcess(path string) bool {
	for _, own := range []string{"/dev/std", "/dev/fd/", "/dev/tty", "/proc/"} {
		if strings.HasPrefix(path, own) {
			return true
		}
	}
	return false
}
