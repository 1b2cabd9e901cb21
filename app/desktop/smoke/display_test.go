//go:build window && linux

package smoke_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// display starts an X server on a number that is free and returns it as
// DISPLAY wants it.
func display(t *testing.T) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x900x24", "-nolisten", "tcp", "-noreset")
	command.ExtraFiles = []*os.File{write}
	start(t, command)
	write.Close() // the server has its own copy
	return ":" + firstLine(t, "Xvfb", read)
}

// bus starts a session bus, as every desktop has one, and returns its address.
func bus(t *testing.T) string {
	t.Helper()
	command := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address=1")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, command)
	return firstLine(t, "dbus-daemon", out)
}

// start runs a command until the test ends.
func start(t *testing.T, command *exec.Cmd) {
	t.Helper()
	if err := command.Start(); err != nil {
		t.Fatalf("%s is needed: %v; go run ./build test installs it", command.Args[0], err)
	}
	t.Cleanup(func() {
		command.Process.Kill() // it may have ended by itself
		command.Wait()         // killed
	})
}

func firstLine(t *testing.T, who string, from io.Reader) string {
	t.Helper()
	line, err := bufio.NewReader(from).ReadString('\n')
	if err != nil {
		t.Fatalf("%s did not start: %v", who, err)
	}
	return strings.TrimSpace(line)
}
