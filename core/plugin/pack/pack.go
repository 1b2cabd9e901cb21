// Package pack reads and writes rules as they travel: a folder, or one
// .rajaplugin file, which is a zip of the same files with a signature. It
// knows names, sizes and signatures; what is in a rule belongs to core/plugin.
package pack

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// Ext is how a package's name ends.
const Ext = ".rajaplugin"

// The names of the files of a rule.
const (
	ManifestName  = "manifest.json"
	WasmName      = "plugin.wasm"
	SchemaName    = "config.schema.json"
	ReadmeName    = "README.md"
	SignatureName = "signature.json"
	TestsName     = "tests"
)

// What a package may hold.
const (
	maxFile  = plugin.MaxModule // bytes of any one file
	maxTotal = 16 << 20         // bytes of all files
	maxFiles = 300

	maxTestName = 100 // bytes
)

// Package is a rule with all that travels with it.
type Package struct {
	files     map[string][]byte // by name, with forward slashes
	signature *signature        // nil unsigned
}

// Open reads a rule from a folder, a .rajaplugin file, or a plugin.wasm whose
// manifest lies beside it. Its errors name the file.
func Open(name string) (*Package, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.NotFound("path", "%s does not exist; name a folder with manifest.json or a %s file", name, Ext)
	case err != nil:
		return nil, fault.Unavailable("path", "%s cannot be read", name).Because(err)
	case info.IsDir():
		return openFolder(name)
	case filepath.Base(name) == WasmName:
		return openFolder(filepath.Dir(name))
	case !info.Mode().IsRegular():
		return nil, fault.Invalid("path", "%s is no plain file", name)
	case info.Size() > maxTotal:
		return nil, fault.Invalid("path", "%s has %d bytes, the most is %d", name, info.Size(), maxTotal)
	}
	body, err := os.ReadFile(name)
	if err != nil {
		return nil, fault.Unavailable("path", "%s cannot be read", name).Because(err)
	}
	p, err := Read(body)
	if err != nil {
		told := fault.As(err)
		return nil, fault.Invalid(placed(told.Field), "%s: %s", name, told.Message).Because(err)
	}
	return p, nil
}

// placed is the field at fault: a key of the manifest, else the path.
func placed(field string) string {
	if field == "plugin" {
		return "path"
	}
	return field
}

// Read reads the bytes of a .rajaplugin file. What it says of itself is not
// believed: names, sizes and the signature are checked.
func Read(body []byte) (*Package, error) {
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fault.Invalid("plugin", "is no %s file (a zip): %s", Ext, err)
	}
	if len(archive.File) > maxFiles {
		return nil, fault.Invalid("plugin", "holds %d files, the most is %d", len(archive.File), maxFiles)
	}
	p := &Package{files: map[string][]byte{}}
	total := 0
	for _, entry := range archive.File {
		if isTestsFolder(entry) {
			continue
		}
		file, err := p.take(entry)
		if err != nil {
			return nil, fault.Invalid("plugin", "%s: %s", stranger.Clean(entry.Name, maxTestName), err).Because(err)
		}
		if total += file; total > maxTotal {
			return nil, fault.Invalid("plugin", "holds more than %d bytes", maxTotal)
		}
	}
	if p.files[ManifestName] == nil {
		return nil, fault.Invalid("plugin", "lacks %s", ManifestName)
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	return p, p.takeSignature()
}

// take reads one entry and returns its size.
func (p *Package) take(entry *zip.File) (int, error) {
	switch {
	case !known(entry.Name):
		return 0, fmt.Errorf("does not belong into a package")
	case !entry.Mode().IsRegular():
		return 0, fmt.Errorf("is no plain file")
	case p.files[entry.Name] != nil:
		return 0, fmt.Errorf("stands twice")
	}
	opened, err := entry.Open()
	if err != nil {
		return 0, err
	}
	body, err := io.ReadAll(io.LimitReader(opened, maxFile+1))
	if err := errors.Join(err, opened.Close()); err != nil {
		return 0, err
	}
	if len(body) > maxFile {
		return 0, fmt.Errorf("has more than %d bytes", maxFile)
	}
	p.files[entry.Name] = body
	return len(body), nil
}

// isTestsFolder reports whether an entry says that the one folder of a package
// is there: many programs write such an entry, and nothing is in it.
func isTestsFolder(entry *zip.File) bool {
	return entry.Name == TestsName+"/" && entry.Mode().Type() == fs.ModeDir && entry.UncompressedSize64 == 0
}

// known reports whether a package may hold name.
func known(name string) bool {
	if slices.Contains([]string{ManifestName, WasmName, SchemaName, ReadmeName, SignatureName}, name) {
		return true
	}
	test, inTests := strings.CutPrefix(name, TestsName+"/")
	return inTests && strings.HasSuffix(test, ".json") && !strings.ContainsAny(test, `/\:`) && !strings.HasPrefix(test, ".") &&
		stranger.Words(test, maxTestName) == nil
}

// check reads the manifest, so that a package without a sound one is refused
// before anything else is done with it.
func (p *Package) check() error {
	_, err := plugin.ParseManifest(p.files[ManifestName])
	return err
}

// Manifest returns what the rule says of itself.
func (p *Package) Manifest() *plugin.Manifest {
	m, _ := plugin.ParseManifest(p.files[ManifestName]) // checked when it was read
	return m
}

// Source returns the rule for a host. A folder that was not built yet has
// none.
func (p *Package) Source() (plugin.Source, error) {
	if p.files[WasmName] == nil && len(p.Manifest().Simple) == 0 {
		return plugin.Source{}, fault.NotFound("path", "there is no %s yet; build the rule with raja plugin build", WasmName)
	}
	return plugin.Source{Manifest: p.files[ManifestName], Wasm: p.files[WasmName], Schema: p.files[SchemaName]}, nil
}

// Tests returns the rule's test cases by their names, such as tests/a.json.
func (p *Package) Tests() map[string][]byte {
	tests := map[string][]byte{}
	for name, body := range p.files {
		if path.Dir(name) == TestsName {
			tests[name] = body
		}
	}
	return tests
}

// Sum is the sha256 over the names and contents of all files, in hexadecimal:
// two packages with the same sum are the same rule.
func (p *Package) Sum() string {
	sum := sha256.Sum256(p.digest())
	return hex.EncodeToString(sum[:])
}

// digest is what a signature covers.
func (p *Package) digest() []byte {
	text := []byte("raja plugin 1\n")
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if name != SignatureName {
			text = fmt.Appendf(text, "%s %d %x\n", name, len(p.files[name]), sha256.Sum256(p.files[name]))
		}
	}
	return text
}

// Write writes the package as one file, the same bytes for the same content.
func (p *Package) Write(to io.Writer) error {
	archive := zip.NewWriter(to)
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := entry.Write(p.files[name]); err != nil {
			return err
		}
	}
	return archive.Close()
}

// Publisher returns the key that signed the package, nil when nobody did.
func (p *Package) Publisher() ed25519.PublicKey {
	if p.signature == nil {
		return nil
	}
	return p.signature.Publisher
}
