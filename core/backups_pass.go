package core

import (
	"context"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/fault"
)

// Pass makes a backup of everything in the folder for passing files, on its way
// to a browser that keeps it elsewhere. path must lie below Scratch, and the
// file must not be there yet.
func (b *Backups) Pass(ctx context.Context, path string) (Backup, error) {
	inside, err := filepath.Rel(b.folder.join(scratchName), path)
	if err != nil || !filepath.IsLocal(inside) {
		return Backup{}, fault.Invalid("file", "%s does not lie in the folder for passing files", path)
	}
	made, err := b.create(ctx, path, nil)
	if err != nil {
		_ = os.Remove(path) // the folder is emptied when the shop is opened next
	}
	return made, err
}
