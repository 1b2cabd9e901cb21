package main

import (
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"
)

// profile writes where the processor's time of a round goes to a file of the
// folder that --profiles names; the last round of the same name stays.
func (b *bench) profile(name string) (stop func(), err error) {
	if b.profiles == "" {
		return func() {}, nil
	}
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ,:()/", r) {
			return '-'
		}
		return r
	}, name)
	file, err := os.Create(filepath.Join(b.profiles, plain+".pprof"))
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		_ = file.Close() // a profile is for reading once
	}, nil
}
