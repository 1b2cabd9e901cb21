package window

import (
	"context"
	"path/filepath"
	"strings"
	"sync"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/raja-crm/raja/core/fault"
)

// dialog is one of the two native dialogs.
type dialog int

const (
	opening dialog = iota
	saving
)

// dialogs shows the system's file dialogs once the window is there.
type dialogs struct {
	mu     sync.Mutex
	window context.Context //nolint:containedctx // Wails hands its window over as a context
}

func (d *dialogs) ready(window context.Context) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.window = window
}

func (d *dialogs) get() (context.Context, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.window == nil {
		return nil, fault.Unavailable("file", "the window is not ready yet")
	}
	return d.window, nil
}

// Open asks for a file to read.
func (d *dialogs) Open(ctx context.Context, purpose string) (string, error) {
	if path := picked(opening); path != "" {
		return path, nil
	}
	name, kinds := "CSV, TXT, XLSX, JSONL", "*.csv;*.tsv;*.txt;*.xlsx;*.jsonl"
	switch purpose {
	case "plugin":
		name, kinds = "Raja (.rajaplugin)", "*.rajaplugin"
	case "photo":
		name, kinds = "JPEG, PNG", "*.jpg;*.jpeg;*.png"
	}
	return d.ask(ctx, func(window context.Context) (string, error) {
		return runtime.OpenFileDialog(window, runtime.OpenDialogOptions{
			Filters: []runtime.FileFilter{
				{DisplayName: name, Pattern: kinds + ";" + strings.ToUpper(kinds)},
				{DisplayName: "*", Pattern: "*"},
			},
		})
	})
}

// Save asks where a file goes; name is offered.
func (d *dialogs) Save(ctx context.Context, name string) (string, error) {
	if path := picked(saving); path != "" {
		return path, nil
	}
	path, err := d.ask(ctx, func(window context.Context) (string, error) {
		return runtime.SaveFileDialog(window, runtime.SaveDialogOptions{DefaultFilename: name})
	})
	if path != "" && filepath.Ext(path) == "" {
		path += filepath.Ext(name) // GTK lets a person leave it out
	}
	return path, err
}

// ask shows a dialog until it is answered or the request ends: a window that
// is closed under its dialog gets no answer.
func (d *dialogs) ask(ctx context.Context, show func(window context.Context) (string, error)) (string, error) {
	window, err := d.get()
	if err != nil {
		return "", err
	}
	type answer struct {
		path string
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		path, err := show(window)
		answered <- answer{path, err}
	}()
	select {
	case got := <-answered:
		return got.path, got.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
