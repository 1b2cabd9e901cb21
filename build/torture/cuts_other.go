//go:build !linux

package main

import (
	"context"
	"errors"
	"os/exec"
)

const cutsWord = "inside"

func cuts(context.Context, *trial) *result {
	return &result{skipped: mayCut().Error()}
}

func cutsWithoutMsync(context.Context, *trial) *result {
	return &result{skipped: mayCut().Error()}
}

func cutsInside(context.Context, []string) int { return 2 }

func mayCut() error { return errors.New("it needs Linux, for a loop device") }

func apart(*exec.Cmd) {}
