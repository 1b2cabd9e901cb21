// Package bindings turns the schema of the plugin ABI into source code, one
// Backend a language. It owns files that say so in their first line and the
// tables of plugins/ABI.md; everything else about rules is written by hand
// elsewhere.
package bindings

import (
	"fmt"
	"os"
	"path/filepath"
)

// SchemaPath is where the schema lies in the project's folder.
const SchemaPath = "core/plugin/abi/schema.json"

// File is one generated file, its path relative to the project's folder.
type File struct {
	Path string
	Text []byte
}

// Backend writes the bindings of one language.
type Backend interface {
	// Files returns whole files; old is the present text of a file that is
	// generated only in part, nil when it does not exist.
	Files(s *Schema, old func(path string) []byte) ([]File, error)
}

// Backends returns every language that has bindings.
func Backends() []Backend {
	return []Backend{
		Host{},
		Guest{},
		C{},
		Rust{},
		AssemblyScript{},
		JavaScript{},
		Page{},
	}
}

// Files generates every file in memory from the schema under root.
func Files(root string) ([]File, error) {
	text, err := os.ReadFile(filepath.Join(root, SchemaPath))
	if err != nil {
		return nil, err
	}
	schema, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", SchemaPath, err)
	}
	old := func(path string) []byte {
		present, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			return nil
		}
		return present
	}
	var all []File
	for _, backend := range Backends() {
		files, err := backend.Files(schema, old)
		if err != nil {
			return nil, err
		}
		all = append(all, files...)
	}
	return all, nil
}

// Write generates every file into root and returns their paths.
func Write(root string) ([]string, error) {
	files, err := Files(root)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(root, file.Path), file.Text, 0o644); err != nil {
			return nil, err
		}
		paths = append(paths, file.Path)
	}
	return paths, nil
}
