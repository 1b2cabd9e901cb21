package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// AfterHours is the chapter of who knocks when the shop is closed. What to
// offer is the after-hours rule's suggestion; staff decide.
type AfterHours struct{ *shop }

// Knock is somebody at the door. The zero value of each field but At means
// "not given".
type Knock struct {
	At       time.Time
	Customer people.Ordinal // 0 is a stranger
	Staff    string         // "willing", "gone", "" or "unknown"
	Service  string         // "drop_off", "wait", "pick_up", "" or "unknown"
	Unsafe   bool           // somebody's safety is in doubt
}

// Decisions that need no option of the rule.
const (
	DecisionOpen     = "open"
	DecisionAskOwner = "ask_owner" // the rule gave no answer
)

// Answer is what can be offered, best first, and why.
type Answer struct {
	Open               bool
	NextOpen           time.Time
	Decision           string // code of the first option, "open" or "ask_owner"
	Options            []Option
	ReasonID, ReasonEN string
	Plugin             string // id of the rule that answered, "" when none was asked
	Fault              error  // why the rule gave no answer
}

// Option is one thing to offer, with the words to say it in.
type Option struct {
	Code, NameID, NameEN, TextID, TextEN string
}

// Ask returns what to offer. A rule that faults is not an error: the decision
// is then to ask the owner, and Fault says why.
func (a *AfterHours) Ask(ctx context.Context, knock Knock) (Answer, error) {
	if knock.Customer != 0 && clock.DayOf(knock.At, a.zone) == a.Today() {
		seen, err := a.looking(ctx)
		if err != nil {
			return Answer{}, err
		}
		if err := (&Segments{seen}).Refresh(ctx, nil); err != nil {
			return Answer{}, err
		}
		return (&AfterHours{seen}).askWith(ctx, knock, nil)
	}
	return a.askWith(ctx, knock, nil)
}

// askWith is Ask with other settings of the rule, nil for those it has.
func (a *AfterHours) askWith(ctx context.Context, knock Knock, config []abi.Config) (Answer, error) {
	row, err := a.context(knock)
	if err != nil {
		return Answer{}, err
	}
	state, err := (&Hours{a.shop}).At(knock.At)
	if err != nil {
		return Answer{}, err
	}
	if state.Open {
		return Answer{Open: true, Decision: DecisionOpen}, nil
	}
	row.MinutesSinceClose = -1
	if !state.Closed.IsZero() {
		row.MinutesSinceClose = int32(min(knock.At.Sub(state.Closed)/time.Minute, 1<<30))
	}
	if !state.NextOpen.IsZero() {
		row.NextOpenMs = state.NextOpen.UnixMilli()
	}
	answer := Answer{NextOpen: state.NextOpen, Decision: DecisionAskOwner}
	err = a.consult(ctx, knock, row, config, &answer)
	return answer, err
}

// context checks the words of a knock.
func (a *AfterHours) context(knock Knock) (abi.AfterHoursContext, error) {
	row := abi.AfterHoursContext{AtUnixMs: knock.At.UnixMilli(), FactsRow: -1, Capacity: -1}
	switch knock.Staff {
	case "", "unknown":
	case "willing":
		row.Staff = abi.StaffWilling
	case "gone":
		row.Staff = abi.StaffGone
	default:
		return row, fault.Invalid("staff", "%q is not one of willing, gone, unknown", knock.Staff)
	}
	switch knock.Service {
	case "", "unknown":
	case "drop_off":
		row.Service = abi.ServiceDropOff
	case "wait":
		row.Service = abi.ServiceWait
	case "pick_up":
		row.Service, row.PickupReady = abi.ServicePickUp, 1
	default:
		return row, fault.Invalid("service", "%q is not one of drop_off, wait, pick_up", knock.Service)
	}
	if knock.Unsafe {
		row.Unsafe = 1
	}
	return row, nil
}

// consult asks the rule and fills in the answer.
func (a *AfterHours) consult(ctx context.Context, knock Knock, row abi.AfterHoursContext, config []abi.Config, answer *Answer) error {
	rule, err := a.rules.answering(ctx, "after_hours")
	if err != nil {
		answer.Fault = err
		return nil
	}
	answer.Plugin = rule.Manifest().ID
	batch := &abi.Batch{Header: a.header(int32(clock.DayOf(knock.At, a.zone)), a.business.Window), Config: rule.config}
	if config != nil {
		batch.Config = config
	}
	if batch.Facts, err = a.know(ctx, knock, &row); err != nil {
		return err
	}
	batch.Visits = []abi.AfterHoursContext{row}
	batch.Header.NowUnixMs = knock.At.UnixMilli()
	said, err := rule.AfterHours(ctx, batch)
	if err == nil && len(said.Rows) == 0 && len(said.Refused) > 0 {
		err = said.Refused[0]
	}
	if err != nil {
		answer.Fault = err
		return nil
	}
	a.explain(answer, rule.Manifest(), said.Rows)
	return nil
}

func (a *AfterHours) explain(answer *Answer, manifest *plugin.Manifest, rows []abi.AfterHoursRow) {
	for i, row := range rows {
		known := manifest.OptionAt(row.Option)
		answer.Options = append(answer.Options, Option{
			Code: known.Code, NameID: known.Name.ID, NameEN: known.Name.EN,
			TextID: manifest.OptionText(row.Option, row.Args, a.voice("id")),
			TextEN: manifest.OptionText(row.Option, row.Args, a.voice("en")),
		})
		if i == 0 {
			answer.Decision = known.Code
			answer.ReasonID, answer.ReasonEN = a.reason(manifest, row.Text, row.Args)
		}
	}
}

// OptionName returns the name of what the rule can offer in both languages, ""
// for a code that it does not have.
func (a *AfterHours) OptionName(code string) (id, en string) {
	if manifest := a.rules.manifest("after_hours"); manifest != nil {
		for _, option := range manifest.Options {
			if option.Code == code {
				return option.Name.ID, option.Name.EN
			}
		}
	}
	return "", ""
}
