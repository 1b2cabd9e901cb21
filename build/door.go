package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// door knows where the project lies and how to run its tools.
type door struct {
	root string // the folder of go.mod
}

// newDoor finds the project from the working directory upwards: wails runs
// its hook inside build/bin.
func newDoor() (*door, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "wails.json")); err == nil {
			return &door{root: dir}, nil
		}
		if dir == filepath.Dir(dir) {
			return nil, errors.New("run this inside Raja's source folder")
		}
	}
}

func (d *door) path(parts ...string) string {
	return filepath.Join(append([]string{d.root}, parts...)...)
}

// step runs one named piece of work and says how long it took. An error
// carries the name of the piece.
func (d *door) step(name string, do func() error) error {
	fmt.Printf("▸ %s …\n", name)
	began := time.Now()
	if err := do(); err != nil {
		fmt.Printf("✗ %s\n", name)
		return fmt.Errorf("%s failed: %w", name, err)
	}
	fmt.Printf("✓ %s (%.1f s)\n", name, time.Since(began).Seconds())
	return nil
}

// tool is a command with its surroundings.
type tool struct {
	dir   string // below the root
	env   []string
	words []string
	quiet bool // show the output only when it fails
}

// run runs a tool from the project. When it fails the error ends with the
// command that repeats it.
func (d *door) run(ctx context.Context, words ...string) error {
	return d.tool(ctx, tool{words: words})
}

// quietly is run for tools whose output matters only when they fail.
func (d *door) quietly(ctx context.Context, words ...string) error {
	return d.tool(ctx, tool{words: words, quiet: true})
}

func (d *door) tool(ctx context.Context, t tool) error {
	command := exec.CommandContext(ctx, t.words[0], t.words[1:]...)
	command.Dir = d.path(t.dir)
	command.Env = append(os.Environ(), t.env...)
	var kept bytes.Buffer
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if t.quiet {
		command.Stdout, command.Stderr = &kept, &kept
	}
	err := command.Run()
	if err == nil {
		return nil
	}
	if t.quiet {
		os.Stdout.Write(tail(kept.Bytes())) //nolint:errcheck // a terminal that is gone has no reader
	}
	return fmt.Errorf("%w\n\nTo repeat this step:\n  cd %s && %s", err, command.Dir, t.line())
}

func (t tool) line() string {
	words := append([]string{}, t.env...)
	for _, word := range t.words {
		if strings.ContainsAny(word, " '\"$&;|<>()") {
			word = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// tail is the end of a long output: where the reason of a failure stands.
func tail(text []byte) []byte {
	const most = 16 << 10
	if len(text) > most {
		return text[len(text)-most:]
	}
	return text
}

// output runs a tool and returns what it prints.
func (d *door) output(ctx context.Context, words ...string) (string, error) {
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Dir = d.root
	command.Stderr = os.Stderr
	text, err := command.Output()
	return string(text), err
}
