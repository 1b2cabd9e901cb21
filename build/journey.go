package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// journeys walks through all screens in Chromium, against `raja serve` on a
// shop of its own.
func (d *door) journeys(ctx context.Context) error { return d.inChromium(ctx) }

// screens writes a picture of every screen to a folder, build/cache/screens
// unless one is named: both languages, light and dark, two sizes.
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
	return d.served(ctx, shop, append(env, "RAJA_PACKAGE="+rule)...)
}

// served runs the page's tests in Chromium against a shop, and checks what they
// leave of it.
func (d *door) served(ctx context.Context, shop string, env ...string) error {
	server := exec.CommandContext(ctx, d.binary("raja"), "--data", shop, "--json", "serve")
	server.Stderr = os.Stderr
	said, err := server.StdoutPipe()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	var opened struct {
		URL string `json:"url"`
	}
	err = json.NewDecoder(said).Decode(&opened)
	if err == nil {
		err = d.tool(ctx, tool{dir: "frontend", env: append(env, "RAJA_URL="+opened.URL, "RAJA_BIN="+d.binary("raja")), words: []string{"npm", "run", "e2e"}})
	}
	if err == nil {
		_, err = d.whole(ctx, server, shop)
	}
	return errors.Join(err, stopped(server))
}

// whole stops the server and checks every record of what it left.
func (d *door) whole(ctx context.Context, server *exec.Cmd, shop string) ([]byte, error) {
	if err := stopped(server); err != nil {
		return nil, fmt.Errorf("raja serve did not end well: %w", err)
	}
	return d.raja(ctx, shop, "check")
}

// stopped interrupts a server, as Ctrl+C does, and waits for its end.
func stopped(server *exec.Cmd) error {
	if server.ProcessState != nil {
		return nil
	}
	return errors.Join(server.Process.Signal(os.Interrupt), server.Wait())
}
