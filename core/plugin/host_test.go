package plugin_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

func TestCompiledRulesAreKeptInAPrivateFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "compiled")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second load finds what the first one kept
		rule := plugintest.LoadSource(t, source(honest("segment", answerAll())), plugin.Options{CacheDir: dir})
		if _, err := rule.Segment(context.Background(), facts(2)); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v, want it private (%v)", info.Mode(), err)
	}
	if kept, err := os.ReadDir(dir); err != nil || len(kept) == 0 {
		t.Errorf("nothing was kept (%v)", err)
	}
}

func TestAFolderThatCannotBeMadeIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := plugin.NewHost(plugin.Options{CacheDir: file}); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("error %v, want unavailable", err)
	}
}

func TestAClosedHostLoadsNothing(t *testing.T) {
	host := plugintest.Host(t, plugin.Options{})
	if err := host.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := host.Load(context.Background(), source(honest("segment", answerAll()))); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("error %v, want unavailable", err)
	}
}

func TestAClosedRuleAnswersWithAnError(t *testing.T) {
	rule := load(t, honest("segment", answerAll()))
	if err := rule.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := rule.Segment(context.Background(), facts(1)); err == nil {
		t.Error("it answered")
	}
}

func TestLoadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := plugintest.Host(t, plugin.Options{}).Load(ctx, source(honest("segment", answerAll())))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}
