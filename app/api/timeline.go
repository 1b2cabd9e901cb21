package api

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
)

// Happening is one thing that happened with a customer.
type Happening struct {
	Kind   string `json:"kind" enum:"order,contact,promise,ticket,message,appointment"`
	Code   string `json:"code"`
	At     string `json:"at"`
	What   string `json:"what" doc:"of its kind: that of a contact or ticket, the purpose of a message; else empty"`
	State  string `json:"state" doc:"where it stands, empty where it has none"`
	Text   string `json:"text" doc:"what was bought, said, promised, asked, prepared or booked"`
	Amount int64  `json:"amount" doc:"of an order what is to be paid, minor units"`
	NoTime bool   `json:"date_only" doc:"the time of day is not known"`
	By     string `json:"by" doc:"code of who did it, empty where nobody is named"`

	when time.Time
}

type happenings func(after string, limit int) ([]Happening, string, error)

func (s *service) timelineOperations(api huma.API) {
	huma.Get(api, "/api/customers/{ref}/timeline", func(ctx context.Context, in *struct {
		RefInput
		PageQuery
		Kind string `query:"kind" enum:"order,contact,promise,ticket,message,appointment" doc:"only this; without it everything"`
	},
	) (*out[listOf[Happening]], error) {
		all, next, err := TimelineOf(ctx, s.engine, in.Ref, in.Kind, in.After, in.Limit)
		return &out[listOf[Happening]]{listOf[Happening]{all, next}}, answer(err)
	})
}

// TimelineOf returns what happened with a customer, newest first, of one kind
// or of every, with the cursor of what came before.
func TimelineOf(ctx context.Context, engine *core.Engine, ref, kind, after string, limit int) ([]Happening, string, error) {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, "", err
	}
	sources := timelines(ctx, engine, customer.Ordinal)
	cursors, err := cursorsOf(sources, kind, after)
	if err != nil {
		return nil, "", err
	}
	all, read := []Happening{}, map[string]part{}
	for _, name := range slices.Sorted(maps.Keys(cursors)) { // what happened at once stands in one order, whatever the page
		from := cursors[name]
		found, next, err := sources[name](from, limit)
		if err != nil {
			return nil, "", err
		}
		all, read[name] = append(all, found...), part{len(found), next}
	}
	slices.SortStableFunc(all, func(a, b Happening) int { return b.when.Compare(a.when) })
	all = all[:min(limit, len(all))]
	next, err := goesOn(all, sources, cursors, read)
	return all, next, err
}

// part is how many of a kind were read, and the cursor behind them.
type part struct {
	count int
	next  string
}

// goesOn is the cursor behind what is shown: where each kind goes on that has
// more.
func goesOn(shown []Happening, sources map[string]happenings, cursors map[string]string, read map[string]part) (string, error) {
	left := map[string]string{}
	for name, of := range read {
		count := lo.CountBy(shown, func(one Happening) bool { return one.Kind == name })
		switch {
		case count == of.count && of.next == "":
		case count == of.count:
			left[name] = of.next
		case count == 0:
			left[name] = cursors[name]
		default:
			_, next, err := sources[name](cursors[name], count)
			if err != nil {
				return "", err
			}
			left[name] = next
		}
	}
	if len(left) == 0 {
		return "", nil
	}
	text, err := json.Marshal(left)
	return base64.RawURLEncoding.EncodeToString(text), err
}

// cursorsOf says where each kind that is asked for begins.
func cursorsOf(sources map[string]happenings, kind, after string) (map[string]string, error) {
	cursors := map[string]string{}
	if after != "" {
		text, err := base64.RawURLEncoding.DecodeString(after)
		if err != nil || json.Unmarshal(text, &cursors) != nil {
			return nil, fault.Invalid("after", "is not a cursor that Raja gave")
		}
		return lo.PickBy(cursors, func(name, _ string) bool { return sources[name] != nil && (kind == "" || kind == name) }), nil
	}
	for name := range sources {
		if kind == "" || kind == name {
			cursors[name] = ""
		}
	}
	return cursors, nil
}

func timelines(ctx context.Context, engine *core.Engine, customer people.Ordinal) map[string]happenings {
	return map[string]happenings{
		"order": reads(engine, func(after string, limit int) ([]sale.Order, string, error) {
			return engine.Sales.Of(ctx, customer, after, limit)
		}, orderHappened),
		"contact": reads(engine, func(after string, limit int) ([]care.Interaction, string, error) {
			return engine.Interactions.With(ctx, customer, after, limit)
		}, contactHappened),
		"promise": reads(engine, func(after string, limit int) ([]promise.Promise, string, error) {
			return engine.Promises.To(ctx, customer, after, limit)
		}, promiseHappened),
		"ticket": reads(engine, func(after string, limit int) ([]care.Ticket, string, error) {
			return engine.Tickets.Of(ctx, customer, after, limit)
		}, ticketHappened),
		"message": reads(engine, func(after string, limit int) ([]core.PreparedMessage, string, error) {
			return engine.Messages.To(ctx, customer, after, limit)
		}, messageHappened),
		"appointment": reads(engine, func(after string, limit int) ([]sale.Appointment, string, error) {
			return engine.Appointments.Of(ctx, customer, after, limit)
		}, appointmentHappened),
	}
}

func reads[R any](engine *core.Engine, list func(after string, limit int) ([]R, string, error), show func(*core.Engine, *R) Happening) happenings {
	return func(after string, limit int) ([]Happening, string, error) {
		all, next, err := list(after, limit)
		return lo.Map(all, func(one R, _ int) Happening {
			shown := show(engine, &one)
			shown.At = moment(shown.when, engine.Zone())
			return shown
		}), next, err
	}
}

func orderHappened(_ *core.Engine, one *sale.Order) Happening {
	items := lo.Map(one.Lines, func(line sale.Line, _ int) string { return line.Item })
	return Happening{
		Kind: "order", Code: core.Nota(one.Number), State: one.Status, Text: strings.Join(items, ", "),
		Amount: int64(one.Payable()), NoTime: one.DateOnly, By: core.StaffCode(one.By), when: one.At,
	}
}

func contactHappened(engine *core.Engine, one *care.Interaction) Happening {
	return Happening{
		Kind: "contact", Code: engine.CodeOf("interaction", uint64(one.Number)), What: string(one.Kind), Text: one.Body,
		By: core.StaffCode(one.By), when: one.At,
	}
}

func promiseHappened(engine *core.Engine, one *promise.Promise) Happening {
	return Happening{
		Kind: "promise", Code: engine.CodeOf("promise", uint64(one.Number)), State: string(one.Status), Text: one.Text,
		By: core.StaffCode(one.By), when: one.MadeAt,
	}
}

func ticketHappened(engine *core.Engine, one *care.Ticket) Happening {
	return Happening{
		Kind: "ticket", Code: engine.CodeOf("ticket", uint64(one.Number)), What: string(one.Type), State: string(one.Status), Text: one.Title,
		By: core.StaffCode(one.Owner), when: one.OpenedAt,
	}
}

func messageHappened(engine *core.Engine, one *core.PreparedMessage) Happening {
	return Happening{
		Kind: "message", Code: engine.CodeOf("message", uint64(one.Message.Number)), What: string(one.Message.Purpose), State: string(one.Message.State),
		Text: one.Message.Text, By: core.StaffCode(one.Message.By), when: one.Message.At,
	}
}

func appointmentHappened(engine *core.Engine, one *sale.Appointment) Happening {
	return Happening{
		Kind: "appointment", Code: engine.CodeOf("appointment", uint64(one.Number)), State: string(one.Status), Text: one.What,
		By: core.StaffCode(one.Staff), when: one.Start,
	}
}
