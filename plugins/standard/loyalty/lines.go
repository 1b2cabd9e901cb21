package main

import (
	"strings"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

// mostCounted keeps a sum of strange lines from overflowing, in thousandths.
const mostCounted = 1 << 60

// whole is how many whole units the wanted lines of an order are together,
// rounded down once. A line that cost nothing, or was given back, is none.
func whole(lines raja.Rows[raja.Line], wanted func(*raja.Line) bool) int64 {
	sum := int64(0)
	for i := range lines.Len() {
		line := lines.At(i)
		if line.Net > 0 && line.Quantity > 0 && wanted(line) {
			sum = min(sum, mostCounted) + min(line.Quantity, mostCounted)
		}
	}
	return sum / 1000
}

// named wants lines of an item or of a category, in any case; an empty name is
// nobody's.
func named(shop *raja.Shop, name string) func(*raja.Line) bool {
	name = strings.TrimSpace(name)
	return func(line *raja.Line) bool {
		return name != "" && (strings.EqualFold(shop.Word(line.Item), name) || strings.EqualFold(shop.Word(line.Category), name))
	}
}
