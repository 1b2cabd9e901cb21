package sdk_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// run runs a program and returns what it said. A program that is missing fails
// the test with what to install.
func run(t *testing.T, install, program string, arguments ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Fatalf("%s is missing; apt-get install %s", program, install)
	}
	said, err := exec.Command(program, arguments...).CombinedOutput()
	return string(said), err
}

// nativeC compiles a test in C as the README says, with every warning an
// error.
func nativeC(t *testing.T, test, rule string) string {
	t.Helper()
	sources, err := filepath.Glob("c/*.c")
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "rule")
	words := append([]string{"-std=c11", "-g", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", "c", "-I", rule, "-o", program, test}, sources...)
	if said, err := run(t, "clang libc6-dev", "clang", words...); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return program
}

func TestARuleInCRunsAsAnOrdinaryProgram(t *testing.T) {
	program := nativeC(t, "testdata/native-c/rule_test.c", "../golden/loyalty/c")
	if said, err := run(t, "", program); err != nil || said != "all is well\n" {
		t.Errorf("%v\n%s", err, said)
	}
	said, err := run(t, "", program, "fail")
	if err == nil || !strings.Contains(said, `raja_fail: row 0, field -1: there is no setting "gold"; config.schema.json lacks it`) {
		t.Errorf("it went on where it should abort: %v\n%s", err, said)
	}
}

func TestTheCalendarInCIsTheLibrarys(t *testing.T) {
	program := nativeC(t, "testdata/native-c/day_test.c", ".")
	if said, err := run(t, "", program); err != nil || said != "all is well\n" {
		t.Errorf("%v\n%s", err, said)
	}
}

// The SDK's own tests, and those of a rule, run as cargo test would run them.
func TestARuleInRustRunsAsAnOrdinaryProgram(t *testing.T) {
	folder := t.TempDir()
	rust := func(arguments ...string) {
		t.Helper()
		common := []string{"--edition", "2021", "-D", "warnings", "-L", folder}
		if said, err := run(t, "rustc", "rustc", append(common, arguments...)...); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
	}
	library, own, rule := filepath.Join(folder, "libraja.rlib"), filepath.Join(folder, "own"), filepath.Join(folder, "rule")
	rust("--crate-name", "raja", "--test", "-o", own, "rust/src/lib.rs")
	rust("--crate-name", "raja", "--crate-type", "rlib", "-o", library, "rust/src/lib.rs")
	rust("--crate-name", "rule", "--test", "--extern", "raja="+library, "-o", rule, "testdata/native-rust/rule.rs")
	for _, program := range []string{own, rule} {
		if said, err := run(t, "", program); err != nil || !strings.Contains(said, "test result: ok") {
			t.Errorf("%v\n%s", err, said)
		}
	}
}
