package badger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/internal/boot"
	"github.com/raja-crm/raja/core/store/keyring"
	"github.com/raja-crm/raja/core/store/redo"
)

const (
	// minMemTable is the smallest table in memory that holds a full
	// transaction: Badger takes 15 % of it in one commit.
	minMemTable = 8 << 20
	// defaultCheckpointAfter bounds what a rebuild reads from the log.
	defaultCheckpointAfter = 16 << 20
)

// Options say how a folder is opened. The zero Options are right for a small
// computer.
type Options struct {
	// MemTable is the size of Badger's table in memory, in bytes. 0 means
	// 8 MiB, which is also the least and right for a shop. A server with many
	// writers at once takes 64 MiB: half as much work again is done a second,
	// for some 60 MB more of memory and the reserve that follows from it.
	MemTable int64
	// CheckpointAfter is how many bytes of log are written before a
	// checkpoint is, in bytes; 0 means 16 MiB. Large stores wait for a quarter
	// of their last checkpoint.
	CheckpointAfter int64
	// Reserve is how much of the disk stays free, in bytes; 0 means 64 MiB, or
	// eight tables. Ballast is the size of a file that is given up when a full
	// disk has to be opened; 0 means half of that.
	Reserve, Ballast int64
	// Log takes Badger's warnings and errors, and what went wrong in the
	// background; nil drops them.
	Log *slog.Logger
	// Secret is the passphrase or the recovery code of an encrypted store.
	Secret string
	// NewKeys encrypts a store that is made now.
	NewKeys *keyring.Ring
	// Progress is given the entries so far while the tables are rebuilt; it
	// may be nil.
	Progress func(entries int)

	// Disk carries the log, the checkpoint and the small files; nil is the
	// system's. Boot names the running start of the machine; "" asks the
	// system. Segment is the size of a file of the log. They are here for
	// tests of what disks do.
	Disk    disk.Disk
	Boot    string
	Segment int64

	tableKey []byte // of Badger, in an encrypted store
}

func (o Options) complete() (Options, error) {
	if o.MemTable == 0 {
		o.MemTable = minMemTable
	}
	if o.MemTable < minMemTable {
		return o, fault.Invalid("memtable", "is %d bytes, the least is %d", o.MemTable, int64(minMemTable))
	}
	if o.CheckpointAfter == 0 {
		o.CheckpointAfter = defaultCheckpointAfter
	}
	if o.Reserve == 0 {
		o.Reserve = reserveTables * o.MemTable
	}
	if o.Ballast == 0 {
		o.Ballast = ballastTables * o.MemTable
	}
	if o.Disk == nil {
		o.Disk = disk.OS{}
	}
	if o.Boot == "" {
		o.Boot = boot.ID()
	}
	return o, nil
}

// Open opens the store in the folder dir and makes the folder if need be.
// After a power cut, and whenever the tables cannot be believed or read, they
// are rebuilt from the checkpoint and the log; Repairs tells of it. It returns
// store.ErrLocked while another process, or another DB, has it open,
// store.ErrCorrupt when neither copy is whole, and a fault.KindForbidden when
// dir cannot be written. On a full disk it opens to be read; it returns
// store.ErrDiskFull where not even that can be.
func Open(dir string, opts Options) (*DB, error) {
	opts, err := opts.complete()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explain("open "+dir, err)
	}
	lock, err := own(dir)
	if err != nil {
		return nil, err
	}
	db, err := open(dir, opts)
	if err != nil {
		_ = lock.Unlock() // the error that matters is the one above
		return nil, err
	}
	db.lock = lock
	go db.commit()
	return db, nil
}

// own takes Raja's lock on dir. Badger has one too, but files are read and
// cleaned before Badger looks, and that must happen in nobody else's folder.
func own(dir string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, "raja.lock"), flock.SetFlag(os.O_CREATE|os.O_RDWR))
	mine, err := lock.TryLock()
	if err != nil {
		return nil, explain("open "+dir, err)
	}
	if !mine {
		return nil, fmt.Errorf("open %s: %w", dir, store.ErrLocked)
	}
	return lock, nil
}

func open(dir string, opts Options) (*DB, error) {
	f, err := openFolder(dir, opts)
	if err != nil {
		return nil, err
	}
	opts.tableKey = f.tableKey()
	db := &DB{folder: f, opts: opts, queue: make(chan *request), stopped: make(chan struct{})}
	db.ending, db.end = context.WithCancel(context.Background())
	was := readState(f.disk, dir)
	err = f.makeRoom(opts)
	if err == nil {
		err = db.openCopies(was)
	}
	if errors.Is(err, store.ErrDiskFull) {
		err = db.openFull(err)
	}
	if err != nil {
		db.end()
		return nil, errors.Join(err, db.giveUp(was))
	}
	return db, nil
}

// openCopies opens the log and the tables, and mends the one from the other
// where one of them is not whole.
func (db *DB) openCopies(was state) error {
	kept, err := db.openCheckpoint()
	second := err
	if errors.Is(err, store.ErrCorrupt) {
		err = nil // the tables do without it; a rebuild will not, and says so
	}
	if err != nil {
		return err
	}
	if kept.Reader != nil {
		_ = kept.close() // only its head was read
	}
	if err := errors.Join(db.measure(), db.measureLog()); err != nil {
		return err
	}
	believed := was.believed(db.dir, db.opts.Boot)
	damage := db.openLog(kept.seq)
	if damage == nil {
		damage = db.sameHistory(was)
	}
	if damage == nil {
		if db.logged, err = db.log.Since(kept.seq); err != nil {
			return explain("measure the log", err)
		}
		db.found = db.logged
	}
	if errors.Is(damage, store.ErrCorrupt) && kept.renewed {
		damage = db.finishRenewal(kept.seq, damage)
	}
	if damage != nil && (!believed || !errors.Is(damage, store.ErrCorrupt)) {
		return damage
	}
	if damage == nil && !believed {
		return db.remake(was, db.why(was))
	}
	if err := db.resume(was, damage); err != nil || damage != nil { // with which both were made anew
		return err
	}
	return db.secondCopy(second)
}

// secondCopy makes the checkpoint anew where there is none that can be used.
// damage is what is wrong with it. A disk that has no room for it takes it
// another time, from the next check at the latest.
func (db *DB) secondCopy(damage error) error {
	if damage == nil || db.room(2*db.Footprint()+spare, db.opts.Reserve) != nil {
		return nil
	}
	return db.renew(context.Background(), store.PartCheckpoint, damage.Error())
}

// finishRenewal begins the log anew when the damaged one is still that which
// the checkpoint has taken the place of.
func (db *DB) finishRenewal(seq uint64, damage error) error {
	last, err := redo.LastSegment(db.disk, db.join(logName))
	if err != nil || last > seq {
		return errors.Join(damage, err)
	}
	aside, err := db.setAside()
	if err == nil {
		err = db.newLog(seq)
	}
	if err == nil && len(aside) > 0 { // it was no such rest
		db.noteRepair(store.PartLog, damage.Error())
		db.toLast(func(last *store.Repair) { last.Kept = aside })
	}
	return err
}

// measureLog learns how much log there is at the most.
func (db *DB) measureLog() error {
	logs, err := db.disk.List(db.join(logName))
	for _, file := range logs {
		db.logged += file.Size
	}
	return explain("measure the log", err)
}

// why says why the tables are not believed, "" for a store that is new or was
// just restored.
func (db *DB) why(was state) string {
	switch {
	case was.State == "" && len(db.tables()) == 0:
		return ""
	case was.State == stateOpen && was.Place != placeOf(db.dir):
		return "the folder was copied or moved while it was open"
	case was.Tries >= maxTries:
		return "the program stopped several times without closing it"
	}
	return "the computer or the program stopped before it was closed"
}

func (db *DB) openLog(after uint64) (err error) {
	options := redo.Options{After: after, Segment: db.opts.Segment, Store: db.identity.ofLog()}
	db.log, err = redo.Open(db.disk, db.join(logName), options)
	if err == nil && db.log.Head() < after { // a copy that was made while it was open
		err = db.newLog(after)
	}
	return explain("open the log", err)
}

// errHistory stands for a log of which nothing is this store's.
var errHistory = fmt.Errorf("the log is another one: %w", store.ErrCorrupt)

// sameHistory holds the log to the record that the tables had last. A log of
// another store that does not say whose it is has another there.
func (db *DB) sameHistory(was state) error {
	if was.Link == 0 || was.Seq > db.log.Head() {
		return nil
	}
	link, err := db.log.Link(), error(nil)
	if was.Seq < db.log.Head() {
		link, err = db.log.Sum(was.Seq)
	}
	if errors.Is(err, redo.ErrGone) || errors.Is(err, store.ErrCorrupt) { // who replays it says what is wrong
		return nil
	}
	if err == nil && link != 0 && link != was.Link { // one that was begun anew there has none
		err = fmt.Errorf("the folder %s holds another history than the tables: its change %d is not theirs; it was put there from another folder: %w", logName, was.Seq, errHistory)
	}
	return err
}

// newLog begins the log anew: a checkpoint holds everything up to after.
func (db *DB) newLog(after uint64) (err error) {
	if db.log != nil {
		_ = db.log.Close() // nothing in it is needed
	}
	if err := db.dropLog(); err != nil {
		return err
	}
	db.logged, db.found = 0, 0
	db.log, err = redo.Open(db.disk, db.join(logName), redo.Options{After: after, Segment: db.opts.Segment, Store: db.identity.ofLog()})
	return err
}

// dropLog removes the log, of which nothing is needed.
func (f *folder) dropLog() error {
	files, err := f.disk.List(f.join(logName))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := f.disk.Remove(filepath.Join(f.join(logName), file.Name)); err != nil {
			return err
		}
	}
	return f.disk.SyncDir(f.join(logName))
}

// mark writes what may be believed of the tables from now on.
func (db *DB) mark(as string) error {
	s := state{State: as}
	if db.view != nil {
		s.Tables = filepath.Base(db.view.dir)
		s.Counted = db.view.counts != nil
	}
	switch as {
	case stateOpen:
		applied, err := db.view.applied()
		if err != nil {
			return err
		}
		s.Boot, s.Place, s.Tries, s.Seq = db.opts.Boot, placeOf(db.dir), db.tries, applied
	case stateClosed:
		s.Seq = db.log.Head()
	}
	if db.log != nil && s.Seq == db.log.Head() {
		s.Link = db.log.Link()
	}
	return explain("mark the tables", s.write(db.disk, db.dir))
}
