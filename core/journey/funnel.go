package journey

import (
	"slices"

	"github.com/raja-crm/raja/core/clock"
)

// Funnel counts how far customers have come.
type Funnel struct {
	here, reached [5]int
	stayed        [5][]clock.Day // until the next step
}

// Add counts a customer by her steps, of which there is at least one.
func (f *Funnel) Add(steps []Step) {
	furthest := 0
	for i, step := range steps {
		place := step.Stage.Place()
		furthest = max(furthest, place)
		if i+1 < len(steps) && steps[i+1].Stage.Place() > place {
			f.stayed[place] = append(f.stayed[place], steps[i+1].Day-step.Day)
		}
	}
	for place := range furthest + 1 {
		f.reached[place]++
	}
	f.here[steps[len(steps)-1].Stage.Place()]++
}

// Level is one stage of a funnel.
type Level struct {
	Stage      Stage
	Here       int   // customers whose stage it is
	Reached    int   // customers who came as far, or further
	Conversion int64 // of those, who came further, in thousandths; 0 of the last stage
	MedianDays int   // until the next step, of those who took one; the lower middle
	Moved      int   // how many those are
}

// Levels returns the funnel, stage by stage.
func (f *Funnel) Levels() []Level {
	var levels []Level
	for place, stage := range Stages() {
		level := Level{Stage: stage, Here: f.here[place], Reached: f.reached[place], Moved: len(f.stayed[place])}
		if place+1 < len(f.reached) && level.Reached > 0 {
			level.Conversion = int64(f.reached[place+1]) * 1000 / int64(level.Reached)
		}
		if level.Moved > 0 {
			slices.Sort(f.stayed[place])
			level.MedianDays = int(f.stayed[place][(level.Moved-1)/2])
		}
		levels = append(levels, level)
	}
	return levels
}
