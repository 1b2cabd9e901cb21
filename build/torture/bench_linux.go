package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// cutBench is an image and where it is mounted, in a machine that is started
// again after each cut.
type cutBench struct {
	dir, image, mounted string
	boot                string // a file: which start of the machine this is
	starts              int
	stores              int
	folder              string // of the store
}

const (
	imageSize = "96M"
	bootFile  = "/proc/sys/kernel/random/boot_id"
)

func newCutBench() (*cutBench, error) {
	dir, err := os.MkdirTemp("/dev/shm", "raja-cuts-")
	if err != nil {
		return nil, err
	}
	b := &cutBench{dir: dir, image: filepath.Join(dir, "image"), mounted: filepath.Join(dir, "mounted"), boot: filepath.Join(dir, "boot")}
	for _, step := range []func() error{
		func() error { return os.Mkdir(b.mounted, 0o700) },
		func() error { return os.WriteFile(b.boot, []byte("none\n"), 0o600) },
		func() error { return do("mount", "--bind", b.boot, bootFile) },
		func() error { return do("truncate", "-s", imageSize, b.image) },
		func() error { return do("mkfs.ext4", "-q", "-E", "nodiscard,lazy_itable_init=0", b.image) },
		b.start,
		b.stop,
	} {
		if err := step(); err != nil {
			b.remove()
			return nil, fmt.Errorf("no loop device: %w", err)
		}
	}
	return b, nil
}

// mounts are taken in turn: what ext4 does by itself for programs that rename
// a file they have not synced is switched off, since other systems do not.
func mounts() []string {
	return []string{"loop,noatime,noauto_da_alloc", "loop,noatime,noauto_da_alloc,data=writeback"}
}

// start is another start of the machine.
func (b *cutBench) start() error {
	b.starts++
	if err := os.WriteFile(b.boot, fmt.Appendf(nil, "start %d\n", b.starts), 0o600); err != nil {
		return err
	}
	if err := do("mount", "-t", "ext4", "-o", mounts()[b.starts/2%2], b.image, b.mounted); err != nil {
		return fmt.Errorf("the file system does not mount: %w", err)
	}
	return nil
}

func (b *cutBench) stop() error { return do("umount", b.mounted) }

// renew puts a new store in the place of the last one.
func (b *cutBench) renew() error {
	if b.folder != "" {
		if err := os.RemoveAll(b.folder); err != nil {
			return err
		}
	}
	b.stores++
	b.folder = filepath.Join(b.mounted, fmt.Sprint("store", b.stores))
	return nil
}

// cut copies the image while the writer stands still, then ends it, and puts
// the copy in the image's place. It returns the boot files as the programs saw
// them, none when they may be written just then.
func (b *cutBench) cut(w *writer, when moment) (small map[string][]byte, err error) {
	copied := b.image + ".cut"
	if when != closed { // it has ended
		if err = w.command.Process.Signal(syscall.SIGSTOP); err != nil {
			return nil, err
		}
	}
	err = b.still(copied)
	if err == nil && (when == working || when == closed) {
		small, err = readBootFiles(b.folder)
	}
	if killed := w.kill(); killed != nil {
		err = killed
	}
	if err == nil {
		err = b.stop()
	}
	if err == nil {
		err = os.Rename(copied, b.image)
	}
	return small, err
}

// still copies the image as it is at one moment. The kernel may write on by
// itself; when the image equals the copy afterwards, it did not meanwhile.
func (b *cutBench) still(copied string) error {
	for range 100 {
		if err := do("cp", "--sparse=always", b.image, copied); err != nil {
			return err
		}
		if exec.Command("cmp", "-s", b.image, copied).Run() == nil {
			return nil
		}
	}
	return fmt.Errorf("the image does not come to rest")
}

func (b *cutBench) remove() {
	_ = exec.Command("umount", b.mounted).Run() // may be unmounted already
	_ = exec.Command("umount", bootFile).Run()  // likewise
	_ = os.RemoveAll(b.dir)
}

func do(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, strings.Join(strings.Fields(string(out)), " "))
	}
	return nil
}
