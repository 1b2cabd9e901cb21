package core

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/backup"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
)

// List returns the backups in the data folder, newest first. Of each the head
// and the length are looked at; Damage says what is wrong with one.
func (b *Backups) List(ctx context.Context) ([]Backup, error) {
	return listBackups(ctx, b.folder.path, b.zone, glance)
}

// ListVerified is List after every byte of every file was read. progress, when
// it is given, is told how many files of how many were.
func (b *Backups) ListVerified(ctx context.Context, progress func(done, total int)) ([]Backup, error) {
	names, err := b.names()
	if err != nil {
		return nil, err
	}
	done := 0
	return listBackups(ctx, b.folder.path, b.zone, func(ctx context.Context, path string) (Backup, error) {
		found, err := verified(ctx, path)
		if done++; progress != nil {
			progress(done, max(done, len(names)))
		}
		return found, err
	})
}

// ListBackups is List, or ListVerified, of a data folder whose shop is not
// open, and may not be one that opens.
func ListBackups(ctx context.Context, dir string, whole bool) ([]Backup, error) {
	read := glance
	if whole {
		read = verified
	}
	return listBackups(ctx, dir, time.UTC, read)
}

func verified(ctx context.Context, path string) (Backup, error) {
	info, err := look(ctx, path)
	found := backupOf(path, info)
	found.Verified = err == nil
	return found, err
}

func listBackups(ctx context.Context, dir string, zone *time.Location, read func(context.Context, string) (Backup, error)) ([]Backup, error) {
	names, err := backupsIn(dir)
	if err != nil {
		return nil, err
	}
	found := make([]Backup, 0, len(names))
	for _, name := range names {
		path := filepath.Join(dir, backupsName, name)
		one, err := read(ctx, path)
		if ctx.Err() != nil {
			return nil, readable(ctx.Err())
		}
		if err != nil {
			one = damagedFile(path, zone, err)
		}
		found = append(found, one)
	}
	slices.SortFunc(found, func(a, b Backup) int { return b.At.Compare(a.At) })
	return found, nil
}

// damagedFile is what is known of a backup that cannot be read: its name.
func damagedFile(path string, zone *time.Location, err error) Backup {
	at, _ := backup.Moment(filepath.Base(path), zone)
	found := backupOf(path, checkpoint.Info{})
	found.At, found.Damage = at, people.Tidy(fault.As(err).Message)
	return found
}

// glance reads the head of a backup and looks whether it is as long as its
// parts say.
func glance(_ context.Context, path string) (Backup, error) {
	r, err := checkpoint.Open(disk.OS{}, path)
	if err != nil {
		return Backup{}, unreadable(path, err)
	}
	defer r.Close() //nolint:errcheck // only read
	return backupOf(path, checkpoint.Info{Meta: r.Meta()}), unreadable(path, r.Extent())
}

func (b *Backups) names() ([]string, error) { return backupsIn(b.folder.path) }

// backupsIn lists the files of the daily backups in a data folder.
func backupsIn(dir string) ([]string, error) {
	files, err := disk.OS{}.List(filepath.Join(dir, backupsName))
	if err != nil {
		return nil, fault.Unavailable("data", "%s cannot be read", filepath.Join(dir, backupsName)).Because(err)
	}
	var names []string
	for _, file := range files {
		if strings.HasSuffix(file.Name, backup.Suffix) {
			names = append(names, file.Name)
		}
	}
	return names, nil
}
