package main_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// One question at the door, warm.
func BenchmarkVisit(b *testing.B) {
	loaded := plugintest.Load(b, ".")
	batch := &abi.Batch{
		Facts:  [][]byte{plugintest.Page(abi.Facts{Visits180: 14, Flags: abi.FlagSegmentLoyal})},
		Visits: []abi.AfterHoursContext{{MinutesSinceClose: 12, NextOpenMs: nextOpen, Capacity: 2}},
	}
	for b.Loop() {
		if _, err := loaded.AfterHours(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
}
