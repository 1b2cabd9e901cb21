package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// bug is a mistake that is put into a copy of one source file, so that a part
// of this program can show that it would notice.
type bug struct {
	part     string // that must notice
	name     string
	file     string // below the project's folder
	old, new string
}

func bugs() []bug {
	const redo, badger = "core/store/redo/", "core/store/badger/"
	return []bug{
		{
			"kills", "an answer comes before the change is in the log", badger + "group.go",
			"	err := g.write()\n", "	var err error\n	for _, m := range g.members {\n		m.done <- m.err\n	}\n	g.members = nil\n	err = g.write()\n",
		},
		{
			"cuts", "the log is not synced", redo + "log.go",
			"	if err := l.file.Sync(); err != nil {\n		l.broken = fmt.Errorf(\"redo: the disk did not take", "	if err := error(nil); err != nil {\n		l.broken = fmt.Errorf(\"redo: the disk did not take",
		},
		{
			"cuts", "a rebuild takes the checkpoint for everything", badger + "truth.go",
			"		later, err := t.since(ctx, kept.seq)\n", "		later, err := map[string]change{}, error(nil)\n",
		},
		{
			"images", "a torn record is taken for damage", redo + "scan.go",
			"	if !s.unfinished(rest) || s.follows(rest) {", "	if true {",
		},
		{
			"images", "the body of a record is not verified", redo + "record.go",
			"	return body, sum(body) == h.bodySum && allZero", "	return body, true || allZero",
		},
		{
			"flips", "the head of a chunk is not verified", "core/store/checkpoint/read.go",
			"	if link(kept) != r.link {", "	if false && link(kept) != r.link {",
		},
		{
			"flips", "the copies are not compared", badger + "heal.go",
			"	difference, err := db.compare(ctx, progress)", "	difference, err := \"\", error(nil)",
		},
		{
			"flips", "the blocks of the tables are not verified before Badger merges them", badger + "damage.go",
			"	return verify(held, sum)\n", "	_, _ = held, sum\n	return nil\n",
		},
		{
			"full", "free space is not looked at", badger + "guard.go",
			"	if free < size+reserve {", "	if false {",
		},
		{
			"faults", "a failed sync is tried again", redo + "log.go",
			"		l.broken = fmt.Errorf(\"redo: the disk did not take record %d: %w\", h.seq, err)\n		return 0, l.broken", "		l.end += int64(len(data))\n		return 0, err",
		},
		{
			"faults", "a failed write of the checkpoint is taken for done", "core/store/disk/write.go",
			"		err = write(out)\n", "		_ = write(out)\n",
		},
		{
			"shop", "deletions are left out of the log", badger + "changes.go",
			"		if c.gone {\n			data = binary", "		if c.gone {\n			continue\n			data = binary",
		},
		{
			"shop", "a rebuild forgets the log", badger + "truth.go",
			"			later[string(key)] = c\n", "			_, _ = key, c\n",
		},
	}
}

// runPlanted builds this program once for each bug and runs the part that must
// notice it.
func runPlanted(ctx context.Context, o options) int {
	root, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	noticed, missed := 0, 0
	for _, one := range bugs() {
		if o.only != "" && o.only != one.part {
			continue
		}
		saw, err := one.isNoticed(ctx, root, o)
		switch {
		case err != nil:
			missed++
			fmt.Printf("✗ %-7s %s: %v\n", one.part, one.name, err)
		case !saw:
			missed++
			fmt.Printf("✗ %-7s did not notice that %s\n", one.part, one.name)
		default:
			noticed++
			fmt.Printf("✓ %-7s noticed that %s\n", one.part, one.name)
		}
	}
	fmt.Printf("\n%d passed, %d failed\n", noticed, missed)
	if missed > 0 {
		return 1
	}
	return 0
}

func (b bug) isNoticed(ctx context.Context, root string, o options) (bool, error) {
	dir, err := os.MkdirTemp("", "raja-planted-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	program := filepath.Join(dir, "torture")
	if err := b.build(ctx, root, dir, program); err != nil {
		return false, err
	}
	minutes := fmt.Sprint(max(o.minutes/float64(len(bugs())), 1.5))
	out, err := exec.CommandContext(ctx, program, "-only", b.part, "-minutes", minutes, "-seed", fmt.Sprint(o.seed)).CombinedOutput()
	if err == nil {
		return false, nil
	}
	if !strings.Contains(string(out), "first:") && !strings.Contains(string(out), "panic") && !strings.Contains(string(out), "SIGBUS") {
		return false, fmt.Errorf("%w: %s", err, out)
	}
	return true, nil
}

// build compiles the program with the bug in it. The sources stay as they are.
func (b bug) build(ctx context.Context, root, dir, program string) error {
	path := filepath.Join(root, b.file)
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if strings.Count(string(body), b.old) != 1 {
		return fmt.Errorf("%s has changed: the place for the bug is not found", b.file)
	}
	hurt := filepath.Join(dir, "hurt.go")
	if err := os.WriteFile(hurt, []byte(strings.Replace(string(body), b.old, b.new, 1)), 0o600); err != nil {
		return err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{path: hurt}})
	if err != nil {
		return err
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return err
	}
	build := exec.CommandContext(ctx, "go", "build", "-overlay", list, "-o", program, "./build/torture")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}
