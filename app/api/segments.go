package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Why is a customer's segment with its reason.
type Why struct {
	Code     string `json:"code" doc:"empty before the first run"`
	NameID   string `json:"name_id"`
	NameEN   string `json:"name_en"`
	Mode     string `json:"mode" doc:"which thresholds the rule used"`
	ReasonID string `json:"reason_id"`
	ReasonEN string `json:"reason_en"`
	AsOf     string `json:"as_of"`
	Window   uint32 `json:"window" doc:"days looked back, 0 all history"`
	Since    string `json:"since"`
	Then     bool   `json:"then" doc:"mode, reason and score are of when she came there: the rule cannot be asked now, or says another segment"`

	Waits       string `json:"waits" doc:"a lower segment that the rule says and that holds once it did for seven days; empty while none waits, or for none"`
	WaitsNameID string `json:"waits_name_id"`
	WaitsNameEN string `json:"waits_name_en"`
	WaitsSince  string `json:"waits_since" doc:"empty while none waits"`
	WaitsUntil  string `json:"waits_until" doc:"the day on which it would hold"`
}

// WhyFacts is Why with the figures and scores behind it.
type WhyFacts struct {
	Why
	Scores map[string]uint32 `json:"scores"`
	Facts  Facts             `json:"facts"`
}

// Segments lists the rule's segments and the last run's thresholds.
type Segments struct {
	Segments   []Segment   `json:"segments"`
	None       int         `json:"none" doc:"customers in no segment yet"`
	AsOf       string      `json:"as_of"`
	Window     uint32      `json:"window"`
	Mode       string      `json:"mode"`
	ModeNameID string      `json:"mode_name_id"`
	ModeNameEN string      `json:"mode_name_en"`
	Thresholds *Thresholds `json:"thresholds"`
	Plugin     string      `json:"plugin" doc:"the rule that decided; empty before the first run"`
	Held       int         `json:"held" doc:"customers of whom the rule says a lower segment, which waits"`

	Segmentations []Segmentation `json:"segmentations" doc:"all that stand side by side, the main one first"`
}

// Segmentation is one way in which customers are parted.
type Segmentation struct {
	Plugin string `json:"plugin"`
	NameID string `json:"name_id"`
	NameEN string `json:"name_en"`
	Main   bool   `json:"main" doc:"its segments show on customers"`
	AsOf   string `json:"as_of"`
}

// Segment is one segment and how many are in it.
type Segment struct {
	Code   string `json:"code"`
	Rank   int    `json:"rank"`
	NameID string `json:"name_id"`
	NameEN string `json:"name_en"`
	Count  int    `json:"count"`
}

// Thresholds are the population's quintiles.
type Thresholds struct {
	R [4]float64 `json:"r" doc:"days since the last visit"`
	F [4]float64 `json:"f" doc:"visits"`
	M [4]float64 `json:"m" doc:"minor units"`
}

// SegmentRun is the outcome of a run.
type SegmentRun struct {
	Customers  int                       `json:"customers"`
	Changed    int                       `json:"changed"`
	BySegment  map[string]int            `json:"by_segment"`
	Thresholds *Thresholds               `json:"thresholds"`
	Scores     map[string]map[string]int `json:"scores" doc:"r, f, m: score, customers"`
	Mode       string                    `json:"mode"`
	AsOf       string                    `json:"as_of"`
	Window     uint32                    `json:"window"`
	Faults     []string                  `json:"faults"`
	Refused    int                       `json:"refused" doc:"customers of whom the rule said what cannot be; they stay where they are"`
	Refusals   []RefusedCustomer         `json:"refusals" doc:"the first of them"`
	Held       int                       `json:"held" doc:"customers of whom the rule says a lower segment, which holds once it did for seven days"`
	Plugin     string                    `json:"plugin"`
	TookMS     int64                     `json:"took_ms"`
}

// RefusedCustomer is one customer whose answer was not taken, and why.
type RefusedCustomer struct {
	Code   string `json:"code"`
	Reason string `json:"reason"`
}

type runInput struct {
	Body struct {
		AsOf   string  `json:"as_of,omitempty"`
		Window *uint32 `json:"window,omitempty"`
		Plugin string  `json:"plugin,omitempty" maxLength:"64" doc:"the rule to ask; without it the one whose segments show"`
	}
}

// PluginQuery names the rule whose segments are meant.
type PluginQuery struct {
	Plugin string `query:"plugin" maxLength:"64" doc:"the rule whose segments are meant; without it the one whose segments show"`
}

func (s *service) segmentOperations(api huma.API) {
	huma.Get(api, "/api/segments", func(ctx context.Context, in *PluginQuery) (*out[Segments], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		list, err := SegmentsOf(ctx, s.engine, in.Plugin)
		return &out[Segments]{list}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/segment", func(ctx context.Context, in *struct {
		RefInput
		PluginQuery
	},
	) (*out[WhyFacts], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		customer, err := s.engine.People.Find(ctx, in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		why, err := WhyOf(ctx, s.engine, in.Plugin, customer.Ordinal)
		return &out[WhyFacts]{why}, answer(err)
	})
	s.segmentHistoryOperations(api)
	s.segmentMapOperations(api)
	s.segmentPreviewOperations(api)
	huma.Post(api, "/api/segments/run", func(_ context.Context, in *runInput) (*accepted[Job], error) {
		options := core.RunOptions{Window: in.Body.Window, Plugin: in.Body.Plugin}
		if in.Body.AsOf != "" {
			day, err := clock.ParseDay(in.Body.AsOf)
			if err != nil {
				return nil, answer(about("as_of", err))
			}
			options.AsOf = &day
		}
		started, err := s.jobs.start(jobSegments, "rows", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			options.Progress = func(done, total int) { tell(int64(done), int64(total)) }
			return RunSegments(ctx, s.engine, options)
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
}

// RunSegments decides every customer's segment. A rule that faults is an
// error only for the caller who looks at Faults.
func RunSegments(ctx context.Context, engine *core.Engine, options core.RunOptions) (SegmentRun, error) {
	began := time.Now()
	run, err := engine.Segments.Run(ctx, options)
	if err != nil {
		return SegmentRun{}, err
	}
	shown := SegmentRun{
		Customers: run.Customers, Changed: run.Changed, BySegment: run.Counts, Thresholds: thresholds(run.Cuts),
		Scores: map[string]map[string]int{}, Mode: run.Mode, AsOf: run.AsOf.String(), Window: run.Window,
		Faults: []string{}, Refused: run.Refused, Refusals: []RefusedCustomer{}, Held: run.Held, Plugin: run.Rule, TookMS: time.Since(began).Milliseconds(),
	}
	for metric, counts := range run.Scores {
		shown.Scores[metric] = lo.MapKeys(counts, func(_ int, score int) string { return strconv.Itoa(score) })
	}
	for _, one := range run.Refusals {
		shown.Refusals = append(shown.Refusals, RefusedCustomer{core.Code(one.Ordinal), one.Reason})
	}
	if run.Fault != nil {
		shown.Faults = append(shown.Faults, run.Fault.Error())
	}
	return shown, nil
}

func thresholds(cuts *core.Cuts) *Thresholds {
	if cuts == nil {
		return nil
	}
	r, f, m := cuts.Thresholds()
	return &Thresholds{R: r, F: f, M: m}
}

// SegmentsOf lists the segments of a rule, "" the main one, with its last
// run's thresholds.
func SegmentsOf(ctx context.Context, engine *core.Engine, rule string) (Segments, error) {
	list, none, err := engine.Segments.ListOf(ctx, rule)
	if err != nil {
		return Segments{}, err
	}
	shown := Segments{None: none, Segments: lo.Map(list, func(c core.SegmentCount, _ int) Segment {
		return Segment{c.Code, c.Rank, c.NameID, c.NameEN, c.Members}
	})}
	all, err := engine.Segments.Segmentations(ctx)
	if err != nil {
		return shown, err
	}
	shown.Segmentations = lo.Map(all, func(one core.Segmentation, _ int) Segmentation {
		return Segmentation{one.Plugin, one.NameID, one.NameEN, one.Main, one.Run.AsOf.String()}
	})
	last, err := engine.Segments.LastOf(ctx, rule)
	if fault.KindOf(err) == fault.KindNotFound {
		return shown, nil
	}
	if err != nil {
		return shown, err
	}
	shown.AsOf, shown.Window, shown.Mode, shown.Thresholds = last.AsOf.String(), last.Window, last.Mode, thresholds(last.Cuts)
	shown.Plugin, shown.Held = last.Rule, last.Held
	shown.ModeNameID, shown.ModeNameEN = engine.Segments.ModeName(last.Rule, last.Mode)
	return shown, nil
}

// WhyOf explains a customer's segment, as a rule decided, "" the main one.
func WhyOf(ctx context.Context, engine *core.Engine, rule string, ordinal people.Ordinal) (WhyFacts, error) {
	why, err := engine.Segments.WhyOf(ctx, rule, ordinal)
	if err != nil {
		return WhyFacts{}, err
	}
	shown := WhyFacts{
		Why: Why{
			Code: why.Code, NameID: why.NameID, NameEN: why.NameEN, Mode: why.Mode,
			ReasonID: why.ReasonID, ReasonEN: why.ReasonEN,
			AsOf: why.AsOf.String(), Window: why.Window, Since: dayText(int32(why.Since), why.Code != ""), Then: why.Then,
			Waits: why.Waits, WaitsNameID: why.WaitsNameID, WaitsNameEN: why.WaitsNameEN,
			WaitsSince: dayText(int32(why.WaitsSince), why.Waiting), WaitsUntil: dayText(int32(why.WaitsUntil), why.Waiting),
		},
		Scores: map[string]uint32{},
		Facts:  windowFacts(&why.Facts, int32(why.AsOf)),
	}
	if why.Score != 0 {
		shown.Scores = map[string]uint32{"r": why.Score / 100, "f": why.Score / 10 % 10, "m": why.Score % 10}
	}
	return shown, nil
}

// windowFacts are the figures that a segment was decided by.
func windowFacts(row *abi.Facts, asOf int32) Facts {
	shown := FactsOf(row, asOf)
	shown.Orders, shown.Visits, shown.Net = row.Orders, row.Visits, row.Net
	shown.LastOrderOn, shown.DaysSinceLast = dayText(row.LastVisitDay, row.Visits > 0), -1
	if row.Visits > 0 {
		shown.DaysSinceLast = int(asOf - row.LastVisitDay)
	}
	return shown
}

// FactsOf returns a row's figures over all time.
func FactsOf(row *abi.Facts, asOf int32) Facts {
	shown := Facts{
		Orders: row.OrdersTotal, Visits: row.VisitsTotal, Net: row.NetTotal, DaysSinceLast: -1,
		FirstOrderOn: dayText(row.FirstOrderDay, row.OrdersTotal > 0), LastOrderOn: dayText(row.LastOrderDay, row.OrdersTotal > 0),
		Visits180: row.Visits180, Net365: row.Net365,
	}
	if row.OrdersTotal > 0 {
		shown.DaysSinceLast = int(asOf - row.LastOrderDay)
	}
	return shown
}
