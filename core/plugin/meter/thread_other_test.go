//go:build !linux

package meter_test

import "time"

var began = time.Now()

// threadTime is a clock on the wall where no other is at hand.
func threadTime() time.Duration { return time.Since(began) }
