package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
)

// ImportListed is an import as it is remembered.
type ImportListed struct {
	ImportResult
	Kind   string      `json:"kind" enum:"customers,orders"`
	Source string      `json:"source"`
	At     string      `json:"at" format:"date-time"`
	Done   bool        `json:"done" doc:"false while it goes on, and after it was broken off"`
	Undo   *ImportBack `json:"undo,omitempty" doc:"there once somebody began to take it back"`
}

// ImportBack is how far an import was taken back.
type ImportBack struct {
	At               string `json:"at" format:"date-time"`
	Done             bool   `json:"done" doc:"false while it goes on, and after it was broken off"`
	Removed          int    `json:"removed"`
	CustomersRemoved int    `json:"customers_removed"`
	Restored         int    `json:"restored"`
	Staying          int    `json:"staying"`
}

// ImportUndone is what taking an import back did, or would do.
type ImportUndone struct {
	Batch            string       `json:"batch"`
	Kind             string       `json:"kind" enum:"customers,orders"`
	DryRun           bool         `json:"dry_run"`
	Removed          int          `json:"removed" doc:"orders, or customers of an import of customers"`
	CustomersRemoved int          `json:"customers_removed"`
	Restored         int          `json:"restored" doc:"records that the import had changed, and that are as they were"`
	Staying          int          `json:"staying" doc:"records and fields that stay, since they were used or changed"`
	Stays            []ImportStay `json:"stays" doc:"the first 100 of them"`
}

// ImportStay is a record, or a field of one, that stays, and why.
type ImportStay struct {
	Code      string `json:"code"`
	Name      string `json:"name" doc:"the customer's"`
	Field     string `json:"field" doc:"empty is the whole record"`
	FieldID   string `json:"field_id"`
	FieldEN   string `json:"field_en"`
	Reason    string `json:"reason"`
	Message   string `json:"message"`
	MessageID string `json:"message_id"`
}

func (s *service) importUndoOperations(api huma.API) {
	huma.Get(api, "/api/imports", func(ctx context.Context, in *struct {
		Limit int `query:"limit" default:"50" minimum:"1" maximum:"500"`
	},
	) (*out[listOf[ImportListed]], error) {
		all, err := ImportsOf(ctx, s.engine)
		return &out[listOf[ImportListed]]{listOf[ImportListed]{all[:min(in.Limit, len(all))], ""}}, answer(err)
	})
	huma.Post(api, "/api/imports/{code}/undo", func(_ context.Context, in *struct {
		CodeInput
		Body struct {
			DryRun bool `json:"dry_run,omitempty" doc:"say what would go, and change nothing"`
		}
	},
	) (*accepted[Job], error) {
		number, err := s.engine.Imports.Batch(in.Code)
		if err != nil {
			return nil, answer(err)
		}
		started, err := s.jobs.start("import_undo", "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			done, err := s.engine.Imports.Undo(ctx, number, core.UndoOptions{DryRun: in.Body.DryRun, Progress: func(done, total int) { tell(int64(done), int64(total)) }})
			return ImportUndoneOf(&done), err
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
}

// ImportsOf returns every import, newest first.
func ImportsOf(ctx context.Context, engine *core.Engine) ([]ImportListed, error) {
	batches, err := engine.Imports.List(ctx)
	return lo.Map(batches, func(batch core.Batch, _ int) ImportListed {
		shown := ImportListed{
			ImportResult: ImportResultOf(&batch), Kind: string(batch.Kind), Source: batch.Source,
			At: moment(batch.At, engine.Zone()), Done: batch.Done,
		}
		if back := batch.Undo; back != nil {
			shown.Undo = &ImportBack{moment(back.At, engine.Zone()), back.Done, back.Removed, back.Customers, back.Restored, back.Staying}
		}
		return shown
	}), err
}

// ImportUndoneOf returns what taking an import back did as it is shown.
func ImportUndoneOf(done *core.Unimported) ImportUndone {
	names := lo.KeyBy(intake.Fields(intake.Customers), func(f intake.Field) string { return f.Key })
	return ImportUndone{
		Batch: done.Batch.Name(), Kind: string(done.Batch.Kind), DryRun: done.DryRun, Removed: done.Removed, CustomersRemoved: done.Customers,
		Restored: done.Restored, Staying: done.Staying,
		Stays: lo.Map(done.Stays, func(one core.Stay, _ int) ImportStay {
			return ImportStay{
				Code: one.Code, Name: one.Name, Field: one.Field, FieldID: names[one.Field].NameID, FieldEN: names[one.Field].NameEN,
				Reason: string(one.Why), Message: one.Sentence("en"), MessageID: one.Sentence("id"),
			}
		}),
	}
}
