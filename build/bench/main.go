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
	only := flag.String("only", "", "rules, calls, worst, freeze, store or people")
	customers := flag.Int("customers", shopCustomers, "how many customers the largest shop has, for people")
	quick := flag.Bool("quick", false, "no shop larger than 10,000 customers")
	profiles := flag.String("profiles", "", "a folder for profiles of the processor's time, for people")
	child := flag.String("child", "", "what a child of this program does; it starts them itself")
	flag.Parse()
	if *quick {
		*customers = smallShop
	}
	b := &bench{root: *root, long: *long, customers: max(*customers, smallShop), profiles: *profiles}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	var err error
	if *child != "" {
		err = be(ctx, b, *child, flag.Args())
	} else {
		err = run(ctx, b, *only, *asJSON)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, b *bench, only string, asJSON bool) error {
	b.rows, b.longest = rows(rowCount), map[string][2]time.Duration{}
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
		{"calls", b.calls},
		{"worst", b.worst},
		{"freeze", b.freeze},
		{"store", b.commits},
		{"people", b.people},
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
		return encoder.Encode(map[string]any{"lines": b.lines, "sizes": b.sizes, "goals": b.goals, "notes": b.notes})
	}
	b.print(os.Stdout)
	return nil
}
