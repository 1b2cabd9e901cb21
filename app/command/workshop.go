package command

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

type workshopVerbs struct {
	Show     workshopShow     `cmd:"" help:"Show the states of work, the questions, the rounding, the reminders; with --json a file for set."`
	Set      workshopSet      `cmd:"" help:"Replace them by a file; {} takes what the kind of business brings."`
	Rounding workshopRounding `cmd:"" help:"Round cash to so much."`
	Ask      workshopAsk      `cmd:"" help:"Show what is asked when an order is taken."`
}

type workshopShow struct{}

func (v *workshopShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := api.WorkshopOf(ctx, engine)
		if err != nil {
			return err
		}
		return showWorkshop(s, engine, &known)
	})
}

// showWorkshop shows how orders are worked on.
func showWorkshop(s *say, engine *core.Engine, known *api.Workshop) error {
	return s.result(known, func() {
		for _, state := range known.Flow {
			next := strings.Join(state.Next, ", ")
			s.line("%-18s  %-22s  → %s", "%-18s  %-22s  → %s", state.Code, s.pick(state.NameID, state.NameEN), next)
		}
		for _, category := range slices.Sorted(maps.Keys(known.Forms)) {
			name := category
			if name == "" {
				name = s.pick("semua yang lain", "all others")
			}
			s.line("Ditanyakan untuk %s:", "Asked about %s:", name)
			showQuestions(s, known.Forms[category].Questions)
		}
		showRounding(s, engine, known.Rounding)
		days := make([]string, len(known.Ladder))
		for i, rung := range known.Ladder {
			days[i] = strconv.Itoa(rung.Days)
		}
		s.line("Yang belum diambil diingatkan setelah %s hari.", "Who has not fetched it is reminded after %s days.", strings.Join(days, ", "))
	})
}

func showRounding(s *say, engine *core.Engine, to int64) {
	if to == 0 {
		s.line("Uang tunai tidak dibulatkan.", "Cash is not rounded.")
		return
	}
	s.line("Uang tunai dibulatkan ke %s.", "Cash is rounded to %s.", engine.Business().Currency.Text(money.Amount(to), s.lang))
}

func showQuestions(s *say, questions []sale.FormQuestion) {
	for _, one := range questions {
		line := "  " + one.Key + ": " + s.pick(one.TextID, one.TextEN)
		if len(one.Choices) > 0 {
			line += " (" + strings.Join(one.Choices, ", ") + ")"
		}
		if one.Needed {
			line += s.pick(" — wajib", " — needed")
		}
		if one.ShowWhen != "" {
			line += s.pick(" — hanya bila ", " — only when ") + one.ShowWhen + " = " + one.ShowIs
		}
		if one.Serial {
			line += s.pick(" — nomor seri atau IMEI", " — a serial number or IMEI")
		}
		if one.Print {
			line += s.pick(" — dicetak di nota", " — printed on the nota")
		}
		s.line("%s", "%s", line)
	}
}

type workshopSet struct{ documentFile }

// Help shows what the file may hold.
func (v *workshopSet) Help() string {
	return `The file is what raja workshop show --json prints: "flow" the states of work, "forms" the questions, "rounding" of cash in minor units. What is left out is as the kind of business brings it. Forms go by category of items; the one without a name is for all others:

{"forms": {"": {"questions": [
  {"key": "stain", "text_id": "Ada noda?", "text_en": "Any stains?", "choices": ["ya", "tidak"], "needed": true},
  {"key": "where", "text_id": "Di mana?", "text_en": "Where?", "show_when": "stain", "show_is": "ya", "print": true},
  {"key": "imei", "text_id": "IMEI?", "text_en": "IMEI?", "serial": true}]}}}

With "print" the answer stands on the nota; with "serial" it is a serial number, and an IMEI with a wrong digit is refused. A form without questions asks nothing.`
}

func (v *workshopSet) Run(ctx context.Context, g *Globals, s *say) error {
	given, err := documentOf[api.Workshop](&v.documentFile, g, s)
	if err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := api.SetWorkshop(ctx, engine, given)
		if err != nil {
			return err
		}
		return showWorkshop(s, engine, &known)
	})
}

type workshopRounding struct {
	Amount string `arg:"" help:"In major units, such as 500; 0 rounds nothing."`
}

func (v *workshopRounding) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		amount, err := engine.Business().Currency.Parse(v.Amount, money.Auto)
		if err != nil {
			return fault.Invalid("rounding", "%s", fault.As(err).Message)
		}
		known, err := api.WorkshopOf(ctx, engine)
		if err != nil {
			return err
		}
		known.Rounding = int64(amount)
		if known, err = api.SetWorkshop(ctx, engine, known); err != nil {
			return err
		}
		return s.result(known, func() { showRounding(s, engine, known.Rounding) })
	})
}

type workshopAsk struct {
	Offer  []string `sep:"none" help:"Code of an item of the catalogue; may be given again."`
	Answer []string `sep:"none" help:"KEY=ANSWER so far; may be given again."`
}

func (v *workshopAsk) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		answers, err := givenAnswers(v.Answer)
		if err != nil {
			return err
		}
		asked, err := api.AskedAbout(ctx, engine, api.Taking{Offers: v.Offer, Answers: answers})
		if err != nil {
			return err
		}
		return s.result(asked, func() {
			showQuestions(s, asked.Questions)
			s.none(len(asked.Questions), "Tidak ada yang ditanyakan.", "Nothing is asked.")
		})
	})
}
