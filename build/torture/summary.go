package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
)

// summary tells apart what passed, what failed and what could not run.
type summary struct {
	passed, failed int
	absent         []string // what could not run, and why
}

func (s *summary) take(name string, r *result) {
	switch {
	case r.skipped != "":
		s.absent = append(s.absent, name+": "+r.skipped)
	case r.bad():
		s.failed++
	default:
		s.passed++
	}
}

// print ends with the parts that could not run, so that who sees the last
// lines alone sees them.
func (s *summary) print(out io.Writer) {
	fmt.Fprintf(out, "\n%d passed, %d failed, %d could not run\n", s.passed, s.failed, len(s.absent))
	for _, one := range s.absent {
		fmt.Fprintln(out, "could not run:", one)
	}
	if len(s.absent) > 0 && os.Getenv("CI") == "true" && runtime.GOOS == "linux" && os.Geteuid() == 0 {
		fmt.Fprintln(out, "NOTE: this is CI, on Linux and as root, where every part should run; what is named above was not tried")
	}
	if s.passed+s.failed == 0 {
		fmt.Fprintln(out, "nothing ran")
	}
}

// code is 0 only when something ran and all that ran passed.
func (s *summary) code() int {
	if s.failed > 0 || s.passed == 0 {
		return 1
	}
	return 0
}
