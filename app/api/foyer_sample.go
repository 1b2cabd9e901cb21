package api

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// sampleMark lies beside a sample: a folder without it is somebody's own and is
// not touched.
const sampleMark = "this-shop-is-invented"

// sampleFolder is where the sample lies with its mark, beside the shop.
func (f *Foyer) sampleFolder() string { return filepath.Clean(f.house.Dir) + ".sample" }

func (f *Foyer) sampleShop() string { return filepath.Join(f.sampleFolder(), "shop") }

// makeSample invents a shop anew and shows it.
func (f *Foyer) makeSample(ctx context.Context) error {
	f.door.Lock()
	defer f.door.Unlock()
	if f.shops().Sample {
		return nil
	}
	if err := f.dropSample(); err != nil {
		return err
	}
	made, err := f.inventSample(ctx)
	if err != nil {
		return errors.Join(err, f.dropSample())
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sample = made
	return nil
}

func (f *Foyer) inventSample(ctx context.Context) (*room, error) {
	folder := f.sampleFolder()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fault.Unavailable("sample", "%s cannot be made", folder).Because(err)
	}
	if err := os.WriteFile(filepath.Join(folder, sampleMark), nil, 0o600); err != nil {
		return nil, fault.Unavailable("sample", "%s cannot be written to", folder).Because(err)
	}
	engine, err := core.Create(ctx, f.sampleShop(), core.Business{Name: "Laundry Melati", Preset: core.Laundry}, f.house.Config)
	if err != nil {
		return nil, err
	}
	made, err := f.furnish(engine, false)
	if err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	made.engine = engine
	if err := f.house.Invent(ctx, engine, made.contract); err != nil {
		return nil, errors.Join(err, made.close())
	}
	return made, nil
}

// endSample closes the sample and takes it away.
func (f *Foyer) endSample() error {
	f.door.Lock()
	defer f.door.Unlock()
	f.mu.Lock()
	shown := f.sample
	f.sample = nil
	f.mu.Unlock()
	return errors.Join(shown.close(), f.dropSample())
}

// dropSample takes the sample's folder away, if it is one.
func (f *Foyer) dropSample() error {
	folder := f.sampleFolder()
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if _, err := os.Stat(filepath.Join(folder, sampleMark)); err != nil {
		return fault.Conflict("sample", "%s is there and is no sample of Raja's; give it another name", folder)
	}
	if err := os.RemoveAll(folder); err != nil {
		return fault.Unavailable("sample", "%s cannot be taken away", folder).Because(err)
	}
	return nil
}

// leftBehind opens the sample that was looked at when Raja was closed last,
// before there was a shop of one's own; nil for none.
func (f *Foyer) leftBehind() *room {
	if _, err := os.Stat(filepath.Join(f.sampleFolder(), sampleMark)); err != nil {
		return nil
	}
	engine, err := core.Open(context.Background(), f.sampleShop(), f.house.Config)
	if err != nil {
		slog.Warn("the sample was not opened", "error", err)
		return nil
	}
	made, err := f.furnish(engine, false)
	if err != nil {
		slog.Warn("the sample was not opened", "error", errors.Join(err, engine.Close()))
		return nil
	}
	made.engine = engine
	return made
}
