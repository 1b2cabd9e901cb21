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
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *root, *long, *asJSON)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root string, long time.Duration, asJSON bool) error {
	b := &bench{root: root, long: long, rows: rows(rowCount)}
	for _, step := range []func(context.Context) error{b.native, b.rules, b.expressions, b.extism, b.meter, b.till} {
		if err := step(ctx); err != nil {
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
