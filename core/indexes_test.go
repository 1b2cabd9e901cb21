package core_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// derivedSpaces are the keyspaces that follow from the records.
var derivedSpaces = map[core.Index][]record.Space{
	core.IndexKeys:    {record.Unique},
	core.IndexLookups: {record.Lookup},
	core.IndexOrders:  {record.OrdersOf},
	core.IndexFacts:   {record.Histories}, // what rules decided lies in the rows, and nowhere else
	core.IndexSets:    {record.Memberships},
}

// dumpOf is a keyspace as it lies there.
func dumpOf(t *testing.T, kept store.Store, spaces []record.Space) []byte {
	t.Helper()
	var dump bytes.Buffer
	err := kept.View(context.Background(), func(r store.Reader) error {
		for _, space := range spaces {
			for kv, err := range r.Range(store.Range{Prefix: record.In(space)}) {
				if err != nil {
					return err
				}
				dump.Write(kv.Key)
				dump.WriteByte('=')
				dump.Write(kv.Value)
				dump.WriteByte('\n')
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return dump.Bytes()
}

// ruin takes every third entry of the spaces away, and puts one beside.
func ruin(t *testing.T, kept store.Store, spaces []record.Space, random *rand.Rand) {
	t.Helper()
	err := kept.Update(context.Background(), nil, func(x store.Txn) error {
		for _, space := range spaces {
			var keys [][]byte
			for kv, err := range x.Range(store.Range{Prefix: record.In(space), KeyOnly: true}) {
				if err != nil {
					return err
				}
				keys = append(keys, bytes.Clone(kv.Key))
			}
			for _, key := range keys {
				rowOfFile := space == record.Unique && key[1] == 5
				if random.IntN(3) == 0 && !rowOfFile {
					if err := x.Delete(key); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Each index, ruined, is made anew alone, byte for byte; a second time there
// is nothing to do.
func TestEachIndexIsMadeAnewAlone(t *testing.T) {
	ctx, kept := context.Background(), memory.New()
	engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Clock: &movable{time.Date(2026, 3, 14, 3, 0, 0, 0, time.UTC)}, Store: kept, CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	take(t, engine, "customer,phone,date,amount\nSari,081234567890,2026-03-10,50000\nBudi,081234567891,2026-03-11,20000\nSari,081234567890,2026-02-10,70000\nAni,,2026-03-12,10000\n")
	if _, err := engine.Segments.Run(ctx, core.RunOptions{}); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 20 {
		for index, spaces := range derivedSpaces {
			want := dumpOf(t, kept, spaces)
			ruin(t, kept, spaces, random)
			ruined := !bytes.Equal(want, dumpOf(t, kept, spaces))
			mended, err := engine.Health.Rebuild(ctx, index)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want, dumpOf(t, kept, spaces)) {
				t.Fatalf("round %d: index %s is not what it was", round, index)
			}
			if ruined && mended == 0 {
				t.Errorf("round %d: index %s was ruined and nothing was mended", round, index)
			}
			if again, err := engine.Health.Rebuild(ctx, index); err != nil || again != 0 {
				t.Errorf("round %d: index %s a second time: %d, %v", round, index, again, err)
			}
			if report, err := engine.Health.Check(ctx, nil); err != nil || !report.OK() {
				t.Fatalf("round %d, index %s: %v %v", round, index, report.Findings, err)
			}
		}
	}
}

func TestKeysOfNobodyAreRemovedAndWrongOnesPointRight(t *testing.T) {
	ctx, kept := context.Background(), memory.New()
	engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{Store: kept})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	if _, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Sari", Phones: []string{"0812-3456-7890"}}); err != nil {
		t.Fatal(err)
	}
	stray := binary.BigEndian.AppendUint32(record.In(record.Lookup).Byte(1).Text("+6281234567890"), 9)
	err = kept.Update(ctx, nil, func(x store.Txn) error { return x.Set(stray, nil) })
	if err != nil {
		t.Fatal(err)
	}
	report, mended, err := engine.Health.Mend(ctx, nil)
	if err != nil || !report.OK() || mended[core.IndexLookups] != 1 {
		t.Errorf("Mend = %v, %v, %v, want one lookup mended", report.Findings, mended, err)
	}
}
