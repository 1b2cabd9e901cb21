package plugin

import (
	"fmt"
	"strings"

	"github.com/raja-crm/raja/core/fault"
)

// Fault is what a rule did wrong while it was asked. It is the cause of the
// fault.Unavailable that a call returns; errors.As finds it.
type Fault struct {
	Rule    string
	Hook    string
	Message string // the rule's own words where it had any
	Row     int    // the row the rule pointed at, -1 none
	Field   string // the field of the facts it pointed at, "" none
	Trace   string // everything the rule wrote before it fell, for its author
}

// Error says which rule failed at what.
func (f *Fault) Error() string {
	where := ""
	if f.Row >= 0 {
		where = fmt.Sprintf(" at row %d", f.Row)
	}
	if f.Field != "" {
		where += ", field " + f.Field
	}
	return fmt.Sprintf("rule %s, hook %s%s: %s", f.Rule, f.Hook, where, f.Message)
}

// unavailable wraps the fault for callers: the question may be asked again,
// of another version of the rule.
func (f *Fault) unavailable() error {
	return fault.Unavailable("plugin", "%s", f.Error()).Because(f)
}

// lastWords picks the sentence of a rule that fell: what a Go rule panicked
// with and where, else the first line of what it wrote, else the engine's.
func lastWords(stderr string, engine error) string {
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			return line + place(stderr)
		}
	}
	if first, _, _ := strings.Cut(strings.TrimSpace(stderr), "\n"); first != "" {
		return first
	}
	first, _, _ := strings.Cut(engine.Error(), "\n")
	return first
}

// place finds the first line of the rule's own source in a Go trace, where a
// function stands on one line and its file, indented, on the next.
func place(trace string) string {
	caller := ""
	for line := range strings.Lines(trace) {
		file, indented := strings.CutPrefix(line, "\t")
		if !indented {
			caller = line
			continue
		}
		if strings.HasPrefix(caller, "runtime.") || strings.HasPrefix(caller, "panic(") || strings.HasPrefix(caller, sdkPath) {
			continue
		}
		file, _, _ = strings.Cut(file, " ")
		return " (" + strings.TrimSpace(file[strings.LastIndex(file, "/")+1:]) + ")"
	}
	return ""
}

// sdkPath is where the glue of Go rules lies: never the place of a mistake.
const sdkPath = "github.com/raja-crm/raja/plugins/sdk/go"
