package command

import (
	"errors"
	"os"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// rejects is the file of rows that were not taken; its zero value keeps none.
type rejects struct {
	file *core.WholeFile
	list *api.Rejects
}

// rejects begins the file that --rejects names. It is never the file that is
// read, nor one of the shop's own.
func (v *importFlags) rejects(g *Globals, read *os.File) (*rejects, error) {
	if v.Rejects == "" {
		return &rejects{}, nil
	}
	data, err := g.dir()
	if err == nil {
		err = core.RefuseTarget("rejects", data, v.Rejects)
	}
	if err != nil {
		return nil, err
	}
	source, err := read.Stat()
	if err != nil {
		return nil, fault.Unavailable("file", "%s cannot be read", v.File).Because(err)
	}
	if there, err := os.Stat(v.Rejects); err == nil && os.SameFile(source, there) {
		return nil, fault.Invalid("rejects", "%s is the file that is read; choose another name", v.Rejects)
	}
	file, err := core.CreateWhole("rejects", v.Rejects)
	if err != nil {
		return nil, err
	}
	return &rejects{file: file, list: api.NewRejects(file, g.Lang.answer)}, nil
}

func (r *rejects) add(reject core.Reject) error {
	if r.list == nil {
		return nil
	}
	return r.list.Add(reject)
}

func (r *rejects) keep() error {
	if r.file == nil {
		return nil
	}
	return errors.Join(r.list.Close(), r.file.Keep())
}

func (r *rejects) drop() error {
	if r.file == nil {
		return nil
	}
	return r.file.Drop()
}
