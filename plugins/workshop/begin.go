package workshop

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/strict"
	"github.com/raja-crm/raja/plugins"
)

// Beginning says what to begin.
type Beginning struct {
	Folder   string // absent or empty; its last part is the rule's id
	Language Language
	Hook     string
}

var (
	idForm  = regexp.MustCompile(`^[a-z][a-z0-9-]{1,62}$`)
	idEntry = regexp.MustCompile(`"id": *"[^"]*"`)
)

// Begin makes a folder with a small rule that works: its source, manifest,
// settings, test cases, the whole SDK and the pages about it, so that it needs
// nothing from anywhere else.
func Begin(b Beginning) error {
	c, err := craftOf(b.Language)
	if err != nil {
		return err
	}
	if _, known := abi.HookNamed(b.Hook); !known {
		hooks := []string{"segment", "loyalty", "after_hours", "follow_up"}
		return fault.Invalid("hook", "%q is not one of %s%s", b.Hook, strings.Join(hooks, ", "), hookMeant(b.Hook, hooks))
	}
	id := filepath.Base(b.Folder)
	if !idForm.MatchString(id) {
		return fault.Invalid("dir", "%q cannot be a rule's id: use 2 to 63 lower-case letters, digits and dashes, a letter first", id)
	}
	if entries, err := os.ReadDir(b.Folder); err == nil && len(entries) > 0 {
		return fault.Conflict("dir", "%s is not empty; choose a new folder", b.Folder)
	}
	if err := b.write(c, id); err != nil {
		return fault.Unavailable("dir", "%s cannot be written", b.Folder).Because(err)
	}
	return nil
}

func hookMeant(hook string, known []string) string {
	if near := strict.Nearest(hook, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

func (b Beginning) write(c craft, id string) error {
	golden := path.Join("golden", b.Hook)
	source := plugins.Scaffold()
	for _, step := range []func() error{
		func() error { return b.manifest(source, golden, id) },
		func() error { return b.copy(source, path.Join(golden, "config.schema.json"), "config.schema.json") },
		func() error { return b.tree(source, path.Join(golden, "tests"), "tests") },
		func() error { return b.tree(source, path.Join(golden, c.folder), ".") },
		func() error { return b.tree(source, path.Join("sdk", c.folder), "sdk") },
		func() error { return b.copy(source, "ABI.md", "sdk/ABI.md") },
		func() error { return b.copy(source, "MANIFEST.md", "sdk/MANIFEST.md") },
		func() error { return b.extras(c, id) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// manifest is the golden rule's under the new id.
func (b Beginning) manifest(source fs.FS, golden, id string) error {
	text, err := fs.ReadFile(source, path.Join(golden, "manifest.json"))
	if err != nil {
		return err
	}
	at := idEntry.FindIndex(text)
	if at == nil {
		return errors.New("the manifest has no id")
	}
	return b.put("manifest.json", bytes.Join([][]byte{text[:at[0]], fmt.Appendf(nil, `"id": %q`, id), text[at[1]:]}, nil))
}

func (b Beginning) copy(source fs.FS, from, to string) error {
	text, err := fs.ReadFile(source, from)
	if err != nil {
		return err
	}
	return b.put(to, text)
}

// tree copies a folder, without the tests of the SDK itself.
func (b Beginning) tree(source fs.FS, from, to string) error {
	return fs.WalkDir(source, from, func(name string, entry fs.DirEntry, err error) error {
		inner := strings.TrimPrefix(strings.TrimPrefix(name, from), "/")
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "node_modules"):
			return fs.SkipDir
		case entry.IsDir() || strings.HasSuffix(name, ".wasm"):
			return nil
		case to == "sdk" && strings.HasSuffix(name, "_test.go"):
			return nil
		}
		return b.copy(source, name, path.Join(to, inner))
	})
}

func (b Beginning) put(name string, text []byte) error {
	file := filepath.Join(b.Folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

// modulePath begins the module of a rule in Go, so that an id such as fmt or
// cmd is no package of Go's own.
const modulePath = "raja.rule/"

// extras are the files that a language's own tools want.
func (b Beginning) extras(c craft, id string) error {
	files := map[string]string{"README.md": readme(c, b.Hook, id), ".gitignore": "node_modules/\ntarget/\n*.rajaplugin\n"}
	if c.language == Go {
		files["go.mod"] = "module " + modulePath + id + "\n\ngo 1.24\n\nrequire github.com/raja-crm/raja/plugins/sdk/go v0.0.0\n\nreplace github.com/raja-crm/raja/plugins/sdk/go => ./sdk\n"
		files["sdk/go.mod"] = "module github.com/raja-crm/raja/plugins/sdk/go\n\ngo 1.24\n"
	}
	for name, text := range files {
		if err := b.put(name, []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// readme is the page a new author reads first.
func readme(c craft, hook, id string) string {
	return fmt.Sprintf(`# %[1]s

A rule for Raja in %[2]s that answers the hook %[3]s.

- %[4]s: the rule, one pure function
- manifest.json: what it is called, what it may see and why, what it can answer, and its sentences in both languages
- config.schema.json: the settings that the shop's owner may change
- tests/: cases, each a question and the answer it must get
- sdk/: the SDK. Its README.md says what a rule can read and say, MANIFEST.md
  explains every key of the three kinds of files above, ABI.md every field

    raja plugin build .      compile %[4]s to plugin.wasm
    raja plugin test .       run the cases against the binary
    raja plugin dev .        do both at every change
    raja plugin bench .      rows a second, work a row, share of the budget
    raja plugin preview .    what it would change in your shop, which stays as it is
    raja plugin pack .       one %[1]s-1.0.0.rajaplugin to install
`, id, c.name, hook, c.rule)
}
