//go:build !linux

package main

import "context"

func cuts(context.Context, *trial) *result {
	return &result{skipped: "it needs Linux, for a loop device"}
}
