package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// options say how long, and what.
type options struct {
	minutes float64
	only    string
	cycles  int
	seed    uint64
	planted bool
	noMsync bool
	every   bool
	from    int

	silenced func() (program string, err error) // the program without msync
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("torture", flag.ContinueOnError)
	flags.Usage = func() { usage(os.Stderr, flags) }
	flags.Float64Var(&o.minutes, "minutes", 10, "how long in all; each part gets its share of what is left, runs one cycle at the least, and ends what it has begun")
	flags.StringVar(&o.only, "only", "", "one part: "+strings.Join(names(), ", "))
	flags.IntVar(&o.cycles, "cycles", 0, "how many cycles of each part, instead of a time")
	flags.Uint64Var(&o.seed, "seed", 1, "of everything that chance decides")
	flags.BoolVar(&o.planted, "planted", false, "run each part against planted bugs; with --every, every part against those that one alone notices")
	flags.BoolVar(&o.noMsync, "no-msync", false, "let Badger's msync do nothing in every part, as it does on Windows (Linux)")
	flags.BoolVar(&o.every, "every", false, "with --only flips: every bit of a very small store instead of chance, which takes some 25 minutes; with --only faults: name every operation")
	flags.IntVar(&o.from, "from", 0, "with --only flips --every: the bit to begin with")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.only != "" && find(o.only) == nil {
		err := fmt.Errorf("torture: there is no part %q; the parts are %s", o.only, strings.Join(names(), ", "))
		fmt.Fprintln(os.Stderr, err)
		return o, err
	}
	return o, nil
}

func usage(out io.Writer, flags *flag.FlagSet) {
	fmt.Fprintln(out, "torture does to a store what the world does, and counts.\n\nThe parts:")
	for _, one := range chambers() {
		fmt.Fprintf(out, "  %-13s %s\n", one.name, one.does)
	}
	fmt.Fprintln(out, "\nThe counts; – where one means nothing for a part:")
	for _, one := range columns() {
		fmt.Fprintf(out, "  %-13s %s\n", one.name, one.means)
	}
	fmt.Fprintln(out, `
A part passes when nothing was lost, wrong, stuck or missed, and enough changes
were answered. One that could not run, for want of root, a loop device or a
tmpfs, is counted apart and named in the last lines. The exit code is 0 only if
something ran, and all that ran passed.

The flags:`)
	flags.SetOutput(out)
	flags.PrintDefaults()
}
