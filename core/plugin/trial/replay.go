package trial

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// ReplayExt is how the name of a captured fault ends.
const ReplayExt = ".rjreplay"

// MaxReplay is how many bytes the file of a fault may have: a question of a
// megabyte in base64, and what is said about it.
const MaxReplay = 4 << 20

// Replay is a fault as it was captured: the question as the rule saw it and
// what came of it. It names nobody.
type Replay struct {
	Head
	Input   []byte   `json:"input"`             // the bytes of the ABI, in base64
	Refused []string `json:"refused,omitempty"` // why rows were not taken, when the rule answered
}

// Capture makes the file of a fault.
func Capture(f *plugin.Fault) ([]byte, error) {
	r := Replay{Head: headOf(f), Input: f.Input, Refused: f.Refused}
	text, err := json.MarshalIndent(r, "", "  ")
	return append(text, '\n'), err
}

// ReadReplay reads the file of a fault. Its errors are fault.Invalid with the
// field "file".
func ReadReplay(text []byte) (*Replay, error) {
	var r Replay
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, noReplay(err)
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	if _, err := abi.ReadBatch(r.Input); err != nil {
		return nil, fault.Invalid("file", "its input cannot be read: %s", err).Because(err)
	}
	return &r, nil
}

// Replayed is what a rule does with a captured question.
type Replayed struct {
	Same    bool             `json:"same"`    // it fails as it did
	Other   bool             `json:"other"`   // this is not the module that failed
	Message string           `json:"message"` // of the fault, "" when it answers
	InID    string           `json:"message_id,omitempty"`
	Row     int              `json:"row"`
	Field   string           `json:"field,omitempty"`
	Trace   string           `json:"trace,omitempty"`
	Units   int64            `json:"units"`
	Rows    []Row            `json:"rows"`
	Refused []plugin.Refusal `json:"refused"`
	Case    Case             `json:"case"` // the question in words, to keep as a test
}

// Run asks the rule the captured question again.
func (r *Replay) Run(ctx context.Context, rule *plugin.Rule) (Replayed, error) {
	batch, err := abi.ReadBatch(r.Input)
	if err != nil {
		return Replayed{}, err
	}
	hook, _ := abi.HookNamed(r.Hook)
	q := &question{words: words{manifest: rule.Manifest()}, hook: hook, batch: *batch}
	q.currency, _ = currencyOf(batch.Header.Currency) // without one, money is shown as numbers
	q.offset = time.FixedZone("", int(batch.Header.TzOffsetMin)*60)
	done := Replayed{Other: rule.Module() != r.Module, Row: -1, Rows: []Row{}, Refused: []plugin.Refusal{}, Case: q.inWords(r.Message)}
	said, err := q.ask(ctx, rule)
	var failed *plugin.Fault
	switch {
	case errors.As(err, &failed):
		done.InID = failed.InID
		done.Message, done.Row, done.Field, done.Trace, done.Units = failed.Message, failed.Row, failed.Field, failed.Trace, failed.Units
		done.Same = failed.Message == r.Message
		return done, nil
	case err != nil:
		return done, err
	}
	done.Units, done.Refused = said.units, append(done.Refused, said.refused...)
	for _, row := range said.rows {
		done.Rows = append(done.Rows, q.show(row))
	}
	if len(r.Refused) > 0 && len(said.refused) > 0 {
		reasons := lo.Map(said.refused, func(one plugin.Refusal, _ int) string { return one.Reason })
		done.Message, done.Row = said.refused[0].Error(), said.refused[0].Row
		done.Same = slices.Equal(reasons, r.Refused)
	}
	if len(r.Refused) > 0 {
		done.Case.Fault, done.Case.Refused, done.Case.Want = "", r.Refused, done.Rows
	}
	return done, nil
}
