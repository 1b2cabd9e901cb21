//go:build !linux

package main

import "time"

var started = time.Now()

// threadTime is the time on the wall, where nothing better is known.
func threadTime() time.Duration { return time.Since(started) }
