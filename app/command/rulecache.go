package command

import (
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/plugin"
)

// RuleCache is where compiled rules are kept between runs, and the key that
// seals them: the user's own, for all shops, in the command line and in the
// window. Without a place for them dir is "", which leaves it to the data
// folder, or key is nil, and the cache keeps one of its own.
func RuleCache() (dir string, key []byte) {
	return ownFolder(os.UserCacheDir, "raja", "rules"), cacheKey()
}

// cacheKey lies away from what it seals.
func cacheKey() []byte {
	dir := ownFolder(os.UserConfigDir, "Raja")
	if dir == "" {
		return nil
	}
	key, err := plugin.LoadKey(filepath.Join(dir, "cache.key"))
	if err != nil {
		return nil
	}
	return key
}

// ownFolder makes a private folder in one that the system keeps for the user,
// and returns "" where that cannot be.
func ownFolder(of func() (string, error), names ...string) string {
	base, err := of()
	if err != nil {
		return ""
	}
	dir := filepath.Join(append([]string{base}, names...)...)
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return dir
}
