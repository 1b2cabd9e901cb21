package plugin

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// What is kept of compiled modules. A rule that is used is used every day or
// so; what lies unused is an old version, one of an engine that was replaced, or
// one of a shop that is gone.
const (
	cacheBytes = 256 << 20           // by default: some thirty rules in Go
	idleTime   = 30 * 24 * time.Hour // what was not used for so long goes
	brokenTime = 24 * time.Hour      // nobody compiles for so long: it broke off
	usedEvery  = time.Hour           // how exactly it is known when something was used

	compilingName = "compiling-"
)

// placeForm is how the folders are called that are the cache's own. Nothing
// else is ever deleted.
var placeForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// used remembers that a folder was used. The time of a folder is touched, and
// nothing in it, so that its seal holds.
func used(place string, now time.Time) {
	if info, err := os.Stat(place); err == nil && now.Sub(info.ModTime()).Abs() > usedEvery {
		_ = os.Chtimes(place, now, now) // without it, it only goes sooner
	}
}

// placed is a folder of the cache.
type placed struct {
	dir   string
	at    time.Time // when it was used last
	bytes int64
}

// trim deletes what was not used for long and, as long as all together is more
// than may be kept, what was used longest ago; never the one at keep. Whoever
// has a deleted module in use has it in memory. A deletion that fails is tried
// again when something is compiled next.
func (c *cache) trim(keep string, now time.Time) {
	places := c.places(now)
	total := int64(0)
	for _, one := range places {
		total += one.bytes
	}
	slices.SortFunc(places, func(a, b placed) int { return cmp.Or(a.at.Compare(b.at), strings.Compare(a.dir, b.dir)) })
	for _, one := range places {
		idle := now.Sub(one.at) > idleTime
		if one.dir != keep && (idle || total > c.most) && discard(one.dir) == nil {
			total -= one.bytes
		}
	}
}

// discard deletes a folder. It is put aside first: one that is half deleted is
// never found in its place.
func discard(dir string) error {
	aside := filepath.Join(filepath.Dir(dir), compilingName+filepath.Base(dir))
	if err := os.Rename(dir, aside); err != nil {
		return err
	}
	return os.RemoveAll(aside)
}

// places are the modules that are kept; what broke off long ago is deleted on
// the way.
func (c *cache) places(now time.Time) (places []placed) {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !entry.IsDir() {
			continue
		}
		dir := filepath.Join(c.dir, entry.Name())
		switch {
		case placeForm.MatchString(entry.Name()):
			places = append(places, placed{dir, info.ModTime(), sizeOf(dir)})
		case strings.HasPrefix(entry.Name(), compilingName) && now.Sub(info.ModTime()) > brokenTime:
			_ = os.RemoveAll(dir)
		}
	}
	return places
}

// sizeOf is how many bytes lie in a folder.
func sizeOf(dir string) (size int64) {
	_ = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil //nolint:nilerr // what cannot be read is not counted
		}
		if info, err := entry.Info(); err == nil {
			size += info.Size()
		}
		return nil
	})
	return size
}
