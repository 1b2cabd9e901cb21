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
		{"the meter and pictures", func() error { return d.run(ctx, "go", "test", "-shuffle=on", meter, pictures) }},
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

// goTests runs the tests of all packages under the race detector, but for those
// that have a part of their own.
func (d *door) goTests(ctx context.Context) error {
	listed, err := d.output(ctx, "go", "list", "./...")
	if err != nil {
		return err
	}
	words := append([]string{"go", "test", "-race"}, unwatched()...)
	words = append(words, "-skip", scripts+"|"+planted+"|"+badInput, "-shuffle=on", "-timeout=40m")
	packages := slices.DeleteFunc(strings.Fields(listed), func(one string) bool { return one == meter || one == pictures })
	return d.run(ctx, append(words, packages...)...)
}

// Packages that only compute: neither they nor their tests start a goroutine.
// Under the race detector thousands of compiled modules, and pictures that are
// scaled down, took six minutes; without it they take one.
const (
	meter    = "github.com/raja-crm/raja/core/plugin/meter"
	pictures = "github.com/raja-crm/raja/core/photo"
)

// scripts are the tests that run the command line, each verb in a process of
// its own. The race detector makes them several times as
// long and sees little of one command after the other: what many do at once is
// held by the tests of core, app/api and app/relay, which run under it.
const scripts = "^TestScripts$"

// badInput are the tests that hand thousands of wrong values to the contract,
// one request after the other, some of a megabyte. Under the race detector they
// took eight of the nine minutes of app/api, most of them in reading JSON; what
// many ask at once is held by its other tests.
const badInput = "^(TestBadInputIsRefusedAndWritesNothing|TestEveryValueIsRefusedByNameOrTaken)$"

// The model of the engine and whether it notices bugs: a shop is led through
// lives of hundreds of steps by one goroutine. Under the race detector it leads
// a few of them (core/model_lives_race_test.go), and without it all.
const (
	model   = "^TestEveryLifeOfAShopIsAsTheModelSays$"
	planted = "^TestTheModelNoticesEachPlantedBug$"
)

// unwatched keeps the race detector out of what reads a rule's module byte by
// byte: our metering, and the decoding of wazero. Every shop that a test opens
// reads three modules, which under the detector took more than half of all that
// core and app/api do. These packages start no goroutine, share nothing and
// use neither sync nor atomic; who calls them, and all that asks a rule or is
// asked by it, stays watched.
//
// A package that uses sync must not be added. What it makes of a generic type
// there, such as the table of sync.Map, may be what the whole program is linked
// with, and then the detector no longer sees what such a table keeps in order:
// with wazero's internal/wasm it told of races in encoding/json.
func unwatched() (flags []string) {
	const wazero = "github.com/tetratelabs/wazero/internal/"
	for _, pkg := range []string{meter, wazero + "leb128", wazero + "wasm/binary"} {
		flags = append(flags, "-gcflags="+pkg+"=-race=false")
	}
	return flags
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
