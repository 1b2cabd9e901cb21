package memory_test

import (
	"testing"

	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/core/store/storetest"
)

func TestMemoryKeepsThePromisesOfThePort(t *testing.T) {
	storetest.Run(t, func(*testing.T) *storetest.Subject {
		return &storetest.Subject{Store: memory.New()}
	})
}
