package badger

import (
	"errors"
	"fmt"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
)

var errReadOnly = errors.New("the folder cannot be written; copy it where you may write, and open the copy")

// signs are words by which Badger's errors are told apart, in lower case: it
// wraps them as text, so errors.Is finds nothing. The first that fits decides.
var signs = []struct {
	words string
	means error
}{
	{"another process is using this badger database", store.ErrLocked},
	{"no space left on device", store.ErrDiskFull},
	{"disk quota exceeded", store.ErrDiskFull},
	{"not enough space on the disk", store.ErrDiskFull},
	{"permission denied", errReadOnly},
	{"access is denied", errReadOnly},
	{"read-only file system", errReadOnly},
	{"not a directory", errReadOnly},
	{"checksum mismatch", store.ErrCorrupt},
	{"invalid checksum length", store.ErrCorrupt},
	{"corrupt", store.ErrCorrupt},
	{"bad magic", store.ErrCorrupt},
	{"manifest invalid", store.ErrCorrupt},
	{"file does not exist for table", store.ErrCorrupt},
	{"log truncate required", store.ErrCorrupt},
	{"db closed", store.ErrClosed},
	{"writes are blocked", store.ErrClosed},
}

// explain says what we were doing and, where it can tell, what err means to a
// caller of the store.
func explain(doing string, err error) error {
	if err == nil {
		return nil
	}
	means := meaning(err)
	if means == nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	if errors.Is(means, errReadOnly) {
		return fault.Forbidden("data", "%s: %s", doing, errReadOnly).Because(err)
	}
	return fmt.Errorf("%s: %w: %w", doing, means, err)
}

// meaning returns the error that err amounts to, nil when it is none we know.
func meaning(err error) error {
	text := strings.ToLower(err.Error())
	for _, sign := range signs {
		if strings.Contains(text, sign.words) {
			return sign.means
		}
	}
	return nil
}
