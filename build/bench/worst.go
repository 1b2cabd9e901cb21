package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// shownWorst is how many of the slowest are printed.
const shownWorst = 15

// stopped is one way to spend a budget, and how long the processor worked
// until it was spent.
type stopped struct {
	name string
	took time.Duration
}

// worst spends the budget of one call in every way that is known to be slow.
// They lie beside the prices that hold them, as BenchmarkWorst, and are run
// there.
func (b *bench) worst(ctx context.Context) error {
	all, err := b.spent(ctx, "^BenchmarkWorst", "5x")
	if err != nil {
		return err
	}
	for _, s := range all[:min(len(all), shownWorst)] {
		b.add("spent by "+s.name, "budget", 1, s.took, "of the processor's time, the fastest of five")
	}
	starts := slices.DeleteFunc(slices.Clone(all), func(s stopped) bool { return !s.starts() })
	calls := slices.DeleteFunc(all, stopped.starts)
	b.atMost(fmt.Sprintf("the slowest of %d ways to spend a call, ms of the machine", len(calls)), ms(calls[0].took), 10, "%.0f")
	b.atMost("spending a start, ms of the machine", ms(starts[0].took), 50, "%.0f")
	return nil
}

// starts reports whether it spends what a rule may to start.
func (s stopped) starts() bool { return strings.HasSuffix(s.name, "at the start") }

// readWorst reads lines such as "BenchmarkWorst/recursion-2 5 123 ns/op 3.67 ms".
func readWorst(out []byte) (all []stopped) {
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if len(words) < 2 || words[len(words)-1] != "ms" {
			continue
		}
		_, name, found := strings.Cut(words[0], "/")
		took, err := strconv.ParseFloat(words[len(words)-2], 64)
		if !found || err != nil {
			continue
		}
		name = name[:max(strings.LastIndexByte(name, '-'), 0)]
		all = append(all, stopped{strings.ReplaceAll(name, "_", " "), time.Duration(took * float64(time.Millisecond))})
	}
	return all
}
