// Package sstable looks at the files of Badger's tables before Badger does,
// which panics over damage in goroutines of its own, or quietly goes on without
// what it cannot read. It changes no table. Start at Check.
package sstable

import (
	"fmt"

	"github.com/raja-crm/raja/core/store"
)

// Guarded calls into Badger, which panics on a table whose blocks are damaged;
// that is an error of the disk, not of the program.
func Guarded(call func()) (err error) {
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("read a table: %w", store.ErrCorrupt)
		}
	}()
	call()
	return nil
}
