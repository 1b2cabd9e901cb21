package core_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// cared puts interactions and tickets into a shop that has staff and
// departments, with everything that can be done to them.
func cared(t *testing.T, engine *core.Engine, of people.Ordinal) {
	t.Helper()
	ctx := context.Background()
	second, hired := engine.Staff.AddDepartment(ctx, staff.Department{Name: "Kasir"})
	budi, staffed := engine.Staff.Add(ctx, staff.Member{Name: "Budi"})
	failed := errors.Join(hired, staffed)
	do := func(_ any, err error) { failed = errors.Join(failed, err) }

	do(nil, engine.Tickets.SetLevels(ctx, []care.Level{{Type: care.Complaint, Severity: 2, Policy: care.Policy{Acknowledge: 10 * time.Minute, Resolve: 8 * time.Hour}}}))
	open := func() care.TicketNumber {
		made, err := engine.Tickets.Open(ctx, core.NewTicket{Type: care.Complaint, Customer: of, Title: "Kemeja luntur", Owner: 1, Cause: "damaged"})
		do(made, err)
		return made.Number
	}
	settled, again := open(), open()
	do(engine.Tickets.Acknowledge(ctx, settled))
	do(engine.Tickets.Act(ctx, settled, care.Action{What: "cuci ulang", By: 1}, true))
	do(engine.Tickets.Wait(ctx, settled, care.WaitingCustomer))
	do(engine.Tickets.Postpone(ctx, settled))
	do(engine.Tickets.Offer(ctx, settled, budi.Number, "lebih tahu noda"))
	do(engine.Tickets.Reply(ctx, settled, budi.Number, true))
	do(engine.Tickets.MakeUp(ctx, settled, care.Remedy{What: "cuci gratis", Cost: 20_000, By: budi.Number}, 1))
	do(engine.Tickets.MakeUp(ctx, settled, care.Remedy{What: "kemeja baru", Cost: 90_000, By: budi.Number}, 1))
	do(engine.Tickets.Hurry(ctx, settled, 3, nil))
	do(engine.Tickets.Note(ctx, settled, func(w *care.Words) error { w.Need, w.Done = "kemeja untuk rapat", []int{1}; return nil }))
	do(engine.Tickets.Resolve(ctx, settled, "replaced", "diganti baru", "", "luntur"))
	do(engine.Tickets.Reopen(ctx, settled, "masih luntur", 1))
	do(engine.Tickets.Resolve(ctx, settled, "refunded", "", "", ""))
	do(engine.Tickets.Accept(ctx, settled, true))
	do(engine.Tickets.Close(ctx, settled, false))
	do(engine.Tickets.Open(ctx, core.NewTicket{
		Type: care.InternalType, From: second.Number, To: 1, Title: "Bahan kemasan", Owner: 1, Due: engine.Now().Add(3 * time.Hour),
	}))
	talk, err := engine.Interactions.Log(ctx, care.Interaction{
		Customer: of, Kind: "complaint", Channel: "walk_in", Quote: "Kemeja saya luntur!", Mood: 1, Ticket: again,
		Questions: []care.Question{{Text: "kapan dibeli?"}},
	})
	do(talk, err)
	do(engine.Interactions.Amend(ctx, talk.Number, "salah ketik", func(i *care.Interaction) error { i.Body = "marah"; return nil }))
	do(engine.Interactions.Answer(ctx, talk.Number, 1, "bulan lalu"))
	do(engine.Interactions.Log(ctx, care.Interaction{Customer: of, Kind: "visit", Channel: "walk_in", Questions: []care.Question{{Text: "alamat kantor?"}}}))
	if failed != nil {
		t.Fatal(failed)
	}
}
