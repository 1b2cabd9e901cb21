package core

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/raja-crm/raja/core/plugin/trial"
)

// How many faults are kept, and how large they are together: a question has up
// to a megabyte, and a shop's disk is small.
const (
	mostFaults     = 100
	mostFaultBytes = 32 << 20
)

// keptFault is the file of a fault.
type keptFault struct {
	name, rule string
	size       int64
}

// keptFaults are the files of the kept faults, oldest first, as their names
// sort.
func keptFaults(dir string) (kept []keptFault) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		name, is := strings.CutSuffix(entry.Name(), trial.ReplayExt)
		info, err := entry.Info()
		if is && err == nil {
			kept = append(kept, keptFault{entry.Name(), ruleOf(name), info.Size()})
		}
	}
	return kept
}

// ruleOf is the rule in the name of a fault's file: day, moment, rule and hook,
// with dashes between them and in the rule alone.
func ruleOf(name string) string {
	parts := strings.Split(name, "-")
	if len(parts) < 4 {
		return ""
	}
	return strings.Join(parts[2:len(parts)-1], "-")
}

// forget drops faults until they fit. The oldest one goes of the rule that has
// most: one that fails all the time does not push out what others did.
func forget(dir string) {
	kept := keptFaults(dir)
	for len(kept) > mostFaults || len(kept) > 1 && sizeOf(kept) > mostFaultBytes {
		i := least(kept)
		_ = os.Remove(filepath.Join(dir, kept[i].name)) // it goes next time, or never: it is only an old fault
		kept = append(kept[:i], kept[i+1:]...)
	}
}

func sizeOf(kept []keptFault) (sum int64) {
	for _, one := range kept {
		sum += one.size
	}
	return sum
}

// least is the position of the fault that is missed least.
func least(kept []keptFault) (at int) {
	faults, most := map[string]int{}, 0
	for _, one := range kept {
		faults[one.rule]++
		most = max(most, faults[one.rule])
	}
	for i, one := range kept {
		if faults[one.rule] == most {
			return i
		}
	}
	return 0
}
