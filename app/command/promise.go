package command

import (
	"context"
	"fmt"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type promiseVerbs struct {
	Make     promiseMake     `cmd:"" help:"Promise somebody something until a time."`
	Judge    promiseJudge    `cmd:"" help:"Say what can honestly be promised."`
	Revise   promiseRevise   `cmd:"" help:"Change until when, with a reason."`
	Inform   promiseInform   `cmd:"" help:"Note that the customer was told of the change."`
	Keep     promiseKeep     `cmd:"" help:"Note that it is done."`
	Break    promiseBreak    `cmd:"" help:"Give it up."`
	Withdraw promiseWithdraw `cmd:"" help:"Note that the customer wants it no more."`
	Pause    promisePause    `cmd:"" help:"Let its time stand still while the shop waits; it is due later by that."`
	Resume   promiseResume   `cmd:"" help:"Let its time run again."`
	List     promiseList     `cmd:"" help:"Show what is promised, soonest due first."`
	Watch    promiseWatch    `cmd:"" help:"Tell, once each, what became due or nearly so."`
	Kept     promiseKept     `cmd:"" help:"Count how promises were kept."`
}

type promiseMake struct {
	Ref   string `arg:"" help:"To whom: id, code, phone or ref:X."`
	Text  string `arg:"" help:"What, in words she would know again."`
	Due   string `required:"" help:"Until when: 2026-03-14 17:00, 17:00, +3h or RFC 3339."`
	Kind  string `help:"ready, delivery, callback, answer or other." default:"ready"`
	About string `help:"Code of what it is about, such as N-000123."`
	By    string `help:"Who promises: code or name of a member of staff."`
	Why   string `help:"Why it is promised though it is tight."`
}

func (v *promiseMake) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		made, err := api.MakePromise(ctx, engine, api.NewPromise{
			Customer: v.Ref, Kind: v.Kind, Text: v.Text, About: v.About, Due: v.Due, By: v.By, Why: v.Why,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() {
			s.line("%s: %s untuk %s, sampai %s.", "%s: %s for %s, until %s.", made.Code, made.Text, made.Customer, made.Due)
			showLight(s, &made.Feasible)
		})
	})
}

// showLight says what the shop's own past says of a due time.
func showLight(s *say, judged *api.Feasible) {
	switch judged.Light {
	case "green":
		s.line("Wajar menurut pengalaman toko.", "Reasonable, going by the shop's own past.")
	case "amber", "red":
		if judged.Earliest == "" {
			break // it is closed, or past: the past says no other time
		}
		s.line("Ketat: paling cepat yang jujur adalah %s.", "Tight: the earliest honest time is %s.", judged.Earliest)
	}
	if judged.Closed {
		s.line("Toko tutup pada jam itu.", "The shop is closed at that time.")
	}
}

type promiseJudge struct {
	Due  string `required:"" help:"Until when."`
	Kind string `help:"ready, delivery, callback, answer or other." default:"ready"`
}

func (v *promiseJudge) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		judged, err := api.JudgePromise(ctx, engine, api.NewPromise{Kind: v.Kind, Due: v.Due})
		if err != nil {
			return err
		}
		return s.result(judged, func() {
			showLight(s, &judged)
			s.none(btoi(judged.Light != "grey"), "Belum cukup pengalaman untuk menilai.", "The past does not say yet.")
		})
	})
}

func btoi(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

type promiseRevise struct {
	Code     string `arg:"" help:"Such as P-00012."`
	Due      string `required:"" help:"Until when from now on."`
	Reason   string `required:"" help:"Why."`
	Informed bool   `help:"The customer was told just now."`
	By       string `help:"Who changes it."`
}

func (v *promiseRevise) Run(ctx context.Context, g *Globals, s *say) error {
	return changePromise(ctx, g, s, v.Code, api.PromiseChange{Do: "revise", Due: v.Due, Reason: v.Reason, Informed: v.Informed, By: v.By})
}

// changePromise does one thing to a promise and shows where it stands.
func changePromise(ctx context.Context, g *Globals, s *say, code string, change api.PromiseChange) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, change.By)
		if err != nil {
			return err
		}
		changed, err := api.ChangePromise(ctx, engine, code, change)
		if err != nil {
			return err
		}
		return s.result(changed, func() { showPromise(s, &changed) })
	})
}

func showPromise(s *say, one *api.Promise) {
	s.line("%s  %s  %s  %s  %s", "%s  %s  %s  %s  %s", one.Code, s.promiseStands(one), one.Due, one.Customer, one.Text)
	if why := s.whyBroken(one); why != "" {
		s.line("  %s", "  %s", why)
	}
	if one.Outcome != "" && one.Status != "kept" {
		s.line("  Keterangan: %s", "  What came of it: %s", one.Outcome)
	}
	if one.Waits != "" && !one.Overdue {
		s.line("  Waktunya berhenti sejak %s; batasnya mundur selama menunggu.", "  Its time stands still since %s; it is due later by that.", one.WaitsSince)
	}
	if n := len(one.Revisions); n > 0 && one.Revisions[n-1].Informed == "" && one.Status == "open" {
		s.line("  Pelanggan belum diberi tahu: raja promise inform %s", "  The customer was not told yet: raja promise inform %s", one.Code)
	}
}

// promiseStands is the status of a promise, and what it waits for.
func (s *say) promiseStands(one *api.Promise) string {
	status := s.promiseStatus(one.Status)
	if one.Overdue {
		status = s.pick("lewat waktu", "overdue")
	}
	if one.Waits != "" {
		status += s.pick(", menunggu ", ", waits for ") + s.waitsFor(one.Waits)
	}
	return status
}

// whyBroken says why a promise is broken, or will be; "" of any other.
func (s *say) whyBroken(one *api.Promise) string {
	late := s.lasting(one.LateMinutes)
	knew := momentIn(one.CountsUntil)
	switch {
	case one.GivenUp && one.LateMinutes > 0:
		return fmt.Sprintf(s.pick("Toko tidak menyanggupinya lagi, %s setelah %s.", "The shop gave it up, %s after %s."), late, knew)
	case one.GivenUp:
		return s.pick("Toko tidak menyanggupinya lagi.", "The shop gave it up.")
	case one.Status == "broken" && one.LateMinutes > 0:
		return fmt.Sprintf(s.pick("Selesai terlambat %s: dijanjikan %s.", "Done %s late: it was promised for %s."), late, knew)
	case one.Status == "broken":
		return fmt.Sprintf(s.pick("Selesai terlambat: dijanjikan %s.", "Done late: it was promised for %s."), knew)
	case one.Overdue:
		return fmt.Sprintf(s.pick("Sudah lewat %s.", "%s late by now."), late)
	case one.Lost:
		return fmt.Sprintf(s.pick("Waktu baru diberitahukan setelah %s lewat: tetap dihitung tidak ditepati.", "She heard of the new time after %s had passed: it counts as broken all the same."), knew)
	}
	return ""
}

// lasting is a length of time in words: 1 h 5 min, 3 days.
func (s *say) lasting(minutes int) string {
	switch {
	case minutes < 1:
		return s.pick("kurang dari semenit", "less than a minute")
	case minutes < 60:
		return fmt.Sprintf(s.pick("%d menit", "%d min"), minutes)
	case minutes < 48*60 && minutes%60 != 0:
		return fmt.Sprintf(s.pick("%d jam %d menit", "%d h %d min"), minutes/60, minutes%60)
	case minutes < 48*60:
		return fmt.Sprintf(s.pick("%d jam", "%d h"), minutes/60)
	}
	return fmt.Sprintf(s.pick("%d hari", "%d days"), minutes/(24*60))
}

// promiseStatus is where a promise stands, in the person's language.
func (s *say) promiseStatus(status string) string {
	words := map[string][2]string{
		"open": {"berlaku", "open"}, "kept": {"ditepati", "kept"}, "broken": {"tidak ditepati", "broken"}, "withdrawn": {"dibatalkan pelanggan", "withdrawn"},
	}
	return s.pick(words[status][0], words[status][1])
}

// waitsFor is what a promise waits for, in the person's language.
func (s *say) waitsFor(code string) string {
	words := map[string][2]string{
		"customer": {"pelanggan", "the customer"}, "parts": {"suku cadang", "parts"}, "payment": {"pembayaran", "payment"},
		"internal": {"bagian lain", "others here"},
	}
	return s.pick(words[code][0], words[code][1])
}

type promiseInform struct {
	Code string `arg:"" help:"Such as P-00012."`
}

func (v *promiseInform) Run(ctx context.Context, g *Globals, s *say) error {
	return changePromise(ctx, g, s, v.Code, api.PromiseChange{Do: "inform"})
}

// promiseEnd names a promise that ends.
type promiseEnd struct {
	Code    string `arg:"" help:"Such as P-00012."`
	Outcome string `help:"What came of it."`
}

type promiseKeep struct{ promiseEnd }

func (v *promiseKeep) Run(ctx context.Context, g *Globals, s *say) error {
	return changePromise(ctx, g, s, v.Code, api.PromiseChange{Do: "keep", Outcome: v.Outcome})
}

type promiseBreak struct{ promiseEnd }

func (v *promiseBreak) Run(ctx context.Context, g *Globals, s *say) error {
	return changePromise(ctx, g, s, v.Code, api.PromiseChange{Do: "break", Outcome: v.Outcome})
}

type promiseWithdraw struct{ promiseEnd }

func (v *promiseWithdraw) Run(ctx context.Context, g *Globals, s *say) error {
	return changePromise(ctx, g, s, v.Code, api.PromiseChange{Do: "withdraw", Outcome: v.Outcome})
}

type promisePause struct {
	Code string `arg:"" help:"Such as P-00012."`
	For  string `required:"" help:"For what the shop waits: customer, parts, payment or internal."`
}

func (v *promisePause) Run(ctx context.Context, g *Globals, s *say) error {
	return changePromise(ctx, g, s, v.Code, api.PromiseChange{Do: "pause", For: v.For})
}

type promiseResume struct {
	Code string `arg:"" help:"Such as P-00012."`
}

func (v *promiseResume) Run(ctx context.Context, g *Globals, s *say) error {
	return changePromise(ctx, g, s, v.Code, api.PromiseChange{Do: "resume"})
}

type promiseList struct {
	Ref   string `arg:"" optional:"" help:"Only those to this customer, also those that ended."`
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *promiseList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := engine.Promises.Board(ctx, v.After, v.Limit)
		if v.Ref != "" {
			customer, found := engine.People.Find(ctx, v.Ref)
			if found != nil {
				return found
			}
			all, next, err = engine.Promises.To(ctx, customer.Ordinal, v.After, v.Limit)
		}
		if err != nil {
			return err
		}
		promises := api.Shown(engine, all, api.PromiseOf)
		return s.result(map[string]any{"promises": promises, "next": next}, func() {
			for i := range promises {
				showPromise(s, &promises[i])
			}
			s.none(len(promises), "Tidak ada janji.", "Nothing is promised.")
		})
	})
}

type promiseWatch struct{}

func (v *promiseWatch) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		seen, err := api.WatchPromises(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(seen, func() {
			if seen.ClockBackMinutes > 0 {
				s.line("Jam komputer mundur %d menit; periksa jamnya.", "The computer's clock is %d minutes behind; set it right.", seen.ClockBackMinutes)
			}
			for _, alarm := range seen.Alarms {
				word := s.pick("jatuh tempo", "due")
				if alarm.Percent < 100 {
					word = s.pick("hampir jatuh tempo", "nearly due")
				}
				if alarm.Unseen {
					word += s.pick(" (terlewat saat aplikasi tutup)", " (missed while Raja was closed)")
				}
				s.line("%s  %s  %s  %s", "%s  %s  %s  %s", alarm.Promise.Code, word, alarm.Promise.Due, alarm.Promise.Text)
			}
			s.none(len(seen.Alarms), "Tidak ada yang baru.", "Nothing new.")
		})
	})
}

type promiseKept struct {
	From string `help:"Since when; a month before --to without it."`
	To   string `help:"Until when; now without it."`
}

func (v *promiseKept) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		counted, err := api.KeptOf(ctx, engine, v.From, v.To)
		if err != nil {
			return err
		}
		return s.result(counted, func() {
			all := counted.All
			if all.Permille >= 0 {
				s.line("Ditepati %d,%d %%.", "Kept %d.%d %%.", all.Permille/10, all.Permille%10)
			}
			s.line("%d ditepati, %d tidak, %d disepakati ulang tepat waktu, %d dibatalkan pelanggan.",
				"%d kept, %d broken, %d agreed anew in time, %d withdrawn.", all.Kept, all.Broken, all.Renegotiated, all.Withdrawn)
			if counted.Overdue > 0 {
				s.line("%d lewat waktu dan belum selesai.", "%d are overdue and not done.", counted.Overdue)
			}
			if counted.Lost > 0 {
				s.line("%d diubah setelah waktunya lewat: dihitung tidak ditepati bila selesai.", "%d were changed after their time had passed: they count as broken when they end.", counted.Lost)
			}
		})
	})
}
