package money_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

func currency(t testing.TB, code string) money.Currency {
	t.Helper()
	found, err := money.CurrencyOf(code)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestParse(t *testing.T) {
	tests := []struct {
		name, code, text string
		decimal          money.Decimal
		want             money.Amount
	}{
		{"a plain amount with cents", "USD", "77.00", money.Auto, 7700},
		{"twelve dollars", "USD", "12.00", money.Auto, 1200},
		{"dollars without cents", "USD", "12", money.Auto, 1200},
		{"one decimal is tens of cents", "USD", "12.5", money.Auto, 1250},
		{"a comma before two digits parts decimals", "USD", "12,50", money.Auto, 1250},
		{"of two marks the last parts decimals", "USD", "1.250,50", money.Auto, 125050},
		{"the other way round", "USD", "1,250.50", money.Auto, 125050},
		{"a mark that stands twice parts groups", "USD", "1.250.000", money.Auto, 125000000},
		{"three digits are thousands when the decimal is said", "USD", "1.250", money.Comma, 125000},
		{"three digits are decimals when the point is said and the last is zero", "USD", "1.250", money.Point, 125},
		{"a leading zero heads no group, so it is decimals", "USD", "0.500", money.Auto, 50},
		{"four digits head no group, so it is decimals", "USD", "1234.560", money.Auto, 123456},
		{"no whole part", "USD", ".5", money.Auto, 50},
		{"no decimals behind the mark", "USD", "5.", money.Auto, 500},
		{"the dollar's sign", "USD", "$ 1,250.00", money.Auto, 125000},
		{"the code behind", "USD", "12.00 usd", money.Auto, 1200},
		{"a minus before the sign", "USD", "-$5", money.Auto, -500},
		{"a minus behind the sign", "USD", "$ -5.25", money.Auto, -525},
		{"rupiah as thousands", "IDR", "1.250", money.Auto, 1250},
		{"rupiah as thousands in English", "IDR", "1,250", money.Auto, 1250},
		{"rupiah with its sign", "IDR", "Rp 12.500", money.Auto, 12500},
		{"rupiah with a point behind the sign", "IDR", "Rp. 12.500", money.Auto, 12500},
		{"rupiah in capitals", "IDR", "RP12.500", money.Auto, 12500},
		{"a price tag", "IDR", "Rp12.500,-", money.Auto, 12500},
		{"rupiah with sen that are zeros", "IDR", "12.500,00", money.Auto, 12500},
		{"rupiah with sen that are zeros in English", "IDR", "12,500.00", money.Auto, 12500},
		{"rupiah with decimals that are zeros", "IDR", "12.00", money.Auto, 12},
		{"no-break spaces", "IDR", "Rp\u00a012\u202f500", money.Auto, 12500},
		{"spaces part groups", "IDR", " 1 250 000 ", money.Auto, 1250000},
		{"a negative rupiah", "IDR", "-12.500", money.Auto, -12500},
		{"zero", "IDR", "0", money.Auto, 0},
		{"minus zero is zero", "IDR", "-0", money.Auto, 0},
		{"nothing but zero decimals", "IDR", ".0", money.Auto, 0},
		{"three decimals where the currency has them", "KWD", "1.250,500", money.Auto, 1250500},
		{"the largest amount", "IDR", "9223372036854775807", money.Auto, math.MaxInt64},
		{"the smallest amount", "IDR", "-9223372036854775808", money.Auto, math.MinInt64},
		{"leading zeros", "USD", "00012.50", money.Point, 1250},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := currency(t, tt.code).Parse(tt.text, tt.decimal)
			if err != nil || got != tt.want {
				t.Errorf("%s Parse(%q) = %d, %v, want %d", tt.code, tt.text, got, err, tt.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name, code, text string
		decimal          money.Decimal
		says             string
	}{
		{"what can be read both ways", "USD", "1.250", money.Auto, "say which"},
		{"what can be read both ways with a comma", "USD", "$1,250", money.Auto, "say which"},
		{"nothing", "USD", "", money.Auto, "not an amount"},
		{"spaces", "USD", "  \u00a0", money.Auto, "not an amount"},
		{"a lone minus", "USD", "-", money.Auto, "not an amount"},
		{"a lone point", "USD", ".", money.Auto, "not an amount"},
		{"a lone sign", "IDR", "Rp", money.Auto, "not an amount"},
		{"two minuses", "USD", "--5", money.Auto, "not an amount"},
		{"a minus on both sides of the sign", "USD", "-$-5", money.Auto, "not an amount"},
		{"a minus behind", "USD", "5-", money.Auto, "not an amount"},
		{"a plus", "USD", "+5", money.Auto, "not an amount"},
		{"groups of one digit", "USD", "1,2,3", money.Auto, "not an amount"},
		{"groups of two digits", "IDR", "12.50.000", money.Auto, "not an amount"},
		{"groups behind the decimals", "USD", "1.2,3.4", money.Auto, "not an amount"},
		{"a first group of four digits", "IDR", "1234.567.890", money.Auto, "not an amount"},
		{"a first group that is empty", "IDR", ".250.000", money.Auto, "not an amount"},
		{"a first group that begins with zero", "IDR", "012.500.000", money.Auto, "not an amount"},
		{"a space inside a group", "IDR", "1 2", money.Auto, "not an amount"},
		{"half a rupiah", "IDR", "0,5", money.Auto, "more than 0 decimals"},
		{"half a rupiah in three digits", "IDR", "0.500", money.Auto, "more than 0 decimals"},
		{"a third decimal", "USD", "12.505", money.Point, "more than 2 decimals"},
		{"one more than the largest", "IDR", "9223372036854775808", money.Auto, "too large"},
		{"a hundred million times too large", "USD", "99999999999999999999", money.Auto, "too large"},
		{"letters", "IDR", "lima ribu", money.Auto, "not an amount"},
		{"a letter among digits", "IDR", "12O00", money.Auto, "not an amount"},
		{"a power of ten", "IDR", "1e6", money.Auto, "not an amount"},
		{"dollars in a rupiah shop", "IDR", "$12", money.Auto, "not an amount"},
		{"rupiah in a dollar shop", "USD", "Rp 12.50", money.Auto, "not an amount"},
		{"the sign in the middle", "IDR", "1Rp2", money.Auto, "not an amount"},
		{"the sign twice", "IDR", "RpRp5", money.Auto, "not an amount"},
		{"digits of another script", "IDR", "١٢", money.Auto, "not an amount"},
		{"a formula", "IDR", "=1+1", money.Auto, "not an amount"},
		{"a megabyte of digits", "IDR", strings.Repeat("1", 1<<20), money.Auto, "too long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := currency(t, tt.code).Parse(tt.text, tt.decimal)
			if err == nil {
				t.Fatalf("%s Parse(%.40q) = %d, want an error", tt.code, tt.text, got)
			}
			if fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%s Parse(%.40q) says %.200q, want an invalid that says %q", tt.code, tt.text, err, tt.says)
			}
			if len(err.Error()) > 300 {
				t.Errorf("the sentence has %d bytes", len(err.Error()))
			}
		})
	}
}

var codes = []string{"IDR", "USD", "JPY", "KWD", "CLF"}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom(codes).Draw(t, "code")
		amount := money.Amount(rapid.Int64().Draw(t, "amount"))
		lang := rapid.SampledFrom([]string{"id", "en"}).Draw(t, "lang")
		found, err := money.CurrencyOf(code)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := found.Parse(found.Plain(amount), money.Point); err != nil || got != amount {
			t.Fatalf("Parse(Plain(%d)) = %d, %v, through %q", amount, got, err, found.Plain(amount))
		}
		decimal := money.Point
		if lang == "id" {
			decimal = money.Comma
		}
		if got, err := found.Parse(found.Text(amount, lang), decimal); err != nil || got != amount {
			t.Fatalf("Parse(Text(%d)) = %d, %v, through %q", amount, got, err, found.Text(amount, lang))
		}
	})
}

// Auto may refuse, but where it answers it agrees with one of the two ways of
// reading.
func TestAutoAgreesWithPointOrComma(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{0,4}[.,]?[0-9]{0,3}[.,]?[0-9]{0,4}`).Draw(t, "text")
		found := money.Currency{Code: "XTS", Exponent: rapid.IntRange(0, 4).Draw(t, "exponent")}
		got, err := found.Parse(text, money.Auto)
		if err != nil {
			return
		}
		point, errPoint := found.Parse(text, money.Point)
		comma, errComma := found.Parse(text, money.Comma)
		if (errPoint != nil || point != got) && (errComma != nil || comma != got) {
			t.Fatalf("Auto reads %q as %d; Point %d, %v; Comma %d, %v", text, got, point, errPoint, comma, errComma)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"12.00", "1.250.000", "Rp 12.500,-", "-3,5", "$-1", "1 250", "", "-", ".,", "9223372036854775808", "1\u00a0000"} {
		f.Add(seed, 0, byte(0))
		f.Add(seed, 2, byte('.'))
		f.Add(seed, 3, byte(','))
	}
	f.Fuzz(func(t *testing.T, text string, exponent int, mark byte) {
		decimal, err := money.DecimalOf(strings.Trim(string(rune(mark)), "\x00"))
		if err != nil || exponent < 0 || exponent > 4 {
			return
		}
		found := money.Currency{Code: codes[exponent], Exponent: exponent}
		amount, err := found.Parse(text, decimal)
		if err != nil {
			return
		}
		if back, err := found.Parse(found.Plain(amount), money.Point); err != nil || back != amount {
			t.Errorf("%q is %d, which is written %q and read as %d, %v", text, amount, found.Plain(amount), back, err)
		}
	})
}
