package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
)

// Tools that make packages, run by version like those of check.
const (
	debianPackager   = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.2"
	windowsResources = "github.com/tc-hib/go-winres@v0.3.3"
)

// smaller leaves symbol tables out of what is handed out.
const smaller = "-s -w"

// pack makes what is handed out, in build/bin: a Debian package with the
// window and the command line, and both as Windows programs.
func pack(ctx context.Context, d *door, _ []string) error {
	if runtime.GOOS != "linux" {
		return errors.New("packages are made on Linux, where the window for Debian and the programs for Windows can both be built")
	}
	p := &packing{door: d}
	steps := []struct {
		name string
		do   func() error
	}{
		{"system packages", func() error { return d.system(ctx, windowPackages) }},
		{"page", func() error { return d.page(ctx) }},
		{"programs for Linux", func() error { return p.linux(ctx) }},
		{"Debian package", func() error { return p.debian(ctx) }},
		{"programs for Windows", func() error { return p.windows(ctx) }},
	}
	for _, one := range steps {
		if err := d.step(one.name, one.do); err != nil {
			return err
		}
	}
	fmt.Printf("\nThe packages of Raja %s lie in %s\n", p.version, d.path("build", "bin"))
	return nil
}

// packing is one making of packages.
type packing struct {
	*door
	version string
}

// linux builds both programs and asks the one for their version.
func (p *packing) linux(ctx context.Context) error {
	err := errors.Join(
		p.compile(ctx, nil, "production", smaller, "build/cache/package/raja", "./app/raja"),
		p.compile(ctx, nil, windowTags(), smaller, "build/cache/package/raja-desktop", "./app/desktop"),
	)
	if err != nil {
		return err
	}
	text, err := p.output(ctx, p.path("build", "cache", "package", "raja"), "version", "--json")
	if err != nil {
		return err
	}
	var said struct {
		Version string `json:"version"`
	}
	err = json.Unmarshal([]byte(text), &said)
	p.version = said.Version
	return err
}

func (p *packing) debian(ctx context.Context) error {
	if err := os.MkdirAll(p.path("build", "bin"), 0o755); err != nil {
		return err // nfpm would write a file of that name
	}
	return p.tool(ctx, tool{
		words: []string{"go", "run", debianPackager, "package", "--config", "build/linux/nfpm.yaml", "--packager", "deb", "--target", "build/bin/"},
		env:   []string{"RAJA_VERSION=" + p.version, "GOARCH=" + runtime.GOARCH},
		quiet: true,
	})
}

// windows builds both programs with icon, manifest and version: a program
// without them is what virus scanners take for a virus.
func (p *packing) windows(ctx context.Context) error {
	elsewhere := []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"}
	for _, program := range []struct{ name, folder, tags, flags string }{
		{"raja.exe", "app/raja", "production", smaller},
		{"raja-desktop.exe", "app/desktop", "desktop,production,wv2runtime.embed", smaller + " -H windowsgui"},
	} {
		resources := program.folder + "/resources"
		err := p.quietly(ctx, "go", "run", windowsResources, "make", "--in", "build/windows/winres.json", "--arch", "amd64",
			"--out", resources, "--file-version", p.version, "--product-version", p.version)
		if err != nil {
			return err
		}
		err = p.compile(ctx, elsewhere, program.tags, program.flags, "build/bin/"+program.name, "./"+program.folder)
		if err := errors.Join(err, os.Remove(p.path(resources+"_windows_amd64.syso"))); err != nil {
			return err
		}
	}
	return nil
}

func (p *packing) compile(ctx context.Context, env []string, tags, flags, out, program string) error {
	return p.tool(ctx, tool{
		words: []string{"go", "build", "-trimpath", "-tags", tags, "-ldflags", flags, "-o", out, program},
		env:   env, quiet: true,
	})
}
