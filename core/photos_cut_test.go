package core_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
)

// The power goes while a photo is written: whatever part of the log had reached
// the disk, the photo is there as a whole or not at all.
func TestAPowerCutLeavesAPhotoAsAWholeOrNotAtAll(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	engine, err := core.Create(ctx, dir, core.Business{Name: "Servis"}, core.Config{Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	phone := phoneOf(t, engine, add(t, engine, "Sari"))
	before := logEnd(t, dir)
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 400, 1)}))
	after := logEnd(t, dir)
	if after-before < 50_000 {
		t.Fatalf("the photo took %d bytes of the log, from %d", after-before, before)
	}
	whole := 0
	const cuts = 8
	for i := range cuts + 1 {
		at := before + (after-before)*int64(i)/cuts
		whole += afterCut(t, dir, phone, at)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	if whole != 1 {
		t.Errorf("%d of %d cuts left the photo, want the last alone", whole, cuts+1)
	}
}

// logFile is the segment of the log that is written to.
func logFile(t *testing.T, dir string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "store", "log", "*.redo"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the log is %v (%v), want one segment", found, err)
	}
	return found[0]
}

// logEnd is how far the log goes; zeros follow.
func logEnd(t *testing.T, dir string) int64 {
	t.Helper()
	log, err := os.ReadFile(logFile(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	end := len(log)
	for end > 0 && log[end-1] == 0 {
		end--
	}
	return int64(end)
}

// afterCut opens what a cut leaves when the log had reached the disk so far,
// and returns how many photos there are.
func afterCut(t *testing.T, dir string, phone people.AssetNumber, at int64) int {
	t.Helper()
	ctx, left := context.Background(), filepath.Join(t.TempDir(), "left")
	if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(logFile(t, left))
	if err == nil {
		clear(log[at:])
		err = os.WriteFile(logFile(t, left), log, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	engine, err := core.Open(ctx, left, core.Config{Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	sound(t, engine)
	photos := must[[]photo.Photo](t)(engine.Photos.Of(ctx, phone, true))
	for _, one := range photos {
		if _, _, err := engine.Photos.Picture(ctx, one.Number); err != nil {
			t.Errorf("cut at %d: %v", at, err)
		}
	}
	return len(photos)
}

// A backup holds the pictures, and a shop that was restored has them.
func TestABackupCarriesThePhotos(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	engine, err := core.Create(ctx, filepath.Join(dir, "shop"), core.Business{Name: "Servis"}, core.Config{Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	phone := phoneOf(t, engine, add(t, engine, "Sari"))
	made := must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 400, 1)}))
	must[core.Backup](t)(engine.Backups.Create(ctx, filepath.Join(dir, "hari-ini.rajabackup")))
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(dir, "again")
	must[core.Restored](t)(core.RestoreBackup(ctx, core.Restore{Dir: again, Now: march(15).at, Files: []string{filepath.Join(dir, "hari-ini.rajabackup")}}))
	restored, err := core.Open(ctx, again, core.Config{Clock: march(15), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer restored.Close()
	if read, picture, err := restored.Photos.Picture(ctx, made.Number); err != nil || !made.Holds(picture) || read.Stamp() != made.Stamp() {
		t.Errorf("the restored photo is %+v (%v), want %s", read, err, made.Stamp())
	}
	sound(t, restored)
}
