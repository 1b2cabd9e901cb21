package core_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

const (
	unlocks = "pola huruf Z dari kiri atas"
	pin     = "melati-7"
)

// repairShop is a shop where a phone is repaired, and how it is unlocked is
// known.
func repairShop(t *testing.T, kept store.Store) (*core.Engine, people.AssetNumber, sale.Number) {
	t.Helper()
	ctx := context.Background()
	engine, err := core.Create(ctx, filepath.Join(t.TempDir(), "shop"), core.Business{Name: "Servis", Preset: core.Repair}, core.Config{Clock: march(14), Store: kept, CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	sari := add(t, engine, "Sari")
	phone := phoneOf(t, engine, sari)
	order := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sari, Items: washes(1, 9000), Asset: phone, Work: true})).Order.Number
	must[core.Hint](t)(engine.Assets.KeepHint(ctx, phone, unlocks, pin))
	return engine, phone, order
}

func TestAHintOpensWithItsPINAlone(t *testing.T) {
	ctx := context.Background()
	engine, phone, _ := repairShop(t, memory.New())
	if words, err := engine.Assets.Hint(ctx, phone, pin); err != nil || words != unlocks {
		t.Errorf("Hint = %q, %v", words, err)
	}
	for _, wrong := range []string{"", "melati-8", "MELATI-7", strings.Repeat("x", 1<<16)} {
		if words, err := engine.Assets.Hint(ctx, phone, wrong); fault.KindOf(err) != fault.KindForbidden || words != "" {
			t.Errorf("with the PIN %.20q: %q, %v", wrong, words, err)
		}
	}
	last, err := engine.History.Of(ctx, "A-00001", 0, 1)
	if err != nil || last[0].Action != "asset.add" {
		t.Errorf("the thing's last change is %+v, %v", last, err)
	}
	sound(t, engine)
}

// Neither the hint nor its PIN lies anywhere in the clear, whatever was done.
func TestNothingOfAHintLiesInTheClear(t *testing.T) {
	ctx := context.Background()
	engine, phone, _ := repairShop(t, memory.New())
	must[string](t)(engine.Assets.Hint(ctx, phone, pin))
	if _, err := engine.Assets.Hint(ctx, phone, "melati-8"); err == nil || strings.Contains(err.Error(), "melati") {
		t.Errorf("a wrong PIN is said as %v", err)
	}
	must[core.Hint](t)(engine.Assets.KeepHint(ctx, phone, "1379 lalu enter", pin))
	var dump bytes.Buffer
	if err := engine.Dump(ctx, &dump); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{unlocks, "pola huruf", "1379", "melati"} {
		if bytes.Contains(dump.Bytes(), fmtHex(secret)) {
			t.Errorf("%q lies in the store in the clear", secret)
		}
	}
	if !bytes.Contains(dump.Bytes(), fmtHex("hint.keep")) {
		t.Error("the journal does not tell that a hint was kept")
	}
}

func fmtHex(text string) []byte {
	const digits = "0123456789abcdef"
	var out []byte
	for i := range len(text) {
		out = append(out, digits[text[i]>>4], digits[text[i]&15])
	}
	return out
}

func TestAHintIsForgottenWhenTheThingGoesBack(t *testing.T) {
	ctx := context.Background()
	for what, giveBack := range map[string]func(*core.Engine, people.AssetNumber, sale.Number) error{
		"picked up": func(e *core.Engine, _ people.AssetNumber, order sale.Number) error {
			return move(e, order, "picked_up")
		},
		"cancelled": func(e *core.Engine, _ people.AssetNumber, order sale.Number) error {
			return move(e, order, "cancelled")
		},
		"gone": func(e *core.Engine, phone people.AssetNumber, _ sale.Number) error {
			_, err := e.Assets.Edit(ctx, phone, func(a *people.Asset) error { a.Gone = true; return nil })
			return err
		},
		"forgotten": func(e *core.Engine, phone people.AssetNumber, _ sale.Number) error {
			return e.Assets.ForgetHint(ctx, phone)
		},
	} {
		engine, phone, order := repairShop(t, memory.New())
		if err := giveBack(engine, phone, order); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if _, kept, err := engine.Assets.HintKept(ctx, phone); kept || err != nil {
			t.Errorf("%s: the hint is still kept (%v)", what, err)
		}
		if _, err := engine.Assets.Hint(ctx, phone, pin); fault.KindOf(err) != fault.KindNotFound {
			t.Errorf("%s: %v", what, err)
		}
		sound(t, engine)
	}
}

// move puts an order through the states of a repair shop up to the last.
func move(engine *core.Engine, order sale.Number, last string) error {
	ctx := context.Background()
	steps := []string{last}
	if last == "picked_up" {
		steps = []string{"diagnosis", "in_repair", "quality_check", "ready", last}
	}
	for _, to := range steps {
		if _, err := engine.Sales.Move(ctx, order, to, 0); err != nil {
			return err
		}
	}
	return nil
}

func TestAHintStaysWhileAnotherOrderKeepsTheThing(t *testing.T) {
	ctx := context.Background()
	engine, phone, first := repairShop(t, memory.New())
	second := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: washes(1, 9000), Asset: phone, Work: true})).Order.Number
	for i, order := range []sale.Number{first, second} {
		if err := move(engine, order, "picked_up"); err != nil {
			t.Fatal(err)
		}
		if _, kept, err := engine.Assets.HintKept(ctx, phone); kept != (i == 0) || err != nil {
			t.Errorf("after %d of 2 orders were fetched the hint is kept: %t (%v)", i+1, kept, err)
		}
	}
}

func TestABadHintIsRefused(t *testing.T) {
	ctx := context.Background()
	engine, phone, _ := repairShop(t, memory.New())
	for _, try := range []struct {
		asset      people.AssetNumber
		words, pin string
		field      string
	}{
		{phone, "", pin, "hint"},
		{phone, strings.Repeat("x", core.MaxHint+1), pin, "hint"},
		{phone, unlocks, "12345", "pin"},
		{phone, unlocks, strings.Repeat("x", core.MaxPIN+1), "pin"},
		{99, unlocks, pin, "asset"},
	} {
		if _, err := engine.Assets.KeepHint(ctx, try.asset, try.words, try.pin); fault.As(err).Field != try.field {
			t.Errorf("%q with the PIN %q: %v, want %s", try.words, try.pin, err, try.field)
		}
	}
	if words := must[string](t)(engine.Assets.Hint(ctx, phone, pin)); words != unlocks {
		t.Errorf("what was refused changed the hint to %q", words)
	}
	if err := engine.Assets.ForgetHint(ctx, 99); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("forgetting what is not there: %v", err)
	}
}
