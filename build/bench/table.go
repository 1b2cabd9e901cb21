package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// bench is one run: its rows, and what was measured so far.
type bench struct {
	root  string
	long  time.Duration
	rows  []byte // facts rows, one after another
	lines []line
	sizes []size
	goals []goal
	notes []string

	customers int    // of the largest shop
	profiles  string // a folder, "" none

	longest map[string][2]time.Duration // by the name of a line: the 99th of a hundred, and the longest
}

// line is one thing that was measured.
type line struct {
	Name    string  `json:"name"`
	Per     string  `json:"per"` // what is counted
	Second  float64 `json:"per_second"`
	Nanos   float64 `json:"nanoseconds_each"`
	Remarks string  `json:"remarks,omitempty"`
}

// size is what something takes of memory or of the disk.
type size struct {
	Name string  `json:"name"`
	MB   float64 `json:"mb"` // of 2^20 bytes
}

func (b *bench) size(name string, bytes int64) { b.sizes = append(b.sizes, size{name, mega(bytes)}) }

// goal is a ratio that was promised.
type goal struct {
	What string  `json:"what"`
	Want string  `json:"want"`
	Got  float64 `json:"got"`
	Met  bool    `json:"met"`
}

func (b *bench) add(name, per string, count int64, took time.Duration, remarks string) {
	each := float64(took.Nanoseconds()) / float64(count)
	b.lines = append(b.lines, line{name, per, 1e9 / each, each, remarks})
}

// speed returns what a line reached a second, 0 when it was not measured.
func (b *bench) speed(name string) float64 {
	for _, l := range b.lines {
		if l.Name == name {
			return l.Second
		}
	}
	return 0
}

func (b *bench) atLeast(what string, got, want float64, form string) {
	b.goals = append(b.goals, goal{what, "≥ " + fmt.Sprintf(form, want), got, got >= want})
}

func (b *bench) atMost(what string, got, want float64, form string) {
	b.goals = append(b.goals, goal{what, "≤ " + fmt.Sprintf(form, want), got, got <= want})
}

// compare holds the lines to the goals, where they were measured.
func (b *bench) compare() {
	if b.speed("Raja, Go rule, 2 cores") > 0 {
		b.compareRules()
	}
	if calls, were := b.longest[ruleCalls]; were {
		b.atMost("one call of the rule, p99, ms of the machine", ms(calls[0]), 5, "%.0f")
		b.atMost("one call of the rule, the longest, ms of the machine", ms(calls[1]), 5, "%.0f")
	}
	if calls, were := b.longest[honestCalls]; were {
		b.atMost("one call of an honest rule, the longest, ms of the machine", ms(calls[1]), longestCall, "%.0f")
	}
	for _, one := range []string{rajaName, serverName} {
		b.compareCommits(one)
	}
}

// compareCommits compares one way to commit with SQLite and with itself.
func (b *bench) compareCommits(name string) {
	one, many := b.speed(commitName(name, 1)), b.speed(commitName(name, 32))
	if one == 0 {
		return
	}
	b.atLeast(name+", durable commit, 1 writer, to SQLite FULL", one/b.speed(commitName("SQLite FULL", 1)), 1, "%.1f")
	b.atLeast(name+", durable commit, 32 writers, to SQLite FULL", many/b.speed(commitName("SQLite FULL", 32)), 10, "%.0f")
	b.atLeast(name+", durable commit, 32 writers to 1", many/one, 6, "%.0f")
}

func (b *bench) compareRules() {
	b.atLeast("Go rule, rows/s on 2 cores", b.speed("Raja, Go rule, 2 cores"), 4e6, "%.0f")
	b.atLeast("C rule, rows/s on 2 cores", b.speed("Raja, C rule, 2 cores"), 25e6, "%.0f")
	b.atLeast("Go rule, metered to unmetered", b.speed("module alone, Go, metered")/b.speed("module alone, Go"), 0.50, "%.2f")
	b.atLeast("C rule, metered to unmetered", b.speed("module alone, C, metered")/b.speed("module alone, C"), 0.85, "%.2f")
	b.atLeast("C rule to Extism, a record, 1 core", b.speed("Raja, C rule, 1 core")/b.speed("Extism, C, 1 core"), 50, "%.0f×")
	for _, l := range b.lines {
		if l.Per == "question" {
			b.atMost(l.Name+", µs median", l.Nanos/1000, 20, "%.0f")
		}
	}
}

func (b *bench) print(to io.Writer) {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "what\ta second\tns each\tof")
	for _, l := range b.lines {
		fmt.Fprintf(table, "%s\t%.0f\t%.1f\t%s\t%s\n", l.Name, l.Second, l.Nanos, l.Per, l.Remarks)
	}
	if len(b.sizes) > 0 {
		fmt.Fprintln(table, "\nsize\tMB")
	}
	for _, one := range b.sizes {
		fmt.Fprintf(table, "%s\t%.1f\n", one.Name, one.MB)
	}
	fmt.Fprintln(table, "\ngoal\twant\tgot\t")
	for _, g := range b.goals {
		fmt.Fprintf(table, "%s\t%s\t%.2f\t%s\n", g.What, g.Want, g.Got, map[bool]string{true: "met", false: "MISSED"}[g.Met])
	}
	for _, note := range b.notes {
		fmt.Fprintf(table, "\n%s", note)
	}
	fmt.Fprintln(table)
	_ = table.Flush() // a terminal that is gone has no reader
}

// repeat runs work, which does count things, until long is over, and returns
// how many were done in what time.
func repeat(long time.Duration, count int, work func() error) (int64, time.Duration, error) {
	if err := work(); err != nil { // warm
		return 0, 0, err
	}
	done, began := int64(0), time.Now()
	for time.Since(began) < long {
		if err := work(); err != nil {
			return 0, 0, err
		}
		done += int64(count)
	}
	return done, time.Since(began), nil
}
