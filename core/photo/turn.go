package photo

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"
)

// turned is a picture as the camera held it: orientation says in the words of
// EXIF, from 1 to 8, how it stands upright.
type turned struct {
	image.Image
	orientation int
}

// sideways reports whether width and height change places.
func (t *turned) sideways() bool { return t.orientation >= 5 && t.orientation <= 8 }

// draw makes the picture small, then turns it: there is less to turn.
func (t *turned) draw(side int, scaler draw.Scaler) image.Image {
	size := fitted(t.Bounds().Size(), side)
	small := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(small, small.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	if size == t.Bounds().Size() {
		draw.Draw(small, small.Bounds(), t.Image, t.Bounds().Min, draw.Over)
	} else {
		scaler.Scale(small, small.Bounds(), t.Image, t.Bounds(), draw.Over, nil)
	}
	return t.turn(small)
}

// fitted is a size whose longer side is at most so long, in the same shape.
func fitted(size image.Point, side int) image.Point {
	long := max(size.X, size.Y)
	if long <= side {
		return size
	}
	return image.Pt(max(1, size.X*side/long), max(1, size.Y*side/long))
}

// turn returns the picture upright.
func (t *turned) turn(from *image.RGBA) *image.RGBA {
	size := from.Bounds().Size()
	if t.orientation <= 1 || t.orientation > 8 {
		return from
	}
	to := image.NewRGBA(image.Rect(0, 0, size.X, size.Y))
	if t.sideways() {
		to = image.NewRGBA(image.Rect(0, 0, size.Y, size.X))
	}
	for y := range size.Y {
		for x := range size.X {
			to.SetRGBA(t.placeX(x, y, size), t.placeY(x, y, size), from.RGBAAt(x, y))
		}
	}
	return to
}

// placeX and placeY are where a pixel comes to lie (EXIF 2.32, 4.6.5.1,
// Orientation: where row 0 and column 0 of the picture are seen).
func (t *turned) placeX(x, y int, size image.Point) int {
	switch t.orientation {
	case 2, 3:
		return size.X - 1 - x
	case 5, 8:
		return y
	case 6, 7:
		return size.Y - 1 - y
	}
	return x
}

func (t *turned) placeY(x, y int, size image.Point) int {
	switch t.orientation {
	case 3, 4:
		return size.Y - 1 - y
	case 5, 6:
		return x
	case 7, 8:
		return size.X - 1 - x
	}
	return y
}
