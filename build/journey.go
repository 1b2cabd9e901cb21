package main

import (
	"context"
	"os"
	"path/filepath"
)

// journeys walks through all screens in Chromium, against `raja serve` on
// shops of their own.
func (d *door) journeys(ctx context.Context) error { return d.inChromium(ctx) }

// screens writes a picture of every screen to a folder, build/cache/screens
// unless one is named: both languages, light and dark, two sizes, and twice as large.
func screens(ctx context.Context, d *door, args []string) error {
	folder := d.path("build", "cache", "screens")
	if len(args) > 0 {
		folder = args[0]
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	for _, one := range []part{
		{"system packages", func() error { return d.system(ctx, testPackages) }},
		{"page", func() error { return d.page(ctx) }},
		{"command line", func() error { return d.commandLine(ctx) }},
		{"screens in " + folder, func() error { return d.inChromium(ctx, "RAJA_ALBUM="+folder) }},
	} {
		if err := d.step(one.name, one.do); err != nil {
			return err
		}
	}
	return nil
}

// inChromium runs the page's tests in Chromium.
func (d *door) inChromium(ctx context.Context, env ...string) error {
	dir, err := os.MkdirTemp("", "raja-journey-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	shop := filepath.Join(dir, "shop")
	if err := d.laundry(ctx, shop); err != nil {
		return err
	}
	rule := filepath.Join(dir, "langganan.rajaplugin")
	if _, err := d.raja(ctx, shop, "plugin", "pack", d.path("frontend", "e2e", "rule"), "--out", rule); err != nil {
		return err
	}
	return d.visited(ctx, shop, append(env, "RAJA_PACKAGE="+rule)...)
}

// visited runs the page's tests in Chromium on copies of a shop, each with a
// `raja serve` of its own; they check every record of what they leave of it
// (frontend/e2e/served.ts).
func (d *door) visited(ctx context.Context, shop string, env ...string) error {
	return d.tool(ctx, tool{dir: "frontend", env: append(env, "RAJA_SHOP="+shop, "RAJA_BIN="+d.binary("raja")), words: []string{"npm", "run", "e2e"}})
}
