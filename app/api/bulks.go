package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// CustomerSelection is whom something is about: customers by name, or all that
// a list holds, without some.
type CustomerSelection struct {
	Customers []string `json:"customers,omitempty" doc:"id, code, phone or ref:X of each, up to 10,000; none where all are meant"`
	All       bool     `json:"all,omitempty" doc:"all whom the filter holds; without a filter everybody"`
	Segment   string   `json:"segment,omitempty" maxLength:"64"`
	Plugin    string   `json:"plugin,omitempty" maxLength:"64"`
	Text      string   `json:"q,omitempty" maxLength:"200" doc:"finds those that the list shows for it, at most 500"`
	Tag       string   `json:"tag,omitempty" maxLength:"200"`
	Except    []string `json:"except,omitempty" doc:"who stays as she is all the same, up to 10,000"`
}

// ManyChange is one change of many customers.
type ManyChange struct {
	CustomerSelection
	AddTags    []string `json:"add_tags,omitempty"`
	RemoveTags []string `json:"remove_tags,omitempty"`
	Loyal      *bool    `json:"loyal,omitempty" doc:"treat as loyal whatever the rule says"`
	Blocked    *bool    `json:"blocked,omitempty" doc:"do not serve"`
	Key        string   `json:"key,omitempty" doc:"the same key twice is one change, and goes on where it was broken off"`
	DryRun     bool     `json:"dry_run,omitempty" doc:"say how many it would change, and change nobody"`
}

// ManyChanged is what a change of many customers did, or would do.
type ManyChanged struct {
	Code     string         `json:"code" doc:"empty of a dry run, and where nobody is meant"`
	At       string         `json:"at" format:"date-time"`
	DryRun   bool           `json:"dry_run"`
	Again    bool           `json:"again" doc:"the key was used before: this is the change of then"`
	Done     bool           `json:"done" doc:"false while it goes on, and after it was broken off"`
	Selected int            `json:"selected" doc:"changed + already + refused, once it is done"`
	Changed  int            `json:"changed"`
	Already  int            `json:"already" doc:"who were so before"`
	Refused  int            `json:"refused" doc:"who stay as they were"`
	Reasons  map[string]int `json:"reasons" doc:"why: reason to customers"`
	Stays    []CustomerStay `json:"stays" doc:"the first 100 of them, of a change that was just made"`

	AddTags    []string  `json:"add_tags"`
	RemoveTags []string  `json:"remove_tags"`
	Set        []string  `json:"set" doc:"marks: loyal, blocked"`
	Clear      []string  `json:"clear"`
	Undo       *ManyBack `json:"undo,omitempty" doc:"there once somebody began to take it back"`
}

// ManyBack is how far a change of many customers was taken back.
type ManyBack struct {
	At       string `json:"at" format:"date-time"`
	Done     bool   `json:"done" doc:"false while it goes on, and after it was broken off"`
	Restored int    `json:"restored"`
	Staying  int    `json:"staying"`
}

// ManyUndone is what taking a change of many customers back did, or would do.
type ManyUndone struct {
	Code     string         `json:"code"`
	DryRun   bool           `json:"dry_run"`
	Restored int            `json:"restored" doc:"customers who are as they were"`
	Staying  int            `json:"staying" doc:"what stays, since somebody changed it again"`
	Stays    []CustomerStay `json:"stays" doc:"the first 100 of them"`
}

// CustomerStay is a customer who stays as she is, or something of hers, and why.
type CustomerStay struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Field     string `json:"field" doc:"tags, loyal or blocked; empty is the whole record"`
	Reason    string `json:"reason" doc:"edited, merged, full or gone"`
	Message   string `json:"message"`
	MessageID string `json:"message_id"`
}

const jobBulk, jobUnbulk = "customers_change", "customers_undo"

func (s *service) bulkOperations(api huma.API) {
	huma.Get(api, "/api/customers/changes", func(ctx context.Context, in *struct {
		Limit int `query:"limit" default:"50" minimum:"1" maximum:"500"`
	},
	) (*out[listOf[ManyChanged]], error) {
		all, err := ManyChanges(ctx, s.engine, in.Limit)
		return &out[listOf[ManyChanged]]{listOf[ManyChanged]{all, ""}}, answer(err)
	})
	huma.Post(api, "/api/customers/changes", func(ctx context.Context, in *struct{ Body ManyChange }) (*accepted[Job], error) {
		asked := in.Body
		if err := s.engine.Bulks.Check(ctx, asked.Selection(), asked.Change(), asked.options()); err != nil {
			return nil, answer(err)
		}
		started, err := s.jobs.start(jobBulk, "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			options := asked.options()
			options.Progress = func(done, total int) { tell(int64(done), int64(total)) }
			bulk, err := s.engine.Bulks.Run(ctx, asked.Selection(), asked.Change(), options)
			return ManyChangedOf(s.engine, &bulk), err
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
	huma.Post(api, "/api/customers/changes/{code}/undo", func(_ context.Context, in *struct {
		CodeInput
		Body struct {
			DryRun bool `json:"dry_run,omitempty" doc:"say what would go, and change nothing"`
		}
	},
	) (*accepted[Job], error) {
		number, err := s.engine.Bulks.Number(in.Code)
		if err != nil {
			return nil, answer(err)
		}
		started, err := s.jobs.start(jobUnbulk, "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			done, err := s.engine.Bulks.Undo(ctx, number, core.UndoOptions{DryRun: in.Body.DryRun, Progress: func(done, total int) { tell(int64(done), int64(total)) }})
			return ManyUndoneOf(&done), err
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
}

// Selection is whom the engine is asked about.
func (c *CustomerSelection) Selection() core.Selection {
	return core.Selection{
		Refs: c.Customers, All: c.All, Except: c.Except,
		Pick: core.Pick{Segment: c.Segment, Plugin: c.Plugin, Text: c.Text, Tag: c.Tag},
	}
}

// Change is what the engine is asked to do.
func (m *ManyChange) Change() people.Change {
	change := people.Change{AddTags: m.AddTags, RemoveTags: m.RemoveTags}
	for flag, set := range map[people.Flags]*bool{people.Loyal: m.Loyal, people.Blocked: m.Blocked} {
		mark(&change.Set, flag, set)
		if set != nil && !*set {
			change.Clear |= flag
		}
	}
	return change
}

func (m *ManyChange) options() core.BulkOptions {
	return core.BulkOptions{Key: m.Key, DryRun: m.DryRun}
}

// ManyChanges returns the last changes of many customers, newest first.
func ManyChanges(ctx context.Context, engine *core.Engine, limit int) ([]ManyChanged, error) {
	all, err := engine.Bulks.List(ctx, limit)
	return Shown(engine, all, ManyChangedOf), err
}

// ManyChangedOf returns a change of many customers as it is shown.
func ManyChangedOf(engine *core.Engine, bulk *core.Bulk) ManyChanged {
	shown := ManyChanged{
		At: moment(bulk.At, engine.Zone()), DryRun: bulk.DryRun, Again: bulk.Again, Done: bulk.Done,
		Selected: bulk.Selected, Changed: bulk.Changed, Already: bulk.Already, Refused: lo.Sum(lo.Values(bulk.Refused)),
		Reasons: bulk.Refused, Stays: lo.Map(bulk.Stays, customerStay),
		AddTags: append([]string{}, bulk.Change.AddTags...), RemoveTags: append([]string{}, bulk.Change.RemoveTags...),
		Set: bulk.Change.Set.Marks(), Clear: bulk.Change.Clear.Marks(),
	}
	if shown.Reasons == nil {
		shown.Reasons = map[string]int{}
	}
	if bulk.Number != 0 {
		shown.Code = bulk.Name()
	}
	if back := bulk.Undo; back != nil {
		shown.Undo = &ManyBack{moment(back.At, engine.Zone()), back.Done, back.Restored, back.Staying}
	}
	return shown
}

// ManyUndoneOf returns what taking a change of many back did as it is shown.
func ManyUndoneOf(done *core.Unbulked) ManyUndone {
	return ManyUndone{
		Code: done.Bulk.Name(), DryRun: done.DryRun, Restored: done.Restored, Staying: done.Staying, Stays: lo.Map(done.Stays, customerStay),
	}
}

func customerStay(one core.Stay, _ int) CustomerStay {
	return CustomerStay{
		Code: one.Code, Name: one.Name, Field: one.Field, Reason: string(one.Why), Message: one.Sentence("en"), MessageID: one.Sentence("id"),
	}
}
