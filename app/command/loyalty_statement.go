package command

import (
	"context"
	"errors"
	"io"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type loyaltyStatement struct {
	Ref   string `arg:"" help:"Id, code, phone or ref:X."`
	From  string `help:"The first day; without it that of the first movement."`
	To    string `help:"The last day; without it today."`
	Width int    `help:"58 or 80 mm." default:"58"`
	PDF   string `name:"pdf" help:"Write a PDF to this file instead." type:"path" placeholder:"FILE"`
}

func (v *loyaltyStatement) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		asked := api.StatementAsked{From: v.From, To: v.To, Width: v.Width, Lang: s.lang}
		printed, width, err := api.PrintStatement(ctx, engine, v.Ref, asked)
		if err != nil {
			return err
		}
		if v.PDF != "" {
			return g.writePDF(s, v.PDF, func(out io.Writer) error { return printed.PDF(out, width) })
		}
		text := printed.Text(width)
		return s.result(map[string]string{"text": text}, func() { s.line("%s", "%s", text) })
	})
}

// writePDF writes a file outside the shop, whole or not at all.
func (g *Globals) writePDF(s *say, path string, write func(io.Writer) error) error {
	dir, err := g.dir()
	if err != nil {
		return err
	}
	if err := core.RefuseTarget("pdf", dir, path); err != nil {
		return err
	}
	file, err := core.CreateWhole("pdf", path)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		return errors.Join(err, file.Drop())
	}
	if err := file.Keep(); err != nil {
		return err
	}
	return s.result(map[string]string{"file": path}, func() { s.line("%s ditulis.", "%s was written.", path) })
}
