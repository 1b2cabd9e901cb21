package main_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// One batch of 1,024 customers, copied in, decided, and read back.
func BenchmarkBatch(b *testing.B) {
	loaded := plugintest.Load(b, ".")
	batch := &abi.Batch{Header: header(bigShop()), Facts: [][]byte{plugintest.Page(population(abi.MaxRows)...)}}
	for b.Loop() {
		if _, err := loaded.Segment(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*abi.MaxRows/b.Elapsed().Seconds(), "rows/s")
}
