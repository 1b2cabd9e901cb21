package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/promise"
)

// Promise is what a customer may rely on.
type Promise struct {
	Code         string     `json:"code"`
	Customer     string     `json:"customer" doc:"code"`
	Department   string     `json:"department" doc:"code, of an internal one"`
	Kind         string     `json:"kind"`
	Text         string     `json:"text"`
	About        string     `json:"about"`
	Due          string     `json:"due"`
	FirstDue     string     `json:"first_due"`
	CountsUntil  string     `json:"counts_until" doc:"by when it is judged: what the customer knew in time"`
	MadeAt       string     `json:"made_at"`
	By           string     `json:"by"`
	Why          string     `json:"why"`
	Status       string     `json:"status"`
	ClosedAt     string     `json:"closed_at"`
	Outcome      string     `json:"outcome"`
	Waits        string     `json:"waits" doc:"what it waits for, empty when it runs"`
	WaitsSince   string     `json:"waits_since" doc:"since then its time stands still; it is due later by that once it runs again"`
	Missed       bool       `json:"missed" doc:"it was noticed that its time had passed"`
	Overdue      bool       `json:"overdue" doc:"it is open, and the time that she knows of has passed; while it waits no time passes"`
	Lost         bool       `json:"lost" doc:"it is open and not overdue, but she heard of the new time too late: it will count as broken"`
	LateMinutes  int        `json:"late_minutes" doc:"by how much it was done after the time by which it is judged, or how long ago that passed"`
	GivenUp      bool       `json:"given_up" doc:"it is broken because the shop gave it up"`
	Unseen       bool       `json:"unseen" doc:"it was missed while Raja was closed"`
	Renegotiated bool       `json:"renegotiated"`
	Revisions    []Revision `json:"revisions"`
}

// Revision is one change of a promise.
type Revision struct {
	At       string `json:"at"`
	By       string `json:"by"`
	From     string `json:"from"`
	To       string `json:"to"`
	Reason   string `json:"reason"`
	Informed string `json:"informed" doc:"when the customer was told, empty when she was not"`
	InTime   bool   `json:"in_time" doc:"she was told before the time that she knew of had passed"`
}

// Feasible is what can honestly be promised.
type Feasible struct {
	Light    string `json:"light" enum:"green,amber,red,grey"`
	Earliest string `json:"earliest"`
	P50      int    `json:"p50_minutes"`
	P80      int    `json:"p80_minutes"`
	Queue    int    `json:"queue_minutes"`
	Closed   bool   `json:"closed"`
}

// MadePromise is a promise with what the shop's past says about it.
type MadePromise struct {
	Promise
	Feasible Feasible `json:"feasible"`
}

// NewPromise is what the form of a new promise sends. Times are as Moment
// reads them.
type NewPromise struct {
	Customer string `json:"customer"`
	Kind     string `json:"kind,omitempty" doc:"ready when empty"`
	Text     string `json:"text"`
	About    string `json:"about,omitempty"`
	Due      string `json:"due"`
	By       string `json:"by,omitempty"`
	Why      string `json:"why,omitempty"`
}

// PromiseChange is one thing done to a promise.
type PromiseChange struct {
	Do       string `json:"do" enum:"revise,inform,keep,break,withdraw,pause,resume"`
	Due      string `json:"due,omitempty" doc:"of revise"`
	Reason   string `json:"reason,omitempty" doc:"of revise"`
	Informed bool   `json:"informed,omitempty" doc:"of revise: the customer was told just now"`
	Outcome  string `json:"outcome,omitempty" doc:"of keep, break and withdraw"`
	For      string `json:"for,omitempty" doc:"of pause: customer, parts, payment or internal"`
	By       string `json:"by,omitempty"`
}

// Kept is how promises were kept.
type Kept struct {
	All     Rate            `json:"all"`
	ByStaff map[string]Rate `json:"by_staff"`
	ByKind  map[string]Rate `json:"by_kind"`
	Overdue int             `json:"overdue" doc:"open now though the time that she knows of has passed; in no rate yet"`
	Lost    int             `json:"lost" doc:"open now with a new time of which she heard too late: they will count as broken"`
}

// Rate counts promises that ended.
type Rate struct {
	Kept         int `json:"kept"`
	Broken       int `json:"broken"`
	Renegotiated int `json:"renegotiated"`
	Withdrawn    int `json:"withdrawn"`
	Permille     int `json:"permille" doc:"kept of kept and broken, -1 when there is neither"`
}

func (s *service) promiseOperations(api huma.API) {
	huma.Get(api, "/api/promises", func(ctx context.Context, in *PageQuery) (*out[listOf[Promise]], error) {
		all, next, err := s.engine.Promises.Board(ctx, in.After, in.Limit)
		return &out[listOf[Promise]]{listOf[Promise]{Shown(s.engine, all, PromiseOf), next}}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/promises", func(ctx context.Context, in *pageInput) (*out[listOf[Promise]], error) {
		who, err := ordinalOf(ctx, s.engine, "customer", in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		all, next, err := s.engine.Promises.To(ctx, who, in.After, in.Limit)
		return &out[listOf[Promise]]{listOf[Promise]{Shown(s.engine, all, PromiseOf), next}}, answer(err)
	})
	huma.Post(api, "/api/promises", func(ctx context.Context, in *struct{ Body NewPromise }) (*created[MadePromise], error) {
		made, err := MakePromise(ctx, s.engine, in.Body)
		return &created[MadePromise]{http.StatusCreated, made}, answer(err)
	})
	huma.Post(api, "/api/promises/judge", func(ctx context.Context, in *struct{ Body NewPromise }) (*out[Feasible], error) {
		judged, err := JudgePromise(ctx, s.engine, in.Body)
		return &out[Feasible]{judged}, answer(err)
	})
	huma.Post(api, "/api/promises/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body PromiseChange
	},
	) (*out[Promise], error) {
		changed, err := ChangePromise(ctx, s.engine, in.Code, in.Body)
		return &out[Promise]{changed}, answer(err)
	})
	huma.Get(api, "/api/promises/kept", func(ctx context.Context, in *struct {
		From string `query:"from" maxLength:"40"`
		To   string `query:"to" maxLength:"40"`
	},
	) (*out[Kept], error) {
		counted, err := KeptOf(ctx, s.engine, in.From, in.To)
		return &out[Kept]{counted}, answer(err)
	})
}

// PromiseOf is how a promise is shown.
func PromiseOf(engine *core.Engine, one *promise.Promise) Promise {
	zone := engine.Zone()
	view := Promise{
		Code: engine.CodeOf("promise", uint64(one.Number)), Customer: engine.CodeOf("customer", uint64(one.Customer)),
		Department: engine.CodeOf("department", uint64(one.Department)), Kind: string(one.Kind), Text: one.Text, About: one.About,
		Due: moment(one.Due, zone), FirstDue: moment(one.FirstDue, zone), CountsUntil: moment(one.Agreed, zone), MadeAt: moment(one.MadeAt, zone),
		By: core.StaffCode(one.By), Why: one.Why, Status: string(one.Status), ClosedAt: moment(one.ClosedAt, zone), Outcome: one.Outcome,
		Waits: one.Timer.Paused(), Missed: !one.MissedAt.IsZero(), Unseen: one.Unseen, Renegotiated: one.Renegotiated(), Revisions: []Revision{},
		Overdue: one.Overdue(engine.Now()), Lost: one.Lost(engine.Now()), LateMinutes: int(one.Late(engine.Now()).Minutes()), GivenUp: one.GivenUp,
	}
	if view.Waits != "" {
		view.WaitsSince = moment(one.Stood(engine.Now()), zone)
	}
	for _, change := range one.Revisions {
		view.Revisions = append(view.Revisions, Revision{
			At: moment(change.At, zone), By: core.StaffCode(change.By), From: moment(change.From, zone), To: moment(change.To, zone),
			Reason: change.Reason, Informed: moment(change.Informed, zone), InTime: change.InTime,
		})
	}
	return view
}

func feasible(engine *core.Engine, judged promise.Feasible) Feasible {
	return Feasible{
		Light: string(judged.Light), Earliest: moment(judged.Earliest, engine.Zone()), Closed: judged.Closed,
		P50: int(judged.P50.Minutes()), P80: int(judged.P80.Minutes()), Queue: int(judged.Queue.Minutes()),
	}
}

func (n *NewPromise) kind() promise.Kind {
	if n.Kind == "" {
		return promise.Ready
	}
	return promise.Kind(n.Kind)
}

// JudgePromise says what can honestly be promised.
func JudgePromise(ctx context.Context, engine *core.Engine, given NewPromise) (Feasible, error) {
	due, err := Moment(engine, "due", given.Due)
	if err != nil {
		return Feasible{}, err
	}
	judged, err := engine.Promises.Judge(ctx, given.kind(), due)
	return feasible(engine, judged), err
}

// MakePromise records a promise.
func MakePromise(ctx context.Context, engine *core.Engine, given NewPromise) (MadePromise, error) {
	who, err := ordinalOf(ctx, engine, "customer", given.Customer)
	if err != nil {
		return MadePromise{}, err
	}
	due, err := Moment(engine, "due", given.Due)
	if err != nil {
		return MadePromise{}, err
	}
	by, err := StaffOf(ctx, engine, "by", given.By)
	if err != nil {
		return MadePromise{}, err
	}
	made, err := engine.Promises.Make(ctx, core.NewPromise{
		Customer: who, Kind: given.kind(), Text: given.Text, About: given.About, Due: due, By: by, Why: given.Why,
	})
	return MadePromise{PromiseOf(engine, &made.Promise), feasible(engine, made.Feasible)}, err
}

// ChangePromise does one thing to a promise.
func ChangePromise(ctx context.Context, engine *core.Engine, code string, change PromiseChange) (Promise, error) {
	n, err := engine.NumberOf("promise", code)
	if err != nil {
		return Promise{}, err
	}
	changed, err := changePromise(ctx, engine, promise.Number(n), change)
	return PromiseOf(engine, &changed), err
}

func changePromise(ctx context.Context, engine *core.Engine, number promise.Number, change PromiseChange) (promise.Promise, error) {
	switch change.Do {
	case "inform":
		return engine.Promises.Inform(ctx, number)
	case "keep":
		return engine.Promises.Keep(ctx, number, change.Outcome)
	case "break":
		return engine.Promises.Break(ctx, number, change.Outcome)
	case "withdraw":
		return engine.Promises.Withdraw(ctx, number, change.Outcome)
	case "pause":
		if change.For == "" {
			return promise.Promise{}, fault.Invalid("for", "is empty; say what the shop waits for: customer, parts, payment or internal")
		}
		return engine.Promises.Pause(ctx, number, change.For)
	case "resume":
		return engine.Promises.Pause(ctx, number, "")
	}
	due, err := Moment(engine, "due", change.Due)
	if err != nil {
		return promise.Promise{}, err
	}
	by, err := StaffOf(ctx, engine, "by", change.By)
	if err != nil {
		return promise.Promise{}, err
	}
	var informed time.Time
	if change.Informed {
		informed = engine.Now()
	}
	return engine.Promises.Revise(ctx, number, due, change.Reason, informed, by)
}

// KeptOf counts the promises that ended in a time; from "" is a month before
// to, and to "" is now.
func KeptOf(ctx context.Context, engine *core.Engine, from, to string) (Kept, error) {
	until, err := Moment(engine, "to", to)
	if err != nil {
		return Kept{}, err
	}
	if until.IsZero() {
		until = engine.Now().Add(time.Millisecond) // what just ended counts
	}
	since, err := Moment(engine, "from", from)
	if err != nil {
		return Kept{}, err
	}
	if since.IsZero() {
		since = until.AddDate(0, -1, 0)
	}
	rates, err := engine.Promises.Rates(ctx, since, until)
	if err != nil {
		return Kept{}, err
	}
	standing, err := engine.Promises.Standing(ctx)
	counted := Kept{Overdue: standing.Overdue, Lost: standing.Lost, All: rateOf(rates.All), ByStaff: map[string]Rate{}, ByKind: map[string]Rate{}}
	for who, rate := range rates.ByStaff {
		counted.ByStaff[core.StaffCode(who)] = rateOf(rate)
	}
	for kind, rate := range rates.ByKind {
		counted.ByKind[string(kind)] = rateOf(rate)
	}
	return counted, err
}

func rateOf(rate promise.Rate) Rate {
	permille, known := rate.Permille()
	if !known {
		permille = -1
	}
	return Rate{Kept: rate.Kept, Broken: rate.Broken, Renegotiated: rate.Renegotiated, Withdrawn: rate.Withdrawn, Permille: permille}
}

// Look is what became due or nearly so since the last look.
type Look struct {
	Alarms           []Alarm `json:"alarms"`
	ClockBackMinutes int     `json:"clock_back_minutes" doc:"how far the computer's clock lies behind the last look"`
}

// Alarm is something about a promise that somebody has to know.
type Alarm struct {
	Promise Promise `json:"promise"`
	At      string  `json:"at"`
	Percent int     `json:"percent" doc:"75 or 90 of its time has run; 100 it is due"`
	Unseen  bool    `json:"unseen"`
}

// WatchPromises tells each alarm once.
func WatchPromises(ctx context.Context, engine *core.Engine) (Look, error) {
	seen, err := engine.Promises.Watch(ctx)
	view := Look{Alarms: []Alarm{}, ClockBackMinutes: int(seen.ClockBack.Minutes())}
	for _, one := range seen.Alarms {
		view.Alarms = append(view.Alarms, Alarm{
			Promise: PromiseOf(engine, &one.Promise), At: moment(one.At, engine.Zone()), Percent: one.Percent, Unseen: one.Unseen,
		})
	}
	return view, err
}
