package api

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Settings is the form of a rule, filled in.
type Settings struct {
	Settings []Setting `json:"settings"`
}

// SettingsOf returns a rule's form with the values that hold in a shop of
// currency.
func SettingsOf(known *core.Known, currency string) []Setting {
	own, _ := known.Form.Check(known.Config) // checked when it was kept; empty gives none
	rows := known.Form.Rows(currency, own)
	shown := []Setting{}
	for i := range known.Form.Fields {
		field := &known.Form.Fields[i]
		standard := field.Default(currency)
		shown = append(shown, Setting{
			Key: field.Key, Type: settingType(field.Kind), TitleID: field.TitleID, TitleEN: field.TitleEN,
			Value: valueOf(&rows[i]), Default: valueOf(&standard),
			Minimum: field.Minimum, Maximum: field.Maximum, Choices: append([]string{}, field.Choices...),
		})
	}
	return shown
}

func settingType(kind uint32) string {
	for _, n := range abi.Numbers() {
		if n.Family == "setting" && n.Value == kind {
			return n.Name
		}
	}
	return ""
}

func valueOf(row *abi.Config) any {
	switch row.Type {
	case abi.SettingText:
		return row.Text
	case abi.SettingBool:
		return row.Value == 1
	}
	return row.Value
}

// NewPreview names a package, the hook to ask and settings to try.
type NewPreview struct {
	Ticket string          `json:"ticket"`
	Hook   string          `json:"hook,omitempty"`
	Config json.RawMessage `json:"config,omitempty"`
}

// RulePreview is what a rule would change. Nothing in the shop has changed.
type RulePreview struct {
	Hook      string        `json:"hook"`
	Customers int           `json:"customers"`
	Changed   int           `json:"changed"`
	Counts    []CodeCount   `json:"counts"`
	Moves     []CodeMove    `json:"moves"`
	Examples  []RuleExample `json:"examples"`
	Refused   int           `json:"refused" doc:"answers that would not be taken"`
	Refusals  []RuleRefusal `json:"refusals" doc:"the first of them"`
	Units     int64         `json:"units"`
	Faults    []string      `json:"faults"`
	Kept      string        `json:"kept" doc:"the file of a question that failed, for raja plugin replay; empty when none was kept"`
	Against   string        `json:"against" doc:"of segment: the rule with whose segments it is compared; empty for none"`

	Orders *OrdersPreview `json:"orders,omitempty" doc:"of loyalty: what the last orders would have earned"`
	Events *EventsPreview `json:"events,omitempty" doc:"of follow_up: what would be proposed after what happened last"`
	Door   *DoorPreview   `json:"door,omitempty" doc:"of after_hours: when everybody was taken to knock"`
}

// EventsPreview is what is proposed after the last events of the shop and what
// would be.
type EventsPreview struct {
	Events   int            `json:"events" doc:"how many of the last events were asked about"`
	Rule     string         `json:"rule" doc:"that answers now; empty while none does or it fails"`
	Counts   []EventCount   `json:"counts"`
	Examples []EventExample `json:"examples" doc:"the newest after which something else would be proposed"`
}

// EventCount is after how many events an option is proposed, and would be.
type EventCount struct {
	Code   string `json:"code" doc:"of the option; empty for nothing to do"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

// EventExample is one event after which something else would be proposed.
type EventExample struct {
	Event    string `json:"event" doc:"order_paid, picked_up, promise_kept, promise_late or complaint_resolved"`
	About    string `json:"about" doc:"the order, the promise or the ticket"`
	At       string `json:"at"`
	Code     string `json:"code" doc:"of the customer"`
	From     string `json:"from"`
	To       string `json:"to"`
	ReasonID string `json:"reason_id"`
	ReasonEN string `json:"reason_en"`
}

// OrdersPreview is what the last orders brought and would have brought.
type OrdersPreview struct {
	Orders     int            `json:"orders"`
	PointsNow  int64          `json:"points_now"`
	PointsThen int64          `json:"points_then"`
	Examples   []OrderExample `json:"examples" doc:"orders that would have earned something else"`
}

// OrderExample is one order that would have earned something else.
type OrderExample struct {
	Order      string `json:"order"`
	Code       string `json:"code" doc:"of its customer"`
	PointsNow  int64  `json:"points_now"`
	PointsThen int64  `json:"points_then"`
	ReasonID   string `json:"reason_id"`
	ReasonEN   string `json:"reason_en"`
}

// DoorPreview is the moment at which everybody was taken to knock.
type DoorPreview struct {
	At       string `json:"at"`
	NextOpen string `json:"next_open" doc:"empty for never"`
}

// CodeMove is how many customers would go from one code to another.
type CodeMove struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Customers int    `json:"customers"`
}

// CodeCount is how many customers have a code before and after.
type CodeCount struct {
	Code   string `json:"code"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

// RuleExample is one customer who would move.
type RuleExample struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	From     string `json:"from"`
	To       string `json:"to"`
	ReasonID string `json:"reason_id"`
	ReasonEN string `json:"reason_en"`
}

// RuleRefusal is one customer about whom the rule said what cannot be.
type RuleRefusal struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// shownRefusals is how many a preview names; the rest is counted.
const shownRefusals = 20

// PreviewRule asks a package's rule about the shop's own customers.
func PreviewRule(ctx context.Context, engine *core.Engine, opened interface {
	Source() (plugin.Source, error)
	Manifest() *plugin.Manifest
}, asked NewPreview, progress func(done, total int),
) (RulePreview, error) {
	source, err := opened.Source()
	if err != nil {
		return RulePreview{}, err
	}
	hooks := slices.Sorted(maps.Keys(opened.Manifest().Hooks))
	if asked.Hook == "" && len(hooks) > 1 {
		return RulePreview{}, fault.Invalid("hook", "the rule answers several hooks; name one: %s", strings.Join(hooks, ", "))
	}
	if asked.Hook == "" {
		asked.Hook = hooks[0]
	}
	found, err := engine.Plugins.Preview(ctx, source, asked.Hook, asked.Config, progress)
	if err != nil {
		return RulePreview{}, err
	}
	return showPreview(ctx, engine, &found)
}

func showPreview(ctx context.Context, engine *core.Engine, found *core.RulePreview) (RulePreview, error) {
	shown := RulePreview{
		Hook: found.Hook, Customers: found.Customers, Changed: found.Changed, Moves: []CodeMove{},
		Counts: []CodeCount{}, Examples: []RuleExample{}, Refused: len(found.Refused), Units: found.Units, Faults: []string{}, Kept: found.Kept, Against: found.Against,
		Refusals: []RuleRefusal{},
	}
	for _, move := range found.Moves {
		shown.Moves = append(shown.Moves, CodeMove(move))
	}
	shown.Orders, shown.Events, shown.Door = ordersPreview(found.Orders), eventsPreview(found.Events), doorPreview(engine, found)
	for _, code := range found.Codes() {
		shown.Counts = append(shown.Counts, CodeCount{code, found.Before[code], found.After[code]})
	}
	for _, one := range found.Examples {
		customer, err := engine.People.Get(ctx, one.Ordinal)
		if err != nil {
			return shown, err
		}
		shown.Examples = append(shown.Examples, RuleExample{
			Code: core.Code(one.Ordinal), Name: customer.Name, From: one.From, To: one.To, ReasonID: one.ReasonID, ReasonEN: one.ReasonEN,
		})
	}
	for _, one := range found.Refused[:min(len(found.Refused), shownRefusals)] {
		customer, err := engine.People.Get(ctx, one.Ordinal)
		if err != nil {
			return shown, err
		}
		shown.Refusals = append(shown.Refusals, RuleRefusal{core.Code(one.Ordinal), customer.Name, one.Reason})
	}
	if found.Fault != nil {
		shown.Faults = append(shown.Faults, found.Fault.Error())
	}
	return shown, nil
}

func ordersPreview(found *core.OrdersPreview) *OrdersPreview {
	if found == nil {
		return nil
	}
	return &OrdersPreview{
		Orders: found.Orders, PointsNow: int64(found.Now), PointsThen: int64(found.Then),
		Examples: lo.Map(found.Examples, func(one core.OrderExample, _ int) OrderExample {
			return OrderExample{
				Order: core.Nota(one.Number), Code: core.Code(one.Customer), PointsNow: int64(one.Now), PointsThen: int64(one.Then),
				ReasonID: one.ReasonID, ReasonEN: one.ReasonEN,
			}
		}),
	}
}

func eventsPreview(found *core.EventsPreview) *EventsPreview {
	if found == nil {
		return nil
	}
	shown := &EventsPreview{Events: found.Events, Rule: found.Rule, Counts: []EventCount{}}
	for _, code := range slices.Sorted(maps.Keys(lo.Assign(found.Before, found.After))) {
		shown.Counts = append(shown.Counts, EventCount{code, found.Before[code], found.After[code]})
	}
	shown.Examples = lo.Map(found.Examples, func(one core.EventExample, _ int) EventExample {
		return EventExample{
			Event: one.Event, About: one.About, At: one.At.Format(time.RFC3339), Code: core.Code(one.Customer),
			From: one.From, To: one.To, ReasonID: one.ReasonID, ReasonEN: one.ReasonEN,
		}
	})
	return shown
}

func doorPreview(engine *core.Engine, found *core.RulePreview) *DoorPreview {
	if found.Door == nil {
		return nil
	}
	return &DoorPreview{At: moment(found.Asked, engine.Zone()), NextOpen: moment(found.Door.NextOpen, engine.Zone())}
}

// Faults are the faults that are kept, newest first.
type Faults struct {
	Faults []RuleFault `json:"faults"`
}

// RuleFault is one captured fault of a rule.
type RuleFault struct {
	File    string `json:"file" doc:"for raja plugin replay"`
	Rule    string `json:"rule"`
	Version string `json:"version"`
	Hook    string `json:"hook"`
	At      string `json:"at"`
	Message string `json:"message"`
	InID    string `json:"message_id" doc:"in Indonesian; empty where the words are the rule's own"`
	Row     *int   `json:"row"`
	Field   string `json:"field"`
	Units   int64  `json:"units"`
	Trace   string `json:"trace"`
}

// FaultsOf lists the kept faults of one rule, or of all with an empty id.
func FaultsOf(ctx context.Context, engine *core.Engine, id string) (Faults, error) {
	captured, err := engine.Plugins.Faults(ctx, id)
	return Faults{lo.Map(captured, func(c core.Captured, _ int) RuleFault {
		return RuleFault{
			File: c.File, Rule: c.Rule, Version: c.Version, Hook: c.Hook, At: moment(c.At, engine.Zone()),
			Message: c.Message, InID: c.InID, Row: c.Row, Field: c.Field, Units: c.Units, Trace: c.Trace,
		}
	})}, err
}

// pluginSettings are the operations on what the owner decides about a rule.
func (s *service) pluginSettings(api huma.API) {
	huma.Get(api, "/api/plugins/{id}/settings", func(ctx context.Context, in *pluginInput) (*out[Settings], error) {
		known, err := s.engine.Plugins.Get(ctx, in.ID)
		if err != nil {
			return nil, answer(err)
		}
		return &out[Settings]{Settings{SettingsOf(&known, s.engine.Business().Currency.Code)}}, nil
	})
	huma.Put(api, "/api/plugins/{id}/settings", func(ctx context.Context, in *struct {
		ID      string `path:"id"`
		RawBody []byte // as it was written: a number of 2^53 or more stays what it is
		Body    map[string]any
	},
	) (*out[Plugin], error) {
		return s.plugin(ctx, in.ID, s.engine.Plugins.Configure(ctx, in.ID, in.RawBody))
	})
	huma.Put(api, "/api/plugins/{id}/limits", func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body plugin.Limits
	},
	) (*out[Plugin], error) {
		return s.plugin(ctx, in.ID, s.engine.Plugins.Limit(ctx, in.ID, in.Body))
	})
	huma.Put(api, "/api/plugins/{id}/policy", func(ctx context.Context, in *struct {
		ID   string `path:"id"`
		Body struct {
			Hook   string `json:"hook"`
			Policy string `json:"policy" doc:"empty leaves it to the rule"`
		}
	},
	) (*out[Plugin], error) {
		return s.plugin(ctx, in.ID, s.engine.Plugins.SetPolicy(ctx, in.ID, in.Body.Hook, in.Body.Policy))
	})
	huma.Get(api, "/api/faults", func(ctx context.Context, in *struct {
		Rule string `query:"rule"`
	},
	) (*out[Faults], error) {
		list, err := FaultsOf(ctx, s.engine, in.Rule)
		return &out[Faults]{list}, answer(err)
	})
}
