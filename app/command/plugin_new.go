package command

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/plugins/workshop"
)

type pluginNew struct {
	Dir  string `arg:"" help:"The folder to make; its name becomes the rule's id." type:"path"`
	Hook string `required:"" help:"segment, loyalty, after_hours or follow_up."`
}

func (v *pluginNew) Run(g *Globals, s *say) error {
	if g.Lang.rule == "" {
		return &usageError{fault.Invalid("lang", "name the language that the rule is written in: --lang go, rust, as or c")}
	}
	begun := workshop.Beginning{Folder: v.Dir, Language: workshop.Language(g.Lang.rule), Hook: v.Hook}
	if err := workshop.Begin(begun); err != nil {
		return err
	}
	document := map[string]any{"dir": v.Dir, "id": filepath.Base(v.Dir), "lang": g.Lang.rule, "hook": v.Hook}
	return s.result(document, func() {
		s.line("%s siap. Lanjutkan dengan:", "%s is ready. Go on with:", v.Dir)
		s.line("  raja plugin build %s", "  raja plugin build %s", v.Dir)
		s.line("  raja plugin test %s", "  raja plugin test %s", v.Dir)
	})
}

type pluginBuild struct {
	Path string `arg:"" help:"The rule's folder." type:"path"`
}

func (v *pluginBuild) Run(ctx context.Context, s *say) error {
	simple, err := isSimple(v.Path)
	if err != nil {
		return err
	}
	if simple {
		if _, err := checkBuilt(ctx, v.Path); err != nil {
			return err
		}
		return s.result(map[string]any{"file": "", "bytes": 0}, func() {
			s.line("Aturan ini berupa ungkapan; tidak ada yang perlu dikompilasi.", "This rule is made of expressions; there is nothing to compile.")
		})
	}
	built, err := workshop.Build(ctx, v.Path)
	if err != nil {
		return err
	}
	size, err := checkBuilt(ctx, v.Path)
	if err != nil {
		return err
	}
	return s.result(map[string]any{"file": built, "bytes": size}, func() {
		s.line("%s: %d byte", "%s: %d bytes", strings.TrimPrefix(built, v.Path+string(filepath.Separator)), size)
	})
}

// checkBuilt admits what was built, so that a module that no shop would take
// is refused at once. It returns the module's size.
func checkBuilt(ctx context.Context, folder string) (size int, err error) {
	err = withRule(ctx, folder, func(w *workpiece) error {
		source, err := w.pack.Source()
		size = len(source.Wasm)
		return err
	})
	return size, err
}
