package badger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/raja-crm/raja/core/store"
)

// Tables are made beside those in use, in a folder of the next number, and the
// file "state" names the ones that count. So making them may fail or be cut
// off at any moment, and who reads the old ones reads on.

// freshTables is the name of a folder for new tables.
func (f *folder) freshTables() string {
	last := 0
	for _, name := range f.tables() {
		n, _ := strconv.Atoi(strings.TrimPrefix(name, tablesName+".")) // an older name has none
		last = max(last, n)
	}
	return fmt.Sprintf("%s.%d", tablesName, last+1)
}

// tables lists the folders of tables.
func (f *folder) tables() []string {
	paths, _ := filepath.Glob(f.join(tablesName + "*")) // a bad pattern in dir's own name finds none, which wastes space
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	return names
}

// turnTo makes v the tables that count. When that cannot be said on the disk
// the old ones go on counting, and v is put away.
func (db *DB) turnTo(v *view) error {
	old := db.swap(v)
	db.tries = 0
	if err := db.mark(stateOpen); err != nil {
		if old != nil {
			db.swap(old)
			err = errors.Join(err, db.retire(v))
		}
		return err
	}
	if old == nil {
		return db.dropOldTables()
	}
	return db.retire(old)
}

func (db *DB) swap(v *view) (old *view) {
	db.looking.Lock()
	defer db.looking.Unlock()
	old, db.view = db.view, v
	return old
}

// dropOldTables removes the folders of tables that do not count.
func (db *DB) dropOldTables() error {
	var err error
	for _, name := range db.tables() {
		if path := db.join(name); path != db.view.dir {
			err = errors.Join(err, os.RemoveAll(path))
		}
	}
	return explain("remove the old tables", err)
}

// look lends the tables to a reader until leave.
func (db *DB) look() *view {
	db.looking.Lock()
	defer db.looking.Unlock()
	db.view.readers++
	return db.view
}

// leave gives tables back. The last reader of old ones puts them away.
func (db *DB) leave(v *view) {
	db.looking.Lock()
	v.readers--
	last := v.retired && v.readers == 0
	db.looking.Unlock()
	if last {
		db.putAway(v)
	}
}

// retire puts tables away as soon as nobody reads them.
func (db *DB) retire(old *view) error {
	db.looking.Lock()
	old.retired = true
	idle := old.readers == 0
	db.looking.Unlock()
	if idle {
		db.putAway(old)
	}
	return nil
}

// putAway closes and removes old tables. What cannot be removed now is when
// the store is next opened.
func (db *DB) putAway(old *view) {
	_ = old.close() // they are given up
	if err := os.RemoveAll(old.dir); err != nil {
		db.grumble("remove the old tables", err)
	}
}

// rebuilt notes why tables were made anew, unless the store is new.
func (db *DB) rebuilt(why string) {
	if why != "" {
		db.noteRepair(store.PartTables, why)
	}
}
