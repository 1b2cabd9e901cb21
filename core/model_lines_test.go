package core_test

import (
	"cmp"
	"slices"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// The lines of an order in the model: what they cost, and their part of a total.

// costs is what a line costs before anything is taken off, by weight rounded to
// the nearest unit.
func costs(line sale.Line) money.Amount {
	if line.Milli > 0 {
		return (line.Price*money.Amount(line.Milli) + 500) / 1000
	}
	return line.Price * money.Amount(line.Quantity)
}

// lines draws what is bought, with what it comes to.
func (m *machine) lines() (lines []sale.Line, gross money.Amount) {
	for range of(m, "lines", 1, 2, 3, 0) {
		line := sale.Line{Item: of(m, "item", "Cuci", "Setrika", "Karpet", ""), Quantity: of[int64](m, "quantity", 1, 2, 3, 0), Price: money.Amount(each(m, "price", 0, 7350, 12_500))}
		if offer := m.number("offer"); m.there("item", "item", offer) == "" {
			line.Offer = sale.ItemNumber(offer)
		}
		if m.often("by weight", 2) {
			line.Milli = int64(each(m, "milli", 1250, 333))
		}
		lines, gross = append(lines, line), gross+costs(line)
	}
	return lines, gross
}

// shared gives every line its part of a total, by what it cost: what is left
// over goes to those who lost most, the earlier first.
func shared(lines []sale.Line, total money.Amount) []sale.Line {
	var whole money.Amount
	weights := make([]money.Amount, len(lines))
	for i, line := range lines {
		weights[i] = costs(line)
		whole += weights[i]
	}
	lines, left, order := slices.Clone(lines), total, []int{}
	for i := range lines {
		if order = append(order, i); whole > 0 {
			lines[i].Net = total * weights[i] / whole
		}
		left -= lines[i].Net
	}
	by(order, func(a, b int) int { return cmp.Compare(total*weights[b]%max(whole, 1), total*weights[a]%max(whole, 1)) })
	for _, i := range order[:min(int(left), len(order))] {
		lines[i].Net++
	}
	return lines
}

// sharedLess is shared for lines of which codes took something off.
func sharedLess(lines []sale.Line, total money.Amount) []sale.Line {
	bare := slices.Clone(lines)
	for i, line := range lines {
		bare[i] = sale.Line{Quantity: 1, Price: costs(line) - line.Off}
	}
	lines = slices.Clone(lines)
	for i, one := range shared(bare, total) {
		lines[i].Net = one.Net
	}
	return lines
}

func wrongLines(lines []sale.Line) string {
	wrong := when(len(lines) == 0, "invalid item")
	for _, line := range lines {
		wrong = first(wrong, when(line.Item == "", "invalid item"), when(line.Quantity < 1 && line.Milli < 1, "invalid quantity"))
	}
	return wrong
}
