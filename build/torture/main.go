// Command torture does to a data folder what the world does: it kills the
// program, cuts the power, flips bits, fills the disk and lets every operation
// fail in turn, and counts what was lost. `go run ./build torture` builds and
// runs it; --planted runs each part against a bug that was put in on purpose,
// which it must notice.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == writerWord {
		os.Exit(write(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == bitsWord {
		os.Exit(bits(os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

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
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("torture", flag.ContinueOnError)
	flags.Float64Var(&o.minutes, "minutes", 10, "how long in all; each part gets its share")
	flags.StringVar(&o.only, "only", "", "one part: "+strings.Join(names(), ", "))
	flags.IntVar(&o.cycles, "cycles", 0, "how many cycles of each part, instead of a time")
	flags.Uint64Var(&o.seed, "seed", 1, "of everything that chance decides")
	flags.BoolVar(&o.planted, "planted", false, "run each part against a planted bug")
	flags.BoolVar(&o.noMsync, "no-msync", false, "let Badger's msync do nothing, as it does on Windows (Linux)")
	flags.BoolVar(&o.every, "every", false, "with --only flips: every bit of a very small store instead of chance, which takes some 25 minutes")
	flags.IntVar(&o.from, "from", 0, "with --every: the bit to begin with")
	err := flags.Parse(args)
	if err == nil && o.only != "" && find(o.only) == nil {
		err = fmt.Errorf("torture: there is no part %q; the parts are %s", o.only, strings.Join(names(), ", "))
	}
	return o, err
}

func run(ctx context.Context, args []string) int {
	o, err := parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	if o.planted {
		return runPlanted(ctx, o)
	}
	if o.noMsync {
		return runWithoutMsync(ctx, slices.DeleteFunc(args, func(arg string) bool { return strings.HasSuffix(arg, "-no-msync") }))
	}
	parts := chambers()
	if o.only != "" {
		parts = []chamber{*find(o.only)}
	}
	if o.every {
		o.minutes = 24 * 60
	}
	share := time.Duration(o.minutes * float64(time.Minute) / float64(len(parts)))
	failed := 0
	fmt.Println(heading)
	for _, part := range parts {
		within, cancel := context.WithTimeout(ctx, share)
		result := part.run(within, newTrial(o, share))
		cancel()
		fmt.Println(result.row(part.name))
		if result.bad() {
			failed++
		}
	}
	fmt.Printf("\n%d passed, %d failed\n", len(parts)-failed, failed)
	if failed > 0 {
		return 1
	}
	return 0
}
