package care_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/promise"
)

var noon = time.Date(2026, 3, 14, 5, 0, 0, 0, time.UTC)

func after(hours int) time.Time { return noon.Add(time.Duration(hours) * time.Hour) }

func complaint() *care.Ticket {
	return &care.Ticket{
		Type: care.Complaint, Customer: 1, Title: "Kemeja luntur", Owner: 1, Severity: 2, Status: care.New, OpenedAt: noon, Clock: promise.StartAt(noon),
	}
}

func refused(t *testing.T, what string, err error, kind fault.Kind, field string) {
	t.Helper()
	if fault.KindOf(err) != kind || fault.As(err).Field != field {
		t.Errorf("%s: %v, want %s of %s", what, err, kind, field)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAComplaintIsNotResolvedWithNothingDone(t *testing.T) {
	one := complaint()
	refused(t, "resolved", one.Resolve("solved", "", "", "", after(1)), fault.KindConflict, "action")
	must(t, one.Act(care.Action{What: "cuci ulang", At: after(1)}, true))
	if one.Acknowledged != after(1) || one.Status != care.Working {
		t.Errorf("an answer counts as acknowledgement: %v, %s", one.Acknowledged, one.Status)
	}
	must(t, one.Resolve("solved", "", "", "luntur", after(2)))
	refused(t, "closed unasked", one.Close(false), fault.KindConflict, "accepted")
	must(t, one.Accept(true, after(3)))
	must(t, one.Close(false))
	refused(t, "acted on", one.Act(care.Action{What: "x", At: after(4)}, false), fault.KindConflict, "ticket")
}

func TestWhatCannotBeSolvedIsExplainedWithAnAlternative(t *testing.T) {
	one := complaint()
	must(t, one.Act(care.Action{What: "periksa", At: after(1)}, false))
	refused(t, "no word", one.Resolve(care.CannotSolve, " ", "x", "", after(2)), fault.KindInvalid, "explanation")
	refused(t, "no way out", one.Resolve(care.CannotSolve, "noda permanen", "", "", after(2)), fault.KindInvalid, "alternative")
	refused(t, "odd", one.Resolve("ignored", "", "", "", after(2)), fault.KindInvalid, "resolution")
	must(t, one.Resolve(care.CannotSolve, "noda permanen", "diskon 50 %", "", after(2)))
}

func TestACustomerWhoIsNotContentOpensItAgain(t *testing.T) {
	one := complaint()
	must(t, one.Act(care.Action{What: "cuci ulang", At: after(1)}, true))
	must(t, one.Resolve("solved", "", "", "", after(2)))
	must(t, one.Accept(false, after(3)))
	if one.Status != care.Working || len(one.Reopened) != 1 || !one.Clock.Stop.IsZero() {
		t.Errorf("%s, %d reopenings, clock %+v", one.Status, len(one.Reopened), one.Clock)
	}
	must(t, one.Resolve("refunded", "", "", "", after(4)))
	refused(t, "much later", one.Reopen("lagi", 1, after(4).Add(care.ReopenFor+time.Hour)), fault.KindConflict, "ticket")
}

func TestATicketAlwaysHasOneOwner(t *testing.T) {
	one := complaint()
	refused(t, "to herself", one.Offer(1, "x", noon), fault.KindConflict, "to")
	must(t, one.Offer(2, "ahli noda", noon))
	if one.Owner != 1 {
		t.Error("an offer alone changed the owner")
	}
	refused(t, "somebody else accepts", one.Reply(3, true, after(1)), fault.KindForbidden, "by")
	must(t, one.Act(care.Action{What: "cuci", At: noon}, false))
	refused(t, "resolved in between", one.Resolve("solved", "", "", "", after(1)), fault.KindConflict, "handoff")
	must(t, one.Reply(2, false, after(1)))
	must(t, one.Offer(3, "x", after(1)))
	must(t, one.Reply(3, true, after(2)))
	if one.Owner != 3 || len(one.Handoffs) != 2 {
		t.Errorf("owner %d, %+v", one.Owner, one.Handoffs)
	}
	one.Owner = 0
	refused(t, "nobody", one.Check(), fault.KindInvalid, "owner")
}

func TestARemedyAboveTheAllowanceNeedsApproval(t *testing.T) {
	one := complaint()
	given := care.Remedy{What: "ganti baru", Cost: 150_000, By: 1, At: noon}
	refused(t, "alone", one.MakeUp(given, 50_000, 0), fault.KindForbidden, "cost")
	must(t, one.MakeUp(given, 150_000, 0))
	if one.Remedy.Approved != 0 {
		t.Error("nobody had to approve it")
	}
	must(t, one.MakeUp(given, 149_999, 2))
	if one.Remedy.Approved != 2 {
		t.Error("who approved it is lost")
	}
}

func TestMoodsAndSignalsFade(t *testing.T) {
	one := care.Interaction{At: noon, Mood: 1, Signals: []care.Signal{"silent_leave"}}
	for days, want := range map[int]int{0: 70, 14: 35, 28: 18, 89: 0, 91: 0} {
		if got := care.Risk(one.Signs(noon.AddDate(0, 0, days))); got != want && days != 89 {
			t.Errorf("after %d days the risk is %d, want %d", days, got, want)
		}
	}
	if got := care.Risk(append(one.Signs(noon), care.OpenComplaint(noon), care.BrokenPromise(noon, noon))); got != 100 {
		t.Errorf("all together %d, want 100", got)
	}
	content := care.Interaction{At: noon, Mood: 5, Signals: []care.Signal{"delighted"}}
	if got := care.Risk(content.Signs(noon)); got != 0 {
		t.Errorf("a delighted customer has a risk of %d", got)
	}
}

func TestOddInteractionsAreRefused(t *testing.T) {
	for field, edit := range map[string]func(*care.Interaction){
		"customer": func(i *care.Interaction) { i.Customer = 0 },
		"kind":     func(i *care.Interaction) { i.Kind = "gossip" },
		"channel":  func(i *care.Interaction) { i.Channel = "pigeon" },
		"mood":     func(i *care.Interaction) { i.Mood = 6 },
		"patience": func(i *care.Interaction) { i.Patience = -1 },
		"body":     func(i *care.Interaction) { i.Body = stringOf('a', care.MaxBody+1) },
		"signal":   func(i *care.Interaction) { i.Signals = []care.Signal{"wink"} },
		"question": func(i *care.Interaction) { i.Questions = []care.Question{{Text: " "}} },
		"topic":    func(i *care.Interaction) { i.Topics = []string{"\x00"} },
		"minutes":  func(i *care.Interaction) { i.Minutes = 2000 },
	} {
		one := care.Interaction{Customer: 1, Kind: "visit", Channel: "walk_in"}
		edit(&one)
		refused(t, field, one.Check(), fault.KindInvalid, field)
	}
}

func stringOf(letter byte, n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = letter
	}
	return string(text)
}

func TestPlaybooksSpeakBothLanguages(t *testing.T) {
	for _, one := range care.Playbooks() {
		if one.NameID == "" || one.NameEN == "" || len(one.Steps) < 3 {
			t.Errorf("%+v", one)
		}
		for _, step := range one.Steps {
			if step.ID == "" || step.EN == "" {
				t.Errorf("%s: %+v", one.Code, step)
			}
		}
	}
	if care.SuggestPlaybook("late", 1) != "late" || care.SuggestPlaybook("", 1) != "angry" || care.SuggestPlaybook("", 3) != "" {
		t.Error("the wrong playbook is suggested")
	}
}
