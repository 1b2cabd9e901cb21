package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
)

// CustomerRow is a customer in a list.
type CustomerRow struct {
	ID          string `json:"id"`
	Code        string `json:"code"`
	Ordinal     uint32 `json:"ordinal"`
	Name        string `json:"name"`
	Honorific   string `json:"honorific"`
	Phone       string `json:"phone" doc:"first number as it is dialled at home"`
	Segment     string `json:"segment"`
	Tier        string `json:"tier"`
	Points      int64  `json:"points"`
	Orders      uint32 `json:"orders"`
	Net         int64  `json:"net" doc:"minor units"`
	LastOrderOn string `json:"last_order_on"`

	Tags []string `json:"tags"`
}

// CustomerPage is part of a list.
type CustomerPage struct {
	Customers []CustomerRow `json:"customers"`
	Total     int           `json:"total"`
	TookUS    int64         `json:"took_us"`
}

// Added is a new customer with those who may be the same person.
type Added struct {
	ID         string         `json:"id"`
	Code       string         `json:"code"`
	Ordinal    uint32         `json:"ordinal"`
	Name       string         `json:"name"`
	Phones     []people.Phone `json:"phones"`
	Duplicates []Twin         `json:"duplicates"`
	Warnings   []Warning      `json:"warnings" doc:"what looks like a slip; it was taken as it was given"`
}

// Twin is somebody who may be the same person.
type Twin struct {
	ID      string   `json:"id"`
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Score   float64  `json:"score" doc:"4 maybe, 6 very likely"`
	Reasons []string `json:"reasons"`
}

// NewCustomer is what the form of a new customer sends.
type NewCustomer struct {
	Name      string   `json:"name"`
	Phones    []string `json:"phones,omitempty"`
	Email     string   `json:"email,omitempty"`
	Honorific string   `json:"honorific,omitempty"`
	CallName  string   `json:"call_name,omitempty"`
	Tags      []string `json:"tags,omitempty"`
	Kind      string   `json:"kind,omitempty" enum:"external,internal"`
}

type listInput struct {
	Offset  int    `query:"offset" minimum:"0" maximum:"4294967295"`
	Limit   int    `query:"limit" default:"200" minimum:"1" maximum:"500"`
	Segment string `query:"segment" maxLength:"64"`
	PluginQuery
	Text       string `query:"q" maxLength:"200"`
	Tag        string `query:"tag" maxLength:"200"`
	Sort       string `query:"sort" enum:",name,points,orders,net,last"`
	Descending bool   `query:"descending" doc:"the greatest, or the latest, first"`
}

// RefInput names a customer in a path.
type RefInput struct {
	Ref string `path:"ref" maxLength:"300"`
}

func (s *service) customerOperations(api huma.API) {
	huma.Get(api, "/api/customers", func(ctx context.Context, in *listInput) (*out[CustomerPage], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		began := time.Now()
		listed, total, err := s.engine.People.List(ctx, core.Pick{
			Segment: in.Segment, Plugin: in.Plugin, Text: in.Text, Tag: in.Tag, Sort: people.Sort(in.Sort), Descending: in.Descending,
		}, in.Offset, in.Limit)
		page := CustomerPage{Customers: lo.Map(listed, row), Total: total, TookUS: time.Since(began).Microseconds()}
		return &out[CustomerPage]{page}, answer(err)
	})
	huma.Post(api, "/api/customers", func(ctx context.Context, in *struct{ Body NewCustomer }) (*created[Added], error) {
		added, err := AddCustomer(ctx, s.engine, in.Body)
		return &created[Added]{http.StatusCreated, added}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}", func(ctx context.Context, in *RefInput) (*out[Card], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		customer, err := s.engine.People.Find(ctx, in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		card, err := CardOf(ctx, s.engine, customer.Ordinal)
		return &out[Card]{card}, answer(err)
	})
	huma.Get(api, "/api/search", func(ctx context.Context, in *searchInput) (*out[Hits], error) {
		hits, err := Search(ctx, s.engine, in.Text, in.Limit)
		return &out[Hits]{hits}, answer(err)
	})
}

func row(listed core.Listed, _ int) CustomerRow {
	facts := listed.Facts
	return CustomerRow{
		ID: listed.Customer.ID.String(), Code: core.Code(listed.Customer.Ordinal), Ordinal: uint32(listed.Customer.Ordinal),
		Name: listed.Customer.Name, Honorific: string(listed.Customer.Honorific), Phone: firstPhone(&listed.Customer),
		Segment: listed.Segment, Tier: listed.Tier, Points: facts.Points, Orders: facts.OrdersTotal, Net: facts.NetTotal,
		LastOrderOn: dayText(facts.LastOrderDay, facts.OrdersTotal > 0), Tags: append([]string{}, listed.Customer.Tags...),
	}
}

// Rows returns listed customers as lists show them.
func Rows(listed []core.Listed) []CustomerRow { return lo.Map(listed, row) }

func firstPhone(customer *people.Customer) string {
	for _, number := range customer.Phones {
		if number.Valid {
			return phone.Display(number.E164)
		}
	}
	if len(customer.Phones) > 0 {
		return customer.Phones[0].Raw
	}
	return ""
}

// AddCustomer records a customer.
func AddCustomer(ctx context.Context, engine *core.Engine, given NewCustomer) (Added, error) {
	customer, twins, err := engine.People.Add(ctx, core.NewCustomer{
		Name: given.Name, CallName: given.CallName, Honorific: people.Honorific(given.Honorific),
		Kind: people.Kind(given.Kind), Phones: given.Phones, Email: given.Email, Tags: given.Tags,
	})
	if err != nil {
		return Added{}, err
	}
	return Added{
		ID: customer.ID.String(), Code: core.Code(customer.Ordinal), Ordinal: uint32(customer.Ordinal),
		Name: customer.Name, Phones: phones(&customer), Warnings: phoneDoubts(customer.Phones),
		Duplicates: lo.Map(twins, twin),
	}, nil
}

func phones(customer *people.Customer) []people.Phone {
	return append([]people.Phone{}, customer.Phones...)
}
