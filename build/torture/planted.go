package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// runPlanted builds this program once, with all the bugs in it asleep, and runs
// each part that must notice a bug with that bug awake.
func runPlanted(ctx context.Context, o options) int {
	program, remove, err := buildPlanted(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	defer remove()
	var all summary
	noticedBy := map[string]int{}
	for _, one := range bugs() {
		for _, part := range one.partsToRun(o) {
			verdict, err := one.tryOn(ctx, program, part, o)
			must := slices.Contains(one.parts, part)
			fmt.Println(sentence(one, part, verdict, must, err))
			switch {
			case err != nil:
				all.absent = append(all.absent, fmt.Sprintf("%s: %s: %v", part, one.name, err))
			case must && !verdict:
				all.failed++
			case must:
				all.passed++
				noticedBy[part]++
			}
		}
	}
	fmt.Println()
	for _, part := range names() {
		fmt.Printf("%-8s noticed %d of the bugs that it must notice\n", part, noticedBy[part])
	}
	all.print(os.Stdout)
	return all.code()
}

// partsToRun are those that must notice; with --every, all.
func (b bug) partsToRun(o options) []string {
	parts := b.parts
	if o.every {
		parts = names()
	}
	return slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return o.only != "" && o.only != part })
}

func sentence(one bug, part string, noticed, must bool, err error) string {
	switch {
	case err != nil:
		return fmt.Sprintf("? %-8s could not be run against: %s: %v", part, one.name, err)
	case noticed:
		return fmt.Sprintf("✓ %-8s noticed: %s", part, one.name)
	case must:
		return fmt.Sprintf("✗ %-8s DID NOT notice: %s", part, one.name)
	}
	return fmt.Sprintf("· %-8s does not notice: %s", part, one.name)
}

// longest is how long a part may look for one bug.
const longest = 20 * time.Second

// tryOn says whether a part notices the bug. A part that could not run has not.
func (b bug) tryOn(ctx context.Context, program, part string, o options) (noticed bool, err error) {
	command := exec.CommandContext(ctx, program, "-only", part, "-minutes", fmt.Sprint(longest.Minutes()), "-seed", fmt.Sprint(o.seed))
	command.Env = append(os.Environ(), wakeWord+"="+b.name)
	out, err := command.CombinedOutput()
	said := string(out)
	switch {
	case err == nil:
		return false, nil
	case strings.Contains(said, "could not run:"):
		_, why, _ := strings.Cut(said, "could not run: ")
		return false, fmt.Errorf("it could not run: %s", strings.SplitN(why, "\n", 2)[0])
	case strings.Contains(said, "first:") || strings.Contains(said, "panic") || strings.Contains(said, "SIGBUS"):
		return true, nil
	}
	return false, fmt.Errorf("%w: %s", err, firstLines(said))
}

// buildPlanted builds the program with the bugs in it. The sources stay as they
// are. A part that needs another build of its own has the bugs in that as well.
func buildPlanted(ctx context.Context) (program string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "raja-planted-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { _ = os.RemoveAll(dir) } // a folder of /tmp
	program = filepath.Join(dir, "torture")
	overlay, err := plant(dir)
	if err == nil {
		err = os.Setenv(overlayWord, overlay)
	}
	if err == nil {
		err = build(ctx, program)
	}
	if err != nil {
		remove()
		return "", nil, err
	}
	return program, remove, nil
}

// overlayWord names in the environment the list of files that take the place
// of others in a build.
const overlayWord = "RAJA_TORTURE_OVERLAY"

// build builds this program.
func build(ctx context.Context, program string, flags ...string) error {
	if overlay := os.Getenv(overlayWord); overlay != "" {
		flags = append(flags, "-overlay", overlay)
	}
	args := append(append([]string{"build"}, flags...), "-o", program, "./build/torture")
	if out, err := exec.CommandContext(ctx, "go", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}
