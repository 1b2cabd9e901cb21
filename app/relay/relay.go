// Package relay carries a command from the program that it was typed in to the
// Raja that has the shop open, and its answer back. One process owns a data
// folder; while that is a window or `raja serve`, it listens on a port of this
// machine for whoever can read the note that it keeps in the folder, and runs
// there what the command line was asked to do. What a command means it does
// not know: words, files and sentences pass through.
package relay

import (
	"context"
	"io"

	"github.com/raja-crm/raja/core/fault"
)

// MaxCall is how long a command may be with all that goes with it, in bytes
// as they are sent.
const MaxCall = 1 << 20

// Call is a command as it was typed, with what decides what it means there.
type Call struct {
	Words   [][]byte `json:"words"`   // after the program's name, byte for byte
	Folder  []byte   `json:"folder"`  // that relative paths start from
	Data    []byte   `json:"data"`    // the data folder as the caller calls it
	Lang    string   `json:"lang"`    // also where the caller's environment says it
	Now     string   `json:"now"`     // likewise; "" is the wall clock
	Input   bool     `json:"input"`   // the command reads what the caller sends
	Watched bool     `json:"watched"` // somebody sees progress
}

// Streams is what a command reads and writes.
type Streams struct {
	In       io.Reader // nil when it reads nothing
	Out, Err io.Writer
	// Progress is given how far something called Name has come; nil when
	// nobody sees it.
	Progress func(Progress)
}

// Progress is how far something has come.
type Progress struct {
	Name  string `json:"name"`
	Done  int64  `json:"done"`
	Total int64  `json:"total"` // 0 is not known
	Ended bool   `json:"ended"`
}

// Runner runs a command and returns its exit code. It ends soon after ctx
// does; why ctx ended is its cause. It is called from many goroutines.
type Runner func(ctx context.Context, call Call, streams Streams) (code int)

// ErrClosing is the cause of the context of a command that is ended because
// its Raja is.
var ErrClosing = fault.Unavailable("data", "the Raja that has the shop open is being closed; try again")
