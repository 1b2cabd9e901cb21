package core_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
)

// backedUp makes a shop of a name with two customers in a folder, and a backup
// of it.
func backedUp(t *testing.T, name string) (dir, file string) {
	t.Helper()
	dir, file = filepath.Join(t.TempDir(), "shop"), filepath.Join(t.TempDir(), "whole.rajabackup")
	engine, err := core.Create(context.Background(), dir, core.Business{Name: name}, core.Config{Clock: march(14), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	add(t, engine, "Sari")
	add(t, engine, "Budi")
	_, err = engine.Backups.Create(context.Background(), file)
	if err := errors.Join(err, engine.Close()); err != nil {
		t.Fatal(err)
	}
	return dir, file
}

// forged writes a backup anew as somebody would who knows the format: change
// is given the head and the entries of a whole one.
func forged(t *testing.T, file string, change func(*checkpoint.Meta, []store.KV) []store.KV) string {
	t.Helper()
	r, err := checkpoint.Open(disk.OS{}, file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var entries []store.KV
	for kv, err := range r.Entries(nil) {
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, store.KV{Key: slices.Clone(kv.Key), Value: slices.Clone(kv.Value)})
	}
	meta := r.Meta()
	entries = change(&meta, entries)
	name := filepath.Join(t.TempDir(), "forged.rajabackup")
	_, err = checkpoint.Write(disk.OS{}, name, meta, nil, func(yield func(store.KV, error) bool) {
		for _, kv := range entries {
			if !yield(kv, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// lacking drops the entries whose keys begin so.
func lacking(prefix string) func(*checkpoint.Meta, []store.KV) []store.KV {
	return func(_ *checkpoint.Meta, entries []store.KV) []store.KV {
		return slices.DeleteFunc(entries, func(kv store.KV) bool { return strings.HasPrefix(string(kv.Key), prefix) })
	}
}

func restore(dir string, agree func(core.Restored) error, files ...string) (core.Restored, error) {
	return core.RestoreBackup(context.Background(), core.Restore{Dir: dir, Now: march(20).at, Files: files, Agree: agree})
}

// holds opens the shop in dir and says whose it is and how many customers it
// has.
func holds(t *testing.T, dir string) (name string, customers int) {
	t.Helper()
	engine, err := core.Open(context.Background(), dir, core.Config{Clock: march(20), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	customers, _, err = engine.Size(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return engine.Business().Name, customers
}

func TestWhatTheHeadOfABackupClaimsCountsForNothing(t *testing.T) {
	_, file := backedUp(t, "Laundry Melati")
	lies := forged(t, file, func(meta *checkpoint.Meta, entries []store.KV) []store.KV {
		meta.Shop = "Toko Lain"
		meta.Notes = map[string]int64{"customers": 99_999, "orders": -5, "entries": 1 << 60, "origin": 7}
		return entries
	})
	said, err := core.VerifyBackup(context.Background(), "", lies)
	if err != nil || said.Shop != "Laundry Melati" || said.Customers != 2 || said.Orders != 0 || said.Entries != 3 || said.Origin == 7 {
		t.Errorf("VerifyBackup = %+v, %v", said, err)
	}
	dir := filepath.Join(t.TempDir(), "fresh")
	made, err := restore(dir, func(r core.Restored) error {
		if r.Shop != "Laundry Melati" || r.Customers != 2 || r.Origin != said.Origin {
			t.Errorf("asked to agree to %+v", r.Backup)
		}
		return nil
	}, lies)
	if err != nil || made.Customers != 2 || made.Shop != "Laundry Melati" || len(made.Findings) > 0 {
		t.Errorf("RestoreBackup = %+v, %v", made, err)
	}
}

func TestABackupThatIsNoShopIsRefusedAndTheShopStays(t *testing.T) {
	dir, file := backedUp(t, "Laundry Melati")
	for name, evil := range map[string]func(*checkpoint.Meta, []store.KV) []store.KV{
		"nothing": func(*checkpoint.Meta, []store.KV) []store.KV { return nil },
		"without the shop's own record": func(_ *checkpoint.Meta, entries []store.KV) []store.KV {
			return slices.DeleteFunc(entries, func(kv store.KV) bool { return strings.Contains(string(kv.Key), "business") })
		},
		"without its journal": lacking("dj"),
		"a broken seal": func(_ *checkpoint.Meta, entries []store.KV) []store.KV {
			at := slices.IndexFunc(entries, func(kv store.KV) bool { return strings.HasPrefix(string(kv.Key), "dc") })
			entries[at].Value[len(entries[at].Value)-1] ^= 1
			return entries
		},
		"a file that climbs": func(_ *checkpoint.Meta, entries []store.KV) []store.KV {
			return append([]store.KV{{Key: []byte("F../evil"), Value: []byte("x")}}, entries...)
		},
		"a file that climbs out of the plugins": func(_ *checkpoint.Meta, entries []store.KV) []store.KV {
			return append([]store.KV{{Key: []byte("Fplugins/../../evil"), Value: []byte("x")}}, entries...)
		},
		"a file of the shop's own": func(_ *checkpoint.Meta, entries []store.KV) []store.KV {
			return append([]store.KV{{Key: []byte("Fraja.json"), Value: []byte("x")}}, entries...)
		},
	} {
		bad := forged(t, file, evil)
		if said, err := core.VerifyBackup(context.Background(), "", bad); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%s: VerifyBackup = %+v, %v, want that it cannot be used", name, said, err)
		}
		if _, err := restore(dir, nil, bad); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%s: RestoreBackup = %v, want that it cannot be used", name, err)
		}
		if _, err := os.Stat(dir + ".restoring"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: something was left beside the shop", name)
		}
	}
	if name, customers := holds(t, dir); name != "Laundry Melati" || customers != 2 {
		t.Errorf("the shop is %s with %d customers now", name, customers)
	}
}

func TestRecordsThatDisagreeAreFoundBeforeTheShopIsReplaced(t *testing.T) {
	dir, file := backedUp(t, "Laundry Melati")
	less := forged(t, file, lacking("dc"))
	refused := errors.New("refused")
	_, err := restore(dir, func(r core.Restored) error {
		if len(r.Findings) == 0 || r.Customers != 0 {
			t.Errorf("asked to agree to %+v, want findings", r)
		}
		return refused
	}, less)
	if !errors.Is(err, refused) {
		t.Errorf("RestoreBackup = %v, want what was said to it", err)
	}
	if _, customers := holds(t, dir); customers != 2 {
		t.Errorf("the shop has %d customers now, want 2", customers)
	}
}

func TestNothingInAHeadReachesTheTerminalRaw(t *testing.T) {
	dir, file := backedUp(t, "Laundry Melati")
	rude := forged(t, file, func(meta *checkpoint.Meta, entries []store.KV) []store.KV {
		meta.Shop = "\x1b[2J\x1b]0;title\x07a\nb\u202egnp" + strings.Repeat("x", 100_000)
		return entries
	})
	kept := filepath.Join(dir, "backups")
	if err := errors.Join(os.MkdirAll(kept, 0o700), os.Rename(rude, filepath.Join(kept, "raja-2026-03-14-120000.rajabackup"))); err != nil {
		t.Fatal(err)
	}
	found, err := core.ListBackups(context.Background(), dir, false)
	if err != nil || len(found) != 1 || strings.ContainsAny(found[0].Shop, "\x1b\x07\n\u202e") || len(found[0].Shop) > 1000 {
		t.Errorf("ListBackups = %+v, %v", found, err)
	}
}

func TestARestoreThatWasKilledBetweenItsLastStepsIsFinished(t *testing.T) {
	dir, file := backedUp(t, "Laundry Melati")
	if err := os.Rename(dir, dir+".before-restore-20260320-100000"); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{"Open": second(core.Open(context.Background(), dir, core.Config{})), "Encrypted": second(core.Encrypted(dir))} {
		if told := fault.As(err); fault.KindOf(err) != fault.KindNotFound || !strings.Contains(told.Message, ".before-restore-20260320-100000") || strings.Contains(told.Message, "raja init") {
			t.Errorf("%s = %v, want what the restore has left", what, err)
		}
	}
	_, err := core.Create(context.Background(), dir, core.Business{Name: "Kosong"}, core.Config{CacheDir: cache(), Library: library()})
	if fault.KindOf(err) != fault.KindConflict {
		t.Errorf("Create = %v, want a conflict with what the restore has left", err)
	}
	other := filepath.Join(filepath.Dir(dir), "other")
	if _, err := restore(other, nil, file); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(other, dir+".restored"); err != nil {
		t.Fatal(err)
	}
	if name, customers := holds(t, dir); name != "Laundry Melati" || customers != 2 {
		t.Errorf("after it was finished it is %s with %d customers", name, customers)
	}
}

// The daily backups of the shop come along under a second name, which is there
// before the folders change places; those of others stay aside.
func TestTheDailyBackupsComeAlongWithARestoredShop(t *testing.T) {
	dir, file := backedUp(t, "Laundry Melati")
	_, strange := backedUp(t, "Salon Mawar")
	kept := filepath.Join(dir, "backups")
	mine, theirs, broken := "raja-2026-03-14-120000.rajabackup", "raja-2026-03-15-120000.rajabackup", "raja-2026-03-16-120000.rajabackup"
	err := errors.Join(os.MkdirAll(kept, 0o700), os.Link(file, filepath.Join(kept, mine)), os.Link(strange, filepath.Join(kept, theirs)), os.WriteFile(filepath.Join(kept, broken), []byte("x"), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	made, err := restore(dir, nil, file)
	if err != nil || made.Carried != 1 || made.Left != 2 {
		t.Fatalf("%d carried, %d left, %v", made.Carried, made.Left, err)
	}
	here, _ := filepath.Glob(filepath.Join(kept, "*.rajabackup"))
	aside, _ := filepath.Glob(filepath.Join(made.Aside, "backups", "*.rajabackup"))
	if len(here) != 1 || filepath.Base(here[0]) != mine || len(aside) != 3 {
		t.Errorf("here %v, aside %v", here, aside)
	}
}

func second[T any](_ T, err error) error { return err }

func TestTwoRestoresWithinASecondKeepBothAside(t *testing.T) {
	dir, file := backedUp(t, "Laundry Melati")
	var asides []string
	for range 3 {
		made, err := restore(dir, nil, file)
		if err != nil {
			t.Fatal(err)
		}
		asides = append(asides, made.Aside)
	}
	slices.Sort(asides)
	if len(slices.Compact(asides)) != 3 {
		t.Errorf("what was there before lies in %v, want three places", asides)
	}
}

func TestThePassphraseThatComesBackIsKnown(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "shop")
	ring, _, err := core.NewKeys("cuci setrika wangi")
	if err != nil {
		t.Fatal(err)
	}
	engine, err := core.Create(ctx, dir, core.Business{Name: "Rahasia"}, core.Config{CacheDir: cache(), Library: library(), NewKeys: ring})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "locked.rajabackup")
	made, err := engine.Backups.Create(ctx, file)
	if err != nil || core.OtherSecret(dir, made) {
		t.Fatalf("a new backup opens with another passphrase: %v", err)
	}
	err = engine.Keys.SetPassphrase(ctx, "lipat rapi sekali")
	if err := errors.Join(err, engine.Close()); err != nil {
		t.Fatal(err)
	}
	read, err := core.VerifyBackup(ctx, "cuci setrika wangi", file)
	if err != nil || !core.OtherSecret(dir, read) {
		t.Errorf("the passphrase was changed since, and that is not seen: %+v, %v", read, err)
	}
}

func TestWhatAKillLeftOfADailyBackupIsTidied(t *testing.T) {
	dir, _ := backedUp(t, "Laundry Melati")
	engine, err := core.Open(context.Background(), dir, core.Config{Clock: march(20), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	kept := filepath.Join(dir, "backups")
	cut := filepath.Join(kept, "raja-2026-03-19-120000.rajabackup.tmp")
	if err := errors.Join(os.Mkdir(kept, 0o700), os.WriteFile(cut, []byte("RAJACKPT"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, made, err := engine.Backups.Daily(context.Background()); !made || err != nil {
		t.Fatalf("Daily = %v, %v", made, err)
	}
	if _, err := os.Stat(cut); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", cut, err)
	}
}

func TestChangesThatCannotBeReadAreToBeLeftOutOfAnIncrement(t *testing.T) {
	dir, file := backedUp(t, "Laundry Melati")
	engine, err := core.Open(context.Background(), dir, core.Config{Clock: march(20), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	add(t, engine, "Ani")
	name := filepath.Join(dir, "store", "log", "0000000000000001.redo")
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	last := len(strings.TrimRight(string(body), "\x00")) - 20
	body[last] ^= 1
	if err := os.WriteFile(name, body, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = engine.Backups.Continue(context.Background(), filepath.Join(t.TempDir(), "next.rajabackup"), file)
	if told := fault.As(err); told.Field != "since" || !strings.Contains(told.Message, "leave --since out") {
		t.Errorf("Continue = %v, want the advice to leave --since out", err)
	}
}

func TestAFolderThatWasMovedWhileItWasOpenIsSaidToBe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a folder that is open cannot be moved")
	}
	dir, _ := backedUp(t, "Laundry Melati")
	engine, err := core.Open(context.Background(), dir, core.Config{Clock: march(20), CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	if err := os.Rename(dir, dir+"-moved"); err != nil {
		t.Fatal(err)
	}
	_, _, daily := engine.Backups.Daily(context.Background())
	_, _, adding := engine.People.Add(context.Background(), core.NewCustomer{Name: "Ani"})
	for what, err := range map[string]error{"Daily": daily, "Add": adding} {
		if told := fault.As(err); fault.KindOf(err) != fault.KindUnavailable || !strings.Contains(told.Message, "moved or removed") {
			t.Errorf("%s = %v, want that the folder was moved", what, err)
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was made in the old place: %v", err)
	}
}
