package simple_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin/simple"
)

var names = []string{"visits", "net", "last_order_day", "often", "flags"}

func position(code string) uint32 {
	return map[string]uint32{"REGULAR": 1, "GUEST": 2}[code]
}

func TestTheFirstLineThatIsTrueDecides(t *testing.T) {
	program, err := simple.Compile([]simple.Line{
		{When: "visits >= often && days_since(last_order_day) <= 60", Segment: "REGULAR", Text: 1, Args: []string{"visits", "div(net, visits)"}},
		{When: "loyal", Segment: "REGULAR", Text: 2},
		{Segment: "GUEST", Text: 3, Args: []string{"max(0, often - visits)"}},
	}, names, position)
	if len(err) > 0 {
		t.Fatal(err)
	}
	asker := simple.NewAsker(program)
	for _, c := range []struct {
		name     string
		customer simple.Customer
		segment  uint32
		text     uint32
		arg      int64
	}{
		{"often and lately", simple.Customer{Values: map[string]int64{"visits": 6, "net": 100, "last_order_day": 940, "often": 5}, AsOfDay: 1000}, 1, 1, 6},
		{"often, but long ago", simple.Customer{Values: map[string]int64{"visits": 6, "net": 100, "last_order_day": 939, "often": 5}, AsOfDay: 1000}, 2, 3, 0},
		{"not often, but the owner says so", simple.Customer{Values: map[string]int64{"visits": 1, "often": 5}, AsOfDay: 1000, Loyal: true}, 1, 2, 0},
		{"anybody else", simple.Customer{Values: map[string]int64{"visits": 1, "often": 5}, AsOfDay: 1000}, 2, 3, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := asker.Decide(&c.customer)
			if err != nil || got.Segment != c.segment || got.Text != c.text || got.Args[0] != c.arg || got.Units == 0 {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

// MANIFEST.md says so: figures have 64 bits and go around at their ends, unless
// a rule bounds them.
func TestFiguresGoAroundAtTheirEnds(t *testing.T) {
	program, err := simple.Compile([]simple.Line{
		{Segment: "GUEST", Args: []string{"net + 1", "net * 2", "min(net, 1000) * 2"}},
	}, names, position)
	if len(err) > 0 {
		t.Fatal(err)
	}
	got, failed := simple.NewAsker(program).Decide(&simple.Customer{Values: map[string]int64{"net": math.MaxInt64}})
	if failed != nil || got.Args != [4]int64{math.MinInt64, -2, 2000} {
		t.Errorf("%v, %v", got.Args, failed)
	}
}

func TestWhatIsNoRuleIsRefusedByLine(t *testing.T) {
	for _, c := range []struct {
		name, want string
		line       simple.Line
	}{
		{"an unknown segment", `line 1: there is no segment "KING"`, simple.Line{Segment: "KING"}},
		{"an unknown field", "there is no name phone; Known are visits, net, last_order_day, often, loyal, blocked, days_since(day)", simple.Line{When: `phone == 1`, Segment: "GUEST"}},
		{"a slip", "did you mean visits?", simple.Line{When: "vists > 1", Segment: "GUEST"}},
		{"a function that is none", "there is no function floor", simple.Line{When: "floor(visits) > 1", Segment: "GUEST"}},
		{"a figure too few", "div takes two figures, got 1", simple.Line{When: "div(visits) > 1", Segment: "GUEST"}},
		{"a truth as a figure", "div wants a whole number, loyal gives yes or no", simple.Line{When: "div(loyal, 2) > 1", Segment: "GUEST"}},
		{"two kinds in one place", ": wants yes or no", simple.Line{When: "(loyal ? loyal : visits) == loyal", Segment: "GUEST"}},
		{"no yes or no", "it gives a whole number, want yes or no", simple.Line{When: "visits + 1", Segment: "GUEST"}},
		{"half an expression", "line 1: when:", simple.Line{When: "visits >=", Segment: "GUEST"}},
		{"a fraction", "is a fraction", simple.Line{When: "visits > 1.5", Segment: "GUEST"}},
		{"a division", "write div(a, b)", simple.Line{When: "net / visits > 3", Segment: "GUEST"}},
		{"a text", "texts, lists and variables", simple.Line{When: `"a" == "a"`, Segment: "GUEST"}},
		{"a loop", "line 1: when:", simple.Line{When: "all(1..1000000000, {# > 0})", Segment: "GUEST"}},
		{"five figures", "5 args, the most is 4", simple.Line{Segment: "GUEST", Args: []string{"1", "1", "1", "1", "1"}}},
		{"a figure that is none", "args 1:", simple.Line{Segment: "GUEST", Args: []string{"visits > 1"}}},
		{"an endless expression", "the most is 1000", simple.Line{When: strings.Repeat("visits+", 200) + "1 > 0", Segment: "GUEST"}},
		{"too many nodes", "line 1: when:", simple.Line{When: strings.Repeat("1+", 300) + "1 > 0", Segment: "GUEST"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := simple.Compile([]simple.Line{c.line}, names, position)
			if len(err) != 1 || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestEveryWrongLineIsToldWithItsKey(t *testing.T) {
	_, wrong := simple.Compile([]simple.Line{
		{When: "visit > 1", Segment: "REGULAR"}, {Segment: "GUEST", Args: []string{"1", "loyal"}}, {Segment: "REGULAR"}, {Segment: "GUEST"},
	}, names, position)
	var keys []string
	for _, one := range wrong {
		keys = append(keys, one.Key)
	}
	if got := strings.Join(keys, " "); got != "simple[0].when simple[1].args[1] simple[2]" {
		t.Errorf("wrong are %s: %v", got, wrong)
	}
}

func TestLoyalNeedsTheFlags(t *testing.T) {
	_, err := simple.Compile([]simple.Line{{When: "loyal", Segment: "GUEST"}}, []string{"visits"}, position)
	if err == nil || !strings.Contains(err.Error(), `loyal needs the field flags in "reads"`) {
		t.Errorf("error %v", err)
	}
}

// What is taken at load works at every question: literals and figures mixed,
// by zero and far out.
func TestWhatIsTakenNeverFails(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		when := truths(t, 3)
		program, wrong := simple.Compile([]simple.Line{{When: when, Segment: "GUEST", Args: []string{figures(t, 3)}}}, names, position)
		if len(wrong) > 0 {
			t.Fatalf("%s is refused: %v", when, wrong)
		}
		values := map[string]int64{}
		for _, name := range []string{"visits", "net", "last_order_day", "often"} {
			values[name] = rapid.Int64().Draw(t, name)
		}
		if _, err := simple.NewAsker(program).Decide(&simple.Customer{Values: values, AsOfDay: 20_000, Loyal: true}); err != nil {
			t.Fatalf("%s: %v", when, err)
		}
	})
}

func figures(t *rapid.T, deep int) string {
	if deep == 0 {
		return rapid.SampledFrom([]string{"visits", "net", "last_order_day", "often", "0", "1", "-3", "9223372036854775807"}).Draw(t, "figure")
	}
	a, b := figures(t, deep-1), figures(t, deep-1)
	return rapid.SampledFrom([]string{
		"div(" + a + ", " + b + ")", "min(" + a + ", " + b + ")", "max(" + a + ", " + b + ", 2)", "days_since(" + a + ")",
		"(" + a + " + " + b + ")", "(" + a + " - " + b + ")", "(" + a + " * " + b + ")", "(" + a + " % " + b + ")",
		"-(" + a + ")", "(loyal ? " + a + " : " + b + ")",
	}).Draw(t, "operation")
}

func truths(t *rapid.T, deep int) string {
	if deep == 0 {
		return rapid.SampledFrom([]string{"loyal", "blocked", "true", "not loyal"}).Draw(t, "truth")
	}
	a, b, p, q := figures(t, deep-1), figures(t, deep-1), truths(t, deep-1), truths(t, deep-1)
	return rapid.SampledFrom([]string{
		a + " < " + b, a + " == " + b, a + " != " + b, a + " >= " + b, "(" + p + ") && (" + q + ")", "(" + p + ") or (" + q + ")",
		"!(" + p + ")", "(" + p + ") == (" + q + ")", "(" + p + " ? " + q + " : " + p + ")",
	}).Draw(t, "comparison")
}

func TestLiteralsAndFiguresMix(t *testing.T) {
	program, wrong := simple.Compile([]simple.Line{
		{When: "div(visits + 1, 2) > 1", Segment: "REGULAR", Args: []string{"div(visits + 1, 2)", "visits % 0", "min(visits, 3) + 1", "days_since(last_order_day + 1)"}},
	}, names, position)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	got, err := simple.NewAsker(program).Decide(&simple.Customer{Values: map[string]int64{"visits": 5, "last_order_day": 10}, AsOfDay: 20})
	if want := [4]int64{3, 0, 4, 9}; err != nil || got.Segment != 1 || got.Args != want {
		t.Errorf("%+v, %v; want %v", got, err, want)
	}
}

func TestDivRoundsDownLikeBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64Min(1).Draw(t, "b")
		if rapid.Bool().Draw(t, "negative") {
			b = -b
		}
		want := new(big.Int)
		quotient, rest := new(big.Int).QuoRem(big.NewInt(a), big.NewInt(b), new(big.Int))
		want.Set(quotient)
		if rest.Sign() != 0 && (rest.Sign() < 0) != (b < 0) {
			want.Sub(want, big.NewInt(1))
		}
		if want.IsInt64() && simple.Div(a, b) != want.Int64() {
			t.Errorf("div(%d, %d) = %d, want %d", a, b, simple.Div(a, b), want)
		}
	})
	if simple.Div(5, 0) != 0 {
		t.Error("by nothing is nothing")
	}
}

func FuzzExpressionsNeverPanic(f *testing.F) {
	f.Add("visits >= 5")
	f.Add("days_since(last_order_day) % 0 == 1")
	f.Add("div(net, 0) > -9223372036854775808")
	f.Fuzz(func(t *testing.T, when string) {
		program, err := simple.Compile([]simple.Line{{When: when, Segment: "GUEST"}}, names, position)
		if len(err) > 0 {
			return
		}
		if _, err := simple.NewAsker(program).Decide(&simple.Customer{Values: map[string]int64{"visits": 3}}); err != nil {
			t.Errorf("%s was taken and fails: %v", when, err)
		}
	})
}

// The compiler of expressions unfolds a pattern before anybody can refuse it.
func TestAPatternIsRefusedBeforeItIsCompiled(t *testing.T) {
	memory := testing.AllocsPerRun(1, func() {
		for _, quote := range []string{`"`, "'", "`"} {
			when := "visits == 1 or " + quote + "a" + quote + " matches " + quote + "(?:" + strings.Repeat("x", 900) + "){1000}" + quote
			_, err := simple.Compile([]simple.Line{{When: when, Segment: "GUEST"}}, names, position)
			if err == nil || !strings.Contains(err.Error(), "texts, lists and variables are not known here") {
				t.Errorf("error %v", err)
			}
		}
	})
	if memory > 1000 {
		t.Errorf("refusing took %v pieces of memory", memory)
	}
}

// BenchmarkDecide tells what a unit of work costs: of a short rule, and of one
// that is all arithmetic.
func BenchmarkDecide(b *testing.B) {
	for name, when := range map[string]string{
		"short": "visits >= often && days_since(last_order_day) <= 60",
		"long":  strings.Repeat("div(net * 3 + visits, often + 1) > 1000000 || ", 6) + "visits < 0",
	} {
		b.Run(name, func(b *testing.B) {
			program, mistakes := simple.Compile([]simple.Line{{When: when, Segment: "REGULAR"}, {Segment: "GUEST"}}, names, position)
			if len(mistakes) > 0 {
				b.Fatal(mistakes)
			}
			asker := simple.NewAsker(program)
			customer := simple.Customer{Values: map[string]int64{"visits": 1, "net": 7, "often": 5}, AsOfDay: 1000}
			var units int64
			for b.Loop() {
				said, err := asker.Decide(&customer)
				if err != nil {
					b.Fatal(err)
				}
				units += said.Units
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(units), "ns/unit")
		})
	}
}
