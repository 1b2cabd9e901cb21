package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const (
	wakeWord       = "RAJA_PLANTED_BUG"
	plantedPackage = "github.com/raja-crm/raja/core/internal/planted"
	plantedFile    = "core/internal/planted/planted.go" // in the build alone
	plantedSource  = `// Package planted says which bug is awake.
package planted

import "os"

// Is says whether the bug of this name is awake.
func Is(name string) bool { return os.Getenv("` + wakeWord + `") == name }
`
)

// plant writes copies of the sources with every bug in them, and a list for the
// compiler of what takes the place of what.
func plant(dir string) (overlay string, err error) {
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	bodies, err := planted(root)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for file, body := range bodies {
		hurt := filepath.Join(dir, strings.ReplaceAll(file, "/", "_"))
		if err := os.WriteFile(hurt, []byte(body), 0o600); err != nil {
			return "", err
		}
		replace[filepath.Join(root, file)] = hurt
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o600)
}

// planted are the sources with the bugs, by file.
func planted(root string) (map[string]string, error) {
	bodies := map[string]string{plantedFile: plantedSource}
	for _, one := range bugs() {
		body, begun := bodies[one.file]
		if !begun {
			read, err := os.ReadFile(filepath.Join(root, one.file))
			if err != nil {
				return nil, err
			}
			body = withImport(string(read))
		}
		if strings.Count(body, one.old) != 1 {
			return nil, fmt.Errorf("%s has changed: the place for the bug %q is not found", one.file, one.name)
		}
		awake := fmt.Sprintf("planted.Is(%q)", one.name)
		bodies[one.file] = strings.Replace(body, one.old, strings.ReplaceAll(one.new, "AWAKE", awake), 1)
	}
	return bodies, nil
}

// withImport lets a source ask which bug is awake.
func withImport(body string) string {
	line := strings.Index(body, "\npackage ") + 1
	end := line + strings.Index(body[line:], "\n")
	return body[:end] + "\n\nimport \"" + plantedPackage + "\"\n" + body[end:]
}
