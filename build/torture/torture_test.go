package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/store/disk"
)

func TestEveryPlantedBugHasItsPlace(t *testing.T) {
	if _, err := planted(filepath.Join("..", "..")); err != nil {
		t.Error(err)
	}
	for _, one := range bugs() {
		if !strings.Contains(one.new, "AWAKE") {
			t.Errorf("%q does not sleep", one.name)
		}
		for _, part := range strings.Fields(one.parts) {
			if find(part) == nil {
				t.Errorf("%q is for %q, which is no part", one.name, part)
			}
		}
	}
}

func TestEachPartAloneNoticesABug(t *testing.T) {
	alone := map[string]bool{}
	for _, one := range bugs() {
		for _, part := range strings.Fields(one.parts) {
			alone[part] = alone[part] || one.alone
		}
	}
	for _, part := range names() {
		if !alone[part] {
			t.Errorf("no bug is for %s alone", part)
		}
	}
}

func TestAPartThatCouldNotRunHasNotPassed(t *testing.T) {
	t.Setenv("CI", "")
	for _, one := range []struct {
		name string
		take []*result
		want string
		code int
	}{
		{"all ran", []*result{{}, {}}, "2 passed, 0 failed, 0 could not run", 0},
		{"one could not", []*result{{}, {skipped: "no root"}}, "1 passed, 0 failed, 1 could not run\ncould not run: part: no root", 0},
		{"one failed", []*result{{}, {lost: 1}, {skipped: "no root"}}, "1 passed, 1 failed, 1 could not run", 1},
		{"none could", []*result{{skipped: "no root"}}, "nothing ran", 1},
	} {
		t.Run(one.name, func(t *testing.T) {
			var all summary
			for _, r := range one.take {
				all.take("part", r)
			}
			var said bytes.Buffer
			all.print(&said)
			if !strings.Contains(said.String(), one.want) || all.code() != one.code {
				t.Errorf("said %q with code %d, want %q and %d", said.String(), all.code(), one.want, one.code)
			}
		})
	}
}

func TestAPartWithoutAnsweredChangesFails(t *testing.T) {
	idle := chamber{name: "idle", least: 5}
	r := idle.judge(&result{cycles: 3, acknowledged: 14})
	if !r.bad() {
		t.Errorf("14 changes in 3 cycles passed, where 15 are the least")
	}
	if r := idle.judge(&result{}); !r.bad() {
		t.Errorf("no cycle at all passed")
	}
}

func TestWhatIsToldIsHeard(t *testing.T) {
	said := &result{cycles: 1, acknowledged: 2, lost: 3, missed: 4, first: "a \"quoted\"\nline"}
	var line bytes.Buffer
	said.tell(&line)
	got, err := heard(&line)
	if err != nil || got.cycles != 1 || got.acknowledged != 2 || got.lost != 3 || got.missed != 4 || got.first != said.first {
		t.Errorf("heard %+v, %v", got, err)
	}
}

// After a sync that failed the system takes what it holds for written.
func TestASyncAfterOneThatFailedBringsNothingToTheDisk(t *testing.T) {
	d := newUnwell("", "sync file 1")
	f, err := d.Open("file", disk.Write)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		if _, err := f.WriteAt([]byte(text), 0); err != nil {
			t.Fatal(err)
		}
	}
	left := func() string { return strings.TrimRight(string(sectorOf(d.cut(nil), "file", 0)), "\x00") }
	write("old")
	if err := f.Sync(); err == nil {
		t.Fatal("the first sync did not fail")
	}
	if err := d.SyncDir("."); err != nil {
		t.Fatal(err)
	}
	if err := f.Sync(); err != nil || left() != "" {
		t.Errorf("a second sync left %q, %v; want nothing", left(), err)
	}
	write("new")
	if err := f.Sync(); err != nil || left() != "new" {
		t.Errorf("written again it left %q, %v", left(), err)
	}
}
