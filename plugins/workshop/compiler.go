package workshop

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// fetchTime is how long npm may take to fetch the compiler, some 25 MB.
const fetchTime = 5 * time.Minute

// installer puts the AssemblyScript compiler into a folder that all rules of
// this user share: only the first of them needs the network.
type installer struct {
	shared string        // the folder; "" puts it into each rule's SDK
	within time.Duration // for which npm is waited
}

// ordinary is the installer of this user.
func ordinary() installer {
	base, err := os.UserCacheDir()
	if err != nil {
		return installer{within: fetchTime}
	}
	return installer{filepath.Join(base, "raja", "assemblyscript"), fetchTime}
}

// asc returns the compiler that the SDK pins, and installs it where it is
// missing.
func (i installer) asc(ctx context.Context, sdk string) (string, error) {
	if asc := filepath.Join(sdk, ascProgram); isFile(asc) {
		return asc, nil
	}
	if i.shared == "" {
		return filepath.Join(sdk, ascProgram), i.npm(ctx, sdk)
	}
	pins, err := pinsOf(sdk)
	if err != nil {
		return "", err
	}
	place := filepath.Join(i.shared, pins.name())
	asc := filepath.Join(place, ascProgram)
	if isFile(asc) {
		return asc, nil
	}
	return asc, i.install(ctx, pins, place)
}

// pins are the files that say which compiler it is, to the byte.
type pins map[string][]byte

func pinsOf(sdk string) (pins, error) {
	p := pins{}
	for _, name := range []string{"package.json", "package-lock.json"} {
		text, err := os.ReadFile(filepath.Join(sdk, name))
		if err != nil {
			return nil, fmt.Errorf("%s is missing: raja plugin new puts it there with the SDK", filepath.Join(sdk, name))
		}
		p[name] = text
	}
	return p, nil
}

// name is another one for each compiler, so that no rule's SDK changes what
// another one is built with.
func (p pins) name() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%x %x", sha256.Sum256(p["package.json"]), sha256.Sum256(p["package-lock.json"])))
	return hex.EncodeToString(sum[:8])
}

// install fetches the compiler beside its place and moves it there whole: two
// builds at once do not disturb each other.
func (i installer) install(ctx context.Context, p pins, place string) error {
	if err := os.MkdirAll(i.shared, 0o700); err != nil {
		return fmt.Errorf("the AssemblyScript compiler cannot be installed: %w", err)
	}
	fresh, err := os.MkdirTemp(i.shared, "fetching-")
	if err != nil {
		return fmt.Errorf("the AssemblyScript compiler cannot be installed: %w", err)
	}
	defer os.RemoveAll(fresh) //nolint:errcheck // gone already when all went well
	for name, text := range p {
		if err := os.WriteFile(filepath.Join(fresh, name), text, 0o600); err != nil {
			return fmt.Errorf("the AssemblyScript compiler cannot be installed: %w", err)
		}
	}
	if err := i.npm(ctx, fresh); err != nil {
		return err
	}
	whole := func() bool { return isFile(filepath.Join(place, ascProgram)) }
	for range 2 { // something broken may lie there, which is put away first
		if err = os.Rename(fresh, place); err == nil || whole() { // somebody else was as fast
			return nil
		}
		_ = os.RemoveAll(place)
	}
	if whole() {
		return nil
	}
	return fmt.Errorf("the AssemblyScript compiler cannot be installed: %w", err)
}

// npm runs npm ci in a folder, and no longer than it may.
func (i installer) npm(ctx context.Context, folder string) error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return errors.New("npm is missing: it comes with Node.js 20 or newer; install it from your system or from https://nodejs.org")
	}
	bounded, cancel := context.WithTimeout(ctx, i.within)
	defer cancel()
	install := exec.CommandContext(bounded, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline",
		"--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000")
	install.Dir = folder
	install.WaitDelay = time.Second // what npm began may outlive it and hold its output
	said, err := install.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case bounded.Err() != nil:
		return fmt.Errorf("the AssemblyScript compiler did not come within %s: %s", i.within, needsNetwork)
	case err != nil:
		return fmt.Errorf("npm ci cannot fetch the AssemblyScript compiler: %s:\n%s", needsNetwork, lastOr(said, err))
	}
	return nil
}

const needsNetwork = "it needs the network once, for all rules of this user; build again when you are online, or put a node_modules folder with assemblyscript above the rule"
