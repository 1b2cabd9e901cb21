package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// result counts what came of a part.
type result struct {
	cycles, acknowledged    int
	lost, wrong, stuck      int
	named, healed, harmless int
	missed                  int
	skipped                 string        // why the part could not run
	first                   string        // the first thing that went wrong
	notes                   []string      // what else there is to say, a line each
	stood                   [hands]uint64 // where each hand of the writer stands
}

// column is one count of the table.
type column struct {
	name, means string
	of          func(*result) *int
}

func columns() []column {
	return []column{
		{"cycles", "how often a store was hurt, and looked at afterwards", func(r *result) *int { return &r.cycles }},
		{"acknowledged", "changes that were answered: each must be there afterwards", func(r *result) *int { return &r.acknowledged }},
		{"lost", "of them, those that were gone", func(r *result) *int { return &r.lost }},
		{"wrong", "entries that nobody wrote so, half a change, two copies that differ, a repair without a cause", func(r *result) *int { return &r.wrong }},
		{"stuck", "a store that did not open, or refused a change without a cause", func(r *result) *int { return &r.stuck }},
		{"named", "damage, a full disk or a failure that was said in an error", func(r *result) *int { return &r.named }},
		{"healed", "damage that was mended, and said to be", func(r *result) *int { return &r.healed }},
		{"harmless", "damage or a failure that changed nothing of what is read, in either copy", func(r *result) *int { return &r.harmless }},
		{"missed", "of all that, what Raja had no word for: neither an error nor a repair", func(r *result) *int { return &r.missed }},
	}
}

func (r *result) bad() bool { return r.lost+r.wrong+r.stuck+r.missed > 0 }

// blame counts what went wrong, and keeps the first of it.
func (r *result) blame(count *int, format string, args ...any) {
	*count++
	if r.first == "" {
		r.first = fmt.Sprintf(format, args...)
	}
}

// miss counts what went wrong without a word of Raja's.
func (r *result) miss(count *int, format string, args ...any) {
	r.missed++
	r.blame(count, format, args...)
}

func (r *result) add(part *result) {
	for _, one := range columns() {
		*one.of(r) += *one.of(part)
	}
	if r.first == "" {
		r.first = part.first
	}
}

// tell writes a result so that heard can read it in another process.
func (r *result) tell(out io.Writer) {
	for _, one := range columns() {
		fmt.Fprint(out, *one.of(r), " ")
	}
	fmt.Fprintf(out, "%q %q\n", r.skipped, r.first)
}

// heard reads what tell has written.
func heard(in io.Reader) (*result, error) {
	r := &result{}
	for _, one := range columns() {
		if _, err := fmt.Fscan(in, one.of(r)); err != nil {
			return r, fmt.Errorf("the counts were not told: %w", err)
		}
	}
	_, err := fmt.Fscanf(in, "%q %q\n", &r.skipped, &r.first)
	return r, err
}

func heading() string {
	line := fmt.Sprintf("%-8s", "part")
	for _, one := range columns() {
		line += fmt.Sprintf("  %*s", width(one), one.name)
	}
	return line
}

func width(one column) int { return max(6, len(one.name)) }

func (r *result) row(c chamber) string {
	if r.skipped != "" {
		return fmt.Sprintf("%-8s  could not run: %s", c.name, r.skipped)
	}
	line := fmt.Sprintf("%-8s", c.name)
	for _, one := range columns() {
		count := fmt.Sprint(*one.of(r))
		if slices.Contains(c.without, one.name) {
			count = strings.Repeat(" ", width(one)-1) + "–"
		}
		line += fmt.Sprintf("  %*s", width(one), count)
	}
	for _, note := range r.notes {
		line += "\n          " + note
	}
	if r.first != "" {
		line += "\n          first: " + r.first
	}
	return line
}
