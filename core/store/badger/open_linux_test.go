package badger_test

import (
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store/badger"
)

// Not even root can make a file in /sys/kernel.
func TestOpenAFolderThatCannotBeWrittenIsForbidden(t *testing.T) {
	_, err := badger.Open("/sys/kernel", badger.Options{})
	if fault.KindOf(err) != fault.KindForbidden {
		t.Errorf("Open = %v, want a forbidden fault", err)
	}
}
