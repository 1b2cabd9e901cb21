package core

import (
	"context"

	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// photos holds every picture against its stamp, and looks for pictures that
// belong to no photo.
func (c *checkup) photos(ctx context.Context) error {
	belong := map[photo.Number]bool{}
	err := c.walk(ctx, record.Photos, func(key, _ []byte) error {
		var one photo.Photo
		if err := c.codec.Get(c.reader, key, &one); err != nil {
			return nil // which the check of all records has said
		}
		belong[one.Number] = !one.Dropped
		if one.Dropped {
			return nil
		}
		picture, err := readPicture(c.reader, one.Number)
		if err != nil || !one.Holds(picture) {
			return c.find("photo "+c.shop.photos.code(uint64(one.Number)), "its picture is damaged: it is not the one that was stamped %s; restore a backup", one.Stamp())
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.strayPictures(ctx, belong)
}

func (c *checkup) strayPictures(ctx context.Context, belong map[photo.Number]bool) error {
	for kv, err := range c.reader.Range(store.Range{Prefix: record.In(record.Pictures), KeyOnly: true}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		number := photo.Number(record.Tail64(kv.Key[:len(kv.Key)-1]))
		if belong[number] {
			continue
		}
		belong[number] = true // said once
		if err := c.find("photo "+c.shop.photos.code(uint64(number)), "there is a picture, and no photo that it belongs to"); err != nil {
			return err
		}
	}
	return nil
}

// hints looks whether every hint belongs to a thing.
func (c *checkup) hints(ctx context.Context) error {
	for kv, err := range c.reader.Range(store.Range{Prefix: record.In(record.Meta).Text("hint")}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		var kept Hint
		number := record.Tail64(kv.Key)
		where := "hint of " + c.assets.code(number)
		if err := c.codec.Unmarshal(kv.Key, kv.Value, &kept); err != nil || uint64(kept.Asset) != number {
			err = c.find(where, "cannot be read or lies in the wrong place")
			if err != nil {
				return err
			}
		}
		if _, err := c.reader.Get(c.assets.key(number)); err != nil {
			if err := c.find(where, "there is no such thing"); err != nil {
				return err
			}
		}
	}
	return nil
}
