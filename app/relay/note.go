package relay

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
)

// NoteName is the file in the data folder that says where the Raja that has
// the shop open is to be reached. It is readable by its owner alone and gone
// when that Raja has ended well; one that is left over leads nowhere.
const NoteName = "relay.json"

// maxNote is how long a note may be, in bytes.
const maxNote = 4 << 10

// minToken is how long a token is at least: 26 letters of base32 are 130 bits.
const minToken = 26

// note is what stands in that file.
type note struct {
	Version string `json:"version"` // read first: the rest may differ between versions
	Address string `json:"address"` // 127.0.0.1 and a port
	Token   string `json:"token"`   // lets its holder in
	PID     int    `json:"pid"`     // for people who look
}

// unfit says why a note cannot be followed, after "its relay.json".
type unfit string

// Error implements error.
func (u unfit) Error() string { return string(u) }

// post writes the note in one step. It refuses where the disk would show it to
// others.
func (n *note) post(dir string) error {
	body, err := json.Marshal(n)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, NoteName+".tmp-") // for its owner alone
	if err != nil {
		return err
	}
	_, err = temp.Write(append(body, '\n'))
	if err == nil {
		err = private(temp)
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), filepath.Join(dir, NoteName))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// readNote returns the note in a data folder, unfit when it must not be
// followed, and fs.ErrNotExist when there is none.
func readNote(dir string) (note, error) {
	var read note
	file, err := openNote(filepath.Join(dir, NoteName))
	if err != nil {
		return read, err
	}
	defer file.Close() //nolint:errcheck // only read
	if err := private(file); err != nil {
		return read, err
	}
	body, err := io.ReadAll(io.LimitReader(file, maxNote+1))
	switch {
	case err != nil:
		return read, unfit("cannot be read")
	case len(body) > maxNote:
		return read, unfit("is too long")
	case json.Unmarshal(body, &read) != nil:
		return read, unfit("is damaged")
	}
	return read, nil
}

// openNote opens a plain file and follows no link.
func openNote(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err != nil:
		return nil, unfit("cannot be read")
	case !info.Mode().IsRegular():
		return nil, unfit("is not a plain file")
	}
	file, err := openUnlinked(path)
	if err != nil {
		return nil, unfit("cannot be read")
	}
	opened, err := file.Stat()
	if err != nil || !os.SameFile(info, opened) {
		return nil, errors.Join(unfit("was changed while it was read"), file.Close())
	}
	return file, nil
}

// check refuses a note of this version that leads anywhere but to this
// machine, or that anybody could guess.
func (n *note) check() error {
	address, err := netip.ParseAddrPort(n.Address)
	if err != nil || address.Addr() != netip.AddrFrom4([4]byte{127, 0, 0, 1}) || address.Port() == 0 || address.String() != n.Address {
		return unfit("names no port of this machine")
	}
	if len(n.Token) < minToken {
		return unfit("is damaged")
	}
	return nil
}

// proof shows that its maker knows the token, without telling it.
func (n *note) proof(challenge string) []byte {
	mac := hmac.New(sha256.New, []byte(n.Token))
	fmt.Fprintf(mac, "raja relay\n%s\n%s", n.Address, challenge)
	return mac.Sum(nil)
}
