package core_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/raja-crm/raja/core"
)

// packages are the packages in a data folder.
func packages(t *testing.T, dir string) (sums []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "plugins"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		sums = append(sums, entry.Name())
	}
	return sums
}

// A package goes once no decision names it: not before the shop is opened
// again, not while its words are read, and nothing of somebody else's.
func TestOldPackagesGoWhenTheShopIsOpened(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine := twoBuyers(t, dir)
	defer func() { engine.Close() }()
	for _, version := range []string{`"1.0.0"`, `"1.1.0"`, `"1.2.0"`} {
		install(t, engine, golden(t, "loyalty", `"1.0.0"`, version))
	}
	longer := golden(t, "segment", `"1.0.0"`, `"1.2.0"`, `"en": "Prospect"}}`, `"en": "Prospect"}}, {"code": "LOST", "rank": 0, "name": {"id": "Hilang", "en": "Lost"}}`)
	install(t, engine, longer)
	if _, err := engine.Plugins.Install(ctx, golden(t, "segment"), core.InstallOptions{Trust: true, Downgrade: true}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "plugins", "mine.rajaplugin"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := packages(t, dir); len(got) != 6 {
		t.Errorf("while it is open: %v, want all six", got)
	}
	engine = reopened(t, engine, dir)
	want := []string{"mine.rajaplugin"}
	for _, swaps := range [][]string{{"loyalty", `"1.0.0"`, `"1.2.0"`}, {"segment"}} {
		want = append(want, golden(t, swaps[0], swaps[1:]...).Sum()+".rajaplugin")
	}
	want = append(want, longer.Sum()+".rajaplugin")
	slices.Sort(want)
	if got := packages(t, dir); !slices.Equal(got, want) {
		t.Errorf("opened again: %v, want %v", got, want)
	}
	counts(t, engine)
	order(t, engine)
	sound(t, engine)
}
