package core_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin/pack"
)

// The owner's decisions may meet: a page and a command, or two clicks. What
// was answered holds.

// together does all at once.
func together(do ...func()) {
	var group sync.WaitGroup
	for _, one := range do {
		group.Go(one)
	}
	group.Wait()
}

func TestARuleThatWasRemovedIsGone(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, t.TempDir()+"/shop")
	defer engine.Close()
	pkg := packed(t, "1.0.0", "")
	for round := range 60 {
		if _, err := engine.Plugins.Install(ctx, pkg, core.InstallOptions{Trust: true}); err != nil {
			t.Fatal(round, err)
		}
		var removed error
		together(
			func() { _ = engine.Plugins.Configure(ctx, "points", []byte(`{}`)) },
			func() { _ = engine.Plugins.Enable(ctx, "after-hours") },
			func() { removed = engine.Plugins.Remove(ctx, "kings") },
		)
		if _, err := engine.Plugins.Get(ctx, "kings"); err == nil || removed != nil {
			t.Fatalf("round %d: Remove said %v, and kings is there: %v", round, removed, err == nil)
		}
	}
}

func TestADisabledRuleStaysDisabledWhenSettingsAreWritten(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, t.TempDir()+"/shop")
	defer engine.Close()
	if _, err := engine.Plugins.Install(ctx, packed(t, "1.0.0", ""), core.InstallOptions{Trust: true}); err != nil {
		t.Fatal(err)
	}
	for round := range 60 {
		if err := engine.Plugins.Enable(ctx, "kings"); err != nil {
			t.Fatal(err)
		}
		together(
			func() { _ = engine.Plugins.Configure(ctx, "kings", []byte(`{"much":5}`)) },
			func() { _ = engine.Plugins.Disable(ctx, "kings") },
		)
		if known, err := engine.Plugins.Get(ctx, "kings"); err != nil || known.Enabled || string(known.Config) != `{"much":5}` {
			t.Fatalf("round %d: enabled %v with %s, %v", round, known.Enabled, known.Config, err)
		}
	}
}

func TestARuleThatIsInstalledHasItsPackage(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir() + "/shop"
	engine := twoBuyers(t, dir)
	defer engine.Close()
	pkg := packed(t, "1.0.0", "")
	install := func() {
		if _, err := engine.Plugins.Install(ctx, pkg, core.InstallOptions{Trust: true}); err != nil {
			t.Error(err)
		}
	}
	for round := range 60 {
		install()
		together(install, func() { _ = engine.Plugins.Remove(ctx, "kings") })
		known, err := engine.Plugins.Get(ctx, "kings")
		if err != nil {
			continue // it was removed last
		}
		if _, err := os.Stat(filepath.Join(dir, "plugins", pkg.Sum()+pack.Ext)); err != nil || known.Broken != nil {
			t.Fatalf("round %d: the rule is %v, its package %v", round, known.Broken, err)
		}
	}
}

func TestSettingsAreReadOnce(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, t.TempDir()+"/shop")
	defer engine.Close()
	first, err := engine.Plugins.Get(ctx, "points")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := engine.Plugins.Get(ctx, "points"); err != nil || again.Form != first.Form {
		t.Errorf("the form was read again (%v)", err)
	}
}
