package pack

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/raja-crm/raja/core/fault"
)

// openFolder takes the files of a rule and leaves its source. A rule that is
// written in several languages keeps what they share in the folder above. A
// folder is held to what a .rajaplugin file may hold: what is opened here can
// be written and read again.
func openFolder(dir string) (*Package, error) {
	wanted, err := filesOf(dir)
	if err != nil {
		return nil, err
	}
	p := &Package{files: map[string][]byte{}}
	total := 0
	for name, file := range wanted {
		body, err := readPlain(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if total += len(body); total > maxTotal {
			return nil, fault.Invalid("path", "%s holds more than %d bytes", dir, maxTotal)
		}
		p.files[name] = body
	}
	if p.files[ManifestName] == nil {
		return nil, fault.NotFound("path", "%s holds no %s; raja plugin new makes a folder that does", dir, ManifestName)
	}
	return p, p.check()
}

// filesOf returns where the files of a rule lie, by their names in a package.
func filesOf(dir string) (map[string]string, error) {
	shared := dir
	if _, err := os.Stat(filepath.Join(dir, ManifestName)); errors.Is(err, fs.ErrNotExist) {
		shared = filepath.Dir(dir)
	}
	tests, err := testsIn(filepath.Join(shared, TestsName))
	if err != nil {
		return nil, err
	}
	wanted := map[string]string{
		WasmName: filepath.Join(dir, WasmName), ReadmeName: filepath.Join(dir, ReadmeName),
		ManifestName: filepath.Join(shared, ManifestName), SchemaName: filepath.Join(shared, SchemaName),
	}
	for _, test := range tests {
		name := path.Join(TestsName, filepath.Base(test))
		if !known(name) {
			return nil, fault.Invalid("path", "%q does not belong into a package; use letters, digits and dashes", test)
		}
		wanted[name] = test
	}
	if len(wanted) > maxFiles {
		return nil, fault.Invalid("path", "%s holds %d files, the most is %d", dir, len(wanted), maxFiles)
	}
	return wanted, nil
}

// testsIn returns the cases in a folder, none when it is not there. The folder
// is no link either: with one, what lies elsewhere would be packed.
func testsIn(dir string) (cases []string, err error) {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err == nil && !info.IsDir():
		return nil, fault.Invalid("path", "%s is no plain folder; a link is not packed", dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault.Unavailable("path", "%s cannot be read", dir).Because(err)
	}
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) == ".json" {
			cases = append(cases, filepath.Join(dir, entry.Name()))
		}
	}
	return cases, nil
}

// readPlain reads a file that is one. A link could lead to what its owner
// never meant to give away.
func readPlain(file string) ([]byte, error) {
	info, err := os.Lstat(file)
	switch {
	case err != nil && errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err == nil && !info.Mode().IsRegular():
		return nil, fault.Invalid("path", "%s is no plain file; a link or a device is not packed", file)
	case err == nil && info.Size() > maxFile:
		return nil, fault.Invalid("path", "%s has %d bytes, the most is %d", file, info.Size(), maxFile)
	}
	body, err := os.ReadFile(file)
	if err != nil {
		return nil, fault.Unavailable("path", "%s cannot be read", file).Because(err)
	}
	return body, nil
}
