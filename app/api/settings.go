package api

import (
	"context"
	"fmt"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
)

// Manners are how customers are disturbed by messages. In the quiet hours
// nobody is: what is prepared then waits for their end.
type Manners struct {
	QuietFrom string `json:"quiet_from" doc:"time of day like 20:00"`
	QuietTo   string `json:"quiet_to" doc:"time of day like 08:00; the same as quiet_from is no quiet hours"`
	Marketing int    `json:"marketing" doc:"how many messages of marketing a customer gets at most in so many days; 0 is none at all"`
	Days      int    `json:"days" doc:"the days over which they are counted"`
}

// Levels are how fast tickets should go.
type Levels struct {
	Levels []Level `json:"levels" doc:"sorts that are left out go as Raja has it"`
}

// Level is how fast one sort of ticket should go, in minutes of open time.
type Level struct {
	Type        string `json:"type" enum:"question,problem,request,complaint,internal"`
	Severity    int    `json:"severity" doc:"1 low to 4 urgent"`
	Acknowledge int    `json:"acknowledge_minutes" doc:"until the customer should hear something; 0 is no limit"`
	Resolve     int    `json:"resolve_minutes" doc:"until it should be resolved; 0 is no limit"`
}

func (s *service) settingOperations(api huma.API) {
	huma.Get(api, "/api/settings/messages", func(ctx context.Context, _ *everything) (*out[Manners], error) {
		found, err := MannersOf(ctx, s.engine)
		return &out[Manners]{found}, answer(err)
	})
	huma.Put(api, "/api/settings/messages", func(ctx context.Context, in *struct{ Body Manners }) (*out[Manners], error) {
		found, err := SetManners(ctx, s.engine, in.Body)
		return &out[Manners]{found}, answer(err)
	})
	huma.Get(api, "/api/settings/tickets", func(ctx context.Context, _ *everything) (*out[Levels], error) {
		found, err := LevelsOf(ctx, s.engine)
		return &out[Levels]{found}, answer(err)
	})
	huma.Put(api, "/api/settings/tickets", func(ctx context.Context, in *struct{ Body Levels }) (*out[Levels], error) {
		found, err := SetLevels(ctx, s.engine, in.Body)
		return &out[Levels]{found}, answer(err)
	})
}

// MannersOf is how customers are disturbed by messages.
func MannersOf(ctx context.Context, engine *core.Engine) (Manners, error) {
	known, err := engine.Messages.Manners(ctx)
	return Manners{QuietFrom: clockTime(known.QuietFrom), QuietTo: clockTime(known.QuietTo), Marketing: known.Marketing, Days: known.Days}, err
}

func clockTime(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// SetManners replaces how customers are disturbed by messages.
func SetManners(ctx context.Context, engine *core.Engine, given Manners) (Manners, error) {
	wanted := outreach.Manners{Marketing: given.Marketing, Days: given.Days}
	var err error
	if wanted.QuietFrom, err = minuteOfDay("quiet_from", given.QuietFrom); err != nil {
		return Manners{}, err
	}
	if wanted.QuietTo, err = minuteOfDay("quiet_to", given.QuietTo); err != nil {
		return Manners{}, err
	}
	if err := engine.Messages.SetManners(ctx, wanted); err != nil {
		return Manners{}, err
	}
	return MannersOf(ctx, engine)
}

func minuteOfDay(field, text string) (int, error) {
	at, err := time.Parse("15:04", text)
	if err != nil {
		return 0, fault.Invalid(field, "%.60q is not a time of day like 20:00", text)
	}
	return at.Hour()*60 + at.Minute(), nil
}

// LevelsOf is how fast tickets of every sort should go.
func LevelsOf(ctx context.Context, engine *core.Engine) (Levels, error) {
	known, err := engine.Tickets.Levels(ctx)
	return Levels{Levels: lo.Map(known, func(one care.Level, _ int) Level {
		return Level{string(one.Type), one.Severity, int(one.Policy.Acknowledge.Minutes()), int(one.Policy.Resolve.Minutes())}
	})}, err
}

// SetLevels replaces how fast tickets should go.
func SetLevels(ctx context.Context, engine *core.Engine, given Levels) (Levels, error) {
	wanted := lo.Map(given.Levels, func(one Level, _ int) care.Level {
		return care.Level{
			Type: care.Type(one.Type), Severity: one.Severity,
			Policy: care.Policy{Acknowledge: minutes(one.Acknowledge), Resolve: minutes(one.Resolve)},
		}
	})
	if err := engine.Tickets.SetLevels(ctx, wanted); err != nil {
		return Levels{}, err
	}
	return LevelsOf(ctx, engine)
}

// minutes is a span of time; one that is too long to be counted is longer than
// any that is allowed.
func minutes(n int) time.Duration {
	most := int(care.MaxPolicy.Minutes()) + 1
	return time.Duration(max(-1, min(n, most))) * time.Minute
}
