package core_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/plugins/standard"
)

// crowd is a shop on the disk with so many customers, every other one tagged
// kos.
func crowd(t *testing.T, customers int) (*core.Engine, *movable) {
	t.Helper()
	now := march(14)
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Clock: now, CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	var file strings.Builder
	file.WriteString("ref;nama;tag\n")
	for i := range customers {
		fmt.Fprintf(&file, "R%d;Orang %d;%s\n", i+1, i+1, map[bool]string{true: "kos"}[i%2 == 0])
	}
	must[core.Batch](t)(engine.Imports.Run(context.Background(), strings.NewReader(file.String()), core.ImportOptions{Kind: intake.Customers}))
	now.at = now.at.Add(time.Hour)
	return engine, now
}

// everybody is each customer as the list shows her.
func everybody(t *testing.T, engine *core.Engine) []core.Listed {
	t.Helper()
	listed, _, err := engine.People.List(context.Background(), core.Pick{}, 0, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	return listed
}

// tagged counts who has a tag.
func tagged(t *testing.T, engine *core.Engine, tag string) int {
	t.Helper()
	_, total, err := engine.People.List(context.Background(), core.Pick{Tag: tag}, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	return total
}

func addsTag(tag string) people.Change { return people.Change{AddTags: []string{tag}} }

func code(ordinal int) string { return core.Code(people.Ordinal(ordinal)) }

func TestAChangeOfManyIsMadeInSlicesAndOneUndoTakesAllOfItBack(t *testing.T) {
	engine, now := crowd(t, 700)
	ctx := context.Background()
	before := everybody(t, engine)
	all := core.Selection{All: true, Except: []string{code(3), "ref:R4"}}
	change := people.Change{AddTags: []string{"vip"}, RemoveTags: []string{"kos"}, Set: people.Loyal | people.Blocked}
	would := must[core.Bulk](t)(engine.Bulks.Run(ctx, all, change, core.BulkOptions{DryRun: true}))
	if would.Selected != 698 || would.Changed != 698 || would.Number != 0 {
		t.Errorf("the preview says %+v", would)
	}
	if diff := gocmp.Diff(before, everybody(t, engine)); diff != "" {
		t.Fatalf("the preview changed somebody:\n%s", diff)
	}
	var steps []int
	bulk := must[core.Bulk](t)(engine.Bulks.Run(ctx, all, change, core.BulkOptions{Progress: func(done, total int) {
		if total != 698 {
			t.Errorf("%d of %d", done, total)
		}
		steps = append(steps, done)
	}}))
	if !slices.Equal(steps, []int{256, 512, 698}) {
		t.Errorf("it went on by %v", steps)
	}
	if !bulk.Done || bulk.Changed != 698 || bulk.Already != 0 || len(bulk.Refused) != 0 {
		t.Errorf("it was %+v", bulk)
	}
	for _, one := range everybody(t, engine) {
		stays := one.Customer.Ordinal == 3 || one.Customer.Ordinal == 4
		if is := slices.Equal(one.Customer.Tags, []string{"vip"}) && one.Facts.Flags&3 == 3; is == stays {
			t.Fatalf("%s has the tags %q and the marks %v", code(int(one.Customer.Ordinal)), one.Customer.Tags, one.Facts.Flags)
		}
	}
	sound(t, engine)
	now.at = now.at.Add(time.Hour)
	undone := must[core.Undone](t)(engine.History.Undo(ctx, 0))
	if undone.Subject != "B-00001" || undone.Many == nil || undone.Many.Restored != 698 || undone.Many.Staying != 0 {
		t.Errorf("undone: %+v", undone)
	}
	if diff := gocmp.Diff(before, everybody(t, engine)); diff != "" {
		t.Errorf("something is not as it was:\n%s", diff)
	}
	sound(t, engine)
	_, err := engine.Bulks.Undo(ctx, bulk.Number, core.UndoOptions{})
	refuses(t, "a second undo", err, fault.KindConflict, "change")
	_, err = engine.History.Undo(ctx, bulk.First)
	refuses(t, "a second undo by the entry", err, fault.KindConflict, "entry")
}

func TestWhomAChangeOfManyIsAboutIsDecidedWhenItBegins(t *testing.T) {
	engine, _ := crowd(t, 600)
	ctx := context.Background()
	came := 0
	options := core.BulkOptions{Progress: func(int, int) { // she comes while it goes on
		if came++; came == 1 {
			comes(t, engine, core.NewCustomer{Name: "Baru", Tags: []string{"kos"}})
		}
	}}
	bulk := must[core.Bulk](t)(engine.Bulks.Run(ctx, core.Selection{All: true, Pick: core.Pick{Tag: "kos"}}, people.Change{RemoveTags: []string{"kos"}}, options))
	if bulk.Selected != 300 || bulk.Changed != 300 || came < 2 {
		t.Errorf("%d of %d were changed in %d slices", bulk.Changed, bulk.Selected, came)
	}
	if left := tagged(t, engine, "kos"); left != 1 {
		t.Errorf("%d have the tag, want the one who came meanwhile", left)
	}
	sound(t, engine)
}

func comes(t *testing.T, engine *core.Engine, given core.NewCustomer) people.Customer {
	t.Helper()
	added, _, err := engine.People.Add(context.Background(), given)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func TestAChangeOfManyThatIsCancelledGoesOnWithItsKeyOrIsTakenBack(t *testing.T) {
	engine, _ := crowd(t, 700)
	before := everybody(t, engine)
	cut := func() (core.Bulk, error) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		return engine.Bulks.Run(ctx, core.Selection{All: true}, addsTag("vip"), core.BulkOptions{Key: "senin", Progress: func(int, int) { cancel() }})
	}
	ctx := context.Background()
	bulk, err := cut()
	if !errors.Is(err, context.Canceled) || bulk.Done || bulk.Changed != 256 || tagged(t, engine, "vip") != 256 {
		t.Fatalf("cut off: %+v, %v", bulk, err)
	}
	if said := "was cancelled; 256 of 700 customers are changed, and raja customer undo B-00001 takes that back"; fault.As(err).Message != said {
		t.Errorf("it says %q", fault.As(err).Message)
	}
	sound(t, engine)
	comes(t, engine, core.NewCustomer{Name: "Baru"}) // not one of them
	whole := must[core.Bulk](t)(engine.Bulks.Run(ctx, core.Selection{All: true}, addsTag("vip"), core.BulkOptions{Key: "senin"}))
	if whole.Number != bulk.Number || !whole.Done || whole.Selected != 700 || whole.Changed != 700 || whole.Already != 0 || tagged(t, engine, "vip") != 700 {
		t.Errorf("gone on: %+v", whole)
	}
	sound(t, engine)

	undoing, cancel := context.WithCancel(ctx)
	part, err := engine.Bulks.Undo(undoing, bulk.Number, core.UndoOptions{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) || part.Done || part.Restored == 0 || part.Restored == 700 {
		t.Errorf("the undo was cut off: %+v, %v", part, err)
	}
	sound(t, engine)
	undone := must[core.Undone](t)(engine.History.Undo(ctx, whole.First))
	if undone.Many.Restored != 700 || undone.Many.Staying != 0 || tagged(t, engine, "vip") != 0 {
		t.Errorf("the undo went on: %+v", undone.Many)
	}
	if diff := gocmp.Diff(before, everybody(t, engine)[:700]); diff != "" {
		t.Errorf("something is not as it was:\n%s", diff)
	}
	_, err = cut()
	refuses(t, "the key of what was taken back", err, fault.KindConflict, "key")
}

func TestAChangeOfManyThatWasCancelledCanBeTakenBackAtOnce(t *testing.T) {
	engine, _ := crowd(t, 600)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := engine.Bulks.Run(ctx, core.Selection{All: true}, addsTag("vip"), core.BulkOptions{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if undone := must[core.Undone](t)(engine.History.Undo(context.Background(), 0)); undone.Many.Restored != 256 || tagged(t, engine, "vip") != 0 {
		t.Errorf("undone: %+v", undone.Many)
	}
	sound(t, engine)
}

func TestTheSameKeyTwiceIsOneChangeOfMany(t *testing.T) {
	engine, _ := crowd(t, 10)
	ctx, options := context.Background(), core.BulkOptions{Key: "senin"}
	first := must[core.Bulk](t)(engine.Bulks.Run(ctx, core.Selection{All: true}, addsTag("vip"), options))
	must[people.Customer](t)(engine.People.Edit(ctx, 1, func(c *people.Customer) error { c.Tags = nil; return nil }))
	again := must[core.Bulk](t)(engine.Bulks.Run(ctx, core.Selection{All: true}, addsTag("vip"), options))
	if !again.Again || again.Number != first.Number || again.Changed != 10 || tagged(t, engine, "vip") != 9 {
		t.Errorf("the second time: %+v", again)
	}
	_, err := engine.Bulks.Run(ctx, core.Selection{All: true}, addsTag("kos"), options)
	refuses(t, "the key of another change", err, fault.KindConflict, "key")
	if list := must[[]core.Bulk](t)(engine.Bulks.List(ctx, 10)); len(list) != 1 {
		t.Errorf("%d changes are remembered", len(list))
	}
	sound(t, engine)
}

func TestWhatSomebodyChangedAgainStaysAndIsNamed(t *testing.T) {
	engine, _ := crowd(t, 10)
	ctx := context.Background()
	bulk := must[core.Bulk](t)(engine.Bulks.Run(ctx, core.Selection{All: true}, people.Change{AddTags: []string{"vip"}, RemoveTags: []string{"kos"}, Set: people.Blocked}, core.BulkOptions{}))
	edit := func(who people.Ordinal, change func(*people.Customer)) {
		must[people.Customer](t)(engine.People.Edit(ctx, who, func(c *people.Customer) error { change(c); return nil }))
	}
	edit(1, func(c *people.Customer) { c.CallName = "Satu" })              // nothing of what it changed
	edit(2, func(c *people.Customer) { c.Tags = append(c.Tags, "hotel") }) // another tag
	edit(3, func(c *people.Customer) { c.Tags = nil })                     // its tag
	edit(4, func(c *people.Customer) { c.Flags = 0 })                      // its mark
	if _, err := engine.People.Merge(ctx, 5, 6, nil, false); err != nil {  // she is somebody else's now
		t.Fatal(err)
	}
	would := must[core.Unbulked](t)(engine.Bulks.Undo(ctx, bulk.Number, core.UndoOptions{DryRun: true}))
	done := must[core.Unbulked](t)(engine.Bulks.Undo(ctx, bulk.Number, core.UndoOptions{}))
	if would.Restored != done.Restored || !slices.Equal(would.Stays, done.Stays) {
		t.Errorf("the preview said %+v, and it was %+v", would.BulkUndo, done.BulkUndo)
	}
	var stays []string
	for _, one := range done.Stays {
		stays = append(stays, fmt.Sprintf("%s %s %s", one.Code, one.Field, one.Sentence("en")))
	}
	slices.Sort(stays)
	want := []string{"C-00003 tags was changed again since", "C-00004 blocked was changed again since", "C-00006  was merged with C-00005"}
	if done.Restored != 9 || done.Staying != 3 || !slices.Equal(stays, want) {
		t.Errorf("%+v, %q stay; want %q", done.BulkUndo, stays, want)
	}
	for who, want := range map[people.Ordinal]string{1: "Satu [kos] 0", 2: " [hotel] 0", 3: " [kos] 0", 4: " [] 0", 7: " [kos] 0"} {
		now := must[people.Customer](t)(engine.People.Get(ctx, who))
		if got := fmt.Sprintf("%s %v %d", now.CallName, now.Tags, now.Flags); got != want {
			t.Errorf("%s is %q, want %q", code(int(who)), got, want)
		}
	}
	sound(t, engine)
}

func TestChangesOfManyAreTakenBackOneAfterAnother(t *testing.T) {
	engine, _ := crowd(t, 20)
	ctx, all := context.Background(), core.Selection{All: true}
	before := everybody(t, engine)
	must[core.Bulk](t)(engine.Bulks.Run(ctx, all, addsTag("vip"), core.BulkOptions{}))
	second := must[core.Bulk](t)(engine.Bulks.Run(ctx, all, people.Change{RemoveTags: []string{"vip"}}, core.BulkOptions{}))
	none := must[core.Bulk](t)(engine.Bulks.Run(ctx, all, people.Change{RemoveTags: []string{"vip"}}, core.BulkOptions{}))
	if none.Changed != 0 || none.Already != 20 {
		t.Errorf("nobody had it any more, and %+v", none)
	}
	_, err := engine.History.Undo(ctx, second.First+1)
	refuses(t, "a part of it", err, fault.KindForbidden, "entry")
	for _, want := range []string{"B-00002", "B-00001"} {
		if undone := must[core.Undone](t)(engine.History.Undo(ctx, 0)); undone.Subject != want || undone.Many.Staying != 0 {
			t.Errorf("undone: %+v, want %s", undone, want)
		}
	}
	if diff := gocmp.Diff(before, everybody(t, engine)); diff != "" {
		t.Errorf("something is not as it was:\n%s", diff)
	}
	_, err = engine.History.Undo(ctx, 0)
	refuses(t, "the import before them", err, fault.KindForbidden, "entry")
	sound(t, engine)
}

func TestWhoHasAsManyTagsAsThereCanBeStaysAsSheIs(t *testing.T) {
	engine, _ := crowd(t, 5)
	ctx := context.Background()
	full := make([]string, people.MaxTags)
	for i := range full {
		full[i] = fmt.Sprint("t", i)
	}
	must[people.Customer](t)(engine.People.Edit(ctx, 2, func(c *people.Customer) error { c.Tags = full; return nil }))
	must[people.Customer](t)(engine.People.Edit(ctx, 4, func(c *people.Customer) error { c.Tags = []string{"vip"}; return nil }))
	bulk := must[core.Bulk](t)(engine.Bulks.Run(ctx, core.Selection{Refs: []string{code(1), code(2), code(4), "ref:R1"}}, addsTag("vip"), core.BulkOptions{}))
	if bulk.Selected != 3 || bulk.Changed != 1 || bulk.Already != 1 || bulk.Refused["full"] != 1 {
		t.Errorf("it was %+v", bulk)
	}
	if len(bulk.Stays) != 1 || bulk.Stays[0].Code != code(2) || bulk.Stays[0].Sentence("en") != "has 50 tags, as many as there can be" {
		t.Errorf("%+v stays", bulk.Stays)
	}
	sound(t, engine)
}

func TestAChangeOfManyThatCannotBeIsRefusedAndNothingIsWritten(t *testing.T) {
	engine, _ := crowd(t, 5)
	ctx := context.Background()
	all, long := core.Selection{All: true}, strings.Repeat("x", 201)
	tests := []struct {
		name      string
		selection core.Selection
		change    people.Change
		key       string
		kind      fault.Kind
		field     string
	}{
		{"nobody", core.Selection{}, addsTag("vip"), "", fault.KindInvalid, "customers"},
		{"some and all", core.Selection{All: true, Refs: []string{code(1)}}, addsTag("vip"), "", fault.KindInvalid, "customers"},
		{"a filter of named ones", core.Selection{Refs: []string{code(1)}, Pick: core.Pick{Tag: "kos"}}, addsTag("vip"), "", fault.KindInvalid, "all"},
		{"somebody who is not there", core.Selection{Refs: []string{code(1), "C-99999"}}, addsTag("vip"), "", fault.KindNotFound, "customers"},
		{"an exception who is not there", core.Selection{All: true, Except: []string{"C-99999"}}, addsTag("vip"), "", fault.KindNotFound, "except"},
		{"more than can be named", core.Selection{Refs: make([]string, core.MaxNamed+1)}, addsTag("vip"), "", fault.KindInvalid, "customers"},
		{"no segment of that name", core.Selection{All: true, Pick: core.Pick{Segment: "NONE"}}, addsTag("vip"), "", fault.KindNotFound, "segment"},
		{"nothing to change", all, people.Change{}, "", fault.KindInvalid, "add_tags"},
		{"a tag of blanks", all, addsTag(" \t"), "", fault.KindInvalid, "add_tags"},
		{"a tag too long", all, people.Change{RemoveTags: []string{long}}, "", fault.KindInvalid, "remove_tags"},
		{"a tag to add and to remove", all, people.Change{AddTags: []string{"vip"}, RemoveTags: []string{" vip"}}, "", fault.KindInvalid, "remove_tags"},
		{"a mark to set and to clear", all, people.Change{Set: people.Blocked, Clear: people.Blocked}, "", fault.KindInvalid, "blocked"},
		{"a key too long", all, addsTag("vip"), long, fault.KindInvalid, "key"},
	}
	before := everybody(t, engine)
	for _, one := range tests {
		_, err := engine.Bulks.Run(ctx, one.selection, one.change, core.BulkOptions{Key: one.key})
		refuses(t, one.name, err, one.kind, one.field)
	}
	if list := must[[]core.Bulk](t)(engine.Bulks.List(ctx, 10)); len(list) != 0 {
		t.Errorf("%d changes are remembered", len(list))
	}
	if diff := gocmp.Diff(before, everybody(t, engine)); diff != "" {
		t.Errorf("somebody was changed:\n%s", diff)
	}
	nobody := must[core.Bulk](t)(engine.Bulks.Run(ctx, core.Selection{All: true, Pick: core.Pick{Tag: "tidak ada"}}, addsTag("vip"), core.BulkOptions{}))
	if nobody.Number != 0 || nobody.Selected != 0 {
		t.Errorf("where nobody matches it was %+v", nobody)
	}
}
