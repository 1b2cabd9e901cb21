package plugin

import (
	"maps"
	"slices"
)

// Wider returns what a version of a rule asks for that the one before did not:
// hooks, fields, figures of all customers and kinds of proposals, in words. An
// owner agreed to the version before, and to nothing more.
func Wider(before, after *Manifest) []string {
	had := asks(before)
	return slices.DeleteFunc(asks(after), func(one string) bool { return slices.Contains(had, one) })
}

// asks are what a rule wants of a shop.
func asks(m *Manifest) (all []string) {
	for _, hook := range slices.Sorted(maps.Keys(m.Hooks)) {
		all = append(all, "answers "+hook)
	}
	for _, r := range m.Reads {
		all = append(all, "reads "+r.Field)
	}
	for _, figures := range m.Population {
		all = append(all, "reads the population's "+figures)
	}
	for _, w := range m.Writes {
		all = append(all, "proposes "+w.What)
	}
	for _, one := range m.Segments {
		if one.Loyal() { // which opens doors in other rules
			all = append(all, "makes customers loyal by segment "+one.Code)
		}
	}
	return all
}
