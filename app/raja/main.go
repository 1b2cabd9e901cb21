// Command raja is Raja on the command line: the same engine as the window,
// for staff who type, for scripts, and for `raja serve`, which shows the page
// in a browser on this machine. It knows no window system. What its commands
// do is in app/command.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // Windows has no zones of its own

	"github.com/raja-crm/raja/app/command"
)

func main() {
	limitMemory()
	os.Exit(run())
}

// run runs the command that was typed; a signal ends it well.
func run() (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	insist(ctx, stop)
	return command.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// insist ends the program when it was told to end and something in it cannot
// be stopped: a file that gives no more, a module that is being compiled. What
// was answered is on disk. A second signal ends it at once.
func insist(ctx context.Context, stop func()) {
	const patience = 5 * time.Second
	context.AfterFunc(ctx, func() {
		stop()
		time.AfterFunc(patience, func() { os.Exit(1) })
	})
}
