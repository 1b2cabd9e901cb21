package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"time"
)

// A child is this program again, doing one thing alone: only so can its memory
// be measured.

// told is what a child says of its work.
type told struct {
	Took time.Duration `json:"took"`
	Rows int           `json:"rows"`
	Now  int64         `json:"now"`  // bytes in memory at the end
	Own  int64         `json:"own"`  // of these, what is no file
	Most int64         `json:"most"` // bytes in memory at most
}

// The heap of a child, and of the rows about people, is bounded as that of
// app/raja is.
const (
	heapGrowth = 60
	heapLimit  = 320 << 20
)

func children() map[string]func(context.Context, *bench, []string) (told, error) {
	return map[string]func(context.Context, *bench, []string) (told, error){
		"customers": childCustomers,
		"orders":    childOrders,
		"open":      childOpen,
		"lite":      childLite,
	}
}

// be does a child's work and prints what it tells.
func be(ctx context.Context, b *bench, name string, words []string) error {
	debug.SetGCPercent(heapGrowth)
	debug.SetMemoryLimit(heapLimit)
	work, ok := children()[name]
	if !ok {
		return fmt.Errorf("there is no child %q", name)
	}
	stop, err := b.profile("child " + name)
	if err != nil {
		return err
	}
	said, err := work(ctx, b, words)
	stop()
	if err != nil {
		return err
	}
	_, _, said.Most = memory()
	return json.NewEncoder(os.Stdout).Encode(said)
}

// child starts one and waits for what it tells.
func (b *bench) child(ctx context.Context, name string, words ...string) (told, error) {
	var said told
	self, err := os.Executable()
	if err != nil {
		return said, err
	}
	command := exec.CommandContext(ctx, self, append([]string{"-root", b.root, "-profiles", b.profiles, "-child", name}, words...)...)
	command.Stderr = os.Stderr
	text, err := command.Output()
	if err != nil {
		return said, fmt.Errorf("child %s: %w", name, err)
	}
	return said, json.Unmarshal(text, &said)
}

// alone is a trial that a child does; what it told is kept in said.
func (b *bench) alone(who string, said *told, before func() error, name string, words ...string) trial {
	return trial{who, func(ctx context.Context) (time.Duration, error) {
		if err := before(); err != nil {
			return 0, err
		}
		got, err := b.child(ctx, name, words...)
		got.Now, got.Own, got.Most = max(got.Now, said.Now), max(got.Own, said.Own), max(got.Most, said.Most)
		*said = got
		return got.Took, err
	}}
}
