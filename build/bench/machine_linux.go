package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// memory returns what this process holds in memory, what of it is no file
// that the system can take back, and what it held at most, in bytes, 0 where
// the system does not say.
func memory() (now, own, most int64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, 0, 0
	}
	for _, line := range bytes.Split(status, []byte("\n")) {
		words := bytes.Fields(line)
		if len(words) < 2 {
			continue
		}
		kib, _ := strconv.ParseInt(string(words[1]), 10, 64)
		switch string(words[0]) {
		case "VmRSS:":
			now = kib << 10
		case "RssAnon:":
			own = kib << 10
		case "VmHWM:":
			most = kib << 10
		}
	}
	return now, own, most
}

// load is how busy the machine was in the last minutes.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if words := bytes.Fields(text); err == nil && len(words) > 2 {
		return string(bytes.Join(words[:3], []byte(" ")))
	}
	return "unknown"
}

// onDisk returns what the files below a path take of the disk: holes in them
// take none.
func onDisk(path string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if stat, ok := info.Sys().(*syscall.Stat_t); ok {
			sum += stat.Blocks * 512
		}
		return nil
	})
	return sum, err
}
