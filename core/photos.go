package core

import (
	"context"
	"io"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Photos is the chapter of the condition in which things were taken in. A photo
// and its picture are written in one transaction: both are there, or neither.
type Photos struct{ *shop }

func photoShelf() *shelf[photo.Photo] {
	return &shelf[photo.Photo]{
		space: record.Photos, word: "photo", mark: "FT-", digits: 5,
		number: func(p *photo.Photo) uint64 { return uint64(p.Number) },
		give:   func(p *photo.Photo, number uint64) { p.Number = photo.Number(number) },
		check:  (*photo.Photo).Check,
		keys:   photoKeys,
		ties:   (*tx).checkPhotoTies,
		follow: (*tx).followPhoto,
	}
}

func photosOf(asset people.AssetNumber) record.Key {
	return inList(listPhotosOf).Uint64(uint64(asset))
}

func photosFor(order uint64) record.Key { return inList(listPhotosFor).Uint64(order) }

// Those that count, and those that were removed, of a list of photos.
const (
	photosThere byte = 0
	photosGone  byte = 1
)

func photoKeys(one *photo.Photo) (keys []record.Key) {
	number, there := uint64(one.Number), photosThere
	if one.Gone() {
		there = photosGone
	}
	if one.Asset != 0 {
		keys = append(keys, photosOf(one.Asset).Byte(there).Uint64(number))
	}
	if one.Order != 0 {
		keys = append(keys, photosFor(one.Order).Byte(there).Uint64(number))
	}
	if one.Gone() && !one.Dropped {
		keys = append(keys, inList(listPhotosRemoved).Time(one.Removed).Uint64(number))
	}
	return keys
}

// NewPhoto is a photo as it is given.
type NewPhoto struct {
	Asset people.AssetNumber // the thing that it shows; 0 is that of the order, if it is about one
	Order sale.Number        // with which it was taken in, 0 for none
	Note  string             // what to see on it
	By    staff.Number       // who took it, 0 for nobody
	File  io.Reader          // a JPEG or PNG file
}

// Add keeps a photo of a thing, of what came with an order, or of both. What
// is kept is a smaller picture than the file, and nothing else of it.
func (p *Photos) Add(ctx context.Context, given NewPhoto) (photo.Photo, error) {
	made := photo.Photo{Asset: given.Asset, Order: uint64(given.Order), Note: given.Note, By: given.By, At: p.clock.Now(), Type: photo.JPEG}
	if err := made.Check(); err != nil {
		return made, err
	}
	if err := p.store.View(ctx, func(reader store.Reader) error { return p.findRoom(reader, &made) }); err != nil {
		return made, readable(err)
	}
	picture, err := p.develop(ctx, given.File)
	if err != nil {
		return made, err
	}
	made.Width, made.Height, made.Size, made.Digest = picture.Width, picture.Height, len(picture.Bytes), picture.Digest[:]
	err = p.update(ctx, "photo.add", func(t *tx) error {
		number, err := t.photos.next(t)
		if err != nil {
			return err
		}
		made.Number = photo.Number(number)
		t.entry.Subject = t.photos.code(number)
		if err := t.working("by", made.By); err != nil {
			return err
		}
		if err := t.writePicture(made.Number, picture.Bytes); err != nil {
			return err
		}
		if err := t.photos.place(t, &made); err != nil {
			return err
		}
		return t.photos.add(t, &made)
	})
	return made, err
}

// develop makes the picture of a file, one at a time: a large one takes memory.
func (p *Photos) develop(ctx context.Context, file io.Reader) (photo.Picture, error) {
	select {
	case p.darkroom <- struct{}{}:
	case <-ctx.Done():
		return photo.Picture{}, readable(ctx.Err())
	}
	defer func() { <-p.darkroom }()
	return photo.Develop(file)
}

// Remove takes a photo away. Its picture is kept for photo.Kept, in which an
// undo brings it back; atOnce drops it now, for good, also of a photo that was
// removed before. Pictures whose time has run are dropped with it.
func (p *Photos) Remove(ctx context.Context, number photo.Number, why string, atOnce bool) (photo.Photo, error) {
	action := "photo.remove"
	if atOnce {
		action = actionDrop
	}
	if _, err := p.Tidy(ctx); err != nil {
		return photo.Photo{}, err
	}
	return editOne(ctx, p.shop, p.photos, action, uint64(number), func(one *photo.Photo) error {
		return one.Remove(why, p.clock.Now(), atOnce)
	})
}

// Get returns a photo without its picture.
func (p *Photos) Get(ctx context.Context, number photo.Number) (photo.Photo, error) {
	return readOne(ctx, p.shop, p.photos, uint64(number))
}

// Picture returns a photo with its picture, which is held against its stamp.
func (p *Photos) Picture(ctx context.Context, number photo.Number) (photo.Photo, []byte, error) {
	var (
		one     photo.Photo
		picture []byte
	)
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		if one, err = p.photos.read(p.shop, reader, uint64(number)); err != nil {
			return err
		}
		if one.Gone() {
			return fault.NotFound("photo", "%s was removed: %s", p.photos.code(uint64(number)), one.Why)
		}
		picture, err = readPicture(reader, number)
		return err
	})
	if err == nil && !one.Holds(picture) {
		err = fault.Internal("the picture of %s is not the one that was stamped %s; run raja check, and restore a backup", p.photos.code(uint64(number)), one.Stamp())
	}
	return one, picture, readable(err)
}

// Of returns the photos of a thing, oldest first, and where removed is set
// after them those that were removed.
func (p *Photos) Of(ctx context.Context, asset people.AssetNumber, removed bool) ([]photo.Photo, error) {
	return p.listed(ctx, p.assets.key(uint64(asset)), photosOf(asset), removed)
}

// For returns the photos that were taken with an order, as Of does.
func (p *Photos) For(ctx context.Context, order sale.Number, removed bool) ([]photo.Photo, error) {
	return p.listed(ctx, orderKey(order), photosFor(uint64(order)), removed)
}

func (p *Photos) listed(ctx context.Context, of, under record.Key, removed bool) (found []photo.Photo, err error) {
	if !removed {
		under = under.Byte(photosThere)
	}
	err = p.store.View(ctx, func(reader store.Reader) error {
		if _, err := reader.Get(of); err != nil {
			return p.nothingAt(of, err)
		}
		found, err = p.photosUnder(reader, under)
		return err
	})
	return found, readable(err)
}
