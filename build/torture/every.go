package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/raja-crm/raja/core/store/badger"
)

// everyBit turns every bit of what is used of every file of the smallest store,
// one after another. Each few thousand are a process of their own, see
// mostFlips.
func everyBit(ctx context.Context, t *trial) *result {
	r := &result{}
	dir, err := os.MkdirTemp("", "raja-bits-")
	if err == nil {
		defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
		err = smallestStore(filepath.Join(dir, "whole"))
	}
	if err != nil {
		r.blame(&r.stuck, "%v", err)
		return r
	}
	for from := t.from; ctx.Err() == nil; from += mostFlips {
		part, more, err := bitsFrom(ctx, dir, from)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			r.blame(&r.stuck, "from bit %d: %v", from, err)
		}
		r.add(part)
		if !more || err != nil {
			return r
		}
	}
	r.blame(&r.stuck, "it was ended before the last bit, after %d", r.cycles)
	return r
}

// bitsFrom runs this program for the bits from one on, and says whether there
// are more behind them.
func bitsFrom(ctx context.Context, dir string, from int) (part *result, more bool, err error) {
	program, err := os.Executable()
	if err != nil {
		return &result{}, false, err
	}
	said, err := exec.CommandContext(ctx, program, bitsWord, strconv.Itoa(from), dir).Output()
	if err != nil {
		return &result{}, false, fmt.Errorf("%w: %s", err, said)
	}
	var total int
	in := bytes.NewReader(said)
	if _, err := fmt.Fscan(in, &total); err != nil {
		return &result{}, false, err
	}
	part, err = heard(in)
	return part, from+part.cycles < total && part.cycles > 0, err
}

// bitsWord lets the program be the process of bitsFrom.
const bitsWord = "bits"

// bits is that process: it prints how many bits there are and what came of its
// own.
func bits(args []string) int {
	from, err := strconv.Atoi(args[0])
	r, total := &result{}, 0
	if err == nil {
		total, err = r.bitsIn(args[1], from)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println(total)
	r.tell(os.Stdout)
	return 0
}

// everyStood is where the hands stand in the smallest store: it has entries in
// the checkpoint, in the log and in the tables.
func everyStood() [hands]uint64 { return [hands]uint64{4, 1} }

func everyOptions() badger.Options {
	o := flipOptions()
	o.CheckpointAfter = 1 << 10
	return o
}

// smallestStore makes one whose checkpoint holds some of its entries.
func smallestStore(dir string) error {
	for {
		if err := errors.Join(os.RemoveAll(dir), smallStore(dir, everyOptions(), everyStood())); err != nil {
			return err
		}
		written, err := os.Stat(filepath.Join(dir, "checkpoint"))
		if err != nil || written.Size() > emptyCheckpoint {
			return err
		}
	}
}

// emptyCheckpoint is larger than one that holds nothing.
const emptyCheckpoint = 300

func (r *result) bitsIn(dir string, from int) (total int, err error) {
	whole, hurt := filepath.Join(dir, "whole"), filepath.Join(dir, "hurt")
	all, err := inOrder(whole)
	if err != nil {
		return 0, err
	}
	for _, one := range all[min(from, len(all)):min(from+mostFlips, len(all))] {
		r.cycles++
		err := errors.Join(os.RemoveAll(hurt), os.CopyFS(hurt, os.DirFS(whole)), one.flip(hurt))
		if err != nil {
			return 0, err
		}
		r.judgeFlip(hurt, one, everyStood(), everyOptions())
	}
	return len(all), nil
}

// inOrder lists the bits of a folder file by file.
func inOrder(dir string) ([]target, error) {
	found, err := targetsIn(dir)
	var all []target
	for _, name := range slices.Sorted(maps.Keys(found)) {
		for _, bit := range found[name] {
			all = append(all, target{name, bit})
		}
	}
	return all, err
}
