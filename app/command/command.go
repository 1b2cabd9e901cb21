// Package command is what Raja understands on the command line: one file for
// each verb, and how they are read, answered and, while another Raja has the
// shop open, run there. Programs start it; it ends none. It knows no window
// system.
package command

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

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

// Run runs one command in this process and returns its exit code. While
// another Raja has the shop open, the command runs there and answers here.
// It ends soon after ctx does.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	folder, _ := os.Getwd() // in a folder that is gone, whole paths still work
	t := &errand{words: args, folder: folder}
	return t.run(ctx, &say{out: stdout, err: stderr, in: stdin})
}

// errand is a command on its way.
type errand struct {
	words  []string
	folder string   // that relative paths start from
	host   *hosting // nil in the process that it was typed in
}

func (t *errand) run(ctx context.Context, said *say) (code int) {
	defer func() {
		if caught := recover(); caught != nil {
			code = said.ended(caught)
		}
	}()
	var verbs verbs
	parser, err := t.parser(ctx, &verbs, said)
	if err != nil {
		said.failure(fault.Internal("%s", err))
		return exitFailed
	}
	t.words = asked(t.words)
	parsed, err := parser.Parse(t.words)
	if err != nil {
		said.json = slices.Contains(t.words, "--json")
		said.failure(fault.Invalid("", "%s; see %s --help", err, meantVerb(err)))
		return exitUsage
	}
	verbs.settle(t.host)
	said.json = verbs.JSON
	said.lang, err = verbs.speech(parsed.Command())
	if err == nil {
		err = unreadable(t.words, parsed)
	}
	if err == nil {
		err = parsed.Run(&verbs.Globals)
	}
	var away *elsewhere
	if errors.As(err, &away) {
		code, err = away.run(ctx, t, said)
	}
	if err == nil {
		return code
	}
	return said.codeOf(ctx, parsed, err)
}

// asked are the words of who asks for help with a verb: raja help order add.
func asked(words []string) []string {
	if len(words) > 0 && words[0] == "help" {
		return append(slices.Clone(words[1:]), "--help")
	}
	return words
}

func (t *errand) parser(ctx context.Context, verbs *verbs, said *say) (*kong.Kong, error) {
	return kong.New(verbs,
		kong.Name("raja"),
		kong.Description("Raja: a CRM for small shops. One data folder, no account, no server. Ends with 0 when all went well, 1 when something went wrong or was found wrong, 2 for a command that cannot be understood, 130 after Ctrl+C."),
		kong.UsageOnError(),
		kong.Writers(said.out, said.err),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.NamedMapper("path", paths{t.folder, t.host}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(said),
	)
}

// codeOf says why a command failed and returns its exit code.
func (s *say) codeOf(ctx context.Context, parsed *kong.Context, err error) int {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		var closing *fault.Error
		if !errors.As(context.Cause(ctx), &closing) {
			return exitInterrupted
		}
		err = closing
	}
	var silent *unclean
	if !errors.As(err, &silent) {
		s.failure(err)
	}
	var usage *usageError
	if errors.As(err, &usage) || isUsage(parsed, err) {
		return exitUsage
	}
	return exitFailed
}

// ended returns the exit code of a command that ended in a panic: after --help
// it is meant, anything else is a bug of ours.
func (s *say) ended(caught any) (code int) {
	if asked, ok := caught.(exit); ok {
		return int(asked)
	}
	s.failure(fault.Internal("something went wrong inside Raja; run raja check and tell its makers what you did"))
	return exitFailed
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

// exit carries kong's wish to end (after --help) through a panic: programs end
// in main alone.
type exit int
