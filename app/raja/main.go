// Command raja is Raja on the command line: the same engine as the window,
// for staff who type, for scripts, and for `raja serve`, which shows the page
// in a browser on this machine. It knows no window system.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // Windows has no zones of its own

	"github.com/alecthomas/kong"

	"github.com/raja-crm/raja/core/fault"
)

// The exit codes: 1 for what went wrong, 2 for a command that cannot be
// understood.
const (
	exitFailed = 1
	exitUsage  = 2

	exitInterrupted = 130 // as shells say it of Ctrl+C
)

func main() {
	limitMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	insist(ctx, stop)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// insist ends the program when it was told to end and something in it cannot
// be stopped: a file that gives no more, a module that is being compiled. What
// was answered is on disk. A second signal ends it at once.
func insist(ctx context.Context, stop func()) {
	const patience = 5 * time.Second
	context.AfterFunc(ctx, func() {
		stop()
		time.AfterFunc(patience, func() { os.Exit(exitFailed) })
	})
}

// run is the whole program with its surroundings as arguments.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	var verbs verbs
	said := &say{out: stdout, err: stderr, in: stdin}
	parser, err := kong.New(&verbs,
		kong.Name("raja"),
		kong.Description("Raja: a CRM for small shops. One data folder, no account, no server."),
		kong.UsageOnError(),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(said),
	)
	if err != nil {
		said.failure(fault.Internal("%s", err))
		return exitFailed
	}
	defer func() {
		if caught := recover(); caught != nil {
			asked, ok := caught.(exit)
			if !ok {
				said.failure(fault.Internal("something went wrong inside Raja; run raja check and tell its makers what you did"))
				code = exitFailed
				return
			}
			code = int(asked)
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		said.json = wantsJSON(args)
		said.failure(fault.Invalid("", "%s; see %s --help", err, meantVerb(err)))
		return exitUsage
	}
	said.json = verbs.JSON
	said.lang, err = verbs.speech(parsed.Command())
	if err == nil {
		err = parsed.Run(&verbs.Globals)
	}
	if err != nil && ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return exitInterrupted
	}
	if err != nil {
		var silent *unclean
		if !errors.As(err, &silent) {
			said.failure(err)
		}
		var usage *usageError
		if errors.As(err, &usage) || isUsage(parsed, err) {
			return exitUsage
		}
		return exitFailed
	}
	return 0
}

// isUsage reports whether an author gave a flag of raja plugin a value that it
// cannot have.
func isUsage(parsed *kong.Context, err error) bool {
	told := fault.As(err)
	return strings.HasPrefix(parsed.Command(), "plugin ") && told.Kind == fault.KindInvalid &&
		slices.ContainsFunc(parsed.Flags(), func(flag *kong.Flag) bool {
			settings := flag.Name == "set" && strings.HasPrefix(told.Field, "config")
			return flag.Set && (flag.Name == told.Field || settings)
		})
}

// meantVerb is the command whose help says more about a mistake.
func meantVerb(err error) string {
	var told *kong.ParseError
	if !errors.As(err, &told) {
		return "raja"
	}
	words := "raja"
	for _, step := range told.Context.Path {
		if step.Command != nil {
			words += " " + step.Command.Name
		}
	}
	return words
}

// exit carries kong's wish to end (after --help) through a panic: the program
// ends in main alone.
type exit int

func wantsJSON(args []string) bool {
	for _, arg := range args {
		if arg == "--json" {
			return true
		}
	}
	return false
}
