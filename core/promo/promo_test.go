package promo_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/promo"
)

const letters = "34679ACEFGHJKMNPRTVWXYD"

func drawnCode(t *rapid.T) string {
	code, err := promo.Draw(rand.NewChaCha8([32]byte{byte(rapid.Uint8().Draw(t, "seed")), byte(rapid.Uint8().Draw(t, "more"))}))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// Every wrong letter and every two that changed places are noticed.
func TestAMistypedCodeIsNoticed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := drawnCode(t)
		if err := promo.Read(code); fault.KindOf(err) != fault.KindNotFound || !strings.Contains(err.Error(), "never given out") {
			t.Fatalf("%s as drawn: %v", code, err)
		}
		at := rapid.IntRange(0, len(code)-1).Draw(t, "at")
		wrong := []byte(code)
		if rapid.Bool().Draw(t, "two changed places") {
			other := rapid.IntRange(0, len(code)-1).Draw(t, "other")
			wrong[at], wrong[other] = wrong[other], wrong[at]
		} else {
			wrong[at] = letters[rapid.IntRange(0, len(letters)-1).Draw(t, "letter")]
		}
		if string(wrong) == code {
			return
		}
		if err := promo.Read(string(wrong)); fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), "mistyped") {
			t.Fatalf("%s for %s: %v", wrong, code, err)
		}
	})
}

func TestACodeIsReadHoweverItIsTyped(t *testing.T) {
	for typed, want := range map[string]string{" ac34-79ef ": "AC3479EF", "hemat 10": "HEMAT10", "ＡＣ３４–79ef": "AC3479EF", "a.c_3": "AC3"} {
		if got := promo.Typed(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
	for code, says := range map[string]string{"": "is empty", "AC3O": "only the letters", "AC34": "8 letters, not 4"} {
		if err := promo.Read(code); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", code, err)
		}
	}
	if promo.Written("AC3479EF") != "AC34-79EF" || promo.Written("HEMAT10") != "HEMAT10" {
		t.Error("a code is written otherwise")
	}
}

func at(text string) time.Time {
	moment, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return moment
}

func order(amounts ...money.Amount) promo.Bought {
	bought := promo.Bought{At: at("2026-03-14 10:00"), Channel: "walk_in"} // a Saturday
	for _, amount := range amounts {
		bought.Lines = append(bought.Lines, promo.BoughtLine{Amount: amount})
	}
	return bought
}

func percent(number promo.Number, hundredths int64) promo.Promo {
	return promo.Promo{Number: number, Name: "x", Kind: promo.Percent, Percent: hundredths, Stacking: promo.Joint, State: promo.Active}
}

func TestEveryLimitSaysWhy(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*promo.Promo, *promo.Bought, *promo.Counted)
		want   promo.Why
	}{
		"nothing":            {func(*promo.Promo, *promo.Bought, *promo.Counted) {}, promo.Counts},
		"a draft":            {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.State = promo.Draft }, promo.NotActive},
		"before":             {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.From = at("2026-03-14 10:01") }, promo.NotYet},
		"at its beginning":   {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.From = at("2026-03-14 10:00") }, promo.Counts},
		"at its end":         {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Until = at("2026-03-14 10:00") }, promo.Counts},
		"after":              {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Until = at("2026-03-14 09:59") }, promo.Expired},
		"on another day":     {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Days = []int{1, 2, 3, 4, 5} }, promo.WrongDay},
		"on its day":         {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Days = []int{6} }, promo.Counts},
		"before its hour":    {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Begins, p.Ends = 601, 840 }, promo.WrongDay},
		"from its hour":      {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Begins, p.Ends = 600, 840 }, promo.Counts},
		"at the end of it":   {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Begins, p.Ends = 300, 600 }, promo.WrongDay},
		"by another way":     {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Channels = []string{"whatsapp"} }, promo.WrongChannel},
		"of another segment": {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Segments = []string{"LOYAL"} }, promo.NotFor},
		"of the segment": {func(p *promo.Promo, b *promo.Bought, _ *promo.Counted) {
			p.Segments, b.Segment = []string{"LOYAL"}, "LOYAL"
		}, promo.Counts},
		"of another tier":      {func(p *promo.Promo, b *promo.Bought, _ *promo.Counted) { p.Tiers, b.Tier = []string{"GOLD"}, "SILVER" }, promo.NotFor},
		"who works here":       {func(_ *promo.Promo, b *promo.Bought, _ *promo.Counted) { b.Internal = true }, promo.NotFor},
		"not the first":        {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.First = true }, promo.NotFirst},
		"the first":            {func(p *promo.Promo, b *promo.Bought, _ *promo.Counted) { p.First, b.First = true, true }, promo.Counts},
		"one below the least":  {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Least = 30_001 }, promo.BelowLeast},
		"the least":            {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Least = 30_000 }, promo.Counts},
		"all used":             {func(p *promo.Promo, _ *promo.Bought, u *promo.Counted) { p.Total, u.Total = 5, 5 }, promo.AllUsed},
		"one left":             {func(p *promo.Promo, _ *promo.Bought, u *promo.Counted) { p.Total, u.Total = 5, 4 }, promo.Counts},
		"hers used":            {func(p *promo.Promo, _ *promo.Bought, u *promo.Counted) { p.Each, u.Hers = 1, 1 }, promo.HerLimit},
		"today's used":         {func(p *promo.Promo, _ *promo.Bought, u *promo.Counted) { p.Daily, u.Today = 1, 1 }, promo.DayLimit},
		"nothing of its items": {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Items = []uint64{7} }, promo.NoItem},
		"nothing of its sort":  {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Categories = []string{"karpet"} }, promo.NoItem},
		"something of its sort": {func(p *promo.Promo, b *promo.Bought, _ *promo.Counted) {
			p.Categories, b.Lines[0].Category = []string{"karpet"}, "karpet"
		}, promo.Counts},
		"delivery, and none is": {func(p *promo.Promo, _ *promo.Bought, _ *promo.Counted) { p.Kind, p.Percent = promo.FreeDelivery, 0 }, promo.NoItem},
	} {
		t.Run(name, func(t *testing.T) {
			one, bought, used := percent(1, 1000), order(10_000, 20_000), promo.Counted{}
			tt.change(&one, &bought, &used)
			if got := one.Fits(&bought, used); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
			if tt.want != promo.Counts && (tt.want.Text("id") == "" || tt.want.Text("en") == "") {
				t.Error("no words for it")
			}
		})
	}
}

// Golden vectors: 10 % and Rp5.000 off Rp30.000 in two lines.
func TestWhatIsTakenOff(t *testing.T) {
	five := promo.Promo{Number: 2, Kind: promo.Amount, Amount: 5_000, Stacking: promo.Joint, State: promo.Active}
	ten, again, brings := percent(1, 1000), percent(3, 1000), promo.Promo{Number: 4, Kind: promo.FreeDelivery, Stacking: promo.Joint, State: promo.Active}
	running := again
	running.Running = true
	capped := percent(5, 5000)
	capped.Most = 4_000
	for name, tt := range map[string]struct {
		offers []promo.Promo
		want   money.Amount
		lines  []money.Amount
	}{
		"a percentage":               {[]promo.Promo{ten}, 3_000, []money.Amount{1_000, 2_000}},
		"an amount behind it":        {[]promo.Promo{five, ten}, 8_000, []money.Amount{2_667, 5_333}},
		"two percentages":            {[]promo.Promo{ten, again}, 6_000, []money.Amount{2_000, 4_000}},
		"one of what the other left": {[]promo.Promo{ten, running}, 5_700, []money.Amount{1_900, 3_800}},
		"free delivery":              {[]promo.Promo{brings}, 4_500, []money.Amount{0, 0}},
		"at most so much":            {[]promo.Promo{capped}, 4_000, []money.Amount{1_333, 2_667}},
	} {
		t.Run(name, func(t *testing.T) {
			bought := order(10_000, 20_000)
			bought.Delivery = 4_500
			best := promo.Combine(&bought, offers(tt.offers))
			lines := make([]money.Amount, 2)
			for _, off := range best.Taken {
				for i := range lines {
					lines[i] += off.Lines[i]
				}
			}
			if best.Sum() != tt.want || !slices.Equal(lines, tt.lines) || len(best.Left) > 0 {
				t.Errorf("takes off %d by lines %v, leaves out %v; want %d, %v", best.Sum(), lines, best.Left, tt.want, tt.lines)
			}
		})
	}
}

func offers(promos []promo.Promo) (list []promo.Offer) {
	for i := range promos {
		list = append(list, promo.Offer{Promo: &promos[i]})
	}
	return list
}

func TestAnExclusiveOneStandsAloneAndOfACategoryOneCounts(t *testing.T) {
	alone := percent(1, 2000)
	alone.Stacking = promo.Exclusive
	cheap, dear := percent(2, 1000), percent(3, 1500)
	cheap.Stacking, dear.Stacking, cheap.Category, dear.Category = promo.One, promo.One, "lebaran", "lebaran"
	bought := order(100_000)
	best := promo.Combine(&bought, offers([]promo.Promo{alone, cheap, dear}))
	if best.Sum() != 20_000 || best.Left[1] != promo.Alone || best.Left[2] != promo.Alone {
		t.Errorf("%d off, left out: %v", best.Sum(), best.Left)
	}
	best = promo.Combine(&bought, offers([]promo.Promo{cheap, dear}))
	if best.Sum() != 15_000 || best.Left[0] != promo.SameCategory {
		t.Errorf("%d off, left out: %v", best.Sum(), best.Left)
	}
}

func drawnPromo(t *rapid.T, number promo.Number) promo.Promo {
	one := promo.Promo{
		Number: number, State: promo.Active, Priority: rapid.IntRange(0, 2).Draw(t, "priority"), Running: rapid.Bool().Draw(t, "running"),
		Kind:     rapid.SampledFrom([]promo.Kind{promo.Percent, promo.Amount, promo.FreeDelivery}).Draw(t, "kind"),
		Stacking: rapid.SampledFrom([]promo.Stacking{promo.Exclusive, promo.One, promo.Joint, promo.Joint}).Draw(t, "stacking"),
		Category: rapid.SampledFrom([]string{"", "a"}).Draw(t, "category"), Most: money.Amount(rapid.SampledFrom([]int64{0, 0, 700}).Draw(t, "most")),
	}
	switch one.Kind {
	case promo.Percent:
		one.Percent = rapid.Int64Range(1, 10_000).Draw(t, "percent")
	case promo.Amount:
		one.Amount = money.Amount(rapid.Int64Range(1, 9_000).Draw(t, "amount"))
	}
	if rapid.Bool().Draw(t, "for one item") {
		one.Items = []uint64{1}
	}
	return one
}

// Nothing is taken twice: no line and no delivery below nothing, whatever the
// codes; and no legal pair or single one takes off more than the best.
func TestTheBestCombinationIsLegalAndTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bought := promo.Bought{Delivery: money.Amount(rapid.Int64Range(0, 900).Draw(t, "delivery")), At: at("2026-03-14 10:00")}
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			bought.Lines = append(bought.Lines, promo.BoughtLine{Item: rapid.Uint64Range(0, 2).Draw(t, "item"), Amount: money.Amount(rapid.Int64Range(0, 5_000).Draw(t, "amount"))})
		}
		var promos []promo.Promo
		for i := range rapid.IntRange(0, 10).Draw(t, "offers") {
			promos = append(promos, drawnPromo(t, promo.Number(i+1)))
		}
		list := offers(promos)
		best := promo.Combine(&bought, list)
		lines, delivery := make([]money.Amount, len(bought.Lines)), money.Amount(0)
		for _, off := range best.Taken {
			delivery += off.Delivery
			for i, amount := range off.Lines {
				if amount < 0 || (amount > 0 && !list[off.Offer].Promo.For(&bought.Lines[i])) {
					t.Fatalf("offer %d takes %d off line %d", off.Offer, amount, i)
				}
				lines[i] += amount
			}
		}
		for i, off := range lines {
			if off > bought.Lines[i].Amount {
				t.Fatalf("%d is taken off a line of %d", off, bought.Lines[i].Amount)
			}
		}
		if delivery > bought.Delivery || len(best.Taken)+len(best.Left) != len(list) {
			t.Fatalf("%d off a delivery of %d; %d taken and %d left of %d", delivery, bought.Delivery, len(best.Taken), len(best.Left), len(list))
		}
		if len(list) > 8 {
			return
		}
		for i := range list {
			for j := i; j < len(list); j++ {
				pair := promo.Combine(&bought, []promo.Offer{list[i], list[j]})
				if pair.Sum() > best.Sum() {
					t.Fatalf("%d and %d take off %d, the best %d", i, j, pair.Sum(), best.Sum())
				}
			}
		}
		shuffled := slices.Clone(list)
		slices.Reverse(shuffled)
		if other := promo.Combine(&bought, shuffled); other.Sum() != best.Sum() {
			t.Fatalf("in another order %d is taken off, not %d", other.Sum(), best.Sum())
		}
	})
}

func TestAPromotionThatBreaksARuleIsRefused(t *testing.T) {
	for field, change := range map[string]func(*promo.Promo){
		"name": func(p *promo.Promo) { p.Name = " " }, "kind": func(p *promo.Promo) { p.Kind = "gift" }, "percent": func(p *promo.Promo) { p.Percent = 10_001 },
		"amount": func(p *promo.Promo) { p.Amount = 1 }, "most": func(p *promo.Promo) { p.Most = -1 }, "least": func(p *promo.Promo) { p.Least = -1 },
		"word": func(p *promo.Promo) { p.Word = "a!" }, "stacking": func(p *promo.Promo) { p.Stacking = "some" }, "priority": func(p *promo.Promo) { p.Priority = -1 },
		"until": func(p *promo.Promo) { p.From, p.Until = at("2026-03-14 10:00"), at("2026-03-14 09:00") }, "days": func(p *promo.Promo) { p.Days = []int{7} },
		"begins": func(p *promo.Promo) { p.Begins = 1440 }, "ends": func(p *promo.Promo) { p.Begins, p.Ends = 600, 600 }, "segments": func(p *promo.Promo) { p.Segments = []string{""} },
		"channels": func(p *promo.Promo) { p.Channels = []string{"pigeon"} }, "total": func(p *promo.Promo) { p.Total = -1 }, "valid": func(p *promo.Promo) { p.Valid = -1 },
		"state": func(p *promo.Promo) { p.State = "gone" }, "after": func(p *promo.Promo) { p.Word, p.After = "HEMAT", 1 },
	} {
		one := percent(1, 1000)
		change(&one)
		if err := one.Check(); fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
