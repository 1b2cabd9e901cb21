package main

import (
	"bytes"
	"context"
	"os"
)

// contractFile is the OpenAPI description that the page's types come from.
const contractFile = "frontend/src/bridge/openapi.json"

// generate writes the bindings of the plugin ABI and the page's contract.
func generate(ctx context.Context, d *door, _ []string) error {
	if err := d.step("plugin bindings", func() error { return d.run(ctx, "go", "run", "./build/gen") }); err != nil {
		return err
	}
	return d.step("contract", func() error {
		described, err := d.contract(ctx)
		if err != nil {
			return err
		}
		return os.WriteFile(d.path(contractFile), described, 0o644)
	})
}

func (d *door) contract(ctx context.Context) ([]byte, error) {
	text, err := d.output(ctx, "go", "run", "./app/raja", "openapi")
	return []byte(text), err
}

// sameContract fails when the committed contract is not what the code says.
func (d *door) sameContract(ctx context.Context) error {
	described, err := d.contract(ctx)
	if err != nil {
		return err
	}
	committed, err := os.ReadFile(d.path(contractFile))
	if err != nil || !bytes.Equal(committed, described) {
		return errStale
	}
	return nil
}

// plugins compiles the rules that Raja ships with.
func plugins(ctx context.Context, d *door, _ []string) error {
	return d.step("standard rules", func() error { return d.run(ctx, "go", "run", "./build/rules") })
}
