package core_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store/memory"
)

// draftShop is a shop whose clock can be moved.
func draftShop(t *testing.T) (*core.Engine, *movable) {
	t.Helper()
	now := &movable{time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)}
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Toko"}, core.Config{Clock: now, Store: memory.New(), CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if report, err := engine.Health.Check(context.Background(), nil); err != nil || !report.OK() {
			t.Errorf("the check at the end: %+v, %v", report.Findings, err)
		}
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return engine, now
}

func TestADraftIsThereUntilItsFormIsSaved(t *testing.T) {
	ctx := context.Background()
	engine, _ := draftShop(t)
	for _, text := range []string{`{"name":"Bu"}`, `{"name":"Bu Sri"}`} {
		if _, err := engine.Drafts.Keep(ctx, "order.C-00001", text); err != nil {
			t.Fatal(err)
		}
	}
	kept, found, err := engine.Drafts.Find(ctx, "order.C-00001")
	if err != nil || !found || kept.Text != `{"name":"Bu Sri"}` || !kept.At.Equal(engine.Now()) {
		t.Errorf("Find = %+v, %t, %v, want what was typed last", kept, found, err)
	}
	if _, found, err := engine.Drafts.Find(ctx, "order.C-00002"); found || err != nil {
		t.Errorf("another form's draft is found: %t, %v", found, err)
	}
	if err := engine.Drafts.Drop(ctx, "order.C-00001"); err != nil {
		t.Fatal(err)
	}
	if _, found, err := engine.Drafts.Find(ctx, "order.C-00001"); found || err != nil {
		t.Errorf("a dropped draft is found: %t, %v", found, err)
	}
}

func TestADraftIsNoChangeOfTheShop(t *testing.T) {
	ctx := context.Background()
	engine, _ := draftShop(t)
	added, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Sri"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Drafts.Keep(ctx, "note."+core.Code(added.Ordinal), `{"body":"halo"}`); err != nil {
		t.Fatal(err)
	}
	if done, err := engine.History.Undo(ctx, 0); err != nil || done.Action != "customer.add" {
		t.Errorf("Undo = %+v, %v, want the customer and not the draft", done, err)
	}
}

func TestDraftsAreForgottenAfterAWeek(t *testing.T) {
	ctx := context.Background()
	engine, now := draftShop(t)
	keep := func(form string) {
		t.Helper()
		if _, err := engine.Drafts.Keep(ctx, form, `{"x":1}`); err != nil {
			t.Fatal(err)
		}
	}
	found := func(form string) bool {
		t.Helper()
		_, is, err := engine.Drafts.Find(ctx, form)
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	keep("old")
	now.at = now.at.Add(core.DraftAge + time.Second)
	if found("old") {
		t.Error("a draft of a week ago is still offered")
	}
	for i := range core.MaxDrafts + 1 {
		keep(fmt.Sprint("form-", i))
		now.at = now.at.Add(time.Second)
	}
	if found("form-0") || !found("form-1") {
		t.Errorf("of %d drafts the oldest is kept: %t, the next %t", core.MaxDrafts+1, found("form-0"), found("form-1"))
	}
}

func TestADraftThatCannotBeKeptIsRefused(t *testing.T) {
	engine, _ := draftShop(t)
	for _, test := range []struct{ name, form, text, field string }{
		{"a form without a name", "", `{}`, "form"},
		{"a name with a path in it", "../order", `{}`, "form"},
		{"nothing", "order", "", "text"},
		{"too much", "order", `{"x":"` + strings.Repeat("x", core.MaxDraft) + `"}`, "text"},
		{"no text", "order", "{\"x\":\"\xff\"}", "text"},
		{"words that are no fields", "order", "halo", "text"},
		{"fields that are cut off", "order", `{"x":`, "text"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := engine.Drafts.Keep(context.Background(), test.form, test.text)
			if told := fault.As(err); fault.KindOf(err) != fault.KindInvalid || told.Field != test.field {
				t.Errorf("Keep(%q) = %v, want %s refused", test.form, err, test.field)
			}
		})
	}
}
