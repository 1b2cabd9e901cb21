package simulated

import (
	"bytes"
	"maps"
	"slices"
)

// What a Pending stands for when it is not a sector's number.
const (
	TheSize = -1 // the file's new size
	TheName = -2 // the name's creation, removal or renaming
)

// Pending is something that was written and not yet synced.
type Pending struct {
	Name   string
	Sector int // or TheSize, TheName
}

// Pending lists what a power cut may or may not leave.
func (d *Disk) Pending() []Pending {
	d.mu.Lock()
	defer d.mu.Unlock()
	var found []Pending
	for _, name := range d.everyName() {
		if d.names[name] != d.safe[name] {
			found = append(found, Pending{name, TheName})
		}
		c := d.names[name]
		if c == nil {
			continue
		}
		if len(c.now) != len(c.safe) {
			found = append(found, Pending{name, TheSize})
		}
		for at := 0; at < len(c.now); at += Sector {
			if !bytes.Equal(piece(c.now, at), piece(c.safe, at)) {
				found = append(found, Pending{name, at / Sector})
			}
		}
	}
	return found
}

func (d *Disk) everyName() []string {
	all := maps.Clone(d.names)
	maps.Copy(all, d.safe)
	return slices.Sorted(maps.Keys(all))
}

// Cut returns the disk as it is after a power cut: what was synced, and of the
// rest what kept names.
func (d *Disk) Cut(kept ...Pending) *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	after := &Disk{names: map[string]*content{}, safe: map[string]*content{}}
	for _, name := range d.everyName() {
		c := d.safe[name]
		if slices.Contains(kept, Pending{name, TheName}) {
			c = d.names[name]
		}
		if c == nil {
			continue
		}
		data := c.left(name, kept)
		one := &content{now: data, safe: slices.Clone(data)}
		after.names[name], after.safe[name] = one, one
	}
	return after
}

// left returns what a cut leaves of a file.
func (c *content) left(name string, kept []Pending) []byte {
	data, size := slices.Clone(c.safe), len(c.safe)
	if slices.Contains(kept, Pending{name, TheSize}) {
		size = len(c.now)
	}
	for _, one := range kept {
		at := one.Sector * Sector
		if one.Name != name || one.Sector < 0 || at >= len(c.now) {
			continue
		}
		fresh := piece(c.now, at)
		data = resized(data, max(len(data), at+len(fresh)))
		copy(data[at:], fresh)
		size = max(size, at+len(fresh))
	}
	return resized(data, size)
}

// piece is a sector of data, zeros where data ends.
func piece(data []byte, at int) []byte {
	full := make([]byte, Sector)
	if at < len(data) {
		copy(full, data[at:min(at+Sector, len(data))])
	}
	return full
}
