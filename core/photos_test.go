package core_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// snapshot is a JPEG file of noise in a colour: its picture needs many pieces.
func snapshot(t checker, side int, shade uint8) *bytes.Reader {
	t.Helper()
	drawn, chance := image.NewRGBA(image.Rect(0, 0, side, side)), rand.NewChaCha8([32]byte{shade})
	chance.Read(drawn.Pix)
	for x := range side {
		drawn.Set(x, 0, color.RGBA{R: shade, A: 255})
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, drawn, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(out.Bytes())
}

// phoneOf adds a phone that a new customer owns.
func phoneOf(t checker, engine *core.Engine, owner people.Ordinal) people.AssetNumber {
	t.Helper()
	made, err := engine.Assets.Add(context.Background(), people.Asset{Owner: owner, Kind: people.Device, Name: "HP"})
	if err != nil {
		t.Fatal(err)
	}
	return made.Number
}

// pictured puts photos into a shop, one that counts, one that was removed, one
// whose picture was dropped and one whose time has run.
func pictured(t *testing.T, engine *core.Engine, phone people.AssetNumber) {
	t.Helper()
	ctx := context.Background()
	for range 4 {
		must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, Note: "gores di pojok layar", By: 1, File: snapshot(t, 300, 9)}))
	}
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Order: 1, File: snapshot(t, 30, 9)}))
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 4, "buram", false))
	later := engine.As("raja", &movable{engine.Now().Add(photo.Kept)})
	must[int](t)(later.Photos.Tidy(ctx))
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 2, "buram", false))
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 3, "bukan punyanya", true))
}

func TestAPhotoIsReadBackAsItWasStamped(t *testing.T) {
	ctx, engine := context.Background(), newShop(t, march(14))
	defer engine.Close()
	phone := phoneOf(t, engine, add(t, engine, "Sari"))
	made := must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, Note: " gores di  pojok layar ", File: snapshot(t, 700, 1)}))
	read, picture, err := engine.Photos.Picture(ctx, made.Number)
	if err != nil || !read.Holds(picture) || read.Note != "gores di pojok layar" || len(picture) < 200_000 || read.Width != 700 {
		t.Errorf("Picture = %+v with %d bytes, %v", read, len(picture), err)
	}
	if shown := must[[]photo.Photo](t)(engine.Photos.Of(ctx, phone, false)); len(shown) != 1 || shown[0].Stamp() != made.Stamp() {
		t.Errorf("Of = %+v, want the photo", shown)
	}
	sound(t, engine)
}

func TestAPhotoOfAnOrderIsOneOfItsThingToo(t *testing.T) {
	ctx, engine := context.Background(), newShop(t, march(14))
	defer engine.Close()
	sari := add(t, engine, "Sari")
	phone, other := phoneOf(t, engine, sari), phoneOf(t, engine, sari)
	about := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sari, Items: washes(1, 9000), Asset: phone})).Order.Number
	plain := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sari, Items: washes(1, 9000)})).Order.Number
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Order: about, File: snapshot(t, 20, 1)}))
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Order: plain, File: snapshot(t, 20, 2)}))
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 20, 3)}))
	if shown := must[[]photo.Photo](t)(engine.Photos.Of(ctx, phone, false)); len(shown) != 2 {
		t.Errorf("the phone has the photos %+v, want two", shown)
	}
	_, err := engine.Photos.Add(ctx, core.NewPhoto{Order: about, Asset: other, File: snapshot(t, 20, 1)})
	if told := fault.As(err); told.Kind != fault.KindConflict || told.Field != "asset" {
		t.Errorf("a photo of another thing than the order's: %v", err)
	}
	nota := must[string](t)(notaText(ctx, engine, about))
	for _, number := range []photo.Number{1, 3} {
		one := must[photo.Photo](t)(engine.Photos.Get(ctx, number))
		if !strings.Contains(nota, fmt.Sprintf("FT-0000%d", number)) || !strings.Contains(nota, one.Stamp()) {
			t.Errorf("the nota does not stamp photo %d %s:\n%s", number, one.Stamp(), nota)
		}
	}
	if strings.Contains(nota, "FT-00002") {
		t.Errorf("the nota stamps another order's photo:\n%s", nota)
	}
	sound(t, engine)
}

func notaText(ctx context.Context, engine *core.Engine, order sale.Number) (string, error) {
	nota, err := engine.Sales.Nota(ctx, order, "id", false)
	if err != nil {
		return "", err
	}
	return nota.Text(32), nil
}

func TestAPhotoThatWasRemovedComesBackByUndoForThirtyDays(t *testing.T) {
	ctx, now := context.Background(), march(14)
	engine := newShop(t, now)
	defer engine.Close()
	phone := phoneOf(t, engine, add(t, engine, "Sari"))
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 20, 1)}))
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 1, "buram", false))
	if _, _, err := engine.Photos.Picture(ctx, 1); fault.KindOf(err) != fault.KindNotFound || !strings.Contains(err.Error(), "buram") {
		t.Errorf("the picture of a photo that was removed: %v, want that and why", err)
	}
	now.at = now.at.Add(photo.Kept - time.Second)
	if dropped := must[int](t)(engine.Photos.Tidy(ctx)); dropped != 0 {
		t.Errorf("%d pictures were dropped before their time", dropped)
	}
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	if _, _, err := engine.Photos.Picture(ctx, 1); err != nil {
		t.Errorf("after the undo: %v", err)
	}
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 1, "buram", false))
	entry := must[core.Undone](t)(engine.History.Undo(ctx, 0)).Entry
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 1, "buram", false))
	now.at = now.at.Add(photo.Kept + time.Second)
	if dropped := must[int](t)(engine.Photos.Tidy(ctx)); dropped != 1 {
		t.Errorf("%d pictures were dropped, want one", dropped)
	}
	if _, err := engine.History.Undo(ctx, 0); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("undo after the picture is gone: %v, want a conflict", err)
	}
	if _, err := engine.History.Undo(ctx, entry); err == nil {
		t.Error("an entry was taken back twice")
	}
	sound(t, engine)
}

func TestAPhotoThatIsDroppedAtOnceIsGoneForGood(t *testing.T) {
	ctx, kept := context.Background(), memory.New()
	engine := shopOn(t, kept)
	defer engine.Close()
	phone := phoneOf(t, engine, add(t, engine, "Sari"))
	for range 2 {
		must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 300, 1)}))
	}
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 1, "diminta pelanggan", true))
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 2, "buram", false))
	must[photo.Photo](t)(engine.Photos.Remove(ctx, 2, "diminta pelanggan", true))
	if left := pieces(t, kept); left != 0 {
		t.Errorf("%d pieces of pictures are left", left)
	}
	if _, err := engine.History.Undo(ctx, 0); fault.KindOf(err) != fault.KindForbidden {
		t.Errorf("undo of what is gone for good: %v", err)
	}
	if _, err := engine.Photos.Remove(ctx, 1, "lagi", false); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("a photo is removed twice: %v", err)
	}
	sound(t, engine)
}

// shopOn is a shop in a store of the test's own.
func shopOn(t checker, kept store.Store) *core.Engine {
	t.Helper()
	dir, err := os.MkdirTemp("", "photos")
	if err != nil {
		t.Fatal(err)
	}
	engine, err := core.Create(context.Background(), dir+"/shop", core.Business{Name: "Servis"}, core.Config{Clock: march(14), Store: kept, CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

func pieces(t *testing.T, kept store.Store) (count int) {
	t.Helper()
	err := kept.View(context.Background(), func(reader store.Reader) error {
		for _, err := range reader.Range(store.Range{Prefix: record.In(record.Pictures), KeyOnly: true}) {
			if err != nil {
				return err
			}
			count++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func TestThereAreAtMostSoManyPhotosOfAnOrder(t *testing.T) {
	ctx, engine := context.Background(), newShop(t, march(14))
	defer engine.Close()
	order := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: add(t, engine, "Sari"), Items: washes(1, 9000)})).Order.Number
	for range photo.MaxOfOrder {
		must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Order: order, File: snapshot(t, 8, 1)}))
	}
	_, err := engine.Photos.Add(ctx, core.NewPhoto{Order: order, File: snapshot(t, 8, 1)})
	if told := fault.As(err); told.Kind != fault.KindConflict || !strings.Contains(told.Message, "N-000001 has 20 photos") {
		t.Errorf("one more: %v", err)
	}
	removed := must[photo.Photo](t)(engine.Photos.Remove(ctx, 3, "buram", false))
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Order: order, File: snapshot(t, 8, 1)}))
	entries, err := engine.History.Of(ctx, "FT-00003", 0, 1)
	if err != nil || removed.Why != "buram" {
		t.Fatal(err)
	}
	if _, err := engine.History.Undo(ctx, entries[0].Entry); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("an undo brings back one too many: %v", err)
	}
	sound(t, engine)
}

func TestAThingWithPhotosIsNotLetGo(t *testing.T) {
	ctx, engine := context.Background(), newShop(t, march(14))
	defer engine.Close()
	phone := phoneOf(t, engine, add(t, engine, "Sari"))
	entries, err := engine.History.Of(ctx, "A-00001", 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 8, 1)}))
	if _, err := engine.History.Undo(ctx, entries[0].Entry); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("the phone is let go: %v", err)
	}
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	must[core.Undone](t)(engine.History.Undo(ctx, entries[0].Entry))
	sound(t, engine)
}

func TestAPhotoOfNothingIsRefused(t *testing.T) {
	ctx, engine := context.Background(), newShop(t, march(14))
	defer engine.Close()
	phone := phoneOf(t, engine, add(t, engine, "Sari"))
	for want, given := range map[string]core.NewPhoto{
		"asset":  {},
		"order":  {Order: 7},
		"note":   {Asset: phone, Note: strings.Repeat("x", photo.MaxNote+1)},
		"file":   {Asset: phone, File: strings.NewReader("bukan foto")},
		"by":     {Asset: phone, By: 9},
		"reason": {},
	} {
		if given.File == nil {
			given.File = snapshot(t, 8, 1)
		}
		_, err := engine.Photos.Add(ctx, given)
		if want == "reason" {
			must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 8, 1)}))
			_, err = engine.Photos.Remove(ctx, 1, " ", false)
		}
		if fault.As(err).Field != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := engine.Photos.Of(ctx, 99, false); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("the photos of a thing that is not there: %v", err)
	}
	sound(t, engine)
}

// A picture that somebody put in the place of another, with a checksum that
// holds, is told by its stamp, and so is one that is missing or belongs to none.
func TestAPictureThatIsNotTheOneThatWasStampedIsRefused(t *testing.T) {
	for what, harm := range map[string]func(store.Txn, record.Key) error{
		"another":  func(x store.Txn, key record.Key) error { return record.PutBytes(x, key.Byte(0), []byte("another")) },
		"missing":  func(x store.Txn, key record.Key) error { return x.Delete(key.Byte(1)) },
		"too many": func(x store.Txn, key record.Key) error { return record.PutBytes(x, key.Byte(200), []byte("more")) },
	} {
		ctx, kept := context.Background(), memory.New()
		engine := shopOn(t, kept)
		phone := phoneOf(t, engine, add(t, engine, "Sari"))
		must[photo.Photo](t)(engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 400, 1)}))
		if err := kept.Update(ctx, nil, func(x store.Txn) error { return harm(x, record.In(record.Pictures).Uint64(1)) }); err != nil {
			t.Fatal(err)
		}
		if _, _, err := engine.Photos.Picture(ctx, 1); fault.KindOf(err) != fault.KindInternal || !strings.Contains(err.Error(), "FT-00001") {
			t.Errorf("%s: Picture = %v", what, err)
		}
		report := must[core.Report](t)(engine.Health.Check(ctx, nil))
		if !slices.ContainsFunc(report.Findings, func(f core.Finding) bool {
			return f.Where == "photo FT-00001" && strings.Contains(f.Message, "stamped")
		}) {
			t.Errorf("%s: the check finds %+v", what, report.Findings)
		}
		engine.Close()
	}
}

func TestAPictureThatBelongsToNoPhotoIsFound(t *testing.T) {
	ctx, kept := context.Background(), memory.New()
	engine := shopOn(t, kept)
	defer engine.Close()
	err := kept.Update(ctx, nil, func(x store.Txn) error {
		return record.PutBytes(x, record.In(record.Pictures).Uint64(3).Byte(0), []byte("x"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if report := must[core.Report](t)(engine.Health.Check(ctx, nil)); len(report.Findings) != 1 || report.Findings[0].Where != "photo FT-00003" {
		t.Errorf("the check finds %+v", report.Findings)
	}
}

// Adding, removing, dropping, undoing and waiting, in any order: what is there
// is whole, and nothing is left of what is not.
func TestNoHalfPhotoIsLeftWhateverIsDone(t *testing.T) {
	file, err := os.ReadFile(smallPhoto(t))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		ctx, now := context.Background(), march(14)
		dir, err := os.MkdirTemp("", "photos")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		engine := newShopIn(t, dir, now)
		defer engine.Close()
		phone := phoneOf(t, engine, add(t, engine, "Sari"))
		number := rapid.Uint64Range(1, 6)
		t.Repeat(map[string]func(*rapid.T){
			"add": func(*rapid.T) {
				_, err := engine.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: bytes.NewReader(file)})
				refused(t, err) // when the phone is not there
			},
			"remove": func(t *rapid.T) {
				_, err := engine.Photos.Remove(ctx, photo.Number(number.Draw(t, "number")), "buram", rapid.Bool().Draw(t, "at once"))
				refused(t, err)
			},
			"undo": func(t *rapid.T) {
				_, err := engine.History.Undo(ctx, rapid.Uint64Range(0, 20).Draw(t, "entry"))
				refused(t, err)
			},
			"wait": func(t *rapid.T) {
				now.at = now.at.Add(20 * 24 * time.Hour)
				_, err := engine.Photos.Tidy(ctx)
				refused(t, err)
			},
			"": func(t *rapid.T) {
				sound(t, engine)
				all, err := engine.Photos.Of(ctx, phone, false)
				refused(t, err) // when the phone is not there
				for _, one := range all {
					if _, _, err := engine.Photos.Picture(ctx, one.Number); err != nil {
						t.Fatal(err)
					}
				}
			},
		})
	})
}

// refused lets a refusal pass, and nothing else.
func refused(t *rapid.T, err error) {
	if kind := fault.KindOf(err); err != nil && (kind == fault.KindInternal || kind == "") {
		t.Fatal(err)
	}
}

func smallPhoto(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "foto.jpg")
	var out bytes.Buffer
	if _, err := snapshot(t, 200, 1).WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
