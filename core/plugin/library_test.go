package plugin_test

import (
	"context"
	"sync"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// The rule of a library counts in its own memory how often it was asked, so what
// another shop's instance of it holds would be seen.
func TestRulesOfALibraryShareNoMemory(t *testing.T) {
	ctx := context.Background()
	library := plugin.NewLibrary()
	counting := source(honest("segment", count(16), answerAll()))
	first := plugintest.LoadSource(t, counting, plugin.Options{Library: library, Instances: 1})
	other := plugintest.LoadSource(t, counting, plugin.Options{Library: library, Instances: 1})
	for range 3 {
		if _, err := first.Segment(ctx, facts(1)); err != nil {
			t.Fatal(err)
		}
	}
	if answer, err := first.Segment(ctx, facts(1)); err != nil || answer.Rows[0].Args[0] != 4 {
		t.Errorf("the fourth answer = %+v, %v, want that it was the fourth", answer.Rows, err)
	}
	if answer, err := other.Segment(ctx, facts(1)); err != nil || answer.Rows[0].Args[0] != 1 {
		t.Errorf("the other's first answer = %+v, %v, want that it was the first", answer.Rows, err)
	}
}

func TestAHostOfALibraryCloses(t *testing.T) {
	ctx := context.Background()
	library := plugin.NewLibrary()
	rule := source(honest("segment", answerAll()))
	kept := plugintest.LoadSource(t, rule, plugin.Options{Library: library})
	for range 3 {
		host, err := plugin.NewHost(plugin.Options{Library: library})
		if err != nil {
			t.Fatal(err)
		}
		gone, err := host.Load(ctx, rule)
		if err != nil {
			t.Fatal(err)
		}
		if err := host.Close(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := gone.Segment(ctx, facts(1)); fault.KindOf(err) != fault.KindUnavailable {
			t.Errorf("a rule of a closed host answers: %v", err)
		}
	}
	if answer, err := kept.Segment(ctx, facts(2)); err != nil || len(answer.Rows) != 2 {
		t.Errorf("the host that stays open: %+v, %v", answer, err)
	}
}

// Many shops may open at once. What is refused is refused to each, and the rest
// is compiled once.
func TestALibraryIsAskedByManyAtOnce(t *testing.T) {
	ctx := context.Background()
	library := plugin.NewLibrary()
	good, bad := source(honest("segment", answerAll())), source(honest("segment", []byte{0xff}))
	var all sync.WaitGroup
	for range 8 {
		host := plugintest.Host(t, plugin.Options{Library: library})
		all.Go(func() {
			rule, err := host.Load(ctx, good)
			if err != nil {
				t.Error(err)
				return
			}
			if answer, err := rule.Segment(ctx, facts(3)); err != nil || len(answer.Rows) != 3 {
				t.Errorf("%+v, %v", answer, err)
			}
			if _, err := host.Load(ctx, bad); fault.KindOf(err) != fault.KindInvalid {
				t.Errorf("a module that is none: %v, want it refused", err)
			}
		})
	}
	all.Wait()
}

func TestAClosedLibraryCompilesNothing(t *testing.T) {
	ctx := context.Background()
	library := plugin.NewLibrary()
	host, err := plugin.NewHost(plugin.Options{Library: library})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := host.Load(ctx, source(honest("segment", answerAll()))); err != nil {
		t.Fatal(err)
	}
	if err := host.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if err := library.Close(ctx); err != nil {
		t.Fatal(err)
	}
	late := plugintest.Host(t, plugin.Options{Library: library})
	if _, err := late.Load(ctx, source(honest("segment", answerAll()))); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("Load = %v, want that the library is closed", err)
	}
}
