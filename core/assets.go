package core

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// Assets is the chapter of what customers own: a phone to repair, a suit, a
// cat. Each has a history of its own.
type Assets struct{ *shop }

func assetShelf() *shelf[people.Asset] {
	return &shelf[people.Asset]{
		space: record.Assets, word: "asset", mark: "A-", digits: 5,
		number: func(a *people.Asset) uint64 { return uint64(a.Number) },
		give:   func(a *people.Asset, number uint64) { a.Number = people.AssetNumber(number) },
		check:  (*people.Asset).Check,
		keys:   assetKeys,
		ties:   (*tx).checkOwner,
		follow: (*tx).followAsset,
		free: func(t *tx, gone *people.Asset) error {
			number := uint64(gone.Number)
			if err := t.assets.refuseNeeded(t, number, "orders", inList(listOrdersAbout).Uint64(number)); err != nil {
				return err
			}
			return t.assets.refuseNeeded(t, number, "photos", photosOf(gone.Number))
		},
	}
}

func assetsOf(owner people.Ordinal) record.Key { return inList(listAssets).Uint32(uint32(owner)) }

func assetsWith(serial string) record.Key { return inList(listSerials).Text(serial) }

func assetKeys(asset *people.Asset) []record.Key {
	number := uint64(asset.Number)
	keys := []record.Key{assetsOf(asset.Owner).Uint64(number)}
	if asset.Serial != "" {
		keys = append(keys, assetsWith(asset.Serial).Uint64(number))
	}
	return keys
}

// Add records an asset. Number and CreatedAt are filled in.
func (a *Assets) Add(ctx context.Context, given people.Asset) (people.Asset, error) {
	given.CreatedAt = a.clock.Now()
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := a.update(ctx, "asset.add", func(t *tx) error {
		if err := t.checkOwner(&given); err != nil {
			return err
		}
		if err := t.refuseSameSerial(&given); err != nil {
			return err
		}
		made = given
		return t.assets.addNext(t, &made)
	})
	return made, err
}

// checkOwner refuses an asset of somebody who is not there.
func (t *tx) checkOwner(given *people.Asset) error {
	_, err := t.read(t, given.Owner)
	return err
}

// refuseSameSerial refuses a serial number that a thing has which the same owner
// still has; with another owner the device has been sold on.
func (t *tx) refuseSameSerial(given *people.Asset) error {
	if given.Serial == "" {
		return nil
	}
	root, err := t.currently(t, given.Owner)
	if err != nil {
		return err
	}
	numbers, _, err := t.ofCustomer(t, root, assetsOf, page{Limit: maxOfOne})
	if err != nil {
		return err
	}
	for _, number := range numbers {
		other, err := t.assets.read(t.shop, t, number)
		if err != nil {
			return err
		}
		if other.Number != given.Number && other.Serial == given.Serial && !other.Gone {
			return fault.Conflict("serial", "%s is that of her %s %s", given.Serial, t.assets.code(number), other.Name)
		}
	}
	return nil
}

// Edit changes an asset: edit is given it as it stands and may run twice. A
// serial number that it gets is held against the owner's other things.
func (a *Assets) Edit(ctx context.Context, number people.AssetNumber, edit func(*people.Asset) error) (people.Asset, error) {
	var changed people.Asset
	err := a.update(ctx, "asset.edit", func(t *tx) error {
		t.entry.Subject = a.assets.code(uint64(number))
		known, err := a.assets.read(a.shop, t, uint64(number))
		if err != nil {
			return err
		}
		changed = known
		if err := edit(&changed); err != nil {
			return err
		}
		if err := a.assets.place(t, &changed); err != nil {
			return err
		}
		if changed.Serial != known.Serial {
			if err := t.refuseSameSerial(&changed); err != nil {
				return err
			}
		}
		return a.assets.put(t, &changed)
	})
	return changed, err
}

// Get returns an asset.
func (a *Assets) Get(ctx context.Context, number people.AssetNumber) (people.Asset, error) {
	return readOne(ctx, a.shop, a.assets, uint64(number))
}

// Of returns what a customer owns, oldest first.
func (a *Assets) Of(ctx context.Context, owner people.Ordinal) ([]people.Asset, error) {
	found, _, err := pageOfCustomer(ctx, a.shop, a.assets, owner, assetsOf, page{Limit: maxOfOne})
	return found, err
}

// With returns the assets with a serial number or IMEI, however it is written:
// the same device comes back with another owner.
func (a *Assets) With(ctx context.Context, serial string) ([]people.Asset, error) {
	found, _, err := pageOf(ctx, a.shop, a.assets, assetsWith(people.SerialOf(serial)), page{Limit: maxOfOne})
	return found, err
}

// maxOfOne is how many records of a sort that one customer may have are shown
// at once.
const maxOfOne = 1000
