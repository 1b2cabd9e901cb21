// Package plugins carries the source of the SDKs and of the golden rules with
// the pages about them, so that `raja plugin new` can begin a rule on a machine that has neither.
package plugins

import (
	"embed"
	"io/fs"
)

//go:embed sdk/go sdk/c sdk/rust sdk/assemblyscript/assembly sdk/assemblyscript/*.json sdk/assemblyscript/README.md
//go:embed ABI.md MANIFEST.md
//go:embed golden/*/*.json golden/*/tests golden/*/*/rule.* golden/*/go/rule_test.go
var scaffold embed.FS

// Scaffold returns the folders sdk and golden and the pages ABI.md and
// MANIFEST.md as they stand in plugins/.
func Scaffold() fs.FS { return scaffold }
