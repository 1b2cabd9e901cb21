package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// An import that is killed at any moment leaves a shop that is whole, and
// running it again ends where it would have ended.
func TestAnImportKilledAtTenMomentsEndsInTheSameState(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Fatal("this test reads /proc to kill at a chosen place; run it on Linux")
	}
	cdnow := sharedData(t)
	info, err := os.Stat(cdnow)
	if err != nil {
		t.Fatal(err)
	}
	shop := newProcess(t, filepath.Join(t.TempDir(), "killed"))
	shop.must("init", "--name", "Killed", "--currency", "USD", "--timezone", "America/New_York")
	dice := rand.New(rand.NewPCG(4, 11))
	for kill := range 10 {
		at := int64(kill)*info.Size()/10 + dice.Int64N(info.Size()/10)
		shop.killAt(cdnow, at)
		if out := shop.must("check"); !strings.Contains(out, `"ok": true`) {
			t.Fatalf("after a kill at byte %d: %s", at, out)
		}
	}
	shop.must(importWords(cdnow)...)
	whole := newProcess(t, filepath.Join(t.TempDir(), "whole"))
	whole.must("init", "--name", "Whole", "--currency", "USD", "--timezone", "America/New_York")
	whole.must(importWords(cdnow)...)
	if killed, want := shop.state(), whole.state(); killed != want {
		t.Errorf("the killed import ended in\n%.600s\nwant\n%.600s", killed, want)
	}
}

func importWords(file string) []string {
	return []string{"import", "orders", file, "--format", "spaces", "--columns", "customer,date,quantity,amount", "--date-format", "20060102"}
}

// process runs the real program on one shop.
type process struct {
	t            *testing.T
	binary, data string
}

func newProcess(t *testing.T, data string) *process {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "raja")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %s %v", out, err)
	}
	return &process{t: t, binary: binary, data: data}
}

func (p *process) command(words ...string) *exec.Cmd {
	command := exec.Command(p.binary, append([]string{"--data", p.data, "--json"}, words...)...)
	command.Env = append(os.Environ(), "RAJA_NOW=2026-03-14T10:00:00+07:00", "XDG_CACHE_HOME="+filepath.Join(os.TempDir(), "raja-test-cache"))
	return command
}

func (p *process) must(words ...string) string {
	p.t.Helper()
	command := p.command(words...)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		p.t.Fatalf("raja %s: %v\n%s%s", words, err, out, &complaint)
	}
	return string(out)
}

// killAt starts the import and kills it once it has read the file up to a
// byte. It has to be there before the import ends.
func (p *process) killAt(file string, at int64) {
	p.t.Helper()
	command := p.command(importWords(file)...)
	if err := command.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	for offset(command.Process.Pid, file) < at {
		select {
		case err := <-ended:
			p.t.Fatalf("the import ended (%v) before byte %d was read", err, at)
		default:
			runtime.Gosched()
		}
	}
	if err := command.Process.Signal(syscall.SIGKILL); err != nil {
		p.t.Fatal(err)
	}
	<-ended
}

// offset is how far a process has read a file, 0 before it is open.
func offset(pid int, file string) int64 {
	folder := fmt.Sprintf("/proc/%d/fd", pid)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0
	}
	for _, entry := range entries {
		if target, err := os.Readlink(filepath.Join(folder, entry.Name())); err != nil || target != file {
			continue
		}
		info, err := os.ReadFile(fmt.Sprintf("/proc/%d/fdinfo/%s", pid, entry.Name()))
		if err != nil {
			return 0
		}
		fields := strings.Fields(string(info))
		read, err := strconv.ParseInt(fields[1], 10, 64)
		if err != nil {
			return 0
		}
		return read
	}
	return 0
}

// state is all that a shop shows: every customer with her figures, and the
// segments.
func (p *process) state() string {
	list := filepath.Join(p.t.TempDir(), "list.jsonl")
	p.must("segment", "run", "--as-of", "1998-07-01", "--window", "0")
	p.must("export", "customers", "--format", "jsonl", "--out", list,
		"--columns", "code,customer,name,segment,tier,points,orders,visits,net,first_order_on,last_order_on")
	body, err := os.ReadFile(list)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.must("segment", "list") + string(body)
}
