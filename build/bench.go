package main

import (
	"context"
	"path/filepath"
)

// bench measures Raja beside its peers and prints the table of the design. It
// is a module of its own, so that what it compares with never enters Raja's.
func bench(ctx context.Context, d *door, args []string) error {
	words := append([]string{"go", "run", "-tags", "sqlite_fts5", "."}, args...)
	return d.tool(ctx, tool{dir: filepath.Join("build", "bench"), words: words})
}
