package api

import (
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/sale"
)

// Photo is a photo of the condition in which something was taken in.
type Photo struct {
	Code    string `json:"code"`
	Asset   string `json:"asset" doc:"code of the thing that it shows, empty for none"`
	Order   string `json:"order" doc:"code of the order with which that was taken in, empty for none"`
	Note    string `json:"note"`
	By      string `json:"by"`
	At      string `json:"at"`
	Type    string `json:"type" doc:"media type of its picture"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	Size    int    `json:"size" doc:"bytes"`
	SHA256  string `json:"sha256" doc:"of the picture"`
	Stamp   string `json:"stamp" doc:"the beginning of it, as it stands on the nota"`
	Removed string `json:"removed" doc:"when, empty while it counts"`
	Reason  string `json:"reason" doc:"why it was removed"`
	Dropped bool   `json:"dropped" doc:"its picture is gone for good"`
}

// NewPhoto is what the form of a new photo sends.
type NewPhoto struct {
	Ticket string `json:"ticket" doc:"of a JPEG or PNG file"`
	Asset  string `json:"asset,omitempty"`
	Order  string `json:"order,omitempty"`
	Note   string `json:"note,omitempty"`
	By     string `json:"by,omitempty"`
}

// PhotoView is a photo with its picture, which a page can show as it is.
type PhotoView struct {
	Photo
	Data []byte `json:"data" doc:"the picture in base64"`
}

// photosQuery asks for photos.
type photosQuery struct {
	CodeInput
	Removed bool `query:"removed" doc:"also those that were removed"`
}

func (s *service) photoOperations(api huma.API) {
	huma.Get(api, "/api/assets/{code}/photos", func(ctx context.Context, in *photosQuery) (*out[listOf[Photo]], error) {
		all, err := PhotosOf(ctx, s.engine, in.Code, in.Removed)
		return &out[listOf[Photo]]{listOf[Photo]{all, ""}}, answer(err)
	})
	huma.Get(api, "/api/orders/{code}/photos", func(ctx context.Context, in *photosQuery) (*out[listOf[Photo]], error) {
		all, err := PhotosFor(ctx, s.engine, in.Code, in.Removed)
		return &out[listOf[Photo]]{listOf[Photo]{all, ""}}, answer(err)
	})
	huma.Post(api, "/api/photos", func(ctx context.Context, in *struct{ Body NewPhoto }) (*created[Photo], error) {
		made, err := s.addPhoto(ctx, in.Body)
		return &created[Photo]{http.StatusCreated, made}, answer(err)
	})
	huma.Get(api, "/api/photos/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Side int `query:"side" minimum:"0" maximum:"1600" doc:"pixels of its longer side at most, 0 for the picture as it is"`
	},
	) (*out[PhotoView], error) {
		shown, err := viewPhoto(ctx, s.engine, in.Code, in.Side)
		return &out[PhotoView]{shown}, answer(err)
	})
	huma.Delete(api, "/api/photos/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Reason string `query:"reason" required:"true" doc:"why"`
		AtOnce bool   `query:"at_once" doc:"drop the picture now, for good; else an undo brings it back for 30 days"`
	},
	) (*out[Photo], error) {
		removed, err := RemovePhoto(ctx, s.engine, in.Code, in.Reason, in.AtOnce)
		return &out[Photo]{removed}, answer(err)
	})
	huma.Get(api, "/api/photos/{code}/picture", s.picture)
}

// picture hands over the bytes that are stamped. A browser that is sent here
// takes them for a picture, and for nothing that can run.
func (s *service) picture(ctx context.Context, in *CodeInput) (*huma.StreamResponse, error) {
	one, picture, err := PictureOf(ctx, s.engine, in.Code)
	if err != nil {
		return nil, answer(err)
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", one.Type)
		ctx.SetHeader("X-Content-Type-Options", "nosniff")
		ctx.SetHeader("Content-Security-Policy", "default-src 'none'; sandbox")
		ctx.SetHeader("Content-Disposition", `inline; filename="`+one.Code+`.jpg"`)
		ctx.BodyWriter().Write(picture) //nolint:errcheck // who asked has gone
	}}, nil
}

func (s *service) addPhoto(ctx context.Context, given NewPhoto) (Photo, error) {
	held, err := s.files.find(given.Ticket)
	if err != nil {
		return Photo{}, err
	}
	file, err := os.Open(held.path)
	if err != nil {
		return Photo{}, fault.NotFound("file", "%s cannot be opened", held.name).Because(err)
	}
	defer file.Close() //nolint:errcheck // only read
	return AddPhoto(ctx, s.engine, given, file)
}

// AddPhoto keeps a photo of a thing or of what came with an order.
func AddPhoto(ctx context.Context, engine *core.Engine, given NewPhoto, file io.Reader) (Photo, error) {
	asset, err := numberIn(engine, "asset", given.Asset)
	if err != nil {
		return Photo{}, err
	}
	order, err := numberIn(engine, "order", given.Order)
	if err != nil {
		return Photo{}, err
	}
	by, err := StaffOf(ctx, engine, "by", given.By)
	if err != nil {
		return Photo{}, err
	}
	made, err := engine.Photos.Add(ctx, core.NewPhoto{Asset: people.AssetNumber(asset), Order: sale.Number(order), Note: given.Note, By: by, File: file})
	return PhotoOf(engine, &made), err
}

// numberIn is the number in a code, 0 for none.
func numberIn(engine *core.Engine, word, code string) (uint64, error) {
	if code == "" {
		return 0, nil
	}
	return engine.NumberOf(word, code)
}

// PhotosOf returns the photos of a thing, oldest first.
func PhotosOf(ctx context.Context, engine *core.Engine, asset string, removed bool) ([]Photo, error) {
	number, err := engine.NumberOf("asset", asset)
	if err != nil {
		return nil, err
	}
	all, err := engine.Photos.Of(ctx, people.AssetNumber(number), removed)
	return Shown(engine, all, PhotoOf), err
}

// PhotosFor returns the photos that were taken with an order, oldest first.
func PhotosFor(ctx context.Context, engine *core.Engine, order string, removed bool) ([]Photo, error) {
	number, err := engine.NumberOf("order", order)
	if err != nil {
		return nil, err
	}
	all, err := engine.Photos.For(ctx, sale.Number(number), removed)
	return Shown(engine, all, PhotoOf), err
}

// PictureOf returns a photo and the picture that was stamped.
func PictureOf(ctx context.Context, engine *core.Engine, code string) (Photo, []byte, error) {
	number, err := engine.NumberOf("photo", code)
	if err != nil {
		return Photo{}, nil, err
	}
	one, picture, err := engine.Photos.Picture(ctx, photo.Number(number))
	return PhotoOf(engine, &one), picture, err
}

func viewPhoto(ctx context.Context, engine *core.Engine, code string, side int) (PhotoView, error) {
	one, picture, err := PictureOf(ctx, engine, code)
	if err == nil && side > 0 {
		picture, err = photo.Shrink(picture, side)
	}
	return PhotoView{Photo: one, Data: picture}, err
}

// RemovePhoto takes a photo away, for a reason.
func RemovePhoto(ctx context.Context, engine *core.Engine, code, reason string, atOnce bool) (Photo, error) {
	number, err := engine.NumberOf("photo", code)
	if err != nil {
		return Photo{}, err
	}
	removed, err := engine.Photos.Remove(ctx, photo.Number(number), reason, atOnce)
	return PhotoOf(engine, &removed), err
}

// PhotoOf is how a photo is shown.
func PhotoOf(engine *core.Engine, one *photo.Photo) Photo {
	return Photo{
		Code: engine.CodeOf("photo", uint64(one.Number)), Asset: engine.CodeOf("asset", uint64(one.Asset)), Order: engine.CodeOf("order", one.Order),
		Note: one.Note, By: core.StaffCode(one.By), At: moment(one.At, engine.Zone()), Type: one.Type, Width: one.Width, Height: one.Height,
		Size: one.Size, SHA256: hex.EncodeToString(one.Digest), Stamp: one.Stamp(), Removed: moment(one.Removed, engine.Zone()), Reason: one.Why, Dropped: one.Dropped,
	}
}
