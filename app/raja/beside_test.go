package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/raja-crm/raja/app/relay"
)

// opened waits until the Raja that was started in the background lets the
// command line in.
func opened(script *testscript.TestScript, _ bool, args []string) {
	note := script.MkAbs(filepath.Join(args[0], relay.NoteName))
	for range 1000 {
		if _, err := os.Stat(note); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	script.Fatalf("%s is not open", args[0])
}

// both runs a command in the shop "open", which a Raja has open, and in
// "shut", its copy that nobody has, and compares what they print and how they
// end. An @ in a word is the side; a < names a file to read from.
func both(script *testscript.TestScript, failing bool, args []string) {
	beside, alone := side(script, "open", args), side(script, "shut", args)
	if beside != alone {
		script.Fatalf("%s\nwhile the shop is open:\n%s\nwhile it is closed:\n%s", args, beside, alone)
	}
	if strings.HasPrefix(alone, "0\n") == failing {
		script.Fatalf("%s ended with\n%s", args, alone)
	}
	script.Logf("%s", alone)
}

// side returns the exit code and what was printed.
func side(script *testscript.TestScript, name string, args []string) string {
	command := exec.Command("raja", "--data", script.MkAbs(name))
	command.Dir, command.Env = script.MkAbs("."), append(os.Environ(), environment(script)...)
	for i, arg := range args {
		if arg == "<" {
			file, err := os.Open(script.MkAbs(args[i+1]))
			script.Check(err)
			defer file.Close()
			command.Stdin = file
			break
		}
		command.Args = append(command.Args, strings.ReplaceAll(arg, "@", name))
	}
	var complaint strings.Builder
	command.Stderr = &complaint
	printed, err := command.Output()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		script.Check(err)
	}
	said := strconv.Itoa(command.ProcessState.ExitCode()) + "\n" + string(printed) + "--\n" + complaint.String()
	return chance.ReplaceAllString(strings.ReplaceAll(said, script.MkAbs(name), "SHOP"), "CHANCE")
}

func environment(script *testscript.TestScript) (env []string) {
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "RAJA_LANG", "RAJA_NOW", "RAJA_PASSPHRASE", "GORACE"} {
		env = append(env, name+"="+script.Getenv(name))
	}
	return env
}

// chance is what differs from one run to the next wherever it runs.
var chance = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|"took_[a-z]+": [0-9]+|"bytes": [0-9]+|"root": "[0-9a-f]+"|"sha256": "[0-9a-f]+"`)
