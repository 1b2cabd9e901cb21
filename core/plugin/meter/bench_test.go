package meter_test

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/tetratelabs/wazero/api"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/form"
)

const (
	goRule   = "../../../plugins/standard/segmentation/plugin.wasm"
	goSchema = "../../../plugins/standard/segmentation/config.schema.json"
)

func file(t testing.TB, path string) []byte {
	t.Helper()
	wasm, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

// guest is a rule to be measured, and how its question is laid out.
type guest struct {
	name, path string
	lay        func(testing.TB, api.Module) (api.Function, []uint64)
}

func measured() []guest {
	return []guest{{"go", goRule, layGo}, {"c", "testdata/rule.wasm", layC}}
}

// What is measured must be a rule that answers, not one that falls at once.
func TestTheRulesThatAreMeasuredAnswerEveryRow(t *testing.T) {
	for _, g := range measured() {
		t.Run(g.name, func(t *testing.T) { batch(t, rewrite(t, file(t, g.path)), g.lay).time(t) })
	}
}

// One batch of 1,024 rows through the same rule, metered and not, in turns:
// what else the machine does then slows both alike. The figures are those of
// the fastest turn of each, and of the median.
func BenchmarkBatch(b *testing.B) {
	for _, g := range measured() {
		b.Run(g.name, func(b *testing.B) {
			wasm := file(b, g.path)
			plain, metered := batch(b, wasm, g.lay), batch(b, rewrite(b, wasm), g.lay)
			var slow, fast []time.Duration
			for range b.N {
				for range 50 {
					fast, slow = append(fast, plain.time(b)), append(slow, metered.time(b))
				}
			}
			slices.Sort(fast)
			slices.Sort(slow)
			middle := len(fast) / 2
			b.ReportMetric(100*float64(fast[0])/float64(slow[0]), "%best")
			b.ReportMetric(100*float64(fast[middle])/float64(slow[middle]), "%median")
			b.ReportMetric(rows/slow[0].Seconds()/1e6, "Mrows/s")
			b.ReportMetric(float64(1<<40-left(metered.module))/rows, "units/row")
			b.ReportMetric(float64(metered.module.Memory().Size()>>16), "pages")
		})
	}
}

// question is a rule with a question laid out for it.
type question struct {
	module    api.Module
	rule      api.Function
	arguments []uint64
	stack     [4]uint64
}

func batch(b testing.TB, wasm []byte, lay func(testing.TB, api.Module) (api.Function, []uint64)) *question {
	q := &question{module: start(b, wasm)}
	q.rule, q.arguments = lay(b, q.module)
	return q
}

func (q *question) time(b testing.TB) time.Duration {
	copy(q.stack[:], q.arguments)
	give(q.module, 1<<40)
	began := time.Now()
	err := q.rule.CallWithStack(context.Background(), q.stack[:])
	took := time.Since(began)
	if err != nil || int32(q.stack[0]) != rows {
		b.Fatalf("answered %d, %v", int32(q.stack[0]), err)
	}
	return took
}

const rows = 1024

// layC writes a question for testdata/rule.c.
func layC(t testing.TB, module api.Module) (api.Function, []uint64) {
	at := uint32(call(t, module, "arena_at"))
	memory := module.Memory()
	memory.WriteUint32Le(at, rows)
	memory.WriteUint32Le(at+4, 6)
	memory.WriteUint32Le(at+8, 20_000)
	memory.WriteUint32Le(at+12, 90)
	for n := range uint32(16) {
		memory.WriteUint64Le(at+16+8*n, uint64(n*100_000))
	}
	for n := range uint32(rows) {
		row := at + 144 + 128*n
		memory.WriteUint32Le(row+4, n/7%2)
		memory.WriteUint32Le(row+12, 20_000-n%200)
		memory.WriteUint32Le(row+16, n%9)
		memory.WriteUint32Le(row+24, n%4)
		memory.WriteUint64Le(row+32, uint64(n*7919%700_000))
		memory.WriteUint64Le(row+40, uint64(n*104729%900_000))
		memory.WriteUint64Le(row+56, uint64(n*31%50_000))
		for m := range uint32(8) {
			memory.WriteUint64Le(row+64+8*m, uint64((n*31+m*17)%101))
		}
	}
	size := uint32(144 + 128*rows)
	return module.ExportedFunction("rule"), []uint64{uint64(at), uint64(size), uint64(at + size), 24 * rows}
}

// layGo writes a question for the segmentation rule, as the host does.
func layGo(t testing.TB, module api.Module) (api.Function, []uint64) {
	const factsEnd = abi.HeaderSize + rows*abi.FactsSize
	settings, heap := settingsOf(t, goSchema)
	heapAt := factsEnd + len(settings)
	size := heapAt + len(heap)
	input := make([]byte, size)
	header := abi.Header{
		Magic: abi.Magic, Major: abi.Major, Minor: abi.Minor, Hook: abi.HookSegment, HeaderLen: abi.HeaderSize,
		FactsCount: rows, FactsStride: abi.FactsSize, FactsOff: abi.HeaderSize,
		ContextOff: factsEnd, LinesOff: factsEnd, AsOfDay: 20_000,
		Population: 1, Customers: 100_000, RepeatCustomers: 50_000, MedianOrder: 50_000,
		R: [4]int64{40, 80, 120, 160}, F: [4]int64{1, 3, 5, 7}, M: [4]int64{140_000, 280_000, 420_000, 560_000},
		ConfigCount: uint32(len(settings) / abi.ConfigSize), ConfigStride: abi.ConfigSize, ConfigOff: factsEnd,
		HeapOff: uint32(heapAt), HeapLen: uint32(len(heap)),
	}
	header.Put(input)
	copy(input[factsEnd:], settings)
	copy(input[heapAt:], heap)
	for n := range rows {
		facts := abi.Facts{
			Present: abi.FactsAll, Ordinal: uint32(n), Visits: uint32(n % 9), VisitsTotal: uint32(n % 11),
			LastVisitDay: int32(20_000 - n%200), LastOrderDay: int32(20_000 - n%300), FirstOrderDay: int32(19_000 + n%500),
			Net: int64(n * 7919 % 700_000), NetTotal: int64(n * 7919),
		}
		facts.Put(input[abi.HeaderSize+n*abi.FactsSize:])
	}
	in := uint32(call(t, module, "raja_alloc", uint64(size)))
	out := uint32(call(t, module, "raja_alloc", 1<<17))
	module.Memory().Write(in, input)
	return module.ExportedFunction("raja_segment_v1"), []uint64{uint64(in), uint64(size), uint64(out), 1 << 17}
}

// settingsOf lays out the settings of a rule as its owner left them.
func settingsOf(t testing.TB, schema string) (settings, texts []byte) {
	t.Helper()
	parsed, err := form.Parse(file(t, schema))
	if err != nil {
		t.Fatal(err)
	}
	var heap abi.Heap
	for _, row := range parsed.Rows("IDR", nil) {
		settings = append(settings, make([]byte, abi.ConfigSize)...)
		row.Put(settings[len(settings)-abi.ConfigSize:], &heap)
	}
	return settings, heap.Bytes()
}

func call(t testing.TB, module api.Module, name string, arguments ...uint64) uint64 {
	t.Helper()
	results, err := module.ExportedFunction(name).Call(context.Background(), arguments...)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return results[0]
}

// One rewrite of a rule of 1.88 MB.
func BenchmarkRewrite(b *testing.B) {
	wasm := file(b, goRule)
	b.SetBytes(int64(len(wasm)))
	for range b.N {
		rewrite(b, wasm)
	}
}
