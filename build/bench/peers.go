package main

import (
	"context"
	_ "embed"
	"encoding/binary"
	"fmt"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	extism "github.com/extism/go-sdk"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

//go:embed extism/rule.wasm
var extismRule []byte

// extism asks the same C rule through the Extism SDK, which takes one record a
// call.
func (b *bench) extism(ctx context.Context) error {
	manifest := extism.Manifest{Wasm: []extism.Wasm{extism.WasmData{Data: extismRule}}}
	made, err := extism.NewPlugin(ctx, manifest, extism.PluginConfig{}, nil)
	if err != nil {
		return err
	}
	defer made.Close(ctx) //nolint:errcheck // the run is over
	at := 0
	done, took, err := repeat(b.long, 1, func() error {
		row := b.rows[at : at+abi.FactsSize]
		at = (at + abi.FactsSize) % len(b.rows)
		_, out, err := made.Call("segment", row)
		if err != nil {
			return err
		}
		var f abi.Facts
		f.Read(row)
		if got := binary.LittleEndian.Uint64(out); uint32(got) != decide(&f) {
			return fmt.Errorf("extism says %d, the rule is %d", got, decide(&f))
		}
		return nil
	})
	b.add("Extism, C, 1 core", "row", done, took, "go-sdk 1.7.1; no limit set")
	return err
}

// seen is what an expression may look at.
type seen struct {
	Visits       int64 `expr:"visits"`
	OrdersTotal  int64 `expr:"orders_total"`
	Net          int64 `expr:"net"`
	LastOrderDay int64 `expr:"last_order_day"`
	OwnerLoyal   bool  `expr:"owner_loyal"`
}

// expressions asks the rule as one expression, alone and as a rule of Raja.
func (b *bench) expressions(ctx context.Context) error {
	const text = `orders_total == 0 ? 5 : 20526 - last_order_day > 60 ? 4 : owner_loyal || net >= 500000 && visits >= 5 ? 1 : visits >= 5 ? 2 : 3`
	program, err := expr.Compile(text, expr.Env(seen{}), expr.AsInt())
	if err != nil {
		return err
	}
	var machine vm.VM
	done, took, err := repeat(b.long, rowCount, func() error {
		for at := 0; at < len(b.rows); at += abi.FactsSize {
			var f abi.Facts
			f.Read(b.rows[at:])
			_, err := machine.Run(program, seen{
				int64(f.Visits), int64(f.OrdersTotal), f.Net, int64(f.LastOrderDay), f.Flags&abi.FlagOwnerLoyal != 0,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	b.add("expr-lang alone, 1 core", "row", done, took, "v1.17.8, typed environment")
	return b.simple(ctx)
}

const simpleManifest = `{"id": "simple", "name": {"id": "a", "en": "b"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}, {"field": "orders_total", "why": {"id": "a", "en": "b"}},
  {"field": "net", "why": {"id": "a", "en": "b"}}, {"field": "last_order_day", "why": {"id": "a", "en": "b"}}, {"field": "flags", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "ROYAL", "name": {"id": "a", "en": "b"}}, {"code": "REGULAR", "name": {"id": "a", "en": "b"}}, {"code": "GUEST", "name": {"id": "a", "en": "b"}},
  {"code": "AWAY", "name": {"id": "a", "en": "b"}}, {"code": "PROSPECT", "name": {"id": "a", "en": "b"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "simple": [{"when": "orders_total == 0", "segment": "PROSPECT"}, {"when": "days_since(last_order_day) > 60", "segment": "AWAY"},
  {"when": "loyal || net >= 500000 && visits >= 5", "segment": "ROYAL"}, {"when": "visits >= 5", "segment": "REGULAR"}, {"segment": "GUEST"}]}`

func (b *bench) simple(ctx context.Context) error {
	host, err := plugin.NewHost(plugin.Options{})
	if err != nil {
		return err
	}
	rule, err := host.Load(ctx, plugin.Source{Manifest: []byte(simpleManifest)})
	if err != nil {
		return err
	}
	done, took, err := b.askOn(ctx, rule, b.batches(), 1)
	if err != nil {
		return err
	}
	b.add("Raja, expressions, 1 core", "row", done, took, "masked, checked, limited")
	return host.Close(ctx)
}
