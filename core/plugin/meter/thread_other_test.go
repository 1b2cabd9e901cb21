//go:build !linux

package meter_test

import "time"

// threadTime is a clock on the wall where no other is at hand. Only the
// difference between two readings means anything.
func threadTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
