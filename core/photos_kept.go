package core

import (
	"context"
	"errors"
	"slices"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// picturePiece is how many bytes of a picture lie in one value.
const picturePiece = 96 << 10

// pictureOf is where the pieces of a photo's picture lie.
func pictureOf(number photo.Number) record.Key {
	return record.In(record.Pictures).Uint64(uint64(number))
}

// writePicture writes a picture in pieces.
func (t *tx) writePicture(number photo.Number, picture []byte) error {
	piece := byte(0)
	for part := range slices.Chunk(picture, picturePiece) {
		if err := record.PutBytes(t, pictureOf(number).Byte(piece), part); err != nil {
			return err
		}
		piece++
	}
	return nil
}

// readPicture puts a picture together; a piece that is missing leaves it short,
// which its stamp tells.
func readPicture(reader store.Reader, number photo.Number) (picture []byte, err error) {
	for kv, err := range reader.Range(store.Range{Prefix: pictureOf(number)}) {
		if err != nil {
			return nil, err
		}
		part, err := record.Open(kv.Key, kv.Value)
		if err != nil {
			return nil, err
		}
		picture = append(picture, part...)
	}
	return picture, nil
}

func (t *tx) dropPicture(number photo.Number) error {
	var pieces []record.Key
	for kv, err := range t.Range(store.Range{Prefix: pictureOf(number), KeyOnly: true}) {
		if err != nil {
			return err
		}
		pieces = append(pieces, slices.Clone(kv.Key))
	}
	for _, piece := range pieces {
		if err := t.Delete(piece); err != nil {
			return err
		}
	}
	return nil
}

// followPhoto lets go of the picture of a photo that is not there any more.
func (t *tx) followPhoto(before, after *photo.Photo) error {
	if after == nil || after.Dropped {
		return t.dropPicture(before.Number)
	}
	return nil
}

// checkPhotoTies refuses a photo of what is not there or has too many, and one
// whose picture is gone.
func (t *tx) checkPhotoTies(one *photo.Photo) error {
	if one.Gone() {
		return nil
	}
	if err := t.findRoom(t, one); err != nil {
		return err
	}
	for _, err := range t.Range(store.Range{Prefix: pictureOf(one.Number), KeyOnly: true, Limit: 1}) {
		return err
	}
	return fault.Conflict("photo", "the picture of %s is gone; add the photo again instead", t.photos.code(uint64(one.Number)))
}

// findRoom looks for what a photo shows, gives it the thing of its order, and
// refuses it where there are too many.
func (s *shop) findRoom(reader store.Reader, one *photo.Photo) error {
	if one.Order != 0 {
		order, err := s.orders.read(s, reader, one.Order)
		if err != nil {
			return err
		}
		if one.Asset == 0 {
			one.Asset = order.Asset
		}
		if order.Asset != 0 && order.Asset != one.Asset {
			return fault.Conflict("asset", "%s is about %s; a photo of it shows that", Nota(order.Number), s.assets.code(uint64(order.Asset)))
		}
		if err := s.refuseFull(reader, one.Number, Nota(sale.Number(one.Order)), photosFor(one.Order), photo.MaxOfOrder); err != nil {
			return err
		}
	}
	if one.Asset == 0 {
		return nil
	}
	if _, err := s.assets.read(s, reader, uint64(one.Asset)); err != nil {
		return err
	}
	return s.refuseFull(reader, one.Number, s.assets.code(uint64(one.Asset)), photosOf(one.Asset), photo.MaxOfAsset)
}

// refuseFull refuses one more photo under a list that holds as many as there
// may be.
func (s *shop) refuseFull(reader store.Reader, added photo.Number, whose string, under record.Key, most int) error {
	numbers, _, err := page{Limit: most + 1}.read(reader, under.Byte(photosThere))
	if err != nil {
		return err
	}
	if others := lo.Without(numbers, uint64(added)); len(others) >= most {
		return fault.Conflict("photo", "%s has %d photos, and there are at most so many; remove one first", whose, most)
	}
	return nil
}

// photosUnder reads the photos that a list names.
func (s *shop) photosUnder(reader store.Reader, under record.Key) ([]photo.Photo, error) {
	numbers, _, err := page{Limit: maxOfOne}.read(reader, under)
	if err != nil {
		return nil, err
	}
	found := make([]photo.Photo, len(numbers))
	for i, number := range numbers {
		if found[i], err = s.photos.read(s, reader, number); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// photosAt are the photos of the condition in which something came with an
// order.
func (s *shop) photosAt(reader store.Reader, order *sale.Order) ([]photo.Photo, error) {
	found, err := s.photosUnder(reader, photosFor(uint64(order.Number)).Byte(photosThere))
	if err != nil || order.Asset == 0 {
		return found, err
	}
	ofAsset, err := s.photosUnder(reader, photosOf(order.Asset).Byte(photosThere))
	for _, one := range ofAsset {
		if one.CameWith(order.At, s.zone) {
			found = append(found, one)
		}
	}
	return found, err
}

// nothingAt names the record that is not there.
func (s *shop) nothingAt(key record.Key, err error) error {
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	word, code := s.shelfOf(record.Space(key[0])).name(record.Tail64(key))
	return fault.NotFound(word, "there is no %s %s", word, code)
}

// How the journal calls a picture's end: somebody wanted it, or its time had
// run.
const (
	actionDrop = "photo.drop"
	actionTidy = "photo.tidy"
)

// dropSlice is how many pictures go in one transaction.
const dropSlice = 20

// Tidy drops the pictures of photos that were removed longer than photo.Kept
// ago, and returns how many.
func (p *Photos) Tidy(ctx context.Context) (dropped int, err error) {
	for {
		late, err := p.late(ctx)
		if err != nil || len(late) == 0 {
			return dropped, err
		}
		err = p.update(ctx, actionTidy, func(t *tx) error {
			for _, number := range late {
				one, err := t.photos.read(t.shop, t, number)
				if err != nil {
					return err
				}
				one.Dropped = true
				if err := t.photos.put(t, &one); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return dropped, err
		}
		dropped += len(late)
	}
}

// late are some photos whose pictures are to go.
func (p *Photos) late(ctx context.Context) (numbers []uint64, err error) {
	until := inList(listPhotosRemoved).Time(p.clock.Now().Add(-photo.Kept))
	err = p.store.View(ctx, func(reader store.Reader) error {
		picked := store.Range{Prefix: inList(listPhotosRemoved), To: until, KeyOnly: true, Limit: dropSlice}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			numbers = append(numbers, record.Tail64(kv.Key))
		}
		return nil
	})
	return numbers, readable(err)
}
