package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type exportVerbs struct {
	Customers exportCustomers `cmd:"" help:"Write a list of customers."`
}

type exportCustomers struct {
	Format  string `required:"" help:"csv (for spreadsheets), csv-machine, xlsx or jsonl."`
	Out     string `required:"" help:"The file to write." type:"path"`
	Columns string `help:"Columns by commas; without it those that suit the format."`
	Segment string `help:"Only members of this segment."`
	Search  string `help:"Only whom this text finds, at most 500."`
	Tag     string `help:"Only who has this tag."`
	Mask    string `help:"Hide phones and e-mail: none, middle or last4." default:"none"`
	Purpose string `help:"What the list is for; kept in the journal."`
}

func (v *exportCustomers) Run(ctx context.Context, g *Globals, s *say) error {
	request := api.NewExport{Format: v.Format, Segment: strings.ToUpper(v.Segment), Mask: v.Mask, Purpose: v.Purpose, Lang: g.Lang.answer}
	if v.Search != "" || v.Tag != "" {
		request.Only = &api.CustomerSelection{All: true, Text: v.Search, Tag: v.Tag}
	}
	if v.Columns != "" {
		request.Columns = strings.Split(v.Columns, ",")
	}
	return g.withDecided(ctx, s, func(engine *core.Engine) error {
		options := request.Options()
		bar := newBar(s, s.pick("Ekspor", "Export"))
		options.Progress = func(done, total int) { bar.set(int64(done), int64(total)) }
		done, err := engine.Exports.ToFile(ctx, v.Out, options)
		bar.end()
		if err != nil {
			return err
		}
		shown := api.ExportResult{Rows: done.Rows, File: done.File, SHA256: done.SHA256, Audit: done.Audit}
		return s.result(shown, func() {
			s.line("%d pelanggan ditulis ke %s.", "%d customers were written to %s.", shown.Rows, shown.File)
		})
	})
}
