package main

// Score is how a customer compares with the others: each from 1 to 5, more is
// better.
type Score struct{ R, F, M int64 }

// FM is the mean of F and M, rounded half up.
func (s Score) FM() int64 { return (s.F + s.M + 1) / 2 }

// digits is the score as people write it: 5-3-4 is 534.
func (s Score) digits() int64 { return 100*s.R + 10*s.F + s.M }

// limits are the thresholds a score is taken against.
type limits struct {
	mode    uint32 // Quintiles or Fixed
	r, f, m [4]int64
}

// score compares figures with thresholds: equal figures get equal scores, and
// a better figure never a lower one.
func (l *limits) score(days, visits, net int64) Score {
	return Score{R: 6 - above(days, &l.r), F: above(visits, &l.f), M: above(net, &l.m)}
}

// above is 1 + the number of thresholds that lie below value.
func above(value int64, thresholds *[4]int64) int64 {
	score := int64(1)
	for _, t := range thresholds {
		if t < value {
			score++
		}
	}
	return score
}
