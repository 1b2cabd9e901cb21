package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type settingsVerbs struct {
	Shop     settingsShop     `cmd:"" help:"What the shop is called; shows what it is without flags."`
	Messages settingsMessages `cmd:"" help:"When nobody is disturbed, and how much marketing a customer gets; shows it without flags."`
	Tickets  settingsTickets  `cmd:"" help:"How fast tickets should go, in opening hours; shows it without flags."`
}

type settingsShop struct {
	Name *string `help:"Another name, on notas and in messages from now on."`
}

func (v *settingsShop) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if v.Name != nil {
			if err := engine.Rename(ctx, *v.Name); err != nil {
				return err
			}
		}
		known, err := api.BusinessOf(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(known, func() {
			s.line("Nama toko: %s. Zona waktu %s, uang %s.", "The shop is called %s. Its zone is %s, its money %s.", known.Name, known.Timezone, known.Currency)
		})
	})
}

type settingsMessages struct {
	QuietFrom *string `help:"Time of day from which nobody is disturbed, such as 20:00."`
	QuietTo   *string `help:"And until which, such as 08:00; the same as --quiet-from is no quiet hours."`
	Marketing *int    `help:"How many messages of marketing a customer gets at most; 0 is none at all."`
	Days      *int    `help:"In so many days."`
}

func (v *settingsMessages) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := api.MannersOf(ctx, engine)
		if err != nil {
			return err
		}
		if *v != (settingsMessages{}) {
			give(&known.QuietFrom, v.QuietFrom)
			give(&known.QuietTo, v.QuietTo)
			give(&known.Marketing, v.Marketing)
			give(&known.Days, v.Days)
			if known, err = api.SetManners(ctx, engine, known); err != nil {
				return err
			}
		}
		return s.result(known, func() { showManners(s, &known) })
	})
}

func give[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

func showManners(s *say, known *api.Manners) {
	if known.QuietFrom == known.QuietTo {
		s.line("Tidak ada jam tenang.", "There are no quiet hours.")
	} else {
		s.line("Jam tenang: %s sampai %s.", "Quiet hours: %s to %s.", known.QuietFrom, known.QuietTo)
	}
	s.line("Pesan promosi: paling banyak %d per pelanggan dalam %d hari.", "Marketing: at most %d for a customer in %d days.", known.Marketing, known.Days)
}

type settingsTickets struct {
	Type        string         `help:"Of this sort: question, problem, request, complaint or internal."`
	Severity    int            `help:"And of this severity: 1 low to 4 urgent."`
	Acknowledge *time.Duration `help:"Until the customer should hear something, such as 15m; 0 is no limit."`
	Resolve     *time.Duration `help:"Until it should be resolved, such as 4h; 0 is no limit."`
	Set         string         `help:"Replace all by a JSON file as --json prints it, or - for what Raja is given to read." type:"path" placeholder:"FILE"`
}

func (v *settingsTickets) Run(ctx context.Context, g *Globals, s *say) error {
	if (v.Type == "") != (v.Severity == 0) || (v.Type == "") != (v.Acknowledge == nil && v.Resolve == nil) || (v.Type != "" && v.Set != "") {
		return &usageError{fault.Invalid("type", "and --severity go with --acknowledge or --resolve, and not with --set")}
	}
	var given *api.Levels
	if v.Set != "" {
		read, err := documentOf[api.Levels](&documentFile{v.Set}, g, s)
		if err != nil {
			return err
		}
		given = &read
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := v.change(ctx, engine, given)
		if err != nil {
			return err
		}
		return s.result(known, func() { showLevels(s, &known) })
	})
}

// change writes what is given, if anything, and returns what holds.
func (v *settingsTickets) change(ctx context.Context, engine *core.Engine, given *api.Levels) (api.Levels, error) {
	if given != nil {
		return api.SetLevels(ctx, engine, *given)
	}
	known, err := api.LevelsOf(ctx, engine)
	if err != nil || v.Type == "" {
		return known, err
	}
	at := slices.IndexFunc(known.Levels, func(one api.Level) bool { return one.Type == v.Type && one.Severity == v.Severity })
	if at < 0 {
		return known, fault.Invalid("type", "or severity: there is no %q of severity %d", v.Type, v.Severity)
	}
	for field, wanted := range map[string]*time.Duration{"acknowledge": v.Acknowledge, "resolve": v.Resolve} {
		switch {
		case wanted == nil:
		case *wanted < 0 || *wanted%time.Minute != 0:
			return known, fault.Invalid(field, "%s is not a span of whole minutes like 15m or 4h", *wanted)
		case field == "acknowledge":
			known.Levels[at].Acknowledge = int(wanted.Minutes())
		default:
			known.Levels[at].Resolve = int(wanted.Minutes())
		}
	}
	changed, err := api.SetLevels(ctx, engine, known)
	return changed, atFlag(err)
}

// atFlag names the flag where a fault names the place in a file.
func atFlag(err error) error {
	told := fault.As(err)
	if told == nil || !strings.HasPrefix(told.Field, "levels[") {
		return err
	}
	_, name, _ := strings.Cut(told.Field, ".")
	return fault.Invalid(strings.TrimSuffix(name, "_minutes"), "%s", told.Message)
}

func showLevels(s *say, known *api.Levels) {
	kinds := map[string][2]string{
		"question": {"pertanyaan", "question"}, "problem": {"masalah", "problem"}, "request": {"permintaan", "request"},
		"complaint": {"keluhan", "complaint"}, "internal": {"internal", "internal"},
	}
	for _, one := range known.Levels {
		s.line("%-10s  tingkat %d: ditanggapi dalam %s, selesai dalam %s", "%-10s  severity %d: answered within %s, resolved within %s",
			s.pick(kinds[one.Type][0], kinds[one.Type][1]), one.Severity, s.span(one.Acknowledge), s.span(one.Resolve))
	}
}

// span is minutes in words, 0 for no limit.
func (s *say) span(minutes int) string {
	if minutes == 0 {
		return s.pick("tanpa batas", "no limit")
	}
	text := (time.Duration(minutes) * time.Minute).String()
	return text[:len(text)-len("0s")]
}
