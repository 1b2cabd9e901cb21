package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// test runs every test, or those parts whose names hold one of the words. A
// failed part does not keep the others from running; the summary at the end
// names all that failed.
func test(ctx context.Context, d *door, words []string) error {
	setup := []part{
		{"system packages", func() error { return d.system(ctx, append(windowPackages, testPackages...)) }},
		{"page", func() error { return d.page(ctx) }},
		{"command line", func() error { return d.commandLine(ctx) }},
	}
	for _, one := range setup {
		if err := d.step(one.name, one.do); err != nil {
			return err
		}
	}
	parts := chosen([]part{
		{"Go tests", func() error { return d.goTests(ctx) }},
		{"Go tests of what only computes", func() error { return d.computing(ctx) }},
		{"the model, all its lives", func() error {
			return d.run(ctx, "go", "test", "-run", model+"|"+planted, "-shuffle=on", "./core")
		}},
		{"the contract: bad input of every kind", func() error {
			return d.run(ctx, "go", "test", "-run", badInput, "-shuffle=on", "./app/api")
		}},
		{"command line: scripts", func() error { return d.run(ctx, "go", "test", "-run", scripts, "-shuffle=on", "./app/raja") }},
		{"page: formatting, linter and types", func() error { return d.npm(ctx, "check") }},
		{"page: unit tests", func() error { return d.npm(ctx, "test") }},
		{"page: journeys in Chromium", func() error { return d.journeys(ctx) }},
		{"the real window", func() error {
			return d.run(ctx, "go", "test", "-count=1", "-tags", "window", "./app/desktop/...")
		}},
		{"torture, the short form", func() error { return torture(ctx, d, []string{"-minutes", "2"}) }},
		{"torture of planted bugs", func() error { return torture(ctx, d, []string{"-planted", "-minutes", "3"}) }},
		{"generated files", func() error { return d.sameContract(ctx) }},
		{"formatting", func() error { return d.formatted(ctx) }},
		{"linters", func() error { return d.run(ctx, "go", "run", linter, "run") }},
	}, words)
	if len(parts) == 0 {
		return fmt.Errorf("no part of the tests is called %s", strings.Join(words, " or "))
	}
	return d.all(parts)
}

// part is a named piece of the tests.
type part struct {
	name string
	do   func() error
}

// chosen are the parts whose names hold one of the words; without words, all.
func chosen(parts []part, words []string) []part {
	return slices.DeleteFunc(parts, func(one part) bool {
		return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return strings.Contains(one.name, word) })
	})
}

// all runs every part and sums up.
func (d *door) all(parts []part) error {
	var failed []string
	var why error
	for _, one := range parts {
		if err := d.step(one.name, one.do); err != nil {
			failed, why = append(failed, one.name), errors.Join(why, err)
		}
	}
	fmt.Printf("\n%d passed, %d failed\n", len(parts)-len(failed), len(failed))
	if len(failed) > 0 {
		return fmt.Errorf("failed: %s\n%w", strings.Join(failed, ", "), why)
	}
	return nil
}

func (d *door) npm(ctx context.Context, script string) error {
	return d.tool(ctx, tool{dir: "frontend", words: []string{"npm", "run", script}})
}
