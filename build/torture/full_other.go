//go:build !linux

package main

import "context"

func full(context.Context, *trial) *result {
	return &result{skipped: "it needs Linux, for a small tmpfs"}
}
