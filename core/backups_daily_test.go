package core_test

import (
	"context"
	"path/filepath"
	"testing"
)

// A clock that was ahead for some days leaves backups of years to come. Once it
// is right again they count for nothing: each day keeps its own.
func TestBackupsOfAClockThatWasAheadPushNoOthersOut(t *testing.T) {
	dir, now := filepath.Join(t.TempDir(), "shop"), march(14)
	engine := onDisk(t, dir, now)
	defer engine.Close()
	daily := func() {
		t.Helper()
		add(t, engine, "Ani")
		if _, made, err := engine.Backups.Daily(context.Background()); err != nil || !made {
			t.Fatalf("Daily = %t, %v", made, err)
		}
	}
	right := now.at
	for day := range 8 {
		now.at = right.AddDate(4, 0, day)
		daily()
	}
	for day := range 7 {
		now.at = right.AddDate(0, 0, day)
		daily()
	}
	if kept, _ := filepath.Glob(filepath.Join(dir, "backups", "raja-2026*")); len(kept) != 7 {
		t.Errorf("of seven days at the right time %v are left", kept)
	}
	if ahead, _ := filepath.Glob(filepath.Join(dir, "backups", "raja-2030*")); len(ahead) < 7 {
		t.Errorf("of those ahead %v are left, want the seven last", ahead)
	}
}
