//go:build window && linux

package smoke_test

import (
	"bytes"
	"errors"
	"net"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// patience is how long anything may take on a busy machine. It is a limit,
// never a wait.
const patience = 60 * time.Second

// app is a running window.
type app struct {
	command *exec.Cmd
	said    bytes.Buffer
	ended   chan error
	address string // of its inspector
}

// open starts a window; env comes on top of the stage's.
func (s *stage) open(t *testing.T, env []string, args ...string) *app {
	t.Helper()
	a := &app{command: exec.Command(s.binary, args...), ended: make(chan error, 1), address: freeAddress(t)}
	a.command.Env = append(append(s.env, "WEBKIT_INSPECTOR_HTTP_SERVER="+a.address), env...)
	a.command.Stdout, a.command.Stderr = &a.said, &a.said
	a.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := a.command.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() {
		a.ended <- a.command.Wait()
		close(exited)
	}()
	t.Cleanup(func() {
		syscall.Kill(-a.command.Process.Pid, syscall.SIGKILL) // ended already, mostly
		<-exited
		if t.Failed() {
			t.Logf("the window said:\n%s", &a.said)
		}
	})
	return a
}

// quit closes the window as its page does; the page may be gone before it can
// say that it heard.
func (a *app) quit(t *testing.T, p *page) (code int) {
	t.Helper()
	p.inspector.evaluate("window.runtime.Quit()", nil) // the exit code tells
	return a.exit(t)
}

// exit waits until the window has ended and returns its exit code.
func (a *app) exit(t *testing.T) int {
	t.Helper()
	select {
	case err := <-a.ended:
		var failed *exec.ExitError
		if err != nil && !errors.As(err, &failed) {
			t.Fatal(err)
		}
		return a.command.ProcessState.ExitCode()
	case <-time.After(patience):
		t.Fatal("the window does not end")
		return -1
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() // the port is free again
	return listener.Addr().String()
}

// eventually asks until done or out of patience.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	ticks := time.NewTicker(25 * time.Millisecond)
	defer ticks.Stop()
	tooLate := time.After(patience)
	for !done() {
		select {
		case <-ticks.C:
		case <-tooLate:
			t.Fatalf("%s: not within %s", what, patience)
		}
	}
}
