package core

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// faultsName is the folder of captured faults inside the data folder, and
// mostFaults how many are kept: the newest.
const (
	faultsName = "faults"
	mostFaults = 100
)

// Captured is a fault of a rule that was kept, for `raja plugin replay`.
type Captured struct {
	File string
	trial.Replay
}

// capture keeps a fault as a file that can be replayed. A fault that cannot
// be kept is lost and nothing else: the caller has its error already.
func (s *shop) capture(dir string) func(*plugin.Fault) {
	return func(f *plugin.Fault) {
		text, err := trial.Capture(f)
		if err != nil || os.MkdirAll(dir, 0o700) != nil {
			return
		}
		at := f.At.UTC()
		name := fmt.Sprintf("%s-%09d-%s-%s%s", at.Format("20060102T150405"), at.Nanosecond(), f.Rule, f.Hook, trial.ReplayExt)
		if os.WriteFile(filepath.Join(dir, name), text, 0o600) == nil {
			forget(dir)
		}
	}
}

// forget drops the oldest faults beyond mostFaults.
func forget(dir string) {
	names := faultFiles(dir)
	for _, name := range names[:max(0, len(names)-mostFaults)] {
		_ = os.Remove(filepath.Join(dir, name)) // it goes next time, or never: it is only an old fault
	}
}

// faultFiles are the names of the kept faults, oldest first.
func faultFiles(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), trial.ReplayExt) {
			names = append(names, entry.Name())
		}
	}
	slices.Sort(names)
	return names
}

// Faults returns the faults that are kept, newest first; of one rule, or of
// all with an empty id.
func (p *Plugins) Faults(ctx context.Context, id string) ([]Captured, error) {
	dir := p.folder.join(faultsName)
	names := faultFiles(dir)
	slices.Reverse(names)
	captured := []Captured{}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, readable(err)
		}
		file := filepath.Join(dir, name)
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fault.Unavailable("data", "%s cannot be read", file).Because(err)
		}
		one, err := trial.ReadReplay(text)
		if err == nil && (id == "" || one.Rule == id) {
			captured = append(captured, Captured{file, *one})
		}
	}
	return captured, nil
}
