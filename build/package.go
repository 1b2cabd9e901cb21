package main

import "context"

func pack(context.Context, *door, []string) error { return nil }
