package main

import (
	"context"
	"math/rand/v2"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// The shop that every peer judges: the rule is plugins/golden/segment.
const (
	rowCount = 16 * abi.MaxRows
	asOf     = 20_526 // 2026-03-14
	often    = 5
	much     = 500_000
	away     = 60
)

// rows makes customers as a laundry has them, the same in every run.
func rows(count int) []byte {
	dice := rand.New(rand.NewPCG(4, 11))
	all := make([]byte, count*abi.FactsSize)
	for i := range count {
		visits := uint32(dice.ExpFloat64() * 4)
		facts := abi.Facts{
			Present: abi.FactsAll, Ordinal: uint32(i + 1), Visits: visits, OrdersTotal: visits,
			Net: int64(visits) * int64(20_000+dice.IntN(120_000)), LastOrderDay: asOf - int32(dice.ExpFloat64()*40),
		}
		if dice.IntN(50) == 0 {
			facts.Flags = abi.FlagOwnerLoyal
		}
		facts.Put(all[i*abi.FactsSize:])
	}
	return all
}

// Segments of the rule.
const (
	royal = 1 + iota
	regular
	guest
	gone
	prospect
)

// decide is the rule as a Go program would have it: no sandbox, no copy.
func decide(f *abi.Facts) uint32 {
	days := asOf - f.LastOrderDay
	switch {
	case f.OrdersTotal == 0:
		return prospect
	case days > away:
		return gone
	case f.Flags&abi.FlagOwnerLoyal != 0, f.Net >= much && f.Visits >= often:
		return royal
	case f.Visits >= often:
		return regular
	}
	return guest
}

// native is the ceiling: compiled into the program, trusted, unlimited.
func (b *bench) native(context.Context) error {
	var counts [6]int
	done, took, err := repeat(b.long, rowCount, func() error {
		for at := 0; at < len(b.rows); at += abi.FactsSize {
			var f abi.Facts
			f.Read(b.rows[at:])
			counts[decide(&f)]++
		}
		return nil
	})
	b.add("native Go, 1 core", "row", done, took, "compiled in: no sandbox, no limits")
	return err
}
