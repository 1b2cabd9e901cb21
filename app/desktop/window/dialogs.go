package window

import (
	"context"
	"sync"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/raja-crm/raja/core/fault"
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
func (d *dialogs) Open(_ context.Context, _ string) (string, error) {
	window, err := d.get()
	if err != nil {
		return "", err
	}
	return runtime.OpenFileDialog(window, runtime.OpenDialogOptions{
		Filters: []runtime.FileFilter{
			{DisplayName: "CSV, XLSX, TXT, JSONL", Pattern: "*.csv;*.xlsx;*.txt;*.jsonl;*.tsv"},
			{DisplayName: "*", Pattern: "*"},
		},
	})
}

// Save asks where a file goes; name is offered.
func (d *dialogs) Save(_ context.Context, name string) (string, error) {
	window, err := d.get()
	if err != nil {
		return "", err
	}
	return runtime.SaveFileDialog(window, runtime.SaveDialogOptions{DefaultFilename: name})
}
