//go:build !linux

package main

import (
	"context"
	"os/exec"
)

const cutsWord = "inside"

func cuts(context.Context, *trial) *result {
	return &result{skipped: "it needs Linux, for a loop device"}
}

func cutsWithoutMsync(context.Context, *trial) *result {
	return &result{skipped: "it needs Linux, for a loop device"}
}

func cutsInside(context.Context, []string) int { return 2 }

func apart(*exec.Cmd) {}
