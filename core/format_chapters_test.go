package core_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/journey"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/staff"
)

// chaptersShop puts a record of every sort that lies on a shelf into a shop.
func chaptersShop(t *testing.T, engine *core.Engine, customer people.Ordinal) {
	t.Helper()
	ctx := context.Background()
	phone, added := engine.Assets.Add(ctx, people.Asset{Owner: customer, Kind: people.Device, Name: "HP", Serial: "490154203237518"})
	_, edited := engine.Assets.Edit(ctx, phone.Number, func(a *people.Asset) error { a.Note = "layar retak"; return nil })
	_, undone := engine.History.Undo(ctx, 0)
	family, grouped := engine.Groups.Add(ctx, people.Group{Kind: people.Household, Name: "Keluarga Sari"}, customer)
	_, renamed := engine.Groups.Edit(ctx, family.Number, func(g *people.Group) error { g.Note, g.Payer = "satu nomor WA", customer; return nil })
	fields := engine.Profiles.SetFields(ctx, []people.Field{{Key: "parfum", Name: "Parfum", Type: people.TextField}})
	friend := customer + 1
	twin, _, born := engine.People.Add(ctx, core.NewCustomer{Name: "Sarie"})
	_, merged := engine.People.Merge(ctx, customer, twin.Ordinal, nil, false)
	apart := engine.People.KeepApart(ctx, customer, friend)
	_, called := engine.People.Edit(ctx, friend, func(c *people.Customer) error { c.CallName = "Bud"; return nil })
	_, profiled := engine.Profiles.Edit(ctx, customer, func(p *people.Profile) error {
		p.Member, p.Referrer, p.Fields = "M-001", friend, map[string]string{"parfum": "melati"}
		p.Relations = []people.Relation{{To: friend, Kind: "friend"}}
		p.Dates = []people.Date{{Kind: people.Birthday, Month: 2, Day: 12}}
		return nil
	})
	_, hired := engine.Staff.AddDepartment(ctx, staff.Department{Name: "Produksi"})
	_, department := engine.Staff.Add(ctx, staff.Member{Name: "Dewi", Department: 1})
	_, raised := engine.Staff.Edit(ctx, 1, func(m *staff.Member) error { m.Role = staff.Manager; return nil })
	for range 5 {
		promised(t, engine, customer)
	}
	_, viewed := engine.Views.Add(ctx, people.View{Name: "Paling setia", Sort: people.ByNet, Descending: true, Columns: []string{"phone"}})
	changed(t, engine)
	cared(t, engine, customer)
	rewarded(t, engine, friend)
	coded(t, engine, friend)
	held(t, engine)
	sold(t, engine, friend)
	told(t, engine, friend)
	if err := engine.Segments.Entitle(ctx, segment.Entitlements{List: []segment.Entitlement{{Segment: "LOYAL", Priority: 1, Capped: true, Discount: 10}}}); err != nil {
		t.Fatal(err)
	}
	must[journey.Override](t)(engine.Journeys.Set(ctx, friend, journey.Preference, "suka melati", 0))
	suggest(t, engine)
	pictured(t, engine, phone.Number)
	must[core.Hint](t)(engine.Assets.KeepHint(ctx, phone.Number, "pola huruf Z", "melati"))
	if err := errors.Join(hired, department, raised, added, edited, grouped, renamed, fields, born, merged, apart, called, profiled, undone, viewed); err != nil {
		t.Fatal(err)
	}
}

// promised makes a promise and does everything that can be done to it; one
// more stays open.
func promised(t *testing.T, engine *core.Engine, to people.Ordinal) {
	t.Helper()
	ctx, due := context.Background(), engine.Now().Add(5*time.Hour)
	given := core.NewPromise{Customer: to, Kind: promise.Ready, Text: "selesai sore", About: "N-000001", Due: due, By: 1, Why: "tamu penting"}
	var failed error
	for i, end := range []func(context.Context, promise.Number, string) (promise.Promise, error){
		engine.Promises.Keep, engine.Promises.Break, engine.Promises.Withdraw, nil,
	} {
		made, err := engine.Promises.Make(ctx, given)
		_, paused := engine.Promises.Pause(ctx, made.Promise.Number, "customer")
		_, revised := engine.Promises.Revise(ctx, made.Promise.Number, due.Add(time.Hour), "mesin rusak", time.Time{}, 1)
		_, informed := engine.Promises.Inform(ctx, made.Promise.Number)
		failed = errors.Join(failed, err, paused, revised, informed)
		if end != nil {
			_, err := end(ctx, made.Promise.Number, fmt.Sprint("hasil ", i))
			failed = errors.Join(failed, err)
		}
	}
	_, watched := engine.Promises.Watch(ctx)
	_, kept := engine.Drafts.Keep(ctx, "order.C-00001", `{"name":"Cuci"}`)
	if err := errors.Join(failed, watched, kept); err != nil {
		t.Fatal(err)
	}
}

// changed puts a change of many customers into a shop that is done, one that was
// taken back, and one that was cut off.
func changed(t *testing.T, engine *core.Engine) {
	t.Helper()
	all, vip := core.Selection{All: true, Except: []string{"C-00001"}}, people.Change{AddTags: []string{"vip"}}
	must[core.Bulk](t)(engine.Bulks.Run(context.Background(), all, vip, core.BulkOptions{Key: "senin"}))
	must[core.Undone](t)(engine.History.Undo(context.Background(), 0))
	must[core.Bulk](t)(engine.Bulks.Run(context.Background(), all, vip, core.BulkOptions{}))
	ctx, cancel := context.WithCancel(context.Background())
	_, err := engine.Bulks.Run(ctx, all, people.Change{Set: people.Loyal}, core.BulkOptions{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}
