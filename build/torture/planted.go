package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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
	tries := allTries(o)
	var together sync.WaitGroup
	turns := make(chan struct{}, triesAtOnce)
	for n := range tries {
		together.Go(func() {
			turns <- struct{}{}
			tries[n].run(ctx, program, o)
			<-turns
		})
	}
	together.Wait()
	return sumUp(tries)
}

// triesAtOnce is how many parts run at a time: most of them wait for disks.
const triesAtOnce = 4

// try is one part run against one bug.
type try struct {
	bug
	part    string
	must    bool // notice it
	noticed bool
	err     error // why it could not run
}

func allTries(o options) []try {
	var all []try
	for _, one := range bugs() {
		for _, part := range names() {
			must := slices.Contains(strings.Fields(one.parts), part)
			if (must || o.every && one.alone) && (o.only == "" || o.only == part) {
				all = append(all, try{bug: one, part: part, must: must})
			}
		}
	}
	return all
}

// sumUp prints each bug with what the parts made of it.
func sumUp(tries []try) int {
	var all summary
	for _, one := range bugs() {
		var words []string
		for _, t := range tries {
			if t.name == one.name {
				words = append(words, t.sentence())
				t.count(&all)
			}
		}
		if len(words) > 0 {
			fmt.Printf("%s\n    %s\n", one.title(), strings.Join(words, "; "))
		}
	}
	all.print(os.Stdout)
	return all.code()
}

func (b bug) title() string {
	if b.alone {
		return b.name + " (" + strings.ReplaceAll(b.parts, " ", " and ") + " alone)"
	}
	return b.name
}

func (t try) count(all *summary) {
	switch {
	case t.err != nil:
		all.absent = append(all.absent, fmt.Sprintf("%s against %q: %v", t.part, t.name, t.err))
	case t.must && t.noticed:
		all.passed++
	case t.must, t.alone && t.noticed:
		all.failed++
	}
}

func (t try) sentence() string {
	switch {
	case t.err != nil:
		return "? " + t.part + " could not be run"
	case t.noticed && t.alone && !t.must:
		return "✗ " + t.part + " noticed it TOO"
	case t.noticed:
		return "✓ " + t.part + " noticed it"
	case t.must:
		return "✗ " + t.part + " DID NOT NOTICE it"
	}
	return "· " + t.part + " does not"
}

// share is how long a part may look for the bug.
func (t *try) share() time.Duration {
	if t.must {
		return 20 * time.Second
	}
	return 8 * time.Second
}

// run lets the part look for the bug. One that could not run has not noticed.
func (t *try) run(ctx context.Context, program string, o options) {
	command := exec.CommandContext(ctx, program, "-only", t.part, "-minutes", fmt.Sprint(t.share().Minutes()), "-seed", fmt.Sprint(o.seed))
	command.Env = append(os.Environ(), wakeWord+"="+t.name, "TMPDIR="+filepath.Dir(program)) // a bug may end it in its midst
	apart(command)
	out, err := command.CombinedOutput()
	said := string(out)
	_, why, absent := strings.Cut(said, "could not run: ")
	switch {
	case ctx.Err() != nil:
		t.err = ctx.Err()
	case err == nil:
	case absent:
		t.err = errors.New(strings.SplitN(why, "\n", 2)[0])
	case strings.Contains(said, "first:") || strings.Contains(said, "panic") || strings.Contains(said, "SIGBUS"):
		t.noticed = true
	default:
		t.err = fmt.Errorf("%w: %s", err, firstLines(said))
	}
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
