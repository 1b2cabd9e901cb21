package segment_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/segment"
)

func TestQuintiles(t *testing.T) {
	tests := []struct {
		name   string
		values []int64
		want   segment.Fifths
	}{
		{"nobody", nil, segment.Fifths{}},
		{"one customer", []int64{7}, segment.Fifths{35, 35, 35, 35}},
		{"two customers", []int64{10, 0}, segment.Fifths{10, 20, 30, 40}},
		{"six customers fall on whole places", []int64{5, 4, 3, 2, 1, 0}, segment.Fifths{5, 10, 15, 20}},
		{"between two places the threshold is between", []int64{1, 2, 3, 4}, segment.Fifths{8, 11, 14, 17}},
		{"equal values have equal thresholds", []int64{3, 3, 3, 3, 3, 3, 3}, segment.Fifths{15, 15, 15, 15}},
		{"the ends of the range", []int64{-1 << 60, 1 << 60}, segment.Fifths{-3 << 60, -1 << 60, 1 << 60, 3 << 60}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := segment.Quintiles(tt.values); got != tt.want {
				t.Errorf("Quintiles(%v) = %v, want %v", tt.values, got, tt.want)
			}
		})
	}
}

// The definition: at probability p, h = (n−1)p; the value at floor(h), plus
// the fraction of h times the step to the next.
func type7(sorted []int64, fifth int64) *big.Rat {
	h := big.NewRat(int64(len(sorted)-1)*fifth, 5)
	floor := new(big.Int).Div(h.Num(), h.Denom()).Int64()
	cut := big.NewRat(sorted[floor], 1)
	if int(floor)+1 < len(sorted) {
		step := big.NewRat(sorted[floor+1]-sorted[floor], 1)
		fraction := new(big.Rat).Sub(h, big.NewRat(floor, 1))
		cut.Add(cut, step.Mul(step, fraction))
	}
	return cut
}

func TestQuintilesAreType7Exactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Int64Range(0, 9), rapid.Int64Range(-1<<60, 1<<60))
		values := rapid.SliceOfN(value, 1, 60).Draw(t, "values")
		shuffled := rapid.Permutation(values).Draw(t, "shuffled")
		cuts := segment.Quintiles(values)
		if again := segment.Quintiles(shuffled); again != cuts {
			t.Fatalf("in another order %v, want %v", again, cuts)
		}
		if !slices.IsSorted(cuts[:]) {
			t.Fatalf("%v do not rise", cuts)
		}
		for i, cut := range cuts {
			want := type7(values, int64(i+1)) // Quintiles sorts
			if big.NewRat(cut, 5).Cmp(want) != 0 {
				t.Fatalf("threshold %d of %v is %d fifths, want %s", i, values, cut, want)
			}
		}
	})
}

func TestFloatIsForDisplay(t *testing.T) {
	if got, want := (segment.Fifths{5, 8, -11, 29962}).Float(), [4]float64{1, 1.6, -2.2, 5992.4}; got != want {
		t.Errorf("Float() = %v, want %v", got, want)
	}
}

func TestMedianIsTheLowerMiddle(t *testing.T) {
	for want, values := range map[int64][]int64{0: nil, 7: {7}, 2: {3, 2}, 5: {9, 5, 1}, math.MinInt64: {math.MaxInt64, math.MinInt64}} {
		if got := segment.Median(values); got != want {
			t.Errorf("Median(%v) = %d, want %d", values, got, want)
		}
	}
}
