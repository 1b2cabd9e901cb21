package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
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
