package money_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

func TestCurrencyOf(t *testing.T) {
	tests := []struct {
		name, code, want string
		exponent         int
	}{
		{"the rupiah is kept without sen", "IDR", "IDR", 0},
		{"the rupiah in small letters too", "idr", "IDR", 0},
		{"the dollar has cents", "usd", "USD", 2},
		{"the yen has none", "JPY", "JPY", 0},
		{"the Kuwaiti dinar has three decimals", "KWD", "KWD", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := money.CurrencyOf(tt.code)
			if want := (money.Currency{Code: tt.want, Exponent: tt.exponent}); err != nil || got != want {
				t.Errorf("CurrencyOf(%q) = %v, %v, want %v", tt.code, got, err, want)
			}
		})
	}
	for _, code := range []string{"", "RP", "rupiah", "ID", "12A", "ZZZ"} {
		if got, err := money.CurrencyOf(code); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("CurrencyOf(%q) = %v, %v, want invalid", code, got, err)
		}
	}
}

func TestDecimalOf(t *testing.T) {
	for text, want := range map[string]money.Decimal{"": money.Auto, ".": money.Point, ",": money.Comma} {
		if got, err := money.DecimalOf(text); err != nil || got != want {
			t.Errorf("DecimalOf(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{";", "..", "point", "\x00"} {
		if _, err := money.DecimalOf(text); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("DecimalOf(%q) = %v, want invalid", text, err)
		}
	}
}

func TestText(t *testing.T) {
	tests := []struct {
		name, code, lang string
		amount           money.Amount
		want             string
	}{
		{"rupiah in Indonesian", "IDR", "id", 12500, "Rp12.500"},
		{"rupiah in English", "IDR", "en", 12500, "Rp12,500"},
		{"three digits have no group", "IDR", "id", 500, "Rp500"},
		{"a million", "IDR", "id", 1250000, "Rp1.250.000"},
		{"a debt", "IDR", "id", -12500, "-Rp12.500"},
		{"nothing", "IDR", "id", 0, "Rp0"},
		{"dollars", "USD", "en", 125050, "$1,250.50"},
		{"dollars in Indonesian", "USD", "id", 125050, "$1.250,50"},
		{"less than a dollar", "USD", "en", 5, "$0.05"},
		{"less than a dollar is owed", "USD", "en", -5, "-$0.05"},
		{"other currencies by their code", "SGD", "en", 1200, "SGD\u00a012.00"},
		{"the smallest amount", "IDR", "id", math.MinInt64, "-Rp9.223.372.036.854.775.808"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := currency(t, tt.code).Text(tt.amount, tt.lang); got != tt.want {
				t.Errorf("Text(%d, %s) = %q, want %q", tt.amount, tt.lang, got, tt.want)
			}
		})
	}
}

// The three sums agree with arithmetic that has no bounds, and say when 64
// bits do not hold the answer.
func TestSumsAgreeWithBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		x, y := big.NewInt(a), big.NewInt(b)
		if got, ok := money.Add(money.Amount(a), money.Amount(b)); ok != new(big.Int).Add(x, y).IsInt64() || (ok && int64(got) != a+b) {
			t.Fatalf("Add(%d, %d) = %d, %v", a, b, got, ok)
		}
		product := new(big.Int).Mul(x, y)
		got, ok := money.Times(money.Amount(a), b)
		if want := a >= 0 && b >= 0 && product.IsInt64(); ok != want || (ok && int64(got) != product.Int64()) {
			t.Fatalf("Times(%d, %d) = %d, %v", a, b, got, ok)
		}
		if got, milli := money.TimesMilli(money.Amount(a), b); milli != ok || (ok && got != halfUp(product)) {
			t.Fatalf("TimesMilli(%d, %d) = %d, %v", a, b, got, milli)
		}
	})
}

func halfUp(product *big.Int) money.Amount {
	rounded := new(big.Int).Add(product, big.NewInt(500))
	return money.Amount(rounded.Div(rounded, big.NewInt(1000)).Int64())
}

func TestTimesMilliRoundsHalfUp(t *testing.T) {
	for grams, want := range map[int64]money.Amount{62: 496, 1: 8, 0: 0, 1000: 8000, 2345: 18760} {
		if got, ok := money.TimesMilli(8000, grams); !ok || got != want {
			t.Errorf("8000 a kilo, %d g: %d, %v, want %d", grams, got, ok, want)
		}
	}
	if got, _ := money.TimesMilli(1, 500); got != 1 {
		t.Errorf("half a rupiah is %d, want 1", got)
	}
	if got, _ := money.TimesMilli(1, 499); got != 0 {
		t.Errorf("less than half a rupiah is %d, want 0", got)
	}
}
