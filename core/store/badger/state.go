package badger

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/store/disk"
)

// What the file "state" says of the tables. They are not synced while the
// store is open, so whether they can be believed depends on how it ended.
const (
	stateClosed = "closed" // synced, and not touched since
	stateOpen   = "open"   // whole as long as the machine stays on
	stateUnsure = "unsure" // being filled
)

// state is the file "state": one sector, written over in one step, so that it
// is the old or the new one even if the power goes.
type state struct {
	State  string `json:"state"`
	Tables string `json:"tables,omitempty"` // the folder of those that count
	Tries  int    `json:"tries,omitempty"`  // open: how often in a row it was opened and not closed
	Seq    uint64 `json:"seq,omitempty"`    // the last record that is in the tables; open: that was when they were opened
	Boot   string `json:"boot,omitempty"`   // open: which start of the machine
	Place  string `json:"place,omitempty"`  // open: which folder; a copy is another

	Link    uint32 `json:"link,omitempty"`    // of the log's record seq; 0 where it is not known
	Counted bool   `json:"counted,omitempty"` // whoever wrote the tables last kept their counts
}

// maxTries is after how many ends without a close the tables are no longer
// believed: what ends the program may lie in them.
const maxTries = 3

const (
	stateName = "state"
	stateSize = 512 // JSON, spaces, and a CRC-32C over both
)

// readState returns what the file says, and a state of nothing when there is
// none or it cannot be believed: then the tables cannot be either.
func readState(d disk.Disk, dir string) state {
	f, err := d.Open(filepath.Join(dir, stateName), disk.Read)
	if err != nil {
		return state{}
	}
	defer f.Close() //nolint:errcheck // only read
	data := make([]byte, stateSize)
	if n, _ := f.ReadAt(data, 0); n < stateSize { // a short read is no state
		return state{}
	}
	body, sum := data[:stateSize-4], binary.LittleEndian.Uint32(data[stateSize-4:])
	var s state
	if sum != checksum(body) || json.Unmarshal(body, &s) != nil {
		return state{}
	}
	return s
}

// write makes the state durable.
func (s state) write(d disk.Disk, dir string) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	data := make([]byte, stateSize)
	for i := copy(data, body); i < stateSize-4; i++ {
		data[i] = ' '
	}
	binary.LittleEndian.PutUint32(data[stateSize-4:], checksum(data[:stateSize-4]))
	f, err := d.Open(filepath.Join(dir, stateName), disk.Write)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // what matters is synced below
	if _, err := f.WriteAt(data, 0); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return d.SyncDir(dir)
}

func checksum(data []byte) uint32 {
	return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli))
}

// tables is the folder of the tables that count.
func (s state) tables() string {
	if s.Tables == "" || s.Tables != filepath.Base(s.Tables) {
		return tablesName
	}
	return s.Tables
}

// believed says whether the tables are what they were when they were last
// written.
func (s state) believed(dir, boot string) bool {
	switch s.State {
	case stateClosed:
		return true
	case stateOpen:
		return boot != "" && s.Boot == boot && s.Place == placeOf(dir) && s.Tries < maxTries
	}
	return false
}

// placeOf names the folder dir so that a copy of it, or one that was put back in
// its place, has another name.
func placeOf(dir string) string {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	info, err := os.Stat(whole)
	if err != nil {
		return ""
	}
	return shortened(whole) + inode(info)
}

// shortened keeps the end of a long path: the state has one sector.
func shortened(path string) string {
	const most = 200
	for len(path) > most {
		path = path[len(path)-most:]
	}
	return path
}
