package photo

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"

	"github.com/raja-crm/raja/core/fault"
)

// Limits of a file, before anything of it is decoded, and of what is kept.
const (
	MaxFile    = 20 << 20  // bytes of a file
	MaxPixels  = 50e6      // width by height
	MaxDecoded = 200 << 20 // bytes that decoding it takes
	MaxSide    = 1600      // pixels of the longer side that are kept
	MaxPicture = 768 << 10 // bytes that are kept: one transaction holds them with the record
)

// Picture is what is kept of a file: a JPEG that holds nothing but pixels.
type Picture struct {
	Bytes         []byte
	Width, Height int
	Digest        [sha256.Size]byte
}

// Develop makes the picture that is kept of a JPEG or PNG file. What the file
// claims is looked at before it is decoded, so that a small file cannot ask for
// much memory; where it was taken, by which camera, and what else stood in the
// file stays behind.
func Develop(file io.Reader) (Picture, error) {
	raw, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	switch {
	case err != nil:
		return Picture{}, fault.Unavailable("file", "could not be read to its end; try again").Because(err)
	case len(raw) == 0:
		return Picture{}, fault.Invalid("file", "is empty; choose a photo in JPEG or PNG")
	case len(raw) > MaxFile:
		return Picture{}, fault.Invalid("file", "is larger than %d MB; send a smaller photo", MaxFile>>20)
	}
	seen, err := decode(raw)
	if err != nil {
		return Picture{}, err
	}
	return small(seen)
}

// decode reads the pixels, upright.
func decode(raw []byte) (image.Image, error) {
	config, decode, perPixel, err := look(raw)
	switch wide, high := int64(config.Width), int64(config.Height); {
	case err != nil:
		return nil, err
	case wide <= 0 || high <= 0:
		return nil, fault.Invalid("file", "is a picture without pixels; choose another")
	case wide > MaxPixels || high > MaxPixels || wide*high > MaxPixels || wide*high*perPixel > MaxDecoded:
		return nil, fault.Invalid("file", "is %d by %d pixels, too many to be opened safely; send a smaller photo", wide, high)
	}
	pixels, err := decode(bytes.NewReader(raw))
	if err != nil {
		return nil, damaged(err)
	}
	return pixels, nil
}

// look says what a file claims to be, what decodes it, and how many bytes a
// pixel takes meanwhile.
func look(raw []byte) (config image.Config, decode func(io.Reader) (image.Image, error), perPixel int64, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xd8\xff")):
		marks := marksOf(raw)
		config, err = jpeg.DecodeConfig(bytes.NewReader(raw))
		return config, func(r io.Reader) (image.Image, error) { return upright(r, marks.orientation) }, marks.perPixel(config.ColorModel), damaged(err)
	case bytes.HasPrefix(raw, []byte("\x89PNG\r\n\x1a\n")):
		config, err = png.DecodeConfig(bytes.NewReader(raw))
		return config, png.Decode, pngPixel(config.ColorModel), damaged(err)
	case len(raw) > 12 && string(raw[4:8]) == "ftyp":
		return config, nil, 0, fault.Invalid("file", "is a HEIC photo or a film; send it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)")
	}
	return config, nil, 0, fault.Invalid("file", "is no JPEG or PNG photo; choose one that ends in .jpg or .png")
}

func damaged(err error) error {
	if err == nil {
		return nil
	}
	return fault.Invalid("file", "is damaged, or not the photo that it claims to be; choose another").Because(err)
}

// pngPixel is how many bytes a pixel of a PNG takes when it is decoded.
func pngPixel(model color.Model) int64 {
	switch model {
	case color.GrayModel:
		return 1
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		return 8
	}
	return 4
}

func upright(r io.Reader, orientation int) (image.Image, error) {
	pixels, err := jpeg.Decode(r)
	if err != nil {
		return nil, err
	}
	return &turned{pixels, orientation}, nil
}

// qualities are tried until the picture is small enough; then it is made
// smaller. Most photos are with the first.
func qualities() []int { return []int{82, 70, 55} }

// small makes the picture of the pixels, on white where they are see-through.
func small(seen image.Image) (Picture, error) {
	for side := MaxSide; side >= minSide; side = side * 3 / 4 {
		paper := scaled(seen, side)
		for _, quality := range qualities() {
			var out bytes.Buffer
			if err := jpeg.Encode(&out, paper, &jpeg.Options{Quality: quality}); err != nil {
				return Picture{}, fmt.Errorf("encode a picture: %w", err)
			}
			if out.Len() <= MaxPicture {
				size := paper.Bounds().Size()
				return Picture{out.Bytes(), size.X, size.Y, sha256.Sum256(out.Bytes())}, nil
			}
		}
	}
	return Picture{}, errors.New("a picture does not become small enough")
}

// minSide is where small gives up: even noise is small enough before.
const minSide = 200

// scaled draws pixels on white paper whose longer side has at most so many.
func scaled(seen image.Image, side int) image.Image {
	turn, is := seen.(*turned)
	if !is {
		turn = &turned{seen, 1}
	}
	return turn.draw(side, draw.CatmullRom)
}

// Shrink makes a kept picture so small that its longer side has at most so
// many pixels, to be looked at beside others.
func Shrink(picture []byte, side int) ([]byte, error) {
	pixels, err := jpeg.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, damaged(err)
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, scaled(pixels, side), &jpeg.Options{Quality: qualities()[0]})
	return out.Bytes(), err
}
