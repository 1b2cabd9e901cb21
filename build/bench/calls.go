package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	tried "github.com/raja-crm/raja/core/plugin/trial"
)

const (
	// honestCalls is the line that the goal of honest rules is held to.
	honestCalls = "single calls of honest rules, machine time"
	// longestCall is how long a call may hold the machine, in milliseconds: the
	// window waits behind it.
	longestCall = 5
	// slowWays are the ways to spend a budget that were the slowest of all when
	// each was measured (--only worst): what no cache holds, and what jumps about.
	slowWays = "(chase.*[ _](16|256)[ _](pages|MiB)|denormal|double_recursion)"
)

// calls measures the longest single call of a rule, which nothing can stop while
// the window is open: of rules that are honest, asked as a shop asks them, and of
// hostile ones that spend all that a call may.
func (b *bench) calls(ctx context.Context) error {
	if err := b.honest(ctx); err != nil {
		return err
	}
	all, err := b.spent(ctx, "^BenchmarkWorst$/"+slowWays, "3x")
	if err != nil {
		return err
	}
	b.add("spent by "+all[0].name, "budget", 1, all[0].took, fmt.Sprintf("of the processor's time, the slowest of %d ways, the fastest of three", len(all)))
	b.atMost("one call of a hostile rule, the longest, ms of the machine", ms(all[0].took), longestCall, "%.0f")
	return nil
}

// honest asks every shipped rule, and the golden ones in Go and in C, what their
// cases ask, in batches as large as a shop's.
func (b *bench) honest(ctx context.Context) error {
	var folders []string
	for _, pattern := range []string{"plugins/standard/*/plugin.wasm", "plugins/golden/*/go/plugin.wasm", "plugins/golden/*/c/plugin.wasm"} {
		found, err := filepath.Glob(filepath.Join(b.root, pattern))
		if err != nil || len(found) == 0 {
			return fmt.Errorf("%s finds no rule (%w)", pattern, err)
		}
		folders = append(folders, found...)
	}
	var seen frozen
	for _, wasm := range folders {
		if err := b.asked(ctx, filepath.Dir(wasm), &seen); err != nil {
			return fmt.Errorf("%s: %w", wasm, err)
		}
	}
	b.waits(honestCalls, "call", seen.work)
	return nil
}

// asked asks one rule for a while. A rule without cases of its own is asked
// those of the golden rule of its hook.
func (b *bench) asked(ctx context.Context, folder string, seen *frozen) error {
	opened, err := pack.Open(folder)
	if err != nil {
		return err
	}
	source, err := opened.Source()
	if err != nil {
		return err
	}
	files := opened.Tests()
	for hook := range opened.Manifest().Hooks {
		if len(files) > 0 {
			break
		}
		golden, err := pack.Open(filepath.Join(b.root, "plugins", "golden", hook, "c"))
		if err != nil {
			return err
		}
		files = golden.Tests()
	}
	host, err := plugin.NewHost(plugin.Options{OnCall: seen.call})
	if err != nil {
		return err
	}
	rule, err := host.Load(ctx, source)
	if err == nil {
		_, err = tried.Measure(ctx, rule, tried.ReadCases(files), b.long/10)
	}
	return errors.Join(err, host.Close(ctx))
}

// spent runs benchmarks that spend a budget, and returns the slowest first.
func (b *bench) spent(ctx context.Context, which, times string) ([]stopped, error) {
	command := exec.CommandContext(ctx, "go", "test", "./core/plugin/meter", "-run", "^$", "-bench", which, "-benchtime", times, "-timeout", "30m")
	command.Dir = b.root
	out, err := command.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	all := readWorst(out)
	if len(all) == 0 {
		return nil, fmt.Errorf("no way to spend a budget was measured: %s", strings.TrimSpace(string(out)))
	}
	slices.SortFunc(all, func(one, other stopped) int { return cmp.Compare(other.took, one.took) })
	return all, nil
}
