package api

import (
	"context"
	"log/slog"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
)

// Backup is a daily copy of the shop in its data folder.
type Backup struct {
	File      string `json:"file"`
	At        string `json:"at" format:"date-time"`
	Bytes     int64  `json:"bytes"`
	Customers int    `json:"customers"`
	Orders    int    `json:"orders"`
}

// Backups is newest first.
type Backups struct {
	Backups []Backup `json:"backups"`
}

func (s *service) backupOperations(api huma.API) {
	huma.Get(api, "/api/backups", func(ctx context.Context, _ *struct{}) (*out[Backups], error) {
		found, err := s.engine.Backups.List(ctx)
		shown := Backups{Backups: []Backup{}}
		for _, one := range found {
			if one.Damage != "" {
				continue // it is no copy that anybody could count on
			}
			shown.Backups = append(shown.Backups, Backup{
				File: one.File, At: moment(one.At, s.engine.Zone()), Bytes: one.Bytes,
				Customers: one.Customers, Orders: one.Orders,
			})
		}
		return &out[Backups]{shown}, answer(err)
	})
}

// newDay is how often it is asked whether a new day needs a backup.
const newDay = time.Hour

// KeepBackups makes the daily backup when a shop is opened and whenever a day
// begins while it is open, until Close. What fails is tried again an hour
// later.
func (a *API) KeepBackups(engine *core.Engine) {
	a.jobs.wait.Go(func() {
		hours := time.NewTicker(newDay)
		defer hours.Stop()
		for {
			if _, _, err := engine.Backups.Daily(a.jobs.ctx); err != nil && a.jobs.ctx.Err() == nil {
				slog.Warn("the daily backup was not made", "error", err)
			}
			select {
			case <-hours.C:
			case <-a.jobs.ctx.Done():
				return
			}
		}
	})
}
