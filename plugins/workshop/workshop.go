// Package workshop begins and builds rules in the four languages that Raja has
// an SDK for. It knows compilers and files; what a rule may do belongs to
// core/plugin.
package workshop

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/raja-crm/raja/core/fault"
)

// Language is one that rules are written in.
type Language string

// The languages.
const (
	Go             Language = "go"
	Rust           Language = "rust"
	AssemblyScript Language = "as"
	C              Language = "c"
)

// craft is how rules of one language are laid out and built.
type craft struct {
	language Language
	name     string // as people write it
	rule     string // the file that holds the rule
	folder   string // of the SDK in plugins/sdk, and of the rule in plugins/golden/<hook>
	build    func(ctx context.Context, rule, sdk, out string) error
}

func crafts() []craft {
	return []craft{
		{Go, "Go", "rule.go", "go", buildGo},
		{Rust, "Rust", "rule.rs", "rust", buildRust},
		{AssemblyScript, "AssemblyScript", "rule.ts", "assemblyscript", buildAssemblyScript},
		{C, "C", "rule.c", "c", buildC},
	}
}

// Languages returns every language, for help.
func Languages() []Language { return []Language{Go, Rust, AssemblyScript, C} }

func craftOf(language Language) (craft, error) {
	for _, c := range crafts() {
		if c.language == language {
			return c, nil
		}
	}
	return craft{}, fault.Invalid("lang", "%q is not one of go, rust, as, c%s", language, languageMeant(string(language)))
}

// languageMeant helps who writes a language's name another way.
func languageMeant(name string) string {
	known := map[string]Language{"golang": Go, "rs": Rust, "assemblyscript": AssemblyScript, "ts": AssemblyScript, "typescript": AssemblyScript, "javascript": AssemblyScript, "js": AssemblyScript, "cpp": C}
	if meant, is := known[strings.ToLower(name)]; is {
		return "; did you mean " + string(meant) + "?"
	}
	return ""
}

// Build compiles the rule in folder with the SDK in its folder sdk, and
// returns the path of its plugin.wasm. The language follows from the rule's
// file. The compiler's own messages are in the error.
func Build(ctx context.Context, folder string) (string, error) {
	out := filepath.Join(folder, "plugin.wasm")
	return out, BuildTo(ctx, folder, out)
}

// BuildTo compiles the rule in folder into the file out.
func BuildTo(ctx context.Context, folder, out string) error {
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return fault.NotFound("path", "%s does not exist; raja plugin new begins a rule", folder)
	}
	for _, c := range crafts() {
		if _, err := os.Stat(filepath.Join(folder, c.rule)); err == nil {
			return c.make(ctx, folder, out)
		}
	}
	return fault.NotFound("path", "%s holds none of rule.go, rule.rs, rule.ts, rule.c; raja plugin new begins a rule", folder)
}

func (c craft) make(ctx context.Context, folder, out string) error {
	sdk := c.sdkOf(folder)
	if _, err := os.Stat(sdk); err != nil {
		return fault.NotFound("path", "%s is missing: it holds the SDK that raja plugin new puts beside a rule", filepath.Join(folder, "sdk"))
	}
	err := c.build(ctx, folder, sdk, out)
	if ctx.Err() != nil {
		return ctx.Err() // whatever a compiler says that was told to stop
	}
	if err != nil {
		return fault.Invalid("path", "%s", strings.TrimSpace(err.Error())).Because(err)
	}
	return nil
}

// sdkOf is the SDK beside a rule, or in Raja's own source the one that all its
// rules share.
func (c craft) sdkOf(folder string) string {
	own := filepath.Join(folder, "sdk")
	if _, err := os.Stat(own); err == nil {
		return own
	}
	shared := filepath.Join(folder, "..", "..", "..", "sdk", c.folder)
	if _, err := os.Stat(shared); err == nil {
		return shared
	}
	return own
}
