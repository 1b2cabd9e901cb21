package badger

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/keyring"
	"github.com/raja-crm/raja/core/store/redo"
)

// The names in a store's folder; FORMAT.md describes them.
const (
	identityName   = "store.json"
	checkpointName = "checkpoint"
	logName        = "log"
	tablesName     = "tables" // and a number
	ballastName    = "ballast"
)

// layout is the arrangement of a folder that this Raja writes.
const layout = 2

// identity is the file store.json: which store this is.
type identity struct {
	Layout int    `json:"layout"`
	ID     string `json:"id"`             // of chance; a backup's increments fit their own store alone
	Keys   []byte `json:"keys,omitempty"` // wrapped, of an encrypted store
	Saved  bool   `json:"saved"`          // there is a checkpoint: without it the log is not everything
	Turn   int64  `json:"turn,omitempty"` // how often the key was changed: tells an older file from a newer one
	Sum    uint32 `json:"sum"`            // CRC-32C of the above
}

func newIdentity(keys []byte) identity {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails: the program ends first
	return identity{Layout: layout, ID: hex.EncodeToString(id), Keys: keys}
}

func (i identity) sum() uint32 {
	all := fmt.Appendf(nil, "%d %s %x %t", i.Layout, i.ID, i.Keys, i.Saved)
	if i.Turn > 0 {
		all = fmt.Appendf(all, " %d", i.Turn)
	}
	return checksum(all)
}

// ofLog is the id as the log says it, zero for one that is no such number.
func (i identity) ofLog() (id redo.ID) {
	if raw, err := hex.DecodeString(i.ID); err == nil && len(raw) == len(id) {
		return redo.ID(raw)
	}
	return id
}

// folder is a store's folder.
type folder struct {
	disk     disk.Disk
	dir      string
	identity identity
	ring     *keyring.Ring // nil in a store without encryption
	box      *box.Box      // of log, checkpoint and backups; nil without encryption
}

func (f *folder) join(name string) string { return filepath.Join(f.dir, name) }

// openFolder reads who the store in dir is, and makes a new one of an empty
// folder.
func openFolder(dir string, opts Options) (*folder, error) {
	f := &folder{disk: opts.Disk, dir: dir}
	err := f.readIdentity()
	if errors.Is(err, fs.ErrNotExist) {
		err = f.make(opts)
	}
	if err == nil {
		err = f.unlock(opts)
	}
	if err == nil {
		err = os.MkdirAll(f.join(logName), 0o700)
	}
	if err == nil {
		err = f.disk.SyncDir(dir)
	}
	return f, explain("open "+dir, err)
}

func (f *folder) readIdentity() error {
	file, err := f.disk.Open(f.join(identityName), disk.Read)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(io.NewSectionReader(file, 0, 1<<20))
	if err != nil {
		return err
	}
	if json.Unmarshal(body, &f.identity) != nil || f.identity.Sum != f.identity.sum() {
		return f.identityOfCheckpoint()
	}
	if f.identity.Layout > layout {
		return fmt.Errorf("%s was written by a newer Raja; update this one", f.dir)
	}
	return nil
}

// identityOfCheckpoint takes the identity from the head of the checkpoint,
// where a store.json that was damaged has a second copy.
func (f *folder) identityOfCheckpoint() error {
	kept, err := f.anyCheckpoint() // there is no identity to hold it against
	if err == nil && kept.Reader == nil {
		err = fmt.Errorf("%s cannot be read: %w", identityName, store.ErrCorrupt)
	}
	if err != nil {
		return err
	}
	if kind := kept.Meta().Kind; kind != checkpoint.KindCheckpoint {
		return errors.Join(fmt.Errorf("%s cannot be read, and the checkpoint is a file of another kind: %s: %w", identityName, kind, store.ErrCorrupt), kept.close())
	}
	f.identity = identity{Layout: layout, ID: kept.Meta().Store, Keys: kept.Meta().Keys, Saved: true, Turn: kept.turn()}
	return errors.Join(kept.close(), f.writeIdentity())
}

// Keys returns the wrapped keys of the store in dir, none for one that is not
// encrypted. It needs no key and opens nothing.
func Keys(dir string) ([]byte, error) {
	f := &folder{disk: disk.OS{}, dir: dir}
	body, err := os.ReadFile(f.join(identityName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if json.Unmarshal(body, &f.identity) == nil && f.identity.Sum == f.identity.sum() {
		return f.identity.Keys, nil
	}
	f.identity = identity{}
	kept, err := f.anyCheckpoint()
	if err != nil || kept.Reader == nil { // layout 1 has neither, and no keys
		return nil, err
	}
	return kept.Meta().Keys, kept.close()
}

// ID names the store: a restored one has another than that of which the backup
// was made.
func (db *DB) ID() string {
	db.writing.RLock()
	defer db.writing.RUnlock()
	return db.identity.ID
}

// Size is how large a copy is about, in bytes.
func (db *DB) Size() int64 { return db.saved.Load() }

// Footprint is how many bytes the checkpoint and the log take, of which a copy
// is made.
func (db *DB) Footprint() int64 {
	size := db.saved.Load()
	logs, _ := db.disk.List(db.join(logName)) // what cannot be listed is nothing to wait for
	for _, file := range logs {
		size += file.Size
	}
	return size
}

// make gives an empty folder an identity, and writes it twice: an empty
// checkpoint carries the second copy. Where a store lies already its identity
// is never invented anew.
func (f *folder) make(opts Options) error {
	known, err := f.hasHistory()
	if err != nil {
		return err
	}
	if known {
		if err := f.identityOfCheckpoint(); err != nil {
			return err
		}
		return f.dropOld()
	}
	f.identity = newIdentity(nil)
	if opts.NewKeys != nil {
		f.identity.Keys = opts.NewKeys.Wrapped()
		if err := f.use(opts.NewKeys); err != nil {
			return err
		}
	}
	adopted, err := f.adopt(opts)
	if err != nil {
		return err
	}
	if adopted {
		return f.dropOld()
	}
	return f.writeCheckpoint(context.Background(), func(func(store.KV, error) bool) {}, 0)
}

// hasHistory says whether there is a checkpoint or a log, or what is made of
// them alone.
func (f *folder) hasHistory() (bool, error) {
	files, err := f.disk.List(f.dir)
	if err != nil {
		return false, err
	}
	for _, file := range files {
		if file.Name == checkpointName || file.Name == stateName {
			return true, nil
		}
	}
	if len(f.tables()) > 0 {
		return true, nil
	}
	logs, err := f.disk.List(f.join(logName))
	return len(logs) > 0, err
}

func (f *folder) writeIdentity() error {
	f.identity.Sum = f.identity.sum()
	body, err := json.Marshal(f.identity)
	if err != nil {
		return err
	}
	return disk.Replace(f.disk, f.join(identityName), func(w io.Writer) error {
		_, err := w.Write(append(body, '\n'))
		return err
	})
}

// adopt takes over a folder of layout 1, where Badger's files lay in the
// folder itself. Until store.json is written a kill leaves layout 1.
func (f *folder) adopt(opts Options) (adopted bool, err error) {
	if _, err := os.Stat(f.join("MANIFEST")); err != nil {
		return false, nil //nolint:nilerr // there is none
	}
	old, err := openView(f.dir, opts)
	if err != nil {
		return false, err
	}
	err = old.verify()
	if err == nil {
		snapshot := old.bdb.NewTransaction(false)
		err = f.writeCheckpoint(context.Background(), all(snapshot), 0)
		snapshot.Discard()
	}
	err = errors.Join(err, old.close())
	return err == nil, err
}

// dropOld removes the files of layout 1.
func (f *folder) dropOld() error {
	for _, pattern := range []string{"MANIFEST", "*.sst", "*.mem", "*.vlog", "DISCARD", "KEYREGISTRY", "LOCK"} {
		names, _ := filepath.Glob(f.join(pattern)) // a bad pattern in dir's own name leaves some files, which is harmless
		for _, name := range names {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// logPlace binds a sealed group to its record.
func logPlace(seq uint64) []byte { return fmt.Appendf(nil, "log %d", seq) }
