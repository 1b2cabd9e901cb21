package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

type customerVerbs struct {
	Add  customerAdd  `cmd:"" help:"Add a customer."`
	Show customerShow `cmd:"" help:"Show a customer's card."`
	List customerList `cmd:"" help:"List customers."`

	Edit       customerEdit       `cmd:"" help:"Change her names, phones, tags or marks."`
	Change     customerChange     `cmd:"" help:"Change the tags or marks of many customers at once."`
	Changes    customerChanges    `cmd:"" help:"List the changes of many customers."`
	Undo       customerUndo       `cmd:"" help:"Take a change of many customers back."`
	Merge      customerMerge      `cmd:"" help:"Make two records of one person one."`
	Merges     customerMerges     `cmd:"" help:"Show what was merged into a customer and can be parted again, and what that would do."`
	Duplicates customerDuplicates `cmd:"" help:"Show who may be one person, or one household."`
	Quality    customerQuality    `cmd:"" help:"Count what can be put right in what is known of customers."`
	Know       customerKnow       `cmd:"" help:"Note what she likes, her address, birthday, consent and the like."`
	Value      customerValue      `cmd:"" help:"Show what she was worth, and estimate what she may be."`
	Profile    customerProfile    `cmd:"" help:"Show what is known of her beside her names."`
}

type customerAdd struct {
	Name      string   `arg:"" help:"Her whole name."`
	Phone     []string `help:"A phone number, as it is written; may be given again." sep:"none"`
	Email     string   `help:"E-mail address."`
	Honorific string   `help:"bapak, ibu, kak, mas, mbak … or a word of your own."`
	CallName  string   `help:"The name she is called by."`
	Tag       []string `help:"A tag; may be given again." sep:"none"`
	Kind      string   `help:"external or internal." default:"external"`
}

func (v *customerAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		added, err := api.AddCustomer(ctx, engine, api.NewCustomer{
			Name: v.Name, Phones: v.Phone, Email: v.Email, Honorific: v.Honorific, CallName: v.CallName, Tags: v.Tag, Kind: v.Kind,
		})
		if err != nil {
			return err
		}
		return s.result(added, func() {
			s.line("%s dicatat sebagai %s.", "%s was added as %s.", added.Name, added.Code)
			showPhones(s, added.Phones)
			for _, twin := range added.Duplicates {
				s.line("  Mirip dengan %s %s (%s).", "  Looks like %s %s (%s).", twin.Code, twin.Name, strings.Join(twin.Reasons, ", "))
			}
		})
	})
}

type customerShow struct {
	Ref string `arg:"" help:"Id, code, phone or ref:X."`
}

func (v *customerShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		customer, err := engine.People.Find(ctx, v.Ref)
		if err != nil {
			return err
		}
		card, err := api.CardOf(ctx, engine, customer.Ordinal)
		if err != nil {
			return err
		}
		return s.result(card, func() { showCard(s, engine, &card) })
	})
}

func showCard(s *say, engine *core.Engine, card *api.Card) {
	currency := engine.Business().Currency
	s.line("%s", "%s", s.pick(card.GreetingID, card.GreetingEN))
	s.line("%s  %s", "%s  %s", card.Code, card.Name)
	s.caution(&card.Caution)
	if card.Loyal {
		s.line("Ditandai setia oleh pemilik.", "Marked as loyal by the owner.")
	}
	for _, number := range card.Phones {
		s.line("Telepon: %s", "Phone: %s", number.Raw)
	}
	s.line("Nota: %d · Kunjungan: %d · Belanja: %s", "Orders: %d · Visits: %d · Spent: %s",
		card.Facts.Orders, card.Facts.Visits, currency.Text(money.Amount(card.Facts.Net), s.lang))
	if card.Segment.Code != "" {
		s.line("Segmen: %s. %s", "Segment: %s. %s", s.pick(card.Segment.NameID, card.Segment.NameEN), s.pick(card.Segment.ReasonID, card.Segment.ReasonEN))
	}
	s.waits(&card.Segment)
	s.entitled(card.Given, false)
	if card.Stage != "" {
		s.line("Tahap: %s", "Stage: %s", s.pick(card.StageID, card.StageEN))
	}
	if next := s.nextVisit(&card.NextVisit); next != "" {
		s.line("%s", "%s", next)
	}
	s.line("Poin: %d %s", "Points: %d %s", card.Points, s.pick(card.TierNameID, card.TierNameEN))
}

type customerList struct {
	Segment string `help:"Only members of this segment."`
	Plugin  string `help:"The rule whose segment it is; without it the one whose segments show."`
	View    string `help:"Those of a list that has a name, in its order; see raja view list."`
	Limit   int    `help:"How many at most." default:"50"`
	After   string `help:"Go on after this code."`
}

func (v *customerList) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Limit < 1 {
		return &usageError{fault.Invalid("limit", "is below 1")}
	}
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		pick, err := v.pick(ctx, engine)
		if err != nil {
			return err
		}
		listed, next, total, err := engine.People.After(ctx, pick, v.After, v.Limit)
		if err != nil {
			return err
		}
		rows := api.Rows(listed)
		return s.result(map[string]any{"customers": rows, "next": next, "total": total}, func() {
			for _, row := range rows {
				s.line("%s  %-30s  %-15s  %s", "%s  %-30s  %-15s  %s", row.Code, row.Name, row.Phone, row.Segment)
			}
			s.line("%d dari %d pelanggan.", "%d of %d customers.", len(rows), total)
		})
	})
}

func (v *customerList) pick(ctx context.Context, engine *core.Engine) (core.Pick, error) {
	if v.View == "" {
		return core.Pick{Segment: v.Segment, Plugin: v.Plugin}, nil
	}
	if v.Segment != "" || v.Plugin != "" {
		return core.Pick{}, &usageError{fault.Invalid("view", "says whom it shows; leave --segment and --plugin away")}
	}
	view, err := engine.Views.Find(ctx, v.View)
	return core.PickOf(&view), err
}

type searchVerb struct {
	Text  string `arg:"" help:"Part of a name, phone or reference."`
	Limit int    `help:"How many at most." default:"20"`
}

func (v *searchVerb) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.Search(ctx, engine, v.Text, v.Limit)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			for _, hit := range found.Hits {
				s.line("%s  %-30s  %s", "%s  %-30s  %s", hit.Code, hit.Name, hit.Phone)
			}
			if len(found.Hits) == 0 {
				s.line("Tidak ada yang cocok.", "Nobody matches.")
			}
		})
	})
}
