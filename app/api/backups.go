package api

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/backup"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
)

// Backup is a copy of the shop in one file.
type Backup struct {
	File      string `json:"file"`
	At        string `json:"at" format:"date-time"`
	Bytes     int64  `json:"bytes"`
	Customers int    `json:"customers"`
	Orders    int    `json:"orders"`
	Encrypted bool   `json:"encrypted"`
	Verified  bool   `json:"verified" doc:"every byte was read"`
	Damage    string `json:"damage" doc:"what is wrong with it, empty for nothing; nobody may count on one that is damaged"`
}

// Backups is newest first.
type Backups struct {
	Backups []Backup `json:"backups"`
}

// NewBackup says where a backup goes.
type NewBackup struct {
	To string `json:"to,omitempty" doc:"ticket of a chosen file; window only"`
}

// MadeBackup is a backup that was just made.
type MadeBackup struct {
	Backup
	Made    bool     `json:"made" doc:"false when today's was there already"`
	Without []string `json:"without_rules" doc:"rules whose packages are missing or damaged, and not in it"`
	Ticket  string   `json:"ticket,omitempty" doc:"for /api/downloads; browser only"`
}

// Loss is what a restore would take away. It needs the shop closed, so it is
// done on the command line.
type Loss struct {
	Customers int         `json:"customers" doc:"that came after the backup"`
	Orders    int         `json:"orders" doc:"that came after it"`
	Entries   int         `json:"entries" doc:"of the journal"`
	Latest    []LostEntry `json:"latest" doc:"the last of these, newest first"`
	Command   string      `json:"command" doc:"what restores it once Raja is closed"`
}

// LostEntry is a change that a restore would take away.
type LostEntry struct {
	At      string `json:"at" format:"date-time"`
	By      string `json:"by"`
	Action  string `json:"action"`
	Subject string `json:"subject"`
}

func (s *service) backupOperations(api huma.API) {
	huma.Get(api, "/api/backups", func(ctx context.Context, _ *struct{}) (*out[Backups], error) {
		found, err := s.engine.Backups.List(ctx)
		return &out[Backups]{s.backups(found)}, answer(err)
	})
	huma.Post(api, "/api/backups", func(_ context.Context, in *struct{ Body NewBackup }) (*accepted[Job], error) {
		if s.mode == Window && in.Body.To == "" {
			return nil, answer(fault.Invalid("to", "choose where the file goes"))
		}
		started, err := s.jobs.start("backup", "files", func(ctx context.Context, _ func(done, total int64)) (any, error) {
			return s.backUp(ctx, in.Body.To)
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
	huma.Post(api, "/api/backups/daily", func(context.Context, *struct{}) (*accepted[Job], error) {
		started, err := s.jobs.start("backup_daily", "files", func(ctx context.Context, _ func(done, total int64)) (any, error) {
			done, made, err := s.engine.Backups.Daily(ctx)
			return s.madeBackup(done, made), err
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
	huma.Post(api, "/api/backups/verify", func(context.Context, *struct{}) (*accepted[Job], error) {
		started, err := s.jobs.start("backup_verify", "files", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			found, err := s.engine.Backups.ListVerified(ctx, func(done, total int) { tell(int64(done), int64(total)) })
			return s.backups(found), err
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
	huma.Get(api, "/api/backups/{name}/lost", func(ctx context.Context, in *struct {
		Name string `path:"name" maxLength:"200" doc:"of a file in the list, without its folder"`
	},
	) (*out[Loss], error) {
		loss, err := s.lost(ctx, in.Name)
		return &out[Loss]{loss}, answer(err)
	})
}

func (s *service) backups(found []core.Backup) Backups {
	return Backups{lo.Map(found, func(one core.Backup, _ int) Backup { return s.backup(one) })}
}

func (s *service) backup(one core.Backup) Backup {
	return Backup{
		File: one.File, At: moment(one.At, s.engine.Zone()), Bytes: one.Bytes, Customers: one.Customers, Orders: one.Orders,
		Encrypted: one.Encrypted, Verified: one.Verified, Damage: one.Damage,
	}
}

func (s *service) madeBackup(one core.Backup, made bool) MadeBackup {
	without := lo.Map(one.Without, func(found core.Finding, _ int) string { return found.Rule })
	return MadeBackup{Backup: s.backup(one), Made: made, Without: without}
}

// backUp writes a backup to a chosen file, or to one for download.
func (s *service) backUp(ctx context.Context, ticket string) (MadeBackup, error) {
	if s.mode == Window {
		held, err := s.files.find(ticket)
		if err != nil {
			return MadeBackup{}, err
		}
		done, err := s.engine.Backups.Create(ctx, held.path)
		return s.madeBackup(done, true), err
	}
	name := backup.Name(s.engine.Now())
	file, held, err := s.files.make(name)
	if err != nil {
		return MadeBackup{}, err
	}
	if err := errors.Join(file.Close(), os.Remove(held.path)); err != nil { // a backup writes over nothing
		return MadeBackup{}, fault.Unavailable("file", "there is no room for the file").Because(err)
	}
	done, err := s.engine.Backups.Pass(ctx, held.path)
	if err != nil {
		return MadeBackup{}, err
	}
	shown := s.madeBackup(done, true)
	shown.File, shown.Ticket = name, s.files.hold(held).Ticket
	return shown, nil
}

// lost is what a restore of a daily backup would take away.
func (s *service) lost(ctx context.Context, name string) (Loss, error) {
	found, err := s.engine.Backups.List(ctx)
	if err != nil {
		return Loss{}, err
	}
	one, there := lo.Find(found, func(one core.Backup) bool { return filepath.Base(one.File) == name })
	if !there {
		return Loss{}, fault.NotFound("name", "there is no daily backup %q", name)
	}
	if one.Damage != "" {
		return Loss{}, fault.Conflict("name", "it cannot be restored: %s", one.Damage)
	}
	loss, err := s.engine.Backups.Lost(ctx, one)
	data := filepath.Dir(filepath.Dir(one.File))
	return Loss{
		Customers: loss.Customers, Orders: loss.Orders, Entries: loss.Entries,
		Latest: lo.Map(loss.Latest, func(entry journal.Entry, _ int) LostEntry {
			return LostEntry{At: moment(entry.At, s.engine.Zone()), By: entry.By, Action: entry.Action, Subject: entry.Subject}
		}),
		Command: "raja --data " + quoted(data) + " backup restore " + quoted(one.File) + " --yes",
	}, err
}

// quoted is a path as one word of a command.
func quoted(path string) string { return `"` + strings.ReplaceAll(path, `"`, `\"`) + `"` }
