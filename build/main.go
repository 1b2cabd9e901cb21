// Command build is the one door to everything that is done with Raja's
// source: go run ./build demo | test | check | screens | bench | feel | data | gen | plugins | package | stage.
// It installs what is missing where it can, says what it does, and prints the
// command to repeat a step that failed. It uses the standard library only, so
// that the door opens before anything is downloaded.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// command is one thing the door can do.
type command struct {
	name, help string
	run        func(context.Context, *door, []string) error
}

func commands() []command {
	return []command{
		{"demo", "build everything, make a demo shop, show it (--no-open: end after the report)", demo},
		{"test", "run every test: Go, plugins, page, Chromium, the real window", test},
		{"check", "hold formatting, linters, generated files and compiled rules to the source", check},
		{"screens", "write a picture of every screen to a folder (build/cache/screens)", screens},
		{"bench", "measure Raja beside its peers (--json, --for 3s, --only, --customers, --quick)", bench},
		{"feel", "measure the page in a shop of 100,000: blank rows, keys, memory (--customers, --minutes)", feel},
		{"data", "write the files of an invented shop (--customers, --years, --seed, --out)", data},
		{"torture", "kill, cut the power, flip bits, fill the disk, and count (--minutes, --only, --planted, --no-msync)", torture},
		{"gen", "write the bindings of the plugin ABI and the page's contract", generate},
		{"plugins", "compile the rules that Raja ships with", plugins},
		{"package", "make the .deb and the Windows .exe in build/bin", pack},
		{"stage", "lend wails a main.go at the root", stage},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := open(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "\n"+err.Error())
		os.Exit(1)
	}
}

func open(ctx context.Context, args []string) error {
	door, err := newDoor()
	if err != nil {
		return err
	}
	for _, known := range commands() {
		if len(args) > 0 && args[0] == known.name {
			return known.run(ctx, door, args[1:])
		}
	}
	usage := "go run ./build COMMAND\n"
	for _, known := range commands() {
		usage += fmt.Sprintf("\n  %-8s %s", known.name, known.help)
	}
	return errors.New(usage)
}
