package core

import (
	"context"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"

	"github.com/raja-crm/raja/core/plugin/pack"
)

// tidy removes the packages that no decision names any more, such as those of
// versions before an update. It does so while the shop is opened and never
// later: a backup that began before an update still reads the older package.
func (p *Plugins) tidy(ctx context.Context) error {
	decided, err := p.decisions(ctx)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, one := range decided {
		named[one.Sum], named[one.Words] = true, true
	}
	dir := p.folder.join(pluginsName)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // there is none yet, or the disk says so where it matters
	}
	for _, entry := range entries {
		if sum, is := strings.CutSuffix(entry.Name(), pack.Ext); is && isSum(sum) && !named[sum] {
			_ = os.Remove(filepath.Join(dir, entry.Name())) // it goes next time
		}
	}
	return nil
}

// isSum reports whether a file is called as Raja calls packages; what somebody
// else put there stays.
func isSum(name string) bool {
	sum, err := hex.DecodeString(name)
	return err == nil && len(sum) == 32
}
