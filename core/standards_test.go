package core_test

import (
	"context"
	"errors"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/staff"
)

func TestAStandardThatChangesIsReadAgain(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	dewi := hire(t, engine, "Dewi", staff.Clerk)
	rule, err := engine.Standards.Add(ctx, knowledge.Standard{Dimension: "time", Statement: "Telepon diangkat dalam tiga dering", Target: "95 %"})
	if err != nil {
		t.Fatal(err)
	}
	unread := func(want int) {
		t.Helper()
		if left, err := engine.Standards.Unread(ctx, dewi); err != nil || len(left) != want {
			t.Errorf("%d to read, %v, want %d", len(left), err, want)
		}
	}
	unread(1)
	for _, score := range []int{60, 90, 40} {
		if rule, err = engine.Standards.Acknowledge(ctx, rule.Number, dewi, score); err != nil {
			t.Fatal(err)
		}
	}
	if unread(0); len(rule.Acks) != 1 || rule.Acks[0].Score != 90 {
		t.Errorf("read: %+v", rule.Acks)
	}
	if _, err := engine.Standards.Edit(ctx, rule.Number, func(s *knowledge.Standard) error { s.Checked = "setiap Senin"; return nil }); err != nil {
		t.Fatal(err)
	}
	unread(0) // who checks it is no new standard
	if _, err := engine.Standards.Edit(ctx, rule.Number, func(s *knowledge.Standard) error { s.Target = "98 %"; return nil }); err != nil {
		t.Fatal(err)
	}
	unread(1)
	if _, err := engine.Standards.Acknowledge(ctx, rule.Number, 99, 0); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("read by nobody: %v", err)
	}
	sound(t, engine)
}

func TestAChecklistIsNotFinishedBeforeItsStepsAre(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	list, err := engine.Checklists.Add(ctx, knowledge.Checklist{Name: "Buka toko", Moment: "opening", Steps: []string{"Sapu", "Nyalakan mesin", "Hitung kas"}})
	if err != nil {
		t.Fatal(err)
	}
	run, err := engine.Checklists.Begin(ctx, list.Number, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, swept := engine.Checklists.Tick(ctx, run.Number, 1, 0, "")
	_, counted := engine.Checklists.Tick(ctx, run.Number, 3, 0, "Rp500.000")
	if err := errors.Join(swept, counted); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Checklists.Finish(ctx, run.Number); fault.As(err).Field != "step" {
		t.Errorf("finished with a step undone: %v", err)
	}
	if _, err := engine.Checklists.Tick(ctx, run.Number, 4, 0, ""); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("a fourth step: %v", err)
	}
	_, skipped := engine.Checklists.Skip(ctx, run.Number, 2, "mesin dibawa servis")
	_, renamed := engine.Checklists.Edit(ctx, list.Number, func(c *knowledge.Checklist) error { c.Steps = []string{"Sapu"}; return nil })
	done, finished := engine.Checklists.Finish(ctx, run.Number)
	if err := errors.Join(skipped, renamed, finished); err != nil || done.Ended.IsZero() || len(done.Steps) != 3 {
		t.Errorf("%+v, %v", done, err)
	}
	if runs, _, err := engine.Checklists.Runs(ctx, list.Number, "", 5); err != nil || len(runs) != 1 {
		t.Errorf("runs %v, %v", runs, err)
	}
	sound(t, engine)
}

// held puts standards and checklists into a shop.
func held(t *testing.T, engine *core.Engine) {
	t.Helper()
	ctx := context.Background()
	var failed error
	do := func(_ any, err error) { failed = errors.Join(failed, err) }
	do(engine.Standards.Add(ctx, knowledge.Standard{Dimension: "place", Statement: "Meja bersih"}))
	do(engine.Standards.Edit(ctx, 1, func(s *knowledge.Standard) error { s.Statement = "Meja selalu bersih"; return nil }))
	do(engine.Standards.Acknowledge(ctx, 1, 1, 80))
	do(engine.Checklists.Add(ctx, knowledge.Checklist{Name: "Tutup toko", Moment: "closing", Steps: []string{"Kunci pintu", "Matikan lampu"}}))
	do(engine.Checklists.Edit(ctx, 1, func(c *knowledge.Checklist) error { c.Name = "Tutup"; return nil }))
	do(engine.Checklists.Begin(ctx, 1, 1))
	do(engine.Checklists.Tick(ctx, 1, 1, 1, ""))
	do(engine.Checklists.Skip(ctx, 1, 2, "listrik padam"))
	do(engine.Checklists.Finish(ctx, 1))
	if failed != nil {
		t.Fatal(failed)
	}
}
