package main

import (
	"context"
	"errors"
)

// Tools that are run by version and never enter go.mod.
const (
	linter    = "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0"
	formatter = "mvdan.cc/gofumpt@v0.12.0"
)

var errStale = errors.New("a generated file is out of date; run: go run ./build gen")

// check holds the source to its own rules. It changes nothing.
func check(ctx context.Context, d *door, _ []string) error {
	if err := d.step("system", func() error { return d.system(ctx, nil) }); err != nil {
		return err
	}
	steps := []struct {
		name string
		do   func() error
	}{
		{"page", func() error { return d.page(ctx) }},
		{"formatting", func() error { return d.formatted(ctx) }},
		{"modules", func() error { return d.quietly(ctx, "go", "mod", "tidy", "-diff") }},
		{"linters", func() error { return d.run(ctx, "go", "run", linter, "run") }},
		{"contract", func() error { return d.sameContract(ctx) }},
		{"compiled rules", func() error { return d.quietly(ctx, "go", "run", "./build/rules", "--check") }},
		{"page's rules", func() error {
			return d.tool(ctx, tool{dir: "frontend", words: []string{"npm", "run", "check"}, quiet: true})
		}},
	}
	for _, one := range steps {
		if err := d.step(one.name, one.do); err != nil {
			return err
		}
	}
	return nil
}

// formatted fails when gofumpt would change a file.
func (d *door) formatted(ctx context.Context) error {
	changed, err := d.output(ctx, "go", "run", formatter, "-l", "app", "build", "core", "frontend/embed.go", "frontend/live.go", "plugins")
	if err == nil && changed != "" {
		err = errors.New("these files are not formatted; run go run " + formatter + " -w on them:\n" + changed)
	}
	return err
}
