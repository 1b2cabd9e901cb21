package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// Packages of Debian and Ubuntu that the door installs: the window's
// libraries to build it, and what the tests drive.
var (
	windowPackages = []string{"gcc", "libc6-dev", "pkg-config", "libgtk-3-dev", "libwebkit2gtk-4.1-dev"}
	testPackages   = []string{"git", "xvfb", "xauth", "x11-utils", "dbus", "at-spi2-core", "chromium", "clang", "lld", "rustc", "libstd-rust-dev-wasm32", "hledger", "sqlite3"}
)

// system installs what is missing, or says exactly what to install.
func (d *door) system(ctx context.Context, packages []string) error {
	if err := d.toolchain(ctx); err != nil {
		return err
	}
	if _, err := exec.LookPath("dpkg-query"); err != nil {
		return d.otherSystem()
	}
	missing := missingPackages(ctx, packages)
	if len(missing) == 0 {
		return nil
	}
	install := append([]string{"apt-get", "install", "-y", "--no-install-recommends"}, missing...)
	if os.Geteuid() != 0 {
		if _, err := exec.LookPath("sudo"); err != nil {
			return fmt.Errorf("these packages are missing; install them as root:\n  apt-get update && %s", strings.Join(install, " "))
		}
		install = append([]string{"sudo"}, install...)
	}
	update := []string{"apt-get", "update"}
	if install[0] == "sudo" {
		update = append([]string{"sudo"}, update...)
	}
	if err := d.quietly(ctx, update...); err != nil {
		return err
	}
	return d.tool(ctx, tool{words: install, env: []string{"DEBIAN_FRONTEND=noninteractive"}, quiet: true})
}

// missingPackages returns those that dpkg does not know as installed.
func missingPackages(ctx context.Context, packages []string) []string {
	var missing []string
	for _, name := range packages {
		state, err := exec.CommandContext(ctx, "dpkg-query", "-W", "-f", "${db:Status-Status}", name).Output()
		if err != nil || string(state) != "installed" {
			missing = append(missing, name)
		}
	}
	return missing
}

// toolchain asks for Node, which no package of Debian 12 brings in the
// version that the page needs.
func (d *door) toolchain(ctx context.Context) error {
	version, err := exec.CommandContext(ctx, "node", "--version").Output()
	if err != nil {
		return errors.New("Node 20 or newer is missing; install it from your system or from nodejs.org")
	}
	var major int
	if _, err := fmt.Sscanf(string(version), "v%d.", &major); err != nil || major < 20 {
		return fmt.Errorf("Node %s is too old; version 20 or newer is needed", strings.TrimSpace(string(version)))
	}
	return nil
}

func (d *door) otherSystem() error {
	switch runtime.GOOS {
	case "windows":
		return nil // WebView2 comes with Windows; nothing is needed to build
	case "darwin":
		if _, err := exec.LookPath("clang"); err != nil {
			return errors.New("the Xcode command line tools are missing; install them with: xcode-select --install")
		}
		return nil
	}
	if exec.Command("pkg-config", "--exists", "gtk+-3.0", "webkit2gtk-4.1").Run() == nil {
		return nil
	}
	return errors.New(`GTK 3 and WebKitGTK 4.1 with their headers are missing; install them, for example
  Fedora:  dnf install gcc pkgconf gtk3-devel webkit2gtk4.1-devel
  Arch:    pacman -S base-devel gtk3 webkit2gtk-4.1
  openSUSE: zypper install gcc pkg-config gtk3-devel webkit2gtk3-devel`)
}
