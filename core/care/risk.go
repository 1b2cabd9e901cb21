package care

import "time"

// Moods and signals fade: what was seen is about a day, never about a person.
// Half of its weight is gone after a fortnight, and after a quarter of a year
// it is forgotten.
const (
	fadesHalf = 14 * 24 * time.Hour
	forgotten = 90 * 24 * time.Hour
)

// weights are what each sign says about the risk that somebody does not come
// again, in points; a good sign takes off.
func weights() map[Signal]int {
	return map[Signal]int{
		"sigh": 10, "hurried": 5, "price_hesitation": 15, "silent_leave": 30, "competitor_named": 25, "complained_to_others": 35, "delighted": -25,
	}
}

// moodWeights are those of the moods, from 1 angry to 5 delighted.
func moodWeights() [6]int { return [6]int{0, 40, 20, 0, -10, -20} }

// What broken promises and open complaints weigh.
const (
	brokenWeight    = 25
	complaintWeight = 30
	// AtRisk is the risk from which somebody should be looked after.
	AtRisk = 40
)

// Sign is one thing that speaks for or against the risk of losing somebody,
// with what it still weighs.
type Sign struct {
	What   string // "mood_1", a signal, "broken_promise" or "open_complaint"
	At     time.Time
	Points int
}

// Faded is what is left of a weight after some time, rounded to whole points.
func Faded(points int, seen, now time.Time) int {
	age := now.Sub(seen)
	if age < 0 {
		age = 0
	}
	if age > forgotten {
		return 0
	}
	halvings := age / fadesHalf
	rest := int(age % fadesHalf / time.Minute)
	half := int(fadesHalf / time.Minute)
	whole := 2 * half << halvings // of this, what is left goes in a straight line from one half-life to the next
	left := 2 * max(points, -points) * (2*half - rest)
	faded := (left + whole) / (2 * whole)
	if points < 0 {
		return -faded
	}
	return faded
}

// Signs returns what an interaction still says at an instant.
func (i *Interaction) Signs(now time.Time) []Sign {
	var signs []Sign
	add := func(what string, points int) {
		if left := Faded(points, i.At, now); left != 0 {
			signs = append(signs, Sign{What: what, At: i.At, Points: left})
		}
	}
	if i.Mood > 0 {
		add("mood_"+string(rune('0'+i.Mood)), moodWeights()[i.Mood])
	}
	for _, signal := range i.Signals {
		add(string(signal), weights()[signal])
	}
	return signs
}

// BrokenPromise is the sign of a promise that was not kept.
func BrokenPromise(at, now time.Time) Sign {
	return Sign{What: "broken_promise", At: at, Points: Faded(brokenWeight, at, now)}
}

// OpenComplaint is the sign of a complaint that is not settled; it does not
// fade.
func OpenComplaint(at time.Time) Sign {
	return Sign{What: "open_complaint", At: at, Points: complaintWeight}
}

// Risk sums the signs, from 0 to 100.
func Risk(signs []Sign) int {
	sum := 0
	for _, one := range signs {
		sum += one.Points
	}
	return min(max(sum, 0), 100)
}
