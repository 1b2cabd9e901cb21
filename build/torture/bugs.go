package main

import "slices"

// bug is a mistake that is put into a copy of one source file, asleep until the
// environment says its name, so that a part of this program can show that it
// would notice.
type bug struct {
	parts    string // that must notice, with spaces between
	alone    bool   // no other part does
	name     string
	file     string // below the project's folder
	old, new string // AWAKE in new is whether the bug is awake
}

// bugs are the mistakes that the parts must notice. A part that notices none of
// its own is blind.
func bugs() []bug { return slices.Concat(logBugs(), storeBugs(), otherBugs()) }
