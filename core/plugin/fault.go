package plugin

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// Fault is what a rule did wrong while it was asked. It is the cause of the
// fault.Unavailable that a call returns; errors.As finds it.
type Fault struct {
	Rule    string
	Version string // of the rule
	Module  string // sha256 of plugin.wasm, in hexadecimal
	Hook    string
	At      time.Time
	Message string   // the rule's own words where it had any
	InID    string   // Message in Indonesian, "" where the words are the rule's own
	Row     int      // the row of the question that it is about, -1 none
	First   int      // the row of the question that Input begins with
	Field   string   // the field of the facts it pointed at, "" none
	Trace   string   // everything the rule wrote before it fell, for its author
	Units   int64    // work done until then
	Input   []byte   // as much of the question as fails, as the rule saw it, without what names people
	Refused []string // why rows of the answer were not taken, when that is all that is wrong
	Kept    string   // the file that Options.OnFault kept it in, "" none
}

// Error says which rule failed at what.
func (f *Fault) Error() string { return f.about("") }

// Of is the error of a call, told to the owner of the shop: who is whose row
// it failed at, such as "customer C-00018".
func (f *Fault) Of(who string) error { return f.unavailable(f.about(who)) }

func (f *Fault) about(who string) string {
	where := ""
	switch {
	case who != "":
		where = ", " + who
	case f.Row >= 0:
		where = fmt.Sprintf(" at row %d", f.Row)
	}
	if f.Field != "" {
		where += ", field " + f.Field
	}
	return fmt.Sprintf("rule %s, hook %s%s: %s", f.Rule, f.Hook, where, f.Message)
}

// blame makes what went wrong in a call the fault of the rule, unless it was
// the caller who asked too much.
func (r *Rule) blame(ctx context.Context, i *instance, q *question, err error) error {
	if refused := new(fault.Error); errors.As(err, &refused) {
		return refused
	}
	f := r.newFault(i, q)
	f.Message, f.InID = r.wordsOf(i, q, err)
	raw := f.Message
	var thrown failure
	switch {
	case errors.As(err, &thrown):
		f.Row, f.Field = thrown.rowNumber(), thrown.fieldName()
		if f.Row >= 0 {
			f.Row += q.from
		}
	case !errors.Is(err, errSpent):
		i.close(ctx)
		f.Row = r.locate(ctx, q)
	}
	f.keep(r.smallest(ctx, q, f.Row, func(i *instance, again *question, _ []byte, err error) bool {
		words, _ := r.wordsOf(i, again, err)
		return err != nil && words == raw
	}))
	f.Message = stranger.Clean(f.Message, maxWords)
	r.breaker.fault(f.At)
	if r.options.OnFault != nil {
		r.options.OnFault(f)
	}
	return f.unavailable(f.Error())
}

// wordsOf tells what went wrong in a call, in Indonesian too where the words are
// not the rule's own.
func (r *Rule) wordsOf(i *instance, q *question, err error) (words, inID string) {
	var thrown failure
	switch units := r.manifest.Limits.Units; {
	case err == nil:
		return "", ""
	case errors.As(err, &thrown):
		return thrown.message, ""
	case errors.Is(err, errSpent):
		return fmt.Sprintf("it spent its budget of %s units on %s and was stopped", english.number(units), rowsOf(q.part)),
			fmt.Sprintf("menghabiskan anggaran %s unit untuk %d baris lalu dihentikan", Voice{}.number(units), q.part)
	}
	return lastWords(i.visit.stderr.String(), err)
}

func (r *Rule) newFault(i *instance, q *question) *Fault {
	return &Fault{
		Rule: r.manifest.ID, Version: r.manifest.Version, Module: r.sum, Hook: q.hook.Name, At: r.options.Clock.Now(), Row: -1,
		Trace: stranger.Lines(i.visit.log.String()+i.visit.stderr.String(), 3*maxLog), Units: i.spent,
	}
}

// english is the voice of sentences for who writes rules.
var english = Voice{Lang: "en"}

func rowsOf(n int) string {
	if n == 1 {
		return "1 row"
	}
	return english.number(int64(n)) + " rows"
}

// unavailable wraps the fault for callers: the question may be asked again,
// of another version of the rule.
func (f *Fault) unavailable(said string) error {
	return fault.Unavailable("plugin", "%s", said).Because(f)
}

// paused is what callers get while the breaker holds the rule back.
func (r *Rule) paused(err error) error {
	return fault.Unavailable("plugin", "rule %s: %s", r.manifest.ID, err).Because(err)
}

// lastWords picks the sentence of a rule that fell: what a Go rule panicked
// with and where, else the first line of what it wrote, else what the engine
// says, in plain words and in Indonesian too.
func lastWords(stderr string, engine error) (words, inID string) {
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			return line + place(stderr), ""
		}
	}
	if first, _, _ := strings.Cut(strings.TrimSpace(stderr), "\n"); first != "" {
		return first, ""
	}
	if t, is := trapOf(engine); is {
		return t.sentence().EN, t.sentence().ID
	}
	first, _, _ := strings.Cut(engine.Error(), "\n")
	return first, ""
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
