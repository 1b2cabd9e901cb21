package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// cuts cuts the power: the writer works in an ext4 file system on a loop device
// whose image lies in memory. It is stopped, the image is copied as it is,
// which is what has reached the device, and the copy is mounted and opened as
// after a restart. It needs root.
func cuts(ctx context.Context, t *trial) *result {
	r := &result{}
	bench, err := newCutBench()
	if err != nil {
		r.skipped = err.Error()
		return r
	}
	defer bench.remove()
	for t.more(ctx, r.cycles) && r.first == "" {
		if err := bench.mount(); err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
			break
		}
		boot := fmt.Sprint("boot ", r.cycles)
		w, err := startWriter(bench.folder(), boot)
		if err == nil {
			w.let(t)
			err = bench.cut(w)
		}
		if err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
			break
		}
		r.cycles++
		if err := bench.mount(); err != nil {
			r.blame(&r.stuck, "cycle %d: the file system does not mount: %v", r.cycles, err)
			break
		}
		r.look(bench.folder(), boot+" and later", w.acknowledged)
		if err := bench.unmount(); err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
		}
	}
	return r
}

// cutBench is an image, where it is mounted, and the loop device between.
type cutBench struct{ dir, image, mounted, loop string }

const imageSize = "96M"

func newCutBench() (*cutBench, error) {
	if os.Geteuid() != 0 {
		return nil, fmt.Errorf("it needs root, for a loop device")
	}
	dir, err := os.MkdirTemp("/dev/shm", "raja-cuts-")
	if err != nil {
		return nil, err
	}
	b := &cutBench{dir: dir, image: filepath.Join(dir, "image"), mounted: filepath.Join(dir, "mounted")}
	err = os.Mkdir(b.mounted, 0o700)
	if err == nil {
		err = do("truncate", "-s", imageSize, b.image)
	}
	if err == nil {
		err = do("mkfs.ext4", "-q", "-E", "nodiscard,lazy_itable_init=0", b.image)
	}
	if err == nil {
		err = b.mount()
	}
	if err == nil {
		err = b.unmount()
	}
	if err != nil {
		b.remove()
		return nil, fmt.Errorf("no loop device: %w", err)
	}
	return b, nil
}

func (b *cutBench) folder() string { return filepath.Join(b.mounted, "store") }

func (b *cutBench) mount() error {
	out, err := exec.Command("losetup", "-f", "--show", b.image).Output()
	if err != nil {
		return fmt.Errorf("losetup: %w", err)
	}
	b.loop = strings.TrimSpace(string(out))
	return do("mount", "-t", "ext4", b.loop, b.mounted)
}

func (b *cutBench) unmount() error {
	if err := do("umount", b.mounted); err != nil {
		return err
	}
	return do("losetup", "-d", b.loop)
}

// cut copies the image while the writer stands still, then ends it, and puts
// the copy in the image's place.
func (b *cutBench) cut(w *writer) error {
	if err := w.command.Process.Signal(syscall.SIGSTOP); err != nil {
		return err
	}
	copied := b.image + ".cut"
	err := b.still(copied)
	w.kill()
	if err == nil {
		err = b.unmount()
	}
	if err == nil {
		err = os.Rename(copied, b.image)
	}
	return err
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
	if b.loop != "" {
		_ = exec.Command("losetup", "-d", b.loop).Run() // likewise
	}
	_ = os.RemoveAll(b.dir)
}

func do(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(string(out)))
	}
	return nil
}
