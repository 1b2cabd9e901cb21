package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// Merged is what a merge does, or would do.
type Merged struct {
	Customer       string         `json:"customer" doc:"code of who is left"`
	Name           string         `json:"name"`
	Lost           string         `json:"lost" doc:"code of who counts as her from now on"`
	Moved          Moving         `json:"moved" doc:"what lay under the lost one and counts as hers"`
	Phones         []people.Phone `json:"phones" doc:"of who is left"`
	Tags           []string       `json:"tags"`
	Blocked        bool           `json:"blocked"`
	Score          float64        `json:"score"`
	Reasons        []string       `json:"reasons"`
	ConsentRefused bool           `json:"consent_refused" doc:"who is left is allowed less than one of them was"`
	DryRun         bool           `json:"dry_run"`
}

// Moving is what counts as another customer's once two are one.
type Moving struct {
	Orders       int   `json:"orders"`
	Assets       int   `json:"assets"`
	Promises     int   `json:"promises"`
	Tickets      int   `json:"tickets"`
	Interactions int   `json:"interactions"`
	Quotes       int   `json:"quotes"`
	Appointments int   `json:"appointments"`
	FollowUps    int   `json:"follow_ups"`
	Messages     int   `json:"messages"`
	Points       int64 `json:"points"`
	Wallet       int64 `json:"wallet" doc:"what she has paid in and not spent, minor units"`
}

// Merging is a merge that can still be taken back, see POST /api/undo.
type Merging struct {
	Entry uint64 `json:"entry" doc:"of the journal"`
	At    string `json:"at"`
	By    string `json:"by"`
	Until string `json:"until" doc:"the last moment at which it can be taken back"`
	Lost  Person `json:"lost" doc:"who counts as the other one since"`
}

// Parting is what taking a merge back would do.
type Parting struct {
	Keep   Person  `json:"keep" doc:"as they would be"`
	Lost   Person  `json:"lost"`
	Moved  Moving  `json:"moved" doc:"what would go back with the lost one"`
	Parted *Parted `json:"parted,omitempty" doc:"where points were spent while the two were one"`
}

func (s *service) mergeOperations(api huma.API) {
	huma.Post(api, "/api/customers/{ref}/merge", func(ctx context.Context, in *struct {
		RefInput
		Body struct {
			Lose   string   `json:"lose"`
			Choose []string `json:"choose,omitempty" doc:"fields of which the lost one's value is kept"`
			DryRun bool     `json:"dry_run,omitempty"`
		}
	},
	) (*out[Merged], error) {
		done, err := Merge(ctx, s.engine, in.Ref, in.Body.Lose, in.Body.Choose, in.Body.DryRun)
		return &out[Merged]{done}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/merges", func(ctx context.Context, in *RefInput) (*out[listOf[Merging]], error) {
		found, err := MergesOf(ctx, s.engine, in.Ref)
		return &out[listOf[Merging]]{listOf[Merging]{found, ""}}, answer(err)
	})
	huma.Get(api, "/api/merges/{entry}", func(ctx context.Context, in *struct {
		Entry uint64 `path:"entry" minimum:"1"`
	},
	) (*out[Parting], error) {
		would, err := WouldPart(ctx, s.engine, in.Entry)
		return &out[Parting]{would}, answer(err)
	})
}

// Merge makes lose an alias of keep.
func Merge(ctx context.Context, engine *core.Engine, keep, lose string, choose []string, dry bool) (Merged, error) {
	kept, err := engine.People.Find(ctx, keep)
	if err != nil {
		return Merged{}, err
	}
	lost, err := engine.People.Find(ctx, lose)
	if err != nil {
		return Merged{}, about("lose", err)
	}
	done, err := engine.People.Merge(ctx, kept.Ordinal, lost.Ordinal, choose, dry)
	return Merged{
		Customer: core.Code(kept.Ordinal), Name: done.Customer.Name, Lost: core.Code(lost.Ordinal), Moved: movingOf(&done.Moved),
		Phones: phones(&done.Customer), Tags: append([]string{}, done.Customer.Tags...), Blocked: done.Customer.Flags&people.Blocked != 0, Score: done.Score, Reasons: append([]string{}, done.Reasons...), ConsentRefused: done.ConsentRefused, DryRun: dry,
	}, err
}

func movingOf(m *core.Moved) Moving {
	return Moving{
		m.Orders, m.Assets, m.Promises, m.Tickets, m.Interactions, m.Quotes, m.Appointments, m.FollowUps, m.Messages, m.Points, int64(m.Wallet),
	}
}

// MergesOf returns what was merged into a customer and can be taken back,
// newest first.
func MergesOf(ctx context.Context, engine *core.Engine, ref string) ([]Merging, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, err
	}
	found, err := engine.People.Merges(ctx, who.Ordinal)
	return Shown(engine, found, merging), err
}

func merging(engine *core.Engine, one *core.Merging) Merging {
	return Merging{one.Entry, moment(one.At, engine.Zone()), one.By, moment(one.Until, engine.Zone()), person(&one.Lost)}
}

// WouldPart says what taking a merge back would do.
func WouldPart(ctx context.Context, engine *core.Engine, entry uint64) (Parting, error) {
	would, err := engine.People.WouldPart(ctx, entry)
	return Parting{person(&would.Keep), person(&would.Lost), movingOf(&would.Moved), partedOf(&would.Parted)}, err
}
