package badger_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/storetest"
)

// Badger's bulk writer leaves goroutines behind when it is given up.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dgraph-io/badger/v4/table.(*Builder).handleBlock"))
}

func open(t *testing.T, dir string) *badger.DB {
	t.Helper()
	db, err := badger.Open(dir, badger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func TestBadgerKeepsThePromisesOfThePort(t *testing.T) {
	storetest.Run(t, func(t *testing.T) *storetest.Subject {
		dir := t.TempDir()
		return &storetest.Subject{
			Store:  open(t, dir),
			Reopen: func() store.Store { return open(t, dir) },
		}
	})
}
