package pack_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/pack"
)

const manifest = `{"id": "kings", "name": {"id": "Raja", "en": "Kings"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "segments": [{"code": "KING", "rank": 1, "name": {"id": "Raja", "en": "King"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}]}`

// folder writes a rule to a folder.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"manifest.json": manifest, "plugin.wasm": "\x00asm\x01\x00\x00\x00", "README.md": "# Kings", "main.go": "package main",
		"tests/a.json": `{"name":"a"}`, "tests/notes.txt": "x", "sdk/raja.go": "package raja",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func open(t *testing.T, path string) *pack.Package {
	t.Helper()
	p, err := pack.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func written(t *testing.T, p *pack.Package) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAPackageHoldsWhatARuleIsAndNotItsSource(t *testing.T) {
	body := written(t, open(t, folder(t)))
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range archive.File {
		names = append(names, file.Name)
	}
	if got := strings.Join(names, " "); got != "README.md manifest.json plugin.wasm tests/a.json" {
		t.Errorf("it holds %s", got)
	}
}

func TestTheSameRuleMakesTheSameBytes(t *testing.T) {
	one, two := open(t, folder(t)), open(t, folder(t))
	if !bytes.Equal(written(t, one), written(t, two)) || one.Sum() != two.Sum() {
		t.Error("two packages of one rule differ")
	}
	back, err := pack.Read(written(t, one))
	if err != nil || back.Sum() != one.Sum() {
		t.Errorf("read back: %v", err)
	}
}

func TestAPlaceThatHoldsNoRuleIsSaid(t *testing.T) {
	dir := t.TempDir()
	noZip := filepath.Join(dir, "x.rajaplugin")
	if err := os.WriteFile(noZip, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "nowhere"): "does not exist",
		dir:                           "holds no manifest.json",
		noZip:                         "is no .rajaplugin file",
	} {
		if _, err := pack.Open(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

// hostile writes a zip entry by entry.
func hostile(t *testing.T, entries ...zip.FileHeader) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, entry := range append([]zip.FileHeader{{Name: "manifest.json"}, {Name: "plugin.wasm"}}, entries...) {
		w, err := archive.CreateHeader(&entry)
		if err != nil {
			t.Fatal(err)
		}
		text := "x"
		if entry.Name == "manifest.json" {
			text = manifest
		}
		if strings.HasSuffix(entry.Name, "/") {
			text = "" // the writer gives a folder no content
		}
		if entry.Comment == "bomb" {
			text = strings.Repeat("\x00", 9<<20)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// directory is the entry of a folder, whatever its name says.
func directory(name string) zip.FileHeader {
	entry := zip.FileHeader{Name: name}
	entry.SetMode(os.ModeDir | 0o755)
	return entry
}

// raw writes a zip with entries as they are, a folder's without any content.
func raw(t *testing.T, entries ...zip.FileHeader) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, entry := range entries {
		w, err := archive.CreateHeader(&entry)
		if err != nil {
			t.Fatal(err)
		}
		text := map[string]string{"manifest.json": manifest, "tests/a.json": `{"name":"a"}`}[entry.Name]
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Many programs write an entry for the folder too, before or behind its files.
func TestAPackageMayNameItsFolderOfTests(t *testing.T) {
	unix, windows := zip.FileHeader{Name: "tests/"}, zip.FileHeader{Name: "tests/", ExternalAttrs: 0x10}
	unix.SetMode(os.ModeDir | 0o755)
	plain, err := pack.Read(raw(t, zip.FileHeader{Name: "manifest.json"}, zip.FileHeader{Name: "tests/a.json"}))
	if err != nil {
		t.Fatal(err)
	}
	for name, entries := range map[string][]zip.FileHeader{
		"of Unix": {unix, {Name: "tests/a.json"}}, "of Windows": {windows, {Name: "tests/a.json"}},
		"behind its files": {{Name: "tests/a.json"}, unix}, "twice": {unix, {Name: "tests/a.json"}, unix},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := pack.Read(raw(t, append([]zip.FileHeader{{Name: "manifest.json"}}, entries...)...))
			if err != nil || len(p.Tests()) != 1 || p.Sum() != plain.Sum() {
				t.Errorf("%v; want the same rule as without", err)
			}
		})
	}
}

func TestAHostilePackageIsRefused(t *testing.T) {
	link := zip.FileHeader{Name: "tests/link.json"}
	link.SetMode(os.ModeSymlink | 0o777)
	linkedFolder := zip.FileHeader{Name: "tests/"}
	linkedFolder.SetMode(os.ModeSymlink | 0o777)
	var many []zip.FileHeader
	for range 400 {
		many = append(many, zip.FileHeader{Name: "tests/a.json"})
	}
	for _, c := range []struct {
		name, want string
		entries    []zip.FileHeader
	}{
		{"a way out of the folder", "../evil.json: does not belong", []zip.FileHeader{{Name: "../evil.json"}}},
		{"a way out of tests", "does not belong", []zip.FileHeader{{Name: "tests/../../evil.json"}}},
		{"a path of Windows", "does not belong", []zip.FileHeader{{Name: `tests/..\evil.json`}}},
		{"an absolute path", "does not belong", []zip.FileHeader{{Name: "/etc/passwd"}}},
		{"a program", "does not belong", []zip.FileHeader{{Name: "run.sh"}}},
		{"a link", "is no plain file", []zip.FileHeader{link}},
		{"a link called tests", "tests/: does not belong", []zip.FileHeader{linkedFolder}},
		{"a folder of its own", "src/: does not belong", []zip.FileHeader{{Name: "src/"}}},
		{"a folder in tests", "tests/more/: does not belong", []zip.FileHeader{{Name: "tests/more/"}}},
		{"a folder that climbs", "../: does not belong", []zip.FileHeader{{Name: "../"}}},
		{"a folder that climbs out of tests", "tests/../: does not belong", []zip.FileHeader{{Name: "tests/../"}}},
		{"a folder of the system", "/tests/: does not belong", []zip.FileHeader{{Name: "/tests/"}}},
		{"a folder that is called as a file", "is no plain file", []zip.FileHeader{directory("tests/a.json")}},
		{"a name twice", "stands twice", []zip.FileHeader{{Name: "plugin.wasm"}}},
		{"a bomb", "has more than", []zip.FileHeader{{Name: "README.md", Method: zip.Deflate, Comment: "bomb"}}},
		{"too many files", "holds 402 files", many},
		{"a signature that is none", "signature.json cannot be read", []zip.FileHeader{{Name: "signature.json"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pack.Read(hostile(t, c.entries...))
			if fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

// What is opened from a folder can be packed, and read again.
func TestAFolderIsHeldToWhatAPackageMayHold(t *testing.T) {
	write := func(name string, size int) func(dir string) error {
		return func(dir string) error { return os.WriteFile(filepath.Join(dir, name), make([]byte, size), 0o600) }
	}
	for _, c := range []struct {
		name, want string
		spoil      func(dir string) error
	}{
		{"a README of nine megabytes", "README.md has 9437184 bytes, the most is 8388608", write("README.md", 9<<20)},
		{"a test with a way out of Windows", "does not belong into a package", write("tests/a:b.json", 2)},
		{"a test that commands the terminal", "does not belong into a package", write("tests/\x1b[2J.json", 2)},
		{"a link to somebody's secrets", "README.md is no plain file; a link or a device is not packed", func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "README.md")), os.Symlink("/etc/passwd", filepath.Join(dir, "README.md")))
		}},
		{"a linked test", "b.json is no plain file", func(dir string) error { return os.Symlink("/etc/passwd", filepath.Join(dir, "tests", "b.json")) }},
		{"tests that lie elsewhere", "tests is no plain folder; a link is not packed", func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "tests")), os.Symlink(folder(t)+"/tests", filepath.Join(dir, "tests")))
		}},
		{"four hundred tests", "holds 405 files, the most is 300", func(dir string) (err error) {
			for i := range 400 {
				err = errors.Join(err, os.WriteFile(fmt.Sprintf("%s/tests/%d.json", dir, i), []byte("{}"), 0o600))
			}
			return err
		}},
		{"seventeen megabytes", "holds more than 16777216 bytes", func(dir string) error {
			return errors.Join(write("tests/b.json", 8<<20)(dir), write("tests/c.json", 8<<20)(dir))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t)
			if err := c.spoil(dir); err != nil {
				t.Fatal(err)
			}
			if _, err := pack.Open(dir); fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

// A folder may have any name; brackets are no pattern.
func TestAFolderInBracketsKeepsItsTests(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rules [old]")
	if err := os.CopyFS(dir, os.DirFS(folder(t))); err != nil {
		t.Fatal(err)
	}
	if tests := open(t, dir).Tests(); len(tests) != 1 {
		t.Errorf("%d tests, want 1", len(tests))
	}
}

func FuzzReadNeverPanics(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(_ *testing.T, body []byte) { _, _ = pack.Read(body) })
}
