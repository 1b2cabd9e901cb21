package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// trial is one way to do a piece of work: do does all of it once and says how
// long that took.
type trial struct {
	who string
	do  func(ctx context.Context) (time.Duration, error)
}

// timed is a trial of work that is timed from its beginning to its end.
func timed(who string, work func(ctx context.Context) error) trial {
	return trial{who, func(ctx context.Context) (time.Duration, error) {
		began := time.Now()
		err := work(ctx)
		return time.Since(began), err
	}}
}

// race lets the trials do their work in turn, so that a slow minute of the
// machine meets all, adds a line for each and returns the median of each.
// count is how many things one round does.
func (b *bench) race(ctx context.Context, what, per string, count, rounds int, trials ...trial) ([]time.Duration, error) {
	took := make([][]time.Duration, len(trials))
	for range rounds {
		for i, one := range trials {
			stop, err := b.profile(what + " " + one.who)
			if err != nil {
				return nil, err
			}
			spent, err := one.do(ctx)
			stop()
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", what, one.who, err)
			}
			took[i] = append(took[i], spent)
		}
	}
	middle := make([]time.Duration, len(trials))
	for i, one := range trials {
		slices.Sort(took[i])
		middle[i] = took[i][rounds/2]
		b.add(what+": "+one.who, per, int64(count), middle[i], spread(took[i]))
	}
	return middle, nil
}

// spread says how far rounds lay apart.
func spread(sorted []time.Duration) string {
	if len(sorted) == 1 {
		return "one round"
	}
	return fmt.Sprintf("%d rounds, %s to %s", len(sorted), short(sorted[0]), short(sorted[len(sorted)-1]))
}

// short writes a time in three digits.
func short(d time.Duration) string {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit).String()
}

// many writes a number in groups of three.
func many(n int) string {
	text := strconv.Itoa(n)
	var parts []string
	for ; len(text) > 3; text = text[:len(text)-3] {
		parts = append([]string{text[len(text)-3:]}, parts...)
	}
	return strings.Join(append([]string{text}, parts...), ",")
}

// part returns the time below which so many of a hundred lie.
func part(sorted []time.Duration, hundredth int) time.Duration {
	return sorted[min(len(sorted)*hundredth/100, len(sorted)-1)]
}
