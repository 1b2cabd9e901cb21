package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
)

// Edition is one change of a record.
type Edition struct {
	Entry    uint64        `json:"entry"`
	At       string        `json:"at"`
	By       string        `json:"by"`
	Action   string        `json:"action"`
	Undoes   uint64        `json:"undoes" doc:"the entry that it took back, 0 for none"`
	UndoneBy uint64        `json:"undone_by" doc:"the entry that took it back, 0 for none"`
	Fields   []FieldChange `json:"fields"`
}

// FieldChange is one field before and after, null where there was no record.
type FieldChange struct {
	Name   string `json:"name"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// Undone is a change that was taken back.
type Undone struct {
	Entry   uint64 `json:"entry"`
	By      uint64 `json:"by" doc:"the entry that takes it back"`
	Action  string `json:"action"`
	Subject string `json:"subject"`
	Final   bool   `json:"final" doc:"money or points moved back; that cannot be undone in turn"`

	Parted *Parted     `json:"parted,omitempty" doc:"of a merge, where points were spent while the two were one"`
	Many   *ManyUndone `json:"many,omitempty" doc:"of a change of many customers; that cannot be undone in turn"`
}

// Parted is what became of the points of two who are no longer one.
type Parted struct {
	From   string  `json:"from" doc:"whose points the other one had spent, empty for nobody's"`
	To     string  `json:"to"`
	Points int64   `json:"points" doc:"that moved from one ledger to the other for that"`
	Owes   []Owing `json:"owes" doc:"who has fewer points than none"`
}

// Owing is a customer who owes points.
type Owing struct {
	Customer string `json:"customer"`
	Points   int64  `json:"points"`
}

// LatestEntry is the last change of one kind.
type LatestEntry struct {
	Entry uint64 `json:"entry" doc:"0 for none that stands"`
}

func (s *service) historyOperations(api huma.API) {
	huma.Get(api, "/api/history", func(ctx context.Context, in *struct {
		Action string `query:"action" required:"true" maxLength:"40" doc:"as the journal calls it, such as hours.set: what the owner decides about the shop has no code"`
	},
	) (*out[LatestEntry], error) {
		entry, err := s.engine.History.Latest(ctx, in.Action)
		return &out[LatestEntry]{LatestEntry{entry}}, answer(err)
	})
	huma.Get(api, "/api/history/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Before uint64 `query:"before" doc:"only earlier entries"`
		Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"500"`
	},
	) (*out[listOf[Edition]], error) {
		all, err := HistoryOf(ctx, s.engine, in.Code, in.Before, in.Limit)
		return &out[listOf[Edition]]{listOf[Edition]{all, ""}}, answer(err)
	})
	huma.Post(api, "/api/undo", func(ctx context.Context, in *struct {
		Body struct {
			Entry uint64 `json:"entry,omitempty" doc:"0 is the last change"`
		}
	},
	) (*out[Undone], error) {
		done, err := Undo(ctx, s.engine, in.Body.Entry)
		return &out[Undone]{done}, answer(err)
	})
	huma.Post(api, "/api/history/{code}/restore", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			Field string `json:"field"`
			Entry uint64 `json:"entry" doc:"the entry before which the field had the value"`
		}
	},
	) (*out[listOf[Edition]], error) {
		if err := s.engine.History.RestoreField(ctx, in.Code, in.Body.Field, in.Body.Entry); err != nil {
			return nil, answer(err)
		}
		all, err := HistoryOf(ctx, s.engine, in.Code, 0, 1)
		return &out[listOf[Edition]]{listOf[Edition]{all, ""}}, answer(err)
	})
}

// HistoryOf returns the changes of the record with a code, newest first.
func HistoryOf(ctx context.Context, engine *core.Engine, code string, before uint64, limit int) ([]Edition, error) {
	all, err := engine.History.Of(ctx, code, before, limit)
	return Shown(engine, all, edition), err
}

func edition(engine *core.Engine, one *core.Edition) Edition {
	view := Edition{
		Entry: one.Entry, At: moment(one.At, engine.Zone()), By: one.By, Action: one.Action, Undoes: one.Undoes, UndoneBy: one.UndoneBy,
		Fields: []FieldChange{},
	}
	for _, field := range one.Fields {
		view.Fields = append(view.Fields, FieldChange(field))
	}
	return view
}

// Undo takes back a journal entry, the last change for 0.
func Undo(ctx context.Context, engine *core.Engine, entry uint64) (Undone, error) {
	done, err := engine.History.Undo(ctx, entry)
	shown := Undone{Entry: done.Entry, By: done.By, Action: done.Action, Subject: done.Subject, Final: done.Final, Parted: partedOf(&done.Parted)}
	if done.Many != nil {
		many := ManyUndoneOf(done.Many)
		shown.Many = &many
	}
	return shown, err
}

// partedOf is nil where both have their own points, and nobody owes any.
func partedOf(parted *core.Parted) *Parted {
	if parted.Points == 0 && len(parted.Owes) == 0 {
		return nil
	}
	shown := Parted{Points: int64(parted.Points), Owes: []Owing{}}
	if parted.Points != 0 {
		shown.From, shown.To = core.Code(parted.From), core.Code(parted.To)
	}
	for _, one := range parted.Owes {
		shown.Owes = append(shown.Owes, Owing{core.Code(one.Customer), int64(one.Points)})
	}
	return &shown
}
