package simple_test

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin/simple"
)

var names = []string{"visits", "net", "last_order_day", "often"}

func position(code string) uint32 {
	return map[string]uint32{"REGULAR": 1, "GUEST": 2}[code]
}

func TestTheFirstLineThatIsTrueDecides(t *testing.T) {
	program, err := simple.Compile([]simple.Line{
		{When: "visits >= often && days_since(last_order_day) <= 60", Segment: "REGULAR", Text: 1, Args: []string{"visits", "div(net, visits)"}},
		{When: "loyal", Segment: "REGULAR", Text: 2},
		{Segment: "GUEST", Text: 3, Args: []string{"max(0, often - visits)"}},
	}, names, position)
	if err != nil {
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

func TestWhatIsNoRuleIsRefusedByLine(t *testing.T) {
	for _, c := range []struct {
		name, want string
		line       simple.Line
	}{
		{"an unknown segment", `line 1: there is no segment "KING"`, simple.Line{Segment: "KING"}},
		{"an unknown field", "unknown name phone", simple.Line{When: `phone == 1`, Segment: "GUEST"}},
		{"no yes or no", "line 1: when:", simple.Line{When: "visits + 1", Segment: "GUEST"}},
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
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
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
	f.Fuzz(func(_ *testing.T, when string) {
		program, err := simple.Compile([]simple.Line{{When: when, Segment: "GUEST"}}, names, position)
		if err != nil {
			return
		}
		_, _ = simple.NewAsker(program).Decide(&simple.Customer{Values: map[string]int64{"visits": 3}})
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
