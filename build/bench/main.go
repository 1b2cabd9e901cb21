// Command bench measures Raja beside what a developer would pick instead, on
// the same rows, in the same run, and prints one table. It is a module of its
// own: what it compares with is no part of Raja.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	asJSON := flag.Bool("json", false, "print JSON")
	long := flag.Duration("for", time.Second, "how long each line is measured")
	root := flag.String("root", "../..", "Raja's own folder")
	only := flag.String("only", "", "rules, freeze or store")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *root, *only, *long, *asJSON)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root, only string, long time.Duration, asJSON bool) error {
	b := &bench{root: root, long: long, rows: rows(rowCount), longest: map[string][2]time.Duration{}}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"rules", b.native},
		{"rules", b.rules},
		{"rules", b.expressions},
		{"rules", b.extism},
		{"rules", b.meter},
		{"rules", b.till},
		{"freeze", b.freeze},
		{"store", b.commits},
	} {
		if only != "" && only != step.name {
			continue
		}
		if err := step.do(ctx); err != nil {
			return err
		}
	}
	b.compare()
	if asJSON {
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetIndent("", "  ")
		return encoder.Encode(map[string]any{"lines": b.lines, "goals": b.goals})
	}
	b.print(os.Stdout)
	return nil
}
