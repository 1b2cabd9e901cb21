package workshop

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// sdkCopy is the SDK as raja plugin new lays it beside a rule: without a
// compiler.
func sdkCopy(t *testing.T, rule string) string {
	t.Helper()
	const folder = "../golden/segment/assemblyscript"
	write(t, filepath.Join(rule, "rule.ts"), read(t, filepath.Join(folder, "rule.ts")))
	sdk := filepath.Join(rule, "sdk")
	if err := os.CopyFS(filepath.Join(sdk, "assembly"), os.DirFS(filepath.Join(assemblyScriptSDK, "assembly"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"asconfig.json", "package.json", "package-lock.json"} {
		write(t, filepath.Join(sdk, name), read(t, filepath.Join(assemblyScriptSDK, name)))
	}
	return sdk
}

// programs makes PATH a folder of these programs: the real ones, or scripts.
func programs(t *testing.T, scripts map[string]string, real ...string) {
	t.Helper()
	bin := t.TempDir()
	for _, name := range real {
		program, err := exec.LookPath(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(program, filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, script := range scripts {
		write(t, filepath.Join(bin, name), []byte("#!/bin/sh\n"+script))
		if err := os.Chmod(filepath.Join(bin, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
}

// The first rule fetches the compiler; the second one is built where there is
// neither npm nor a network, and to the same bytes.
func TestTheSecondAssemblyScriptRuleNeedsNoNetwork(t *testing.T) {
	if _, err := ordinary().asc(context.Background(), sdkCopy(t, t.TempDir())); err != nil {
		t.Fatal(err)
	}
	programs(t, nil, "node")
	second := t.TempDir()
	out := filepath.Join(second, "plugin.wasm")
	if err := buildAssemblyScript(context.Background(), second, sdkCopy(t, second), out); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, out), read(t, "../golden/segment/assemblyscript/plugin.wasm")) {
		t.Error("it is another module")
	}
	if isFile(filepath.Join(second, "sdk", ascProgram)) {
		t.Error("the second rule has a compiler of its own")
	}
}

const fakeInstall = `mkdir -p node_modules/assemblyscript/bin && echo x >> "$COUNT" && echo "// asc" > node_modules/assemblyscript/bin/asc.js`

// Another lock is another compiler, a folder that broke is made anew, and many
// builds at once end with one whole compiler.
func TestEachPinnedCompilerIsInstalledOnceForAllRules(t *testing.T) {
	programs(t, map[string]string{"npm": fakeInstall}, "mkdir")
	count := filepath.Join(t.TempDir(), "count")
	t.Setenv("COUNT", count)
	i := installer{filepath.Join(t.TempDir(), "shared"), time.Minute}
	ask := func(sdk string) string {
		asc, err := i.asc(context.Background(), sdk)
		if err != nil || !isFile(asc) {
			t.Errorf("%s, %v", asc, err)
		}
		return asc
	}
	one, two := sdkCopy(t, t.TempDir()), sdkCopy(t, t.TempDir())
	first := ask(one)
	if second := ask(two); second != first || len(read(t, count)) != 2 {
		t.Errorf("%s and %s, installed %d times", first, second, len(read(t, count))/2)
	}
	write(t, filepath.Join(two, "package-lock.json"), []byte("{}"))
	if other := ask(two); other == first {
		t.Error("another lock is built with the same compiler")
	}
	if err := os.Remove(first); err != nil { // it broke
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() { ask(one) })
	}
	group.Wait()
	left, err := filepath.Glob(filepath.Join(i.shared, "*"))
	if err != nil || len(left) != 2 {
		t.Errorf("left are %v, %v; want two compilers", left, err)
	}
}

// Where the network never answers, npm is not waited for without end.
func TestACompilerThatDoesNotComeIsWaitedForInBounds(t *testing.T) {
	programs(t, map[string]string{"npm": "sleep 3 & wait"}, "sleep")
	sdk := sdkCopy(t, t.TempDir())
	for name, shared := range map[string]string{"shared": filepath.Join(t.TempDir(), "shared"), "no place to share": ""} {
		_, err := installer{shared, 50 * time.Millisecond}.asc(context.Background(), sdk)
		if want := "did not come within 50ms: it needs the network once, for all rules of this user"; err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want %q in one sentence", name, err, want)
		}
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(sdk), "shared", "*"))
	if len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

// What npm says is told, behind what to do about it.
func TestACompilerThatCannotBeFetchedIsTold(t *testing.T) {
	programs(t, map[string]string{"npm": "echo npm error network getaddrinfo EAI_AGAIN; exit 1"}, "node")
	rule := t.TempDir()
	_, err := installer{t.TempDir(), time.Minute}.asc(context.Background(), sdkCopy(t, rule))
	if err == nil || !strings.HasPrefix(err.Error(), "npm ci cannot fetch the AssemblyScript compiler: it needs the network once") || !strings.Contains(err.Error(), "EAI_AGAIN") {
		t.Errorf("error %v", err)
	}
}
