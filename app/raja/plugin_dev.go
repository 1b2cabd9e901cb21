package main

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/raja-crm/raja/core/fault"
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
	if err := v.watch(watcher); err != nil {
		return fault.NotFound("path", "%s cannot be watched", v.Path).Because(err)
	}
	for {
		if err := v.turn(ctx, g, s); err != nil {
			s.failure(err)
		}
		s.line("Menunggu perubahan di %s. Ctrl+C mengakhiri.", "Waiting for changes in %s. Ctrl+C ends.", v.Path)
		if !quiet(ctx, watcher) {
			return nil
		}
	}
}

// watch follows the rule's folder and what lies in it, without the SDK.
func (v *pluginDev) watch(watcher *fsnotify.Watcher) error {
	return filepath.WalkDir(v.Path, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case entry.Name() == "sdk" || entry.Name() == "node_modules" || entry.Name() == ".git":
			return fs.SkipDir
		}
		return watcher.Add(path)
	})
}

// quiet waits for a change and then for the end of it. It reports false when
// the person is done.
func quiet(ctx context.Context, watcher *fsnotify.Watcher) bool {
	var calm <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case event, open := <-watcher.Events:
			if !open {
				return false
			}
			if filepath.Base(event.Name) != "plugin.wasm" {
				calm = time.After(settle)
			}
		case <-calm:
			return true
		}
	}
}

// turn builds, tests and, if asked, previews.
func (v *pluginDev) turn(ctx context.Context, g *Globals, s *say) error {
	if _, err := workshop.Build(ctx, v.Path); err != nil {
		return err
	}
	if err := (&pluginTest{pathFlag{v.Path}}).Run(ctx, s); err != nil || !v.Preview {
		return err
	}
	return (&pluginPreview{pathFlag: pathFlag{v.Path}}).Run(ctx, g, s)
}
