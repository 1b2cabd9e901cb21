package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// faultsName is the folder of captured faults inside the data folder.
const faultsName = "faults"

// Captured is a fault of a rule that was kept, for `raja plugin replay`.
type Captured struct {
	File string
	trial.Head
}

// capture keeps a fault as a file that can be replayed. A fault that cannot
// be kept is lost and nothing else: the caller has its error already.
func (s *shop) capture(dir string) func(*plugin.Fault) {
	return func(f *plugin.Fault) {
		text, err := trial.Capture(f)
		if err != nil || os.MkdirAll(dir, 0o700) != nil {
			return
		}
		if keepFault(dir, f, text) == nil {
			forget(dir)
		}
	}
}

// sameInstant is how many faults of one instant are kept apart: a clock may
// stand still.
const sameInstant = 100

// keepFault writes a fault into a file of its own, named by its moment; when
// that one is taken, by the nanosecond after.
func keepFault(dir string, f *plugin.Fault, text []byte) error {
	err := fs.ErrExist
	for n := 0; n < sameInstant && errors.Is(err, fs.ErrExist); n++ {
		at := f.At.UTC().Add(time.Duration(n))
		name := fmt.Sprintf("%s-%09d-%s-%s%s", at.Format("20060102T150405"), at.Nanosecond(), f.Rule, f.Hook, trial.ReplayExt)
		err = writeNew(filepath.Join(dir, name), text)
	}
	return err
}

func writeNew(name string, text []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// breaksExt is how the file ends that remembers a rule's faults for its breaker.
const breaksExt = ".breaks"

// breaks is that file.
type breaks string

var _ plugin.Keeper = breaks("")

// breaksOf returns where the faults of a rule are remembered.
func breaksOf(dir, id string) breaks { return breaks(filepath.Join(dir, id+breaksExt)) }

// Recall returns what is remembered. A file that cannot be read remembers
// nothing: the rule is asked.
func (b breaks) Recall() (held plugin.Breaks) {
	text, err := os.ReadFile(string(b))
	if err != nil || json.Unmarshal(text, &held) != nil {
		return plugin.Breaks{}
	}
	return held
}

// Keep remembers. What cannot be kept is lost and nothing else, as a fault is.
func (b breaks) Keep(held plugin.Breaks) {
	if len(held.Faults) == 0 && held.Pause == 0 {
		_ = os.Remove(string(b)) // absent is fine too
		return
	}
	text, err := json.Marshal(held)
	if err == nil && os.MkdirAll(filepath.Dir(string(b)), 0o700) == nil {
		_ = os.WriteFile(string(b), append(text, '\n'), 0o600)
	}
}

// forgive ends the pause of a rule about which its owner decided something.
func (p *Plugins) forgive(id string) {
	breaksOf(p.folder.join(faultsName), id).Keep(plugin.Breaks{})
	if e, err := p.rules.named(id); err == nil {
		if rule := e.loaded(); rule != nil {
			rule.Forgive()
		}
	}
}

// pausedUntil returns until when a rule is held back after faults, in the
// shop's time, zero for not.
func (p *Plugins) pausedUntil(e *ruleEntry) time.Time {
	var end time.Time
	if rule := e.loaded(); rule != nil {
		end = rule.Paused()
	} else {
		held := breaksOf(p.folder.join(faultsName), e.manifest.ID).Recall()
		end = held.Until(p.clock.Now())
	}
	if end.IsZero() {
		return end
	}
	return end.In(p.zone)
}

// Faults returns the faults that are kept, newest first; of one rule, or of
// all with an empty id.
func (p *Plugins) Faults(ctx context.Context, id string) ([]Captured, error) {
	dir := p.folder.join(faultsName)
	captured := []Captured{}
	for _, kept := range slices.Backward(keptFaults(dir)) {
		if err := ctx.Err(); err != nil {
			return nil, readable(err)
		}
		if id != "" && kept.rule != id {
			continue
		}
		file := filepath.Join(dir, kept.name)
		opened, err := os.Open(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it was forgotten meanwhile
		}
		if err != nil {
			return nil, fault.Unavailable("data", "%s cannot be read", file).Because(err)
		}
		head, err := trial.ReadHead(opened)
		if err = errors.Join(err, opened.Close()); err == nil {
			captured = append(captured, Captured{file, *head})
		}
	}
	return captured, nil
}
