package api

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core/fault"
)

// FilePicker shows the native dialogs of the window. Both return "" when the
// person cancels.
type FilePicker interface {
	Open(ctx context.Context, purpose string) (path string, err error)
	Save(ctx context.Context, name string) (path string, err error)
}

// FileTicket stands for a file, so that no path ever comes from a page. An empty
// FileTicket means that the person cancelled.
type FileTicket struct {
	Ticket string `json:"ticket"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
}

// maxTickets is how many files are held at once; the oldest goes first.
const maxTickets = 64

// files holds what was chosen, uploaded or made for download.
type files struct {
	picker FilePicker
	dir    string // for uploads and downloads, removed by close

	mu    sync.Mutex
	held  map[string]heldFile
	order []string
}

type heldFile struct {
	path, name string
	ours       bool // lies in dir
}

func newFiles(picker FilePicker, scratch string) (*files, error) {
	dir, err := os.MkdirTemp(scratch, "files-")
	if err != nil {
		return nil, fault.Unavailable("files", "there is no place for temporary files").Because(err)
	}
	return &files{picker: picker, dir: dir, held: map[string]heldFile{}}, nil
}

func (f *files) close() error { return os.RemoveAll(f.dir) }

func (f *files) hold(file heldFile) FileTicket {
	f.mu.Lock()
	defer f.mu.Unlock()
	ticket := rand.Text()
	f.held[ticket] = file
	f.order = append(f.order, ticket)
	if len(f.order) > maxTickets {
		f.drop(f.order[0])
	}
	size := int64(0)
	if info, err := os.Stat(file.path); err == nil {
		size = info.Size()
	}
	return FileTicket{Ticket: ticket, Name: file.name, Size: size}
}

// drop forgets a ticket; a file of ours goes with it. The lock is held.
func (f *files) drop(ticket string) {
	if file := f.held[ticket]; file.ours {
		os.Remove(file.path) //nolint:errcheck // close removes the folder anyway
	}
	delete(f.held, ticket)
	for i, held := range f.order {
		if held == ticket {
			f.order = append(f.order[:i], f.order[i+1:]...)
			return
		}
	}
}

func (f *files) find(ticket string) (heldFile, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	file, ok := f.held[ticket]
	if !ok {
		return heldFile{}, fault.NotFound("ticket", "this file is no longer held; choose it again")
	}
	return file, nil
}

// make creates a file of ours and returns it open.
func (f *files) make(name string) (*os.File, heldFile, error) {
	name = filepath.Base(filepath.Clean("/" + strings.ReplaceAll(name, "\\", "/")))
	file, err := os.CreateTemp(f.dir, "file-")
	if err != nil {
		return nil, heldFile{}, fault.Unavailable("files", "there is no room for the file").Because(err)
	}
	return file, heldFile{path: file.Name(), name: name, ours: true}, nil
}

type ticketInput struct {
	Ticket string `path:"ticket" maxLength:"64"`
}

func (s *service) fileOperations(api huma.API) {
	if s.files.picker == nil {
		huma.Get(api, "/api/downloads/{ticket}", s.download)
		return
	}
	huma.Post(api, "/api/files/open", func(ctx context.Context, in *struct {
		Body struct {
			Purpose string `json:"purpose"`
		}
	},
	) (*out[FileTicket], error) {
		path, err := s.files.picker.Open(ctx, in.Body.Purpose)
		return s.chosen(path, err)
	})
	huma.Post(api, "/api/files/save", func(ctx context.Context, in *struct {
		Body struct {
			Name string `json:"name"`
		}
	},
	) (*out[FileTicket], error) {
		path, err := s.files.picker.Save(ctx, in.Body.Name)
		return s.chosen(path, err)
	})
	huma.Post(api, "/api/files/copy", func(_ context.Context, in *struct {
		Body struct {
			From string `json:"from"`
			To   string `json:"to"`
		}
	},
	) (*out[FileTicket], error) {
		return s.copy(in.Body.From, in.Body.To)
	})
}

func (s *service) chosen(path string, err error) (*out[FileTicket], error) {
	if err != nil {
		return nil, answer(fault.Unavailable("file", "the dialog could not be shown").Because(err))
	}
	if path == "" {
		return &out[FileTicket]{}, nil
	}
	return &out[FileTicket]{s.files.hold(heldFile{path: path, name: filepath.Base(path)})}, nil
}

func (s *service) copy(fromTicket, toTicket string) (*out[FileTicket], error) {
	from, err := s.files.find(fromTicket)
	if err != nil {
		return nil, answer(err)
	}
	to, err := s.files.find(toTicket)
	if err != nil {
		return nil, answer(err)
	}
	source, err := os.Open(from.path)
	if err != nil {
		return nil, answer(fault.NotFound("ticket", "the file is gone").Because(err))
	}
	defer source.Close() //nolint:errcheck // only read
	target, err := os.OpenFile(to.path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, answer(fault.Unavailable("file", "%s cannot be written", to.name).Because(err))
	}
	_, err = io.Copy(target, source)
	if err = errors.Join(err, target.Close()); err != nil {
		return nil, answer(fault.Unavailable("file", "%s cannot be written", to.name).Because(err))
	}
	return &out[FileTicket]{FileTicket{Ticket: toTicket, Name: to.name}}, nil
}

// download hands a file over once.
func (s *service) download(_ context.Context, in *ticketInput) (*huma.StreamResponse, error) {
	file, err := s.files.find(in.Ticket)
	if err != nil || !file.ours {
		return nil, answer(fault.NotFound("ticket", "this file is no longer held; export it again"))
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", "application/octet-stream")
		ctx.SetHeader("Content-Disposition", `attachment; filename="`+strings.ReplaceAll(file.name, `"`, "")+`"`)
		source, err := os.Open(file.path)
		if err == nil {
			_, err = io.Copy(ctx.BodyWriter(), source)
			err = errors.Join(err, source.Close())
		}
		if err == nil {
			s.files.mu.Lock()
			s.files.drop(in.Ticket)
			s.files.mu.Unlock()
		}
	}}, nil
}
