package command

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/plugins/workshop"
)

// settle is how long a folder must be quiet before it is built: an editor
// writes a file in several steps.
const settle = 150 * time.Millisecond

type pluginDev struct {
	Path    string `arg:"" help:"The rule's folder." type:"path"`
	Preview bool   `help:"Also show what it would change in this shop."`
	Once    bool   `help:"Do it once and end."`
}

func (v *pluginDev) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Once {
		return v.turn(ctx, g, s)
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fault.Unavailable("path", "%s cannot be watched", v.Path).Because(err)
	}
	defer watcher.Close() //nolint:errcheck // the program ends
	if err := watch(watcher, v.Path); err != nil {
		return fault.NotFound("path", "%s cannot be watched", v.Path).Because(err)
	}
	for {
		err := v.turn(ctx, g, s)
		if ctx.Err() != nil {
			return nil
		}
		var silent *unclean
		if err != nil && !errors.As(err, &silent) {
			s.failure(err)
		}
		s.line("Menunggu perubahan di %s. Ctrl+C mengakhiri.", "Waiting for changes in %s. Ctrl+C ends.", v.Path)
		changed, ok := nextChange(ctx, watcher)
		if !ok {
			return nil
		}
		at := clock.System{}.Now().Format(time.TimeOnly)
		s.line("%s  %s berubah.", "%s  %s has changed.", at, strings.TrimPrefix(changed, v.Path+string(filepath.Separator)))
	}
}

// watch follows the folders that hold what an author writes.
func watch(watcher *fsnotify.Watcher, folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case path != folder && workshop.IsForeign(entry.Name()):
			return fs.SkipDir
		}
		return watcher.Add(path)
	})
}

// nextChange waits until an author's file has changed and its folder is calm,
// and returns the file. What compilers and editors leave beside it wakes
// nobody. It reports false when the person is done.
func nextChange(ctx context.Context, watcher *fsnotify.Watcher) (changed string, ok bool) {
	var calm <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return "", false
		case event, open := <-watcher.Events:
			if !open {
				return "", false
			}
			if event.Has(fsnotify.Create) && !workshop.IsForeign(filepath.Base(event.Name)) {
				_ = watch(watcher, event.Name) // a new folder; of a file nothing comes of it
			}
			if event.Op != fsnotify.Chmod && workshop.IsSource(event.Name) {
				changed, calm = event.Name, time.After(settle)
			}
		case <-calm:
			return changed, true
		}
	}
}

// developed is what one turn found, with --json.
type developed struct {
	testReport
	Preview *api.RulePreview `json:"preview,omitempty"`
}

// turn builds, tests and, if asked, previews: one document of it all.
func (v *pluginDev) turn(ctx context.Context, g *Globals, s *say) error {
	if err := buildRule(ctx, v.Path); err != nil {
		return err
	}
	report, err := testOf(ctx, v.Path)
	if err != nil {
		return err
	}
	found := developed{testReport: report}
	if v.Preview && report.Failed == 0 {
		shown, err := v.look(ctx, g, s)
		if err != nil {
			return err
		}
		found.Preview = &shown
	}
	err = s.result(found, func() {
		showTest(s, report)
		if found.Preview != nil {
			showPreview(s, found.Preview)
		}
	})
	if found.Preview != nil {
		err = errors.Join(err, previewClean(found.Preview))
	}
	return errors.Join(err, report.clean())
}

// look previews, also where the shop is open in another Raja: the rule is
// built here, where its author has the compilers, and asked there.
func (v *pluginDev) look(ctx context.Context, g *Globals, s *say) (shown api.RulePreview, err error) {
	shown, err = (&pluginPreview{pathFlag: pathFlag{v.Path}}).look(ctx, g, s)
	var away *elsewhere
	if !errors.As(err, &away) {
		return shown, err
	}
	err = away.document(ctx, &shown, "plugin", "preview", v.Path)
	return shown, err
}

// buildRule compiles a rule; one in expressions has nothing to compile.
func buildRule(ctx context.Context, folder string) error {
	simple, err := isSimple(folder)
	if err == nil && !simple {
		_, err = workshop.Build(ctx, folder)
	}
	return err
}

// isSimple reports whether a folder holds a rule in expressions. A manifest
// with mistakes is told before anything is compiled.
func isSimple(folder string) (bool, error) {
	opened, err := pack.Open(folder)
	switch {
	case fault.KindOf(err) == fault.KindInvalid:
		return false, err
	case err != nil:
		return false, nil //nolint:nilerr // without a manifest, building says what is missing
	}
	return len(opened.Manifest().Simple) > 0, nil
}
