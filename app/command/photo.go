package command

import (
	"bytes"
	"context"
	"errors"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/photo"
)

type photoVerbs struct {
	Add    photoAdd    `cmd:"" help:"Keep a photo of a thing, or of what came with an order."`
	List   photoList   `cmd:"" help:"Show which photos there are."`
	Show   photoShow   `cmd:"" help:"Write a photo to a file, as it was stamped."`
	Remove photoRemove `cmd:"" help:"Take a photo away; raja undo brings it back for 30 days."`
}

// photographed is what photos are of.
type photographed struct {
	Asset string `help:"The thing, such as A-00001." placeholder:"CODE"`
	Order string `help:"The order with which it came, such as N-000123." placeholder:"CODE"`
}

type photoAdd struct {
	photographed
	File string `arg:"" help:"A JPEG or PNG file, or - for what Raja is given to read." type:"path"`
	Note string `help:"What to see on it."`
	By   string `help:"Who took it: a code or name of staff."`
}

func (v *photoAdd) Run(ctx context.Context, g *Globals, s *say) error {
	file, err := readGiven(g, s, v.File, photo.MaxFile)
	if err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.AddPhoto(ctx, engine, api.NewPhoto{Asset: v.Asset, Order: v.Order, Note: v.Note, By: v.By}, bytes.NewReader(file))
		if err != nil {
			return err
		}
		return s.result(made, func() { showPhoto(s, &made) })
	})
}

func showPhoto(s *say, one *api.Photo) {
	s.line("%s  %s  %s  %dx%d  %s", "%s  %s  %s  %dx%d  %s", one.Code, one.At, one.Stamp, one.Width, one.Height, one.Note)
	if one.Removed != "" {
		s.line("  dihapus %s: %s", "  removed %s: %s", one.Removed, one.Reason)
	}
}

type photoList struct {
	photographed
	Removed bool `help:"Also those that were removed."`
}

func (v *photoList) Run(ctx context.Context, g *Globals, s *say) error {
	if (v.Asset == "") == (v.Order == "") {
		return &usageError{fault.Invalid("asset", "or --order is needed, and not both")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		read, of := api.PhotosOf, v.Asset
		if v.Order != "" {
			read, of = api.PhotosFor, v.Order
		}
		all, err := read(ctx, engine, of, v.Removed)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"photos": all}, func() {
			for i := range all {
				showPhoto(s, &all[i])
			}
			s.none(len(all), "Belum ada foto.", "There is no photo yet.")
		})
	})
}

type photoShow struct {
	Code string `arg:"" help:"Such as FT-00001."`
	Out  string `required:"" help:"The file to write." type:"path"`
}

func (v *photoShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		one, picture, err := api.PictureOf(ctx, engine, v.Code)
		if err == nil {
			err = g.writePicture(v.Out, picture)
		}
		if err != nil {
			return err
		}
		return s.result(one, func() {
			showPhoto(s, &one)
			s.line("%s ditulis; SHA-256 %s.", "%s was written; its SHA-256 is %s.", v.Out, one.SHA256)
		})
	})
}

func (g *Globals) writePicture(path string, picture []byte) error {
	dir, err := g.dir()
	if err != nil {
		return err
	}
	if err := core.RefuseTarget("out", dir, path); err != nil {
		return err
	}
	file, err := core.CreateWhole("out", path)
	if err != nil {
		return err
	}
	if _, err := file.Write(picture); err != nil {
		return errors.Join(fault.Unavailable("out", "%s cannot be written; is the disk full?", path).Because(err), file.Drop())
	}
	return file.Keep()
}

type photoRemove struct {
	Code   string `arg:"" help:"Such as FT-00001."`
	Reason string `required:"" help:"Why."`
	AtOnce bool   `help:"Drop the picture now, for good, as when a customer asks for it; nothing brings it back."`
}

func (v *photoRemove) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		gone, err := api.RemovePhoto(ctx, engine, v.Code, v.Reason, v.AtOnce)
		if err != nil {
			return err
		}
		return s.result(gone, func() {
			if gone.Dropped {
				s.line("%s dihapus untuk selamanya; cadangan lama masih memuatnya.", "%s was removed for good; backups from before still hold it.", gone.Code)
				return
			}
			s.line("%s dihapus; raja undo mengembalikannya dalam 30 hari.", "%s was removed; raja undo brings it back within 30 days.", gone.Code)
		})
	})
}
