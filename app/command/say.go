package command

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/relay"
)

// say is how a verb answers: one JSON document with --json, else lines for a
// person in her language.
type say struct {
	out, err io.Writer
	in       io.Reader
	json     bool
	lang     string
	progress func(relay.Progress) // shows it where the command was typed; nil for here
}

// unclean ends a verb with exit code 1 after it has printed what it found.
type unclean struct{ what string }

// Error names what was found.
func (u *unclean) Error() string { return u.what }

// usageError ends a verb with exit code 2.
type usageError struct{ error }

// Unwrap returns the error itself.
func (u *usageError) Unwrap() error { return u.error }

// result prints document with --json, else what lines prints.
func (s *say) result(document any, lines func()) error {
	if !s.json {
		lines()
		return nil
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(document)
}

// line prints the sentence of the person's language. Moments are shown as they
// can be typed again: 2026-03-14 17:00.
func (s *say) line(id, en string, args ...any) {
	for i, arg := range args {
		if text, is := arg.(string); is {
			args[i] = momentIn(text)
		}
	}
	fmt.Fprintf(s.out, s.pick(id, en)+"\n", args...)
}

// momentIn shortens a text that is a moment of the contract; any other stays.
func momentIn(text string) string {
	if len(text) < len("2026-03-14T17:00:00Z") || text[10] != 'T' {
		return text
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return at.Format("2006-01-02 15:04")
}

// pick returns the text of the person's language.
func (s *say) pick(id, en string) string {
	if s.lang == "en" {
		return en
	}
	return id
}

// decimal writes a number with its fraction as people read it: 7.25, in
// Indonesian 7,25.
func (s *say) decimal(n float64) string {
	text := strconv.FormatFloat(n, 'f', -1, 64)
	if s.lang == "en" {
		return text
	}
	return strings.Replace(text, ".", ",", 1)
}

// grouped writes a number as people read it: 20,000,000, in Indonesian
// 20.000.000.
func (s *say) grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + s.pick(".", ",") + text[at:]
	}
	return text
}

// plural is an English noun after a number: 1 row, 2 rows.
func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// counted are the arguments of a sentence that opens with a number and, in
// English, its noun.
func (s *say) counted(n int, noun string, more ...any) []any {
	if s.lang == "en" {
		return append([]any{n, plural(n, noun)}, more...)
	}
	return append([]any{n}, more...)
}

// points are points in words.
func (s *say) points(n int64) string {
	return s.grouped(n) + " " + s.pick("poin", plural(int(n), "point"))
}

func (s *say) failure(err error) {
	if s.json {
		encoder := json.NewEncoder(s.err)
		encoder.SetEscapeHTML(false)
		encoder.Encode(api.FailureOf(err)) //nolint:errcheck // stderr that is gone has no reader
		return
	}
	shown := api.FailureOf(err).Error
	text := shown.Message
	if shown.Field != "" {
		text = shown.Field + ": " + text
	}
	fmt.Fprintln(s.err, "raja: "+text)
}

// terminal reports whether progress has somebody who watches.
func (s *say) terminal() bool {
	file, ok := s.err.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
