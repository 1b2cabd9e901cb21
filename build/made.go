package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// What the door makes lies in build/bin, what it remembers in build/cache.

func (d *door) binary(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return d.path("build", "bin", name)
}

// page installs the npm packages and builds the page, each only when what it
// is made from has changed.
func (d *door) page(ctx context.Context) error {
	err := d.once("npm", []string{"frontend/package-lock.json"}, "frontend/node_modules", func() error {
		return d.tool(ctx, tool{dir: "frontend", words: []string{"npm", "ci", "--no-audit", "--no-fund"}, quiet: true})
	})
	if err != nil {
		return err
	}
	sources := []string{"frontend/package-lock.json", "frontend/index.html", "frontend/vite.config.ts", "frontend/src", "frontend/public"}
	return d.once("page", sources, "frontend/dist/index.html", func() error {
		return d.tool(ctx, tool{dir: "frontend", words: []string{"npm", "run", "build"}, quiet: true})
	})
}

// commandLine builds raja with the page inside.
func (d *door) commandLine(ctx context.Context) error {
	return d.quietly(ctx, "go", "build", "-tags", "production", "-o", d.binary("raja"), "./app/raja")
}

// windowTags are the build tags of the window on this system.
func windowTags(more ...string) string {
	tags := append([]string{"desktop", "production"}, more...)
	if runtime.GOOS == "linux" {
		tags = append(tags, "webkit2_41")
	}
	return strings.Join(tags, ",")
}

// window builds the desktop window.
func (d *door) window(ctx context.Context) error {
	return d.quietly(ctx, "go", "build", "-tags", windowTags(), "-o", d.binary("raja-desktop"), "./app/desktop")
}

// once runs make unless its result is there and was made from sources with the
// same content.
func (d *door) once(name string, sources []string, result string, make func() error) error {
	now, err := d.digest(sources)
	if err != nil {
		return err
	}
	stamp := d.path("build", "cache", name+".sha256")
	then, err := os.ReadFile(stamp)
	if _, there := os.Stat(d.path(result)); err == nil && there == nil && string(then) == now {
		return nil
	}
	if err := make(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(stamp), 0o755); err != nil {
		return err
	}
	return os.WriteFile(stamp, []byte(now), 0o644)
}

// digest hashes names and contents of files and folders.
func (d *door) digest(sources []string) (string, error) {
	sum := sha256.New()
	for _, source := range sources {
		err := filepath.WalkDir(d.path(source), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			body, err := os.ReadFile(path)
			sum.Write([]byte(path))
			sum.Write(body)
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
