package core_test

import (
	"context"
	"errors"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
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
		p.Dates = []people.Date{{Kind: people.Birthday, Month: 4, Day: 12}}
		return nil
	})
	if err := errors.Join(added, edited, grouped, renamed, fields, born, merged, apart, called, profiled, undone); err != nil {
		t.Fatal(err)
	}
}
