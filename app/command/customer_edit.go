package command

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
)

type customerEdit struct {
	Ref       string   `arg:"" help:"Id, code, phone or ref:X."`
	Name      *string  `help:"Her whole name."`
	CallName  *string  `help:"The name she is called by."`
	Honorific *string  `help:"bapak, ibu, kak, mas, mbak … or a word of your own."`
	Email     *string  `help:"E-mail address."`
	Kind      *string  `help:"external or internal."`
	Phone     []string `help:"All her numbers, as written; may be given again." sep:"none"`
	Tag       []string `help:"All her tags; may be given again." sep:"none"`
	Loyal     *bool    `help:"The owner's own mark: treat as loyal whatever the rule says. It is no segment; the rule may put her into its own." negatable:""`
	Blocked   *bool    `help:"Do not serve." negatable:""`
}

func (v *customerEdit) Run(ctx context.Context, g *Globals, s *say) error {
	if reflect.DeepEqual(*v, customerEdit{Ref: v.Ref}) {
		return nothingToChange("name")
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		change := api.CustomerChange{
			Name: v.Name, CallName: v.CallName, Honorific: v.Honorific, Email: v.Email, Kind: v.Kind, Loyal: v.Loyal, Blocked: v.Blocked,
		}
		if len(v.Phone) > 0 {
			change.Phones = &v.Phone
		}
		if len(v.Tag) > 0 {
			change.Tags = &v.Tag
		}
		card, err := api.ChangeCustomer(ctx, engine, v.Ref, change)
		if err != nil {
			return err
		}
		return s.result(card, func() {
			showCard(s, engine, &card)
			if len(v.Phone) > 0 {
				showPhones(s, card.Phones)
			}
		})
	})
}

type customerMerge struct {
	Keep   string   `arg:"" help:"Who stays: id, code, phone or ref:X."`
	Lose   string   `arg:"" help:"Who counts as her from now on."`
	Choose []string `help:"Fields of which the lost one's value is kept: name, call_name, honorific, email."`
	DryRun bool     `help:"Only show what would be."`
}

func (v *customerMerge) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		done, err := api.Merge(ctx, engine, v.Keep, v.Lose, v.Choose, v.DryRun)
		if err != nil {
			return err
		}
		return s.result(done, func() {
			if v.DryRun {
				s.line("Akan digabung:", "Would be merged:")
			}
			s.line("%s %s kini juga %s. Yang ikut: %s.", "%s %s is %s as well. What comes along: %s.", done.Customer, done.Name, done.Lost, moving(s, engine, &done.Moved))
			s.line("  Telepon: %s", "  Phones: %s", strings.Join(lo.Map(done.Phones, func(one people.Phone, _ int) string { return one.Raw }), ", "))
			if done.Blocked {
				s.line("  Diblokir: jangan dilayani.", "  Blocked: do not serve.")
			}
			if done.ConsentRefused {
				s.line("Izin yang paling ketat berlaku.", "The strictest consent counts.")
			}
			if !v.DryRun {
				s.line("raja undo membatalkannya, sampai 90 hari.", "raja undo takes it back, for 90 days.")
			}
		})
	})
}

// moving names what comes along with a customer, without what there is none of.
func moving(s *say, engine *core.Engine, moved *api.Moving) string {
	var parts []string
	for _, one := range []struct {
		count  int64
		id, en string
	}{
		{int64(moved.Orders), "nota", "orders"},
		{int64(moved.Assets), "barang", "things"},
		{int64(moved.Promises), "janji", "promises"},
		{int64(moved.Tickets), "tiket", "tickets"},
		{int64(moved.Interactions), "catatan", "notes"},
		{int64(moved.Quotes), "penawaran", "quotes"},
		{int64(moved.Appointments), "janji temu", "appointments"},
		{int64(moved.FollowUps), "tindak lanjut", "follow-ups"},
		{int64(moved.Messages), "pesan", "messages"},
		{moved.Points, "poin", "points"},
	} {
		if one.count != 0 {
			parts = append(parts, fmt.Sprintf("%d %s", one.count, s.pick(one.id, one.en)))
		}
	}
	if moved.Wallet != 0 {
		parts = append(parts, "deposit "+engine.Business().Currency.Text(money.Amount(moved.Wallet), s.lang))
	}
	if len(parts) == 0 {
		return s.pick("tidak ada", "nothing")
	}
	return strings.Join(parts, ", ")
}

type customerDuplicates struct {
	Limit int      `help:"How many clusters at most." default:"50"`
	Apart []string `help:"Two codes: they are not one person." sep:","`
}

func (v *customerDuplicates) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if len(v.Apart) > 0 {
			if err := keepApart(ctx, engine, v.Apart); err != nil {
				return err
			}
		}
		found, err := api.Duplicates(ctx, engine, v.Limit)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"clusters": found}, func() {
			for _, one := range found {
				what := s.pick("mungkin satu orang", "may be one person")
				if one.Household {
					what = s.pick("mungkin satu keluarga", "may be one household")
				}
				s.line("%s (%.1f: %s)", "%s (%.1f: %s)", what, one.Score, strings.Join(one.Reasons, ", "))
				for _, member := range one.Members {
					s.line("  %s  %s  %s", "  %s  %s  %s", member.Code, member.Name, member.Phone)
				}
			}
			s.none(len(found), "Tidak ada yang mirip.", "Nobody looks alike.")
		})
	})
}

func keepApart(ctx context.Context, engine *core.Engine, pair []string) error {
	if len(pair) != 2 {
		return &usageError{fault.Invalid("apart", "names two customers, such as C-00001,C-00002")}
	}
	one, err := engine.People.Find(ctx, pair[0])
	if err != nil {
		return err
	}
	other, err := engine.People.Find(ctx, pair[1])
	if err != nil {
		return err
	}
	return engine.People.KeepApart(ctx, one.Ordinal, other.Ordinal)
}

type customerQuality struct {
	Flaw  string `help:"List those with this one: no_phone, bad_phone, no_honorific or old_prospect."`
	Limit int    `help:"How many at most." default:"50"`
}

func (v *customerQuality) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.QualityOf(ctx, engine, v.Flaw, v.Limit)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			words := map[core.Flaw][2]string{
				core.NoPhone: {"tanpa nomor HP", "no phone"}, core.BadPhone: {"nomor HP salah", "no phone that works"},
				core.NoHonorific: {"tanpa sapaan", "no honorific"}, core.OldProspect: {"calon lama", "old prospects"},
			}
			for _, flaw := range core.Flaws() {
				s.line("%d %s (%s)", "%d %s (%s)", found.Flawed[string(flaw)], s.pick(words[flaw][0], words[flaw][1]), string(flaw))
			}
			for _, one := range found.First {
				s.line("  %s  %s  %s", "  %s  %s  %s", one.Code, one.Name, one.Phone)
			}
		})
	})
}
