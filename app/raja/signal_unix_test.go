//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// The other end of the pipe stays open and silent, so that the command
// waits for its calendar for ever.
func TestASignalEndsACommandThatCannotBeStopped(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "calendar.json")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	shop := newProcess(t, filepath.Join(t.TempDir(), "shop"))
	command := shop.command("hours", "open", "--calendar", pipe)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	open, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits until the command reads
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err == nil {
		t.Error("the command says that all went well")
	}
}
