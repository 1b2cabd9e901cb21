package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type messageVerbs struct {
	Prepare messagePrepare `cmd:"" help:"Write words for a customer, with the link that opens the chat."`
	Open    messageOpen    `cmd:"" help:"Note that the chat was opened, also again."`
	Confirm messageConfirm `cmd:"" help:"Note that it went out: Raja cannot know."`
	Skip    messageSkip    `cmd:"" help:"Note that it is not to go out, and why."`
	List    messageList    `cmd:"" help:"Show what is prepared."`
	Thanks  messageThanks  `cmd:"" help:"Prepare a thank-you for every order that was paid lately."`
}

type messagePrepare struct {
	Ref     string   `arg:"" help:"To whom: id, code, phone or ref:X."`
	Purpose string   `arg:"" help:"thank_you, ready, reminder, debt, late, appointment, check_in, survey, birthday, offer, newsletter, restocked or other."`
	Text    string   `help:"These words instead of the template's; {nama}, {nota} and the like are filled in."`
	About   string   `help:"Code of what it is about; without it a debt is the oldest that she owes."`
	Value   []string `help:"NAME=VALUE to fill in, such as nota=N-000123; may be given again." sep:"none"`
}

func (v *messagePrepare) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		values := map[string]string{}
		for _, text := range v.Value {
			name, value, ok := strings.Cut(text, "=")
			if !ok {
				return fault.Invalid("value", "%q is not NAME=VALUE", text)
			}
			values[name] = value
		}
		made, err := api.PrepareMessage(ctx, engine, api.NewMessage{
			Customer: v.Ref, Purpose: v.Purpose, Lang: s.lang, Text: v.Text, About: v.About, Values: values,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() {
			if made.Already {
				s.already(&made, v.Text != "" || len(v.Value) > 0)
			}
			showMessage(s, &made)
		})
	})
}

// already says that a message was prepared before, and whose words it has now.
func (s *say) already(made *api.Message, reworded bool) {
	if reworded {
		s.line("Sudah disiapkan %s; kata-katanya kini yang ini.", "It was prepared %s already; these are its words now.", made.At)
		return
	}
	s.line("Sudah disiapkan %s dan masih menunggu; kata-kata lain diberikan dengan --text.", "It was prepared %s already and waits; give other words with --text.", made.At)
}

func showMessage(s *say, one *api.Message) {
	states := map[string][2]string{
		"prepared": {"disiapkan", "prepared"}, "opened": {"dibuka", "opened"}, "confirmed": {"dikonfirmasi", "confirmed"}, "skipped": {"dilewati", "skipped"},
	}
	s.line("%s  %s  %s  %s", "%s  %s  %s  %s", one.Code, one.Customer, one.Purpose, s.pick(states[one.State][0], states[one.State][1]))
	s.line("%s", "%s", one.Text)
	if one.NotBefore != "" && one.State == "prepared" {
		s.line("Jam tenang: buka setelah %s.", "Quiet hours: open it after %s.", one.NotBefore)
	}
	if one.Link != "" {
		s.line("%s", "%s", one.Link)
	}
}

// stepMessage does one thing to a message.
func stepMessage(ctx context.Context, g *Globals, s *say, code string, step api.MessageStep) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, step.By)
		if err != nil {
			return err
		}
		changed, err := api.StepMessage(ctx, engine, code, step)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showMessage(s, &changed) })
	})
}

type messageOpen struct {
	Code string `arg:"" help:"Such as M-000012."`
}

func (v *messageOpen) Run(ctx context.Context, g *Globals, s *say) error {
	return stepMessage(ctx, g, s, v.Code, api.MessageStep{Do: "open"})
}

type messageConfirm struct {
	Code string `arg:"" help:"Such as M-000012."`
	By   string `help:"Who says so."`
}

func (v *messageConfirm) Run(ctx context.Context, g *Globals, s *say) error {
	return stepMessage(ctx, g, s, v.Code, api.MessageStep{Do: "confirm", By: v.By})
}

type messageSkip struct {
	Code string `arg:"" help:"Such as M-000012."`
	Why  string `required:"" help:"Why."`
	By   string `help:"Who says so."`
}

func (v *messageSkip) Run(ctx context.Context, g *Globals, s *say) error {
	return stepMessage(ctx, g, s, v.Code, api.MessageStep{Do: "skip", Why: v.Why, By: v.By})
}

type messageList struct {
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *messageList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := engine.Messages.Tray(ctx, v.After, v.Limit)
		if err != nil {
			return err
		}
		messages := api.Shown(engine, all, api.MessageOf)
		return s.result(map[string]any{"messages": messages, "next": next}, func() {
			for i := range messages {
				showMessage(s, &messages[i])
			}
			s.none(len(messages), "Tidak ada pesan yang menunggu.", "No message waits.")
		})
	})
}

type messageThanks struct{}

func (v *messageThanks) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		count, err := engine.Messages.Thanks(ctx)
		if err != nil {
			return err
		}
		return s.result(map[string]int{"prepared": count}, func() {
			s.line("%d ucapan terima kasih disiapkan.", "%d %s prepared.", s.counted(count, "thank-you")...)
		})
	})
}

type followupVerbs struct {
	Add    followupAdd    `cmd:"" help:"Note that somebody is to be got back to."`
	Done   followupDone   `cmd:"" help:"Note what came of it."`
	Drop   followupDrop   `cmd:"" help:"Note why it is not done."`
	Snooze followupSnooze `cmd:"" help:"Put it off."`
	List   followupList   `cmd:"" help:"Show what is due, soonest first."`

	Suggest followupSuggest `cmd:"" help:"Ask the follow-up rule about what happened, and once a day about everybody."`
}

type followupSuggest struct{}

func (v *followupSuggest) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		said, err := api.Suggest(ctx, engine)
		if err != nil {
			return err
		}
		err = s.result(said, func() {
			for i := range said.Added {
				showFollowUp(s, &said.Added[i])
			}
			showRefusals(s, said.Refused, said.Refusals)
			if said.Fault != "" {
				s.line("Aturan gagal, tidak ada yang diusulkan: %s", "The rule failed, nothing is proposed: %s", said.Fault)
				return
			}
			s.none(len(said.Added), "Aturan tidak mengusulkan apa-apa yang baru.", "The rule proposes nothing new.")
			if said.Left > 0 {
				s.line("%d usulan lagi menyusul di hari lain.", "%d more will come another day.", said.Left)
			}
		})
		if err == nil && (said.Fault != "" || said.Refused > 0) {
			return &unclean{"the rule failed, or answers of it were refused"}
		}
		return err
	})
}

type followupAdd struct {
	Ref     string `arg:"" help:"To whom: id, code, phone or ref:X."`
	Text    string `arg:"" help:"What to do or say."`
	Due     string `required:"" help:"When: 2026-03-14 17:00, 17:00 or +3h."`
	Purpose string `help:"check_in, thank_you, reminder or another purpose of messages." default:"check_in"`
	Owner   string `help:"By whom."`
	About   string `help:"Code of what it is about."`
	Every   int    `help:"Days after which it comes again once done."`
}

func (v *followupAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.AddFollowUp(ctx, engine, api.NewFollowUp{
			Customer: v.Ref, Purpose: v.Purpose, Text: v.Text, Due: v.Due, Owner: v.Owner, About: v.About, Every: v.Every,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() { showFollowUp(s, &made) })
	})
}

func showFollowUp(s *say, one *api.FollowUp) {
	text := one.Text
	if one.TextID != "" { // a rule speaks both languages
		text = s.pick(one.TextID, one.TextEN)
	}
	s.line("%s  %s  %s  %s  %s", "%s  %s  %s  %s  %s", one.Code, one.Due, one.Customer, text, one.Outcome)
	if one.ReasonID != "" {
		s.line("    %s", "    %s", s.pick(one.ReasonID, one.ReasonEN))
	}
}

// stepFollowUp does one thing to a follow-up.
func stepFollowUp(ctx context.Context, g *Globals, s *say, code string, step api.FollowUpStep) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, step.By)
		if err != nil {
			return err
		}
		changed, err := api.StepFollowUp(ctx, engine, code, step)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showFollowUp(s, &changed) })
	})
}

// followupEnd names a follow-up that ends.
type followupEnd struct {
	Code    string `arg:"" help:"Such as F-00012."`
	Outcome string `arg:"" help:"What came of it, or why it is not done."`
	By      string `help:"Who did it."`
}

type followupDone struct{ followupEnd }

func (v *followupDone) Run(ctx context.Context, g *Globals, s *say) error {
	return stepFollowUp(ctx, g, s, v.Code, api.FollowUpStep{Do: "done", Outcome: v.Outcome, By: v.By})
}

type followupDrop struct{ followupEnd }

func (v *followupDrop) Run(ctx context.Context, g *Globals, s *say) error {
	return stepFollowUp(ctx, g, s, v.Code, api.FollowUpStep{Do: "drop", Outcome: v.Outcome, By: v.By})
}

type followupSnooze struct {
	Code  string `arg:"" help:"Such as F-00012."`
	Until string `required:"" help:"Until when."`
}

func (v *followupSnooze) Run(ctx context.Context, g *Globals, s *say) error {
	return stepFollowUp(ctx, g, s, v.Code, api.FollowUpStep{Do: "snooze", Until: v.Until})
}

type followupList struct {
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *followupList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := engine.FollowUps.Due(ctx, v.After, v.Limit)
		if err != nil {
			return err
		}
		due := api.Shown(engine, all, api.FollowUpOf)
		return s.result(map[string]any{"followups": due, "next": next}, func() {
			for i := range due {
				showFollowUp(s, &due[i])
			}
			s.none(len(due), "Tidak ada tindak lanjut.", "There is no follow-up.")
		})
	})
}
