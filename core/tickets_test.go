package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/staff"
)

// hire adds a member of staff.
func hire(t *testing.T, engine *core.Engine, name string, role staff.Role) staff.Number {
	t.Helper()
	made, err := engine.Staff.Add(context.Background(), staff.Member{Name: name, Role: role})
	if err != nil {
		t.Fatal(err)
	}
	return made.Number
}

func openTicket(t *testing.T, engine *core.Engine, of people.Ordinal, owner staff.Number, kind care.Type) care.Ticket {
	t.Helper()
	made, err := engine.Tickets.Open(context.Background(), core.NewTicket{Type: kind, Customer: of, Title: "Kemeja luntur", Owner: owner})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// Product bug 11: a change of policy keeps what was waited.
//
// Another severity, and with it another policy, keeps what ran and what was
// waited: GLPI forgets it (issue 15605).
func TestPolicyChangeKeepsPause(t *testing.T) {
	now := march(14) // 10:00 in Jakarta
	engine, ctx := newShop(t, now), context.Background()
	one := openTicket(t, engine, add(t, engine, "Sri"), hire(t, engine, "Dewi", staff.Clerk), care.Complaint)
	at := func(hours int) { now.at = one.OpenedAt.Add(time.Duration(hours) * time.Hour) }
	at(1)
	if _, err := engine.Tickets.Wait(ctx, one.Number, care.WaitingCustomer); err != nil {
		t.Fatal(err)
	}
	at(4)
	if _, err := engine.Tickets.Hurry(ctx, one.Number, 4, nil); err != nil {
		t.Fatal(err)
	}
	at(5)
	changed, err := engine.Tickets.Wait(ctx, one.Number, care.Working)
	if err != nil {
		t.Fatal(err)
	}
	at(6)
	clocks, err := engine.Tickets.Clocks(&changed, now.at)
	if err != nil || clocks.Resolved != 2*time.Hour || !clocks.ResolveDue.Equal(one.OpenedAt.Add(8*time.Hour)) || !clocks.AckLate {
		t.Errorf("%+v, %v, want two hours and due at 18:00", clocks, err)
	}
	sound(t, engine)
}

func TestAnInternalRequestHasAPromiseOfItsOwn(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	dewi := hire(t, engine, "Dewi", staff.Clerk)
	for _, name := range []string{"Kemasan", "Isi"} {
		if _, err := engine.Staff.AddDepartment(ctx, staff.Department{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	made, err := engine.Tickets.Open(ctx, core.NewTicket{
		Type: care.InternalType, From: 1, To: 2, Title: "Bahan isi", Owner: dewi, Due: now.at.Add(4 * time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	promises, err := engine.Promises.About(ctx, "T-00001")
	if err != nil || len(promises) != 1 || promises[0].Kind != promise.Internal || promises[0].Department != 1 {
		t.Fatalf("%+v, %v", promises, err)
	}
	if asked, _, err := engine.Tickets.For(ctx, 2, "", 10); err != nil || len(asked) != 1 || asked[0].Number != made.Number {
		t.Errorf("for the department: %v, %v", asked, err)
	}
	if _, err := engine.Promises.Keep(ctx, promises[0].Number, ""); err != nil {
		t.Fatal(err)
	}
	rates, err := engine.Promises.Rates(ctx, march(1).at, now.at.Add(time.Hour))
	if err != nil || rates.All.Kept != 0 || rates.ByKind[promise.Internal].Kept != 1 {
		t.Errorf("%+v, %v", rates, err)
	}
	sound(t, engine)
}

func TestOnlyOwnersAndManagersApproveARemedy(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	dewi, budi, ani := hire(t, engine, "Dewi", staff.Clerk), hire(t, engine, "Budi", staff.Clerk), hire(t, engine, "Ani", staff.Manager)
	one := openTicket(t, engine, add(t, engine, "Sri"), dewi, care.Complaint)
	remedy := care.Remedy{What: "cuci gratis", Cost: 20_000, By: dewi}
	for _, approver := range []staff.Number{0, budi, 99} {
		if _, err := engine.Tickets.MakeUp(ctx, one.Number, remedy, approver); err == nil {
			t.Errorf("approved by %d", approver)
		}
	}
	if changed, err := engine.Tickets.MakeUp(ctx, one.Number, remedy, ani); err != nil || changed.Remedy.Approved != ani {
		t.Errorf("%+v, %v", changed.Remedy, err)
	}
	sound(t, engine)
}

func TestNobodyApprovesARemedyOfHerOwn(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	ani := hire(t, engine, "Ani", staff.Manager)
	one := openTicket(t, engine, add(t, engine, "Sri"), ani, care.Complaint)
	offer := func(by, approver staff.Number) error {
		_, err := engine.Tickets.MakeUp(ctx, one.Number, care.Remedy{What: "cuci gratis", Cost: 20_000, By: by}, approver)
		return err
	}
	if err := offer(ani, ani); err != nil {
		t.Errorf("who works alone has nobody to ask: %v", err)
	}
	budi, rara := hire(t, engine, "Budi", staff.Manager), hire(t, engine, "Rara", staff.Owner)
	refuses(t, "a manager's approval of her own", offer(ani, ani), fault.KindForbidden, "approver")
	refuses(t, "an approval of what nobody offers", offer(0, ani), fault.KindInvalid, "by")
	for _, fine := range [][2]staff.Number{{ani, budi}, {rara, rara}, {0, rara}} {
		if err := offer(fine[0], fine[1]); err != nil {
			t.Errorf("offered by %d, approved by %d: %v", fine[0], fine[1], err)
		}
	}
	sound(t, engine)
}

func TestASecondRemedyKeepsTheFirst(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	one := openTicket(t, engine, add(t, engine, "Sri"), hire(t, engine, "Dewi", staff.Clerk), care.Complaint)
	for _, what := range []string{"cuci gratis", "kemeja baru"} {
		must[care.Ticket](t)(engine.Tickets.MakeUp(ctx, one.Number, care.Remedy{What: what}, 0))
	}
	if got := must[care.Ticket](t)(engine.Tickets.Get(ctx, one.Number)); got.Remedy.What != "kemeja baru" || len(got.Earlier) != 1 || got.Earlier[0].What != "cuci gratis" {
		t.Errorf("she is offered %+v, and was offered %+v", got.Remedy, got.Earlier)
	}
	sound(t, engine)
}

func TestTheBoardShowsTheMostSevereFirstAndMyOwn(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	dewi, budi, sri := hire(t, engine, "Dewi", staff.Clerk), hire(t, engine, "Budi", staff.Clerk), add(t, engine, "Sri")
	mild, severe := openTicket(t, engine, sri, dewi, care.Request), openTicket(t, engine, sri, budi, care.Problem)
	if _, err := engine.Tickets.Hurry(ctx, severe.Number, 4, nil); err != nil {
		t.Fatal(err)
	}
	board, next, err := engine.Tickets.Board(ctx, "", 1)
	if err != nil || len(board) != 1 || board[0].Number != severe.Number {
		t.Errorf("the board begins with %v, %v", board, err)
	}
	if rest, _, err := engine.Tickets.Board(ctx, next, 5); err != nil || len(rest) != 1 || rest[0].Number != mild.Number {
		t.Errorf("and goes on with %v, %v", rest, err)
	}
	if mine, err := engine.Tickets.Owned(ctx, dewi); err != nil || len(mine) != 1 || mine[0].Number != mild.Number {
		t.Errorf("hers are %v, %v", mine, err)
	}
}

func TestRiskIsExplainedAndAMergeTakesItAlong(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri, twin := add(t, engine, "Sri Wahyuni"), add(t, engine, "Sri Wahjuni")
	_, err := engine.Interactions.Log(ctx, care.Interaction{Customer: twin, Kind: "complaint", Channel: "whatsapp", Mood: 1})
	if err != nil {
		t.Fatal(err)
	}
	openTicket(t, engine, twin, hire(t, engine, "Dewi", staff.Clerk), care.Complaint)
	if _, err := engine.People.Merge(ctx, sri, twin, nil, false); err != nil {
		t.Fatal(err)
	}
	mood, err := engine.Interactions.Mood(ctx, sri, now.at)
	if err != nil || mood.Risk != 70 || !mood.AtRisk || mood.Signs[0].What != "mood_1" || mood.Signs[1].What != "open_complaint" {
		t.Errorf("%+v, %v", mood, err)
	}
	if talk, _, err := engine.Interactions.With(ctx, sri, "", 10); err != nil || len(talk) != 1 {
		t.Errorf("contacts %v, %v", talk, err)
	}
	sound(t, engine)
}
