package main

import (
	"context"
	"strings"
)

// goTests runs the tests of all packages under the race detector, but for those
// that have a part of their own.
func (d *door) goTests(ctx context.Context) error {
	watched, _, err := d.packages(ctx)
	if err != nil {
		return err
	}
	words := append([]string{"go", "test", "-race"}, unwatched()...)
	words = append(words, "-skip", scripts+"|"+planted+"|"+badInput, "-shuffle=on", "-timeout=40m")
	return d.run(ctx, append(words, watched...)...)
}

// computing runs the tests of packages that start no goroutine, and whose tests
// start none: the meter, which compiles thousands of modules, pictures, which are
// scaled down, and the rules with their SDKs, each of which is asked one thing
// after the other. Under the race detector they take several times as long. Who
// calls them, the host of rules above all, is tested under it.
func (d *door) computing(ctx context.Context) error {
	_, computing, err := d.packages(ctx)
	if err != nil {
		return err
	}
	return d.run(ctx, append([]string{"go", "test", "-shuffle=on"}, computing...)...)
}

// packages lists Raja's packages, those apart that only compute.
func (d *door) packages(ctx context.Context) (watched, computing []string, err error) {
	listed, err := d.output(ctx, "go", "list", "./...")
	for _, one := range strings.Fields(listed) {
		if one == meter || one == module+"core/photo" || strings.HasPrefix(one, module+"plugins/") && one != module+"plugins/workshop" {
			computing = append(computing, one)
			continue
		}
		watched = append(watched, one)
	}
	return watched, computing, err
}

const (
	module = "github.com/raja-crm/raja/"
	meter  = module + "core/plugin/meter"
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
