package command

import (
	"fmt"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/plugins/workshop"
)

// stale says that a folder's module is not what its source would build, or is
// nil.
func stale(folder string) error {
	source := workshop.Stale(folder)
	if source == "" {
		return nil
	}
	return fault.Conflict("path", "plugin.wasm is older than %s; raja plugin build %s", source, folder)
}

// warnStale says so on the side and lets the verb go on.
func warnStale(s *say, folder string) {
	if err := stale(folder); err != nil {
		fmt.Fprintln(s.err, "raja: "+fault.As(err).Message)
	}
}
