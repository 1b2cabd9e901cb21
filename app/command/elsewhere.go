package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/relay"
	"github.com/raja-crm/raja/core/fault"
)

// elsewhere ends a verb that found its shop open in another Raja, before it
// has read or written anything: it is run there as a whole.
type elsewhere struct {
	globals *Globals
	dir     string
	why     error // what to say when nobody there runs commands
}

// Error says that the shop is open in another Raja.
func (e *elsewhere) Error() string { return e.why.Error() }

// Unwrap returns that as a fault.
func (e *elsewhere) Unwrap() error { return e.why }

// run has the other Raja run what was typed here.
func (e *elsewhere) run(ctx context.Context, typed *errand, s *say) (code int, err error) {
	streams := relay.Streams{In: e.globals.input, Out: s.out, Err: s.err}
	if s.terminal() {
		bars := bars{say: s}
		streams.Progress = bars.show
	}
	return e.ask(ctx, typed.words, typed.folder, streams)
}

func (e *elsewhere) ask(ctx context.Context, words []string, folder string, streams relay.Streams) (code int, err error) {
	line, err := relay.Find(ctx, e.dir, api.Version)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, e.why
	}
	if err != nil {
		return 0, err
	}
	call := relay.Call{Folder: []byte(folder), Data: []byte(e.dir), Lang: e.globals.Lang.answer, Now: e.globals.Now}
	for _, word := range words {
		call.Words = append(call.Words, []byte(word))
	}
	return line.Run(ctx, call, streams)
}

// document has the other Raja run a verb and reads the document that it prints.
func (e *elsewhere) document(ctx context.Context, into any, verb ...string) error {
	var printed, complaint bytes.Buffer
	words := append([]string{"--json"}, verb...)
	_, err := e.ask(ctx, words, "", relay.Streams{Out: &printed, Err: &complaint})
	if err != nil {
		return err
	}
	if printed.Len() > 0 { // a verb that found something wrong has printed it
		return json.Unmarshal(printed.Bytes(), into)
	}
	var told api.Failure
	if err := json.Unmarshal(complaint.Bytes(), &told); err != nil {
		return err
	}
	return &fault.Error{Kind: told.Error.Kind, Field: told.Error.Field, Message: told.Error.Message}
}

// bars draws the progress of what runs elsewhere, one bar after the other.
type bars struct {
	say *say
	now *bar
}

func (b *bars) show(p relay.Progress) {
	if b.now == nil {
		b.now = newBar(b.say, p.Name)
	}
	if p.Ended {
		b.now.end()
		b.now = nil
		return
	}
	b.now.set(p.Done, p.Total)
}
