package api

import (
	"context"
	"errors"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/phone"
)

// ExportColumns are what a list of customers can show.
type ExportColumns struct {
	Columns []ExportColumn `json:"columns"`
}

// ExportColumn is one of them.
type ExportColumn struct {
	Key    string `json:"key"`
	NameID string `json:"name_id"`
	NameEN string `json:"name_en"`
	Chosen bool   `json:"chosen" doc:"in a list for people unless told otherwise"`
}

// NewExport says what is exported.
type NewExport struct {
	Format  string             `json:"format" enum:"csv,csv-machine,xlsx,jsonl"`
	Columns []string           `json:"columns,omitempty"`
	Segment string             `json:"segment,omitempty"`
	Only    *CustomerSelection `json:"only,omitempty" doc:"only these of them"`
	Mask    string             `json:"mask,omitempty" enum:",none,middle,last4"`
	Purpose string             `json:"purpose,omitempty" maxLength:"500"`
	Lang    string             `json:"lang,omitempty" enum:",id,en"`
	To      string             `json:"to,omitempty" doc:"ticket of a chosen file; window only"`
}

// ExportResult is what an export wrote.
type ExportResult struct {
	Rows   int    `json:"rows"`
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Audit  uint64 `json:"audit" doc:"number of the journal entry"`
	Ticket string `json:"ticket,omitempty" doc:"for /api/downloads; browser only"`
}

func (s *service) exportOperations(api huma.API) {
	huma.Get(api, "/api/exports/columns", func(context.Context, *struct{}) (*out[ExportColumns], error) {
		return &out[ExportColumns]{ExportColumns{lo.Map(s.engine.Exports.Columns(), func(c core.ExportColumn, _ int) ExportColumn {
			return ExportColumn(c)
		})}}, nil
	})
	huma.Post(api, "/api/exports", func(ctx context.Context, in *struct{ Body NewExport }) (*accepted[Job], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		asked := in.Body
		if s.mode == Window && asked.To == "" {
			return nil, answer(fault.Invalid("to", "choose where the file goes"))
		}
		if err := s.engine.Exports.Check(ctx, asked.Options()); err != nil {
			return nil, answer(err)
		}
		started, err := s.jobs.start("export", "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			options := asked.Options()
			options.Progress = func(done, total int) { tell(int64(done), int64(total)) }
			if s.mode == Window {
				return s.exportTo(ctx, asked.To, options)
			}
			return s.exportForDownload(ctx, options)
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
}

// Options returns the engine's options for a request.
func (n NewExport) Options() core.ExportOptions {
	options := core.ExportOptions{
		Format: exchange.Format(n.Format), Columns: n.Columns, Segment: n.Segment,
		Mask: phone.Masking(n.Mask), Purpose: n.Purpose, Lang: n.Lang,
	}
	if n.Only != nil {
		only := n.Only.Selection()
		options.Only = &only
	}
	return options
}

func (s *service) exportTo(ctx context.Context, ticket string, options core.ExportOptions) (ExportResult, error) {
	held, err := s.files.find(ticket)
	if err != nil {
		return ExportResult{}, err
	}
	done, err := s.engine.Exports.ToFile(ctx, held.path, options)
	return ExportResult{Rows: done.Rows, File: done.File, SHA256: done.SHA256, Audit: done.Audit}, err
}

func (s *service) exportForDownload(ctx context.Context, options core.ExportOptions) (ExportResult, error) {
	name := ExportName(options)
	file, held, err := s.files.make(name)
	if err != nil {
		return ExportResult{}, err
	}
	done, err := s.engine.Exports.To(ctx, file, name, options)
	if err = errors.Join(err, file.Close()); err != nil {
		os.Remove(held.path) //nolint:errcheck // the folder goes at the end anyway
		return ExportResult{}, err
	}
	return ExportResult{Rows: done.Rows, File: name, SHA256: done.SHA256, Audit: done.Audit, Ticket: s.files.hold(held).Ticket}, nil
}

// ExportName is what an exported list is called unless somebody names it.
func ExportName(options core.ExportOptions) string {
	name := map[bool]string{true: "pelanggan", false: "customers"}[options.Lang == "id"]
	ending := map[exchange.Format]string{exchange.XLSX: ".xlsx", exchange.JSONL: ".jsonl"}[options.Format]
	if ending == "" {
		ending = ".csv"
	}
	return name + ending
}
