// Command torture does to a data folder what the world does: it kills the
// program, cuts the power, flips bits, fills the disk and lets every operation
// fail in turn, and counts what was lost. `go run ./build torture` builds and
// runs it; --help says what the parts and the counts are, --planted runs each
// part against bugs that were put in on purpose, which it must notice.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string) int {
	if len(args) > 0 {
		switch args[0] {
		case writerWord:
			return write(args[1:])
		case bitsWord:
			return bits(args[1:])
		case cutsWord:
			return cutsInside(ctx, args[1:])
		}
	}
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case o.planted:
		return runPlanted(ctx, o)
	case o.noMsync:
		return runWithoutMsync(ctx, slices.DeleteFunc(args, func(arg string) bool { return strings.HasSuffix(arg, "-no-msync") }))
	}
	return runParts(ctx, o)
}

// leastShare is what a part gets even when those before it took all the time.
const leastShare = 4 * time.Second

func runParts(ctx context.Context, o options) int {
	parts := chambers()
	if o.only != "" {
		parts = []chamber{*find(o.only)}
	}
	o.silenced = sync.OnceValues(func() (string, error) { return withoutMsync(ctx) })
	if len(parts) > 1 && mayCut() == nil {
		go o.silenced() //nolint:errcheck // built beside the first parts; who needs it asks again
	}
	end := time.Now().Add(time.Duration(o.minutes * float64(time.Minute)))
	var all summary
	fmt.Println(heading())
	for n, part := range parts {
		share := max(leastShare, time.Until(end)/time.Duration(len(parts)-n))
		result := part.try(ctx, o, share)
		fmt.Println(result.row(part))
		all.take(part.name, result)
	}
	all.print(os.Stdout)
	return all.code()
}
