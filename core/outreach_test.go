package core_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// told puts follow-ups, templates, messages and visits into a shop.
func told(t *testing.T, engine *core.Engine, to people.Ordinal) {
	t.Helper()
	ctx := context.Background()
	var failed error
	do := func(_ any, err error) { failed = errors.Join(failed, err) }
	due := engine.Now().Add(time.Hour)
	do(engine.FollowUps.Add(ctx, outreach.FollowUp{Customer: to, Purpose: outreach.CheckIn, Text: "tanya hasilnya", Due: due, Every: 7}))
	do(engine.FollowUps.Snooze(ctx, 1, due.Add(time.Hour)))
	do(engine.FollowUps.Finish(ctx, 1, "puas", false, 0))
	do(nil, engine.Messages.SetManners(ctx, outreach.StandardManners()))
	do(engine.Templates.Add(ctx, outreach.Template{Purpose: outreach.Ready, Lang: "id", Name: "siap", Body: "{nota} siap"}))
	do(engine.Templates.Edit(ctx, 1, func(one *outreach.Template) error { one.Tone = "warm"; return nil }))
	for _, about := range []string{core.Code(to), "F-00001", "TP-001"} {
		do(engine.Messages.Prepare(ctx, core.NewMessage{Customer: to, Purpose: outreach.Ready, About: about, Values: map[string]string{"nota": about}}))
	}
	do(engine.Messages.Open(ctx, 1))
	do(engine.Messages.Confirm(ctx, 1, 0))
	do(engine.Messages.Skip(ctx, 2, "sudah diambil", 0))
	do(engine.AfterHours.Log(ctx, core.Knock{At: engine.Now().Add(12 * time.Hour), Customer: to}, core.Taken{Code: "OWN_WAY", Why: "kenal lama", Accepted: true}))
	if failed != nil {
		t.Fatal(failed)
	}
}

func whatsapp(t *testing.T, engine *core.Engine, name string) people.Ordinal {
	t.Helper()
	return added(t, engine, core.NewCustomer{Name: name, Honorific: "ibu", Phones: []string{"0812-3456-7890"}}).Ordinal
}

func TestAPreparedMessageGreetsAndItsLinkKeepsEveryCharacter(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := whatsapp(t, engine, "Sri")
	made, err := engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.Ready, Values: map[string]string{"nota": "N-1 (50% + lunas)! ~*[x]{y}; 👑 & = # ?"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"Selamat pagi, Bu Sri.", "N-1 (50% + lunas)! ~*[x]{y}; 👑 & = # ?", "Laundry Melati", "10:00-21:00"} {
		if !strings.Contains(made.Message.Text, part) {
			t.Errorf("%q is not in %q", part, made.Message.Text)
		}
	}
	link, err := url.Parse(made.Link)
	if err != nil || link.Host != "wa.me" || link.Path != "/6281234567890" || link.Query().Get("text") != made.Message.Text {
		t.Errorf("%s, %v", made.Link, err)
	}
	if strings.ContainsAny(strings.TrimPrefix(made.Link, "https://wa.me/6281234567890?text="), "!()*~$[]{};|\\ +&") {
		t.Errorf("the window would not open %s", made.Link)
	}
	again, err := engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.Ready})
	if err != nil || again.Message.Number != made.Message.Number {
		t.Errorf("prepared twice: %+v, %v", again.Message, err)
	}
	sound(t, engine)
}

func TestAMessageIsNeverSaidToBeSent(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	made, err := engine.Messages.Prepare(ctx, core.NewMessage{Customer: whatsapp(t, engine, "Sri"), Purpose: outreach.ThankYou, Text: "Terima kasih"})
	if err != nil {
		t.Fatal(err)
	}
	number := made.Message.Number
	if _, err := engine.Messages.Confirm(ctx, number, 0); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("confirmed unopened: %v", err)
	}
	_, opened := engine.Messages.Open(ctx, number)
	confirmed, err := engine.Messages.Confirm(ctx, number, 0)
	if err := errors.Join(opened, err); err != nil || confirmed.State != outreach.Confirmed {
		t.Errorf("%+v, %v", confirmed, err)
	}
	if resent, err := engine.Messages.Open(ctx, number); err != nil || resent.Message.Again != 1 || resent.Link == "" {
		t.Errorf("opened again: %+v, %v", resent, err)
	}
	if tray, _, err := engine.Messages.Tray(ctx, "", 5); err != nil || len(tray) != 0 {
		t.Errorf("the tray holds %v, %v", tray, err)
	}
}

func TestQuietHoursAndFatigueAndConsent(t *testing.T) {
	now := march(14)
	now.at = time.Date(2026, 3, 14, 14, 30, 0, 0, time.UTC) // 21:30 in Jakarta
	engine, ctx := newShop(t, now), context.Background()
	sri := whatsapp(t, engine, "Sri")
	made, err := engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.Ready, Values: map[string]string{"nota": "N-1"}})
	if err != nil || !made.Message.NotBefore.Equal(time.Date(2026, 3, 15, 1, 0, 0, 0, time.UTC)) {
		t.Errorf("not before %v, %v, want 08:00", made.Message.NotBefore, err)
	}
	if _, err := engine.Messages.Open(ctx, made.Message.Number); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("opened at night: %v", err)
	}
	offer := core.NewMessage{Customer: sri, Purpose: outreach.Offer, Text: "Diskon 10 %"}
	if _, err := engine.Messages.Prepare(ctx, offer); fault.As(err).Field != "consent" {
		t.Errorf("marketing without consent: %v", err)
	}
	_, err = engine.Profiles.Edit(ctx, sri, func(p *people.Profile) error {
		p.Consents = append(p.Consents, people.Consent{Purpose: people.Marketing, Given: true, At: now.at})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Messages.Prepare(ctx, offer); err != nil {
		t.Fatal(err)
	}
	now.at = now.at.AddDate(0, 0, 6)
	offer.About = core.Code(sri)
	if _, err := engine.Messages.Prepare(ctx, offer); fault.KindOf(err) != fault.KindForbidden {
		t.Errorf("twice in a week: %v", err)
	}
	now.at = now.at.AddDate(0, 0, 2)
	if _, err := engine.Messages.Prepare(ctx, offer); err != nil {
		t.Errorf("after a week: %v", err)
	}
}

func TestThanksComeOnceForEveryPaidOrder(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := whatsapp(t, engine, "Sri")
	pay(t, engine, debt(t, engine, sri), 100_000)
	debt(t, engine, sri)
	for _, want := range []int{1, 0} {
		if got, err := engine.Messages.Thanks(ctx); err != nil || got != want {
			t.Errorf("%d thanks, %v, want %d", got, err, want)
		}
	}
	to, _, err := engine.Messages.To(ctx, sri, "", 5)
	if err != nil || len(to) != 1 || !strings.Contains(to[0].Message.Text, "Rp100.000") {
		t.Errorf("%+v, %v", to, err)
	}
}

func TestAFollowUpNeedsAnOutcomeAndComesAgain(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	made, err := engine.FollowUps.Add(ctx, outreach.FollowUp{Customer: add(t, engine, "Sri"), Purpose: outreach.CheckIn, Text: "tanya", Due: engine.Now(), Every: 30})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := engine.FollowUps.Finish(ctx, made.Number, " ", false, 0); fault.As(err).Field != "outcome" {
		t.Errorf("without an outcome: %v", err)
	}
	if _, err := engine.FollowUps.Finish(ctx, made.Number, "puas", false, 0); err != nil {
		t.Fatal(err)
	}
	due, _, err := engine.FollowUps.Due(ctx, "", 5)
	if err != nil || len(due) != 1 || !due[0].Due.Equal(engine.Now().AddDate(0, 0, 30)) {
		t.Errorf("%+v, %v", due, err)
	}
	sound(t, engine)
}

func TestVisitsAfterHoursAreLoggedReplayedAndCounted(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri, budi := add(t, engine, "Sri"), add(t, engine, "Budi")
	knock := core.Knock{At: time.Date(2026, 3, 14, 14, 12, 0, 0, time.UTC), Customer: sri} // 21:12
	answer, err := engine.AfterHours.Ask(ctx, knock)
	if err != nil || len(answer.Options) < 2 {
		t.Fatal(answer, err)
	}
	if _, err := engine.AfterHours.Log(ctx, knock, core.Taken{Code: answer.Options[1].Code}); fault.As(err).Field != "why" {
		t.Errorf("another option without a reason: %v", err)
	}
	if _, err := engine.AfterHours.Log(ctx, core.Knock{At: now.at}, core.Taken{Code: "X"}); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("while the shop is open: %v", err)
	}
	for _, who := range []people.Ordinal{sri, budi, 0} {
		knock.Customer = who
		answer, err := engine.AfterHours.Ask(ctx, knock)
		if err != nil {
			t.Fatal(err)
		}
		visit, err := engine.AfterHours.Log(ctx, knock, core.Taken{Code: answer.Decision, Accepted: true})
		if err != nil || visit.Minutes != 12 || visit.Overridden() {
			t.Errorf("%+v, %v", visit, err)
		}
	}
	now.at = now.at.AddDate(0, 0, 5)
	if _, err := engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 20_000}}}); err != nil {
		t.Fatal(err)
	}
	returns, err := engine.AfterHours.Returns(ctx, march(1).at, now.at)
	var sum care.Return
	for _, one := range returns {
		sum.Visits, sum.Strangers, sum.Back = sum.Visits+one.Visits, sum.Strangers+one.Strangers, sum.Back+one.Back
	}
	if err != nil || sum != (care.Return{Visits: 3, Strangers: 1, Back: 1}) {
		t.Errorf("%+v, %v", returns, err)
	}
	replayed, err := engine.AfterHours.Simulate(ctx, march(1).at, now.at, nil)
	if err != nil || len(replayed) != 3 || replayed[0].Changed {
		t.Errorf("%+v, %v", replayed, err)
	}
	sound(t, engine)
}

// product.md 4.15: marketing once a week, to the second.
func TestMarketingComesAgainAfterAWholeWeek(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri := whatsapp(t, engine, "Sri")
	must[people.Profile](t)(engine.Profiles.Edit(ctx, sri, func(p *people.Profile) error {
		p.Consents = []people.Consent{{Purpose: people.Marketing, Given: true, At: now.at}}
		return nil
	}))
	offer := func(about string) error {
		_, err := engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.Offer, Text: "Promo", About: about})
		return err
	}
	if err := offer(""); err != nil {
		t.Fatal(err)
	}
	now.at = now.at.Add(7*24*time.Hour - time.Second)
	refuses(t, "an offer within the week", offer(core.Code(sri)), fault.KindForbidden, "customer")
	now.at = now.at.Add(time.Second)
	if err := offer(core.Code(sri)); err != nil {
		t.Errorf("an offer after a week: %v", err)
	}
}

func TestAReminderOfADebtNamesWhatIsOwed(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, budi := whatsapp(t, engine, "Sri"), add(t, engine, "Budi")
	remind := func(about string) (core.PreparedMessage, error) {
		return engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.Debt, About: about})
	}
	_, err := remind("")
	refuses(t, "a reminder of no debt", err, fault.KindConflict, "about")
	oldest, newest, his := debt(t, engine, sri), debt(t, engine, sri), debt(t, engine, budi)
	_, err = remind(core.Nota(his))
	refuses(t, "a reminder of another's debt", err, fault.KindInvalid, "about")
	_, err = remind("N-999999")
	refuses(t, "a reminder of an order that is not there", err, fault.KindNotFound, "about")
	for about, want := range map[string]sale.Number{"": oldest, strings.ToLower(core.Nota(newest)): newest} {
		made := must[core.PreparedMessage](t)(remind(about))
		for _, part := range []string{core.Nota(want), "Rp100.000"} {
			if !strings.Contains(made.Message.Text, part) || made.Message.About != core.Nota(want) {
				t.Errorf("about %q she is told %q, of %s", about, made.Message.Text, made.Message.About)
			}
		}
	}
}

func TestAMessageNeverGoesOutWithAGap(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := whatsapp(t, engine, "Sri")
	for _, one := range []struct {
		given core.NewMessage
		field string
	}{
		{core.NewMessage{Purpose: outreach.Ready}, "about"},
		{core.NewMessage{Purpose: outreach.Late, Text: "Maaf {nama}, {alasan}", About: "C-00001"}, "values"},
		{core.NewMessage{Purpose: outreach.Other, Text: "Diskon {uang}"}, "text"},
	} {
		one.given.Customer = sri
		_, err := engine.Messages.Prepare(ctx, one.given)
		refuses(t, "a message with a gap", err, fault.KindInvalid, one.field)
	}
	made := must[core.PreparedMessage](t)(engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.Other, Text: "{sapaan}, titip salam dari {toko}"}))
	if want := "Bu Sri, titip salam dari Laundry Melati"; made.Message.Text != want {
		t.Errorf("she is told %q, want %q", made.Message.Text, want)
	}
}

func TestWhatIsPreparedTwiceSaysSoAndTakesTheNewWords(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri := whatsapp(t, engine, "Sri")
	prepare := func(text string) (core.PreparedMessage, error) {
		return engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.CheckIn, Text: text})
	}
	first := must[core.PreparedMessage](t)(prepare(""))
	now.at = now.at.Add(time.Hour)
	again := must[core.PreparedMessage](t)(prepare(""))
	if first.Already || !again.Already || !again.Message.At.Equal(first.Message.At) || again.Message.Text != first.Message.Text {
		t.Errorf("prepared again: %+v", again)
	}
	other := must[core.PreparedMessage](t)(prepare("Bagaimana jasnya, {sapaan}?"))
	if !other.Already || other.Message.Number != first.Message.Number || other.Message.Text != "Bagaimana jasnya, Bu Sri?" || !strings.Contains(other.Link, "jasnya") {
		t.Errorf("with other words: %+v", other)
	}
	must[core.PreparedMessage](t)(engine.Messages.Open(ctx, first.Message.Number))
	_, err := prepare("Lain lagi")
	refuses(t, "other words for a message that was opened", err, fault.KindConflict, "message")
	sound(t, engine)
}

func TestAMessageThatIsNotTrueIsNotPrepared(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri := whatsapp(t, engine, "Sri")
	order := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: []sale.Line{{Item: "Jas", Quantity: 1, Price: 25000}}, Work: true})).Order
	refused := func(purpose outreach.Purpose, why string) {
		t.Helper()
		_, err := engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: purpose, About: core.Nota(order.Number)})
		if fault.KindOf(err) != fault.KindConflict || fault.As(err).Field != "about" || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v, want that it %s", purpose, err, why)
		}
	}
	refused(outreach.Ready, "is not ready")
	refused(outreach.Debt, "is paid")
	if _, _, err := engine.Payments.Void(ctx, order.Number, core.NewPayment{Reason: "salah ketik"}); err != nil {
		t.Fatal(err)
	}
	refused(outreach.ThankYou, "is void")
	sound(t, engine)
}

func TestAMessageThatIsTrueNoMoreIsNotOpened(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri := whatsapp(t, engine, "Sri")
	nothing := money.Amount(0)
	order := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: []sale.Line{{Item: "Jas", Quantity: 1, Price: 25000}}, Paid: &nothing})).Order
	made := must[core.PreparedMessage](t)(engine.Messages.Prepare(ctx, core.NewMessage{Customer: sri, Purpose: outreach.Debt}))
	if _, _, err := engine.Payments.Pay(ctx, order.Number, core.NewPayment{Amount: 25000, Method: sale.Cash}); err != nil {
		t.Fatal(err)
	}
	_, err := engine.Messages.Open(ctx, made.Message.Number)
	if fault.KindOf(err) != fault.KindConflict || !strings.Contains(err.Error(), "is paid") {
		t.Errorf("a reminder of what is paid was opened: %v", err)
	}
	must[outreach.Message](t)(engine.Messages.Skip(ctx, made.Message.Number, "sudah lunas", 0))
	sound(t, engine)
}
