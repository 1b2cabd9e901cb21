// Package segment holds what every rule of segmentation needs and no rule
// holds itself: the population's thresholds. Which customer belongs where is
// decided by a plugin, never here.
package segment

import "slices"

// Fifths are thresholds at 20, 40, 60 and 80 %, each times five: a type-7
// quintile of whole numbers is a whole number of fifths, so nothing is rounded.
type Fifths [4]int64

// Quintiles returns the type-7 quantiles (Hyndman and Fan 1996; the default of
// R and of spreadsheets) at 20, 40, 60 and 80 % of values, which it sorts. No
// values have the zero thresholds. Values lie within ±2^60.
func Quintiles(values []int64) Fifths {
	var cuts Fifths
	if len(values) == 0 {
		return cuts
	}
	slices.Sort(values)
	for k := range cuts {
		place := (len(values) - 1) * (k + 1) // in fifths of a position
		low, rest := values[place/5], int64(place%5)
		cuts[k] = 5 * low
		if rest > 0 {
			cuts[k] += rest * (values[place/5+1] - low)
		}
	}
	return cuts
}

// Float returns the thresholds for display.
func (f Fifths) Float() [4]float64 {
	var out [4]float64
	for i, cut := range f {
		out[i] = float64(cut) / 5
	}
	return out
}

// Median returns the lower middle of values, which it sorts, and 0 of none.
func Median(values []int64) int64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[(len(values)-1)/2]
}
