package badger

import (
	"fmt"
	"io/fs"
	"syscall"
)

// inode is the time at which the folder was made: Windows tells a folder's
// number only to who has it open.
func inode(info fs.FileInfo) string {
	if s, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		return fmt.Sprintf("#%d", s.CreationTime.Nanoseconds())
	}
	return ""
}
