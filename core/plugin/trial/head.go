package trial

import (
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// Head is what a captured fault begins with: all but the question, which is a
// thousand times as long.
type Head struct {
	Rule    string    `json:"rule"`
	Version string    `json:"version"`
	Module  string    `json:"module"` // sha256 of plugin.wasm
	ABI     int       `json:"abi"`
	Hook    string    `json:"hook"`
	At      time.Time `json:"at"`
	Message string    `json:"message"`
	InID    string    `json:"message_id,omitempty"` // in Indonesian, where the words are not the rule's own
	Row     *int      `json:"row,omitempty"`
	Field   string    `json:"field,omitempty"`
	Units   int64     `json:"units"`
	Trace   string    `json:"trace,omitempty"`
}

func headOf(f *plugin.Fault) Head {
	h := Head{
		Rule: f.Rule, Version: f.Version, Module: f.Module, ABI: abi.Major, Hook: f.Hook, At: f.At,
		Message: f.Message, InID: f.InID, Field: f.Field, Units: f.Units, Trace: f.Trace,
	}
	if f.Row >= 0 {
		row := f.Row - f.First
		h.Row = &row
	}
	return h
}

// Limits of a head. Its file may come from anybody.
const (
	maxHead  = 256 << 10 // bytes
	maxName  = 100
	maxSaid  = 500
	maxTrace = 24 << 10
)

// ReadHead reads the beginning of a fault's file, up to the question.
func ReadHead(from io.Reader) (*Head, error) {
	decoder := json.NewDecoder(io.LimitReader(from, maxHead))
	parts := map[string]json.RawMessage{}
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') {
		return nil, noReplay(err)
	}
	for decoder.More() {
		key, err := decoder.Token()
		if key == "input" {
			break
		}
		name, _ := key.(string)
		var value json.RawMessage
		if err := errors.Join(err, decoder.Decode(&value)); err != nil {
			return nil, noReplay(err)
		}
		parts[name] = value
	}
	return headFrom(parts)
}

func headFrom(parts map[string]json.RawMessage) (*Head, error) {
	var h Head
	text, err := json.Marshal(parts)
	if err == nil {
		err = json.Unmarshal(text, &h)
	}
	if err != nil {
		return nil, noReplay(err)
	}
	return &h, h.check()
}

// check refuses what is no captured fault or of another ABI, and cleans what
// will be shown.
func (h *Head) check() error {
	if h.Rule == "" || h.Hook == "" {
		return noReplay(nil)
	}
	if _, known := abi.HookNamed(h.Hook); !known || h.ABI != abi.Major {
		return fault.Invalid("file", "is about hook %q of ABI %d, which this Raja does not speak", stranger.Clean(h.Hook, maxName), h.ABI)
	}
	h.Rule, h.Version = stranger.Clean(h.Rule, maxName), stranger.Clean(h.Version, maxName)
	h.Field, h.Message = stranger.Clean(h.Field, maxName), stranger.Clean(h.Message, maxSaid)
	h.InID = stranger.Clean(h.InID, maxSaid)
	h.Trace = stranger.Lines(h.Trace, maxTrace)
	return nil
}

func noReplay(why error) error {
	return fault.Invalid("file", "is no captured fault; raja plugin logs names those that there are").Because(why)
}
