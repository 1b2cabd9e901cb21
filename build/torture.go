package main

import (
	"context"
	"path/filepath"
)

// torture hurts a data folder in every way that the world does and counts what
// was lost.
func torture(ctx context.Context, d *door, args []string) error {
	program := filepath.Join("build", "bin", "torture")
	if err := d.run(ctx, "go", "build", "-o", program, "./build/torture"); err != nil {
		return err
	}
	return d.run(ctx, append([]string{d.path(program)}, args...)...)
}
