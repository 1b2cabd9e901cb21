package workshop

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// written are the endings of the files that an author writes in each language.
func (c craft) written() []string {
	switch c.language {
	case C:
		return []string{".c", ".h"}
	case Go:
		return []string{".go", "go.mod"}
	}
	return []string{filepath.Ext(c.rule)}
}

// isSource reports whether a file of this name goes into the module.
func (c craft) isSource(name string) bool {
	ends := func(end string) bool { return strings.HasSuffix(name, end) }
	return slices.ContainsFunc(c.written(), ends) && !strings.Contains(name, "_test.")
}

// IsSource reports whether an author writes file: the rule in any language,
// its manifest, its settings or a case. What compilers leave is none.
func IsSource(file string) bool {
	name := filepath.Base(file)
	if name == "manifest.json" || name == "config.schema.json" {
		return true
	}
	if filepath.Base(filepath.Dir(file)) == "tests" {
		return filepath.Ext(name) == ".json"
	}
	return slices.ContainsFunc(crafts(), func(c craft) bool { return c.isSource(name) })
}

// IsForeign reports whether a folder of this name holds nothing of the
// author's: the SDK, what a tool brought, what an editor hides.
func IsForeign(folder string) bool {
	return slices.Contains([]string{"sdk", "node_modules", "target"}, folder) || strings.HasPrefix(folder, ".") && len(folder) > 1
}

// Stale returns the source that was changed after plugin.wasm was built, "" for
// none. It looks at folders that raja plugin new began: a module that came
// without the SDK beside it was built somewhere else.
func Stale(folder string) string {
	built, err := os.Stat(filepath.Join(folder, "plugin.wasm"))
	if err != nil {
		return ""
	}
	if _, err := os.Stat(filepath.Join(folder, "sdk")); err != nil {
		return ""
	}
	for _, c := range crafts() {
		if _, err := os.Stat(filepath.Join(folder, c.rule)); err == nil {
			return c.newest(folder, built.ModTime())
		}
	}
	return ""
}

// newest returns the source that changed last, if that was after a moment.
func (c craft) newest(folder string, after time.Time) (name string) {
	_ = filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what cannot be seen is not compiled either
		case entry.IsDir() && file != folder && (IsForeign(entry.Name()) || entry.Name() == "tests"):
			return fs.SkipDir
		case entry.IsDir() || !c.isSource(entry.Name()):
			return nil
		}
		if info, err := entry.Info(); err == nil && info.ModTime().After(after) {
			name, after = strings.TrimPrefix(file, folder+string(filepath.Separator)), info.ModTime()
		}
		return nil
	})
	return name
}
