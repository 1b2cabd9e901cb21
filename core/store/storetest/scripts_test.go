package storetest_test

import (
	"iter"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/storetest"
)

// Bugs of ranges that the random scripts must find.
var plantedRanges = map[string]func(store.Reader, store.Range) iter.Seq2[store.KV, error]{
	"walking back, the end is included": func(r store.Reader, rg store.Range) iter.Seq2[store.KV, error] {
		if rg.Reverse && len(rg.To) > 0 {
			rg.To = append(rg.To[:len(rg.To):len(rg.To)], 0)
		}
		return r.Range(rg)
	},
	"walking back, the limit is taken from the front": func(r store.Reader, rg store.Range) iter.Seq2[store.KV, error] {
		if !rg.Reverse || rg.Limit == 0 {
			return r.Range(rg)
		}
		rg.Reverse = false
		return r.Range(rg)
	},
	"the start is left out": func(r store.Reader, rg store.Range) iter.Seq2[store.KV, error] {
		if len(rg.From) > 0 {
			rg.From = append(rg.From[:len(rg.From):len(rg.From)], 0)
		}
		return r.Range(rg)
	},
	"the limit is one too generous": func(r store.Reader, rg store.Range) iter.Seq2[store.KV, error] {
		if rg.Limit > 0 {
			rg.Limit++
		}
		return r.Range(rg)
	},
	"values come though only keys were asked for": func(r store.Reader, rg store.Range) iter.Seq2[store.KV, error] {
		rg.KeyOnly = false
		return r.Range(rg)
	},
	"the start replaces the prefix": func(r store.Reader, rg store.Range) iter.Seq2[store.KV, error] {
		if len(rg.From) > 0 {
			rg.Prefix = nil
		}
		return r.Range(rg)
	},
}

func TestRandomScriptsNoticeEachPlantedBugOfRanges(t *testing.T) {
	for name, bug := range plantedRanges {
		t.Run(name, func(t *testing.T) {
			for seed := range 100 {
				if storetest.Scripts().Example(seed).Run(subject(ranges(bug))) != nil {
					return
				}
			}
			t.Error("100 scripts let the bug pass")
		})
	}
}

func TestRandomScriptsPassOnAGoodStore(t *testing.T) {
	for seed := range 100 {
		if err := storetest.Scripts().Example(seed).Run(subject(broken{})); err != nil {
			t.Fatalf("script %d: %v", seed, err)
		}
	}
}
