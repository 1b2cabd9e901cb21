package promise

// Rate is how a shop kept its promises: product.md's "janji ditepati". What was
// renegotiated in time is counted apart, what the customer withdrew is not
// counted.
type Rate struct {
	Kept         int // in time, as they were first promised
	Broken       int // not in time
	Renegotiated int // in time, as it was agreed anew before
	Withdrawn    int
}

// Add counts one promise; an open one does not count.
func (r *Rate) Add(one *Promise) {
	switch {
	case one.Status == Broken:
		r.Broken++
	case one.Status == Withdrawn:
		r.Withdrawn++
	case one.Status == Kept && one.Renegotiated():
		r.Renegotiated++
	case one.Status == Kept:
		r.Kept++
	}
}

// Permille is kept ÷ (kept + broken) in thousandths, rounded half up, and
// false when there is none of either.
func (r Rate) Permille() (int, bool) {
	all := r.Kept + r.Broken
	if all == 0 {
		return 0, false
	}
	return (2*1000*r.Kept + all) / (2 * all), true
}
