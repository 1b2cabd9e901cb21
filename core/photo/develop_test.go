package photo_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/photo"
)

// corner is a picture that is blue, with red in its upper left corner.
func corner(wide, high int) image.Image {
	drawn := image.NewRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			drawn.Set(x, y, color.RGBA{B: 200, A: 255})
			if x < wide/4 && y < high/4 {
				drawn.Set(x, y, color.RGBA{R: 220, A: 255})
			}
		}
	}
	return drawn
}

func asJPEG(t testing.TB, drawn image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, drawn, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asPNG(t testing.TB, drawn image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, drawn); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withEXIF puts a TIFF into a JPEG as its EXIF.
func withEXIF(file, tiff []byte) []byte {
	body := append([]byte("Exif\x00\x00"), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2))
	return append(append(append(bytes.Clone(file[:2]), segment...), body...), file[2:]...)
}

// exif is a TIFF that says how a picture stands, and where it was taken.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	tiff := []byte("II\x2a\x00")
	if order.String() == "BigEndian" {
		tiff = []byte("MM\x00\x2a")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, tag := range []uint16{0x010f, 0x0112} {
		tiff = order.AppendUint16(tiff, tag)
		tiff = order.AppendUint16(tiff, 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, orientation)
		tiff = order.AppendUint16(tiff, 0)
	}
	return append(tiff, "GPS -6.2088 106.8456 Jalan Melati"...)
}

// developed reads back what is kept of a file.
func developed(t testing.TB, file []byte) (photo.Picture, image.Image) {
	t.Helper()
	kept, err := photo.Develop(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := jpeg.Decode(bytes.NewReader(kept.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	if size := drawn.Bounds().Size(); size.X != kept.Width || size.Y != kept.Height || kept.Digest != sha256.Sum256(kept.Bytes) {
		t.Errorf("a picture of %v is said to be %d by %d with the stamp %x", size, kept.Width, kept.Height, kept.Digest)
	}
	return kept, drawn
}

func TestAPhotoIsKeptSmall(t *testing.T) {
	for _, try := range []struct {
		file       []byte
		wide, high int
	}{
		{asJPEG(t, corner(3000, 2000)), 1600, 1066},
		{asPNG(t, corner(2000, 3000)), 1066, 1600},
		{asJPEG(t, corner(640, 480)), 640, 480},
		{asPNG(t, corner(9000, 2)), 1600, 1},
		{asPNG(t, corner(1, 1)), 1, 1},
	} {
		if kept, _ := developed(t, try.file); kept.Width != try.wide || kept.Height != try.high {
			t.Errorf("kept as %d by %d, want %d by %d", kept.Width, kept.Height, try.wide, try.high)
		}
	}
}

func TestNoiseIsMadeSmallerUntilItFits(t *testing.T) {
	noise := image.NewRGBA(image.Rect(0, 0, 1600, 1600))
	chance := rand.NewChaCha8([32]byte{})
	chance.Read(noise.Pix)
	if kept, _ := developed(t, asPNG(t, noise)); len(kept.Bytes) > photo.MaxPicture {
		t.Errorf("%d bytes are kept, more than %d", len(kept.Bytes), photo.MaxPicture)
	}
}

func TestWhatIsSeeThroughIsKeptOnWhite(t *testing.T) {
	_, drawn := developed(t, asPNG(t, image.NewNRGBA(image.Rect(0, 0, 40, 40))))
	if r, g, b, _ := drawn.At(20, 20).RGBA(); r>>8 < 250 || g>>8 < 250 || b>>8 < 250 {
		t.Errorf("nothing is drawn as %d %d %d, want white", r>>8, g>>8, b>>8)
	}
}

// The red corner comes to lie where EXIF says, in both byte orders.
func TestAPhotoIsKeptUprightHoweverTheCameraWasHeld(t *testing.T) {
	plain := asJPEG(t, corner(400, 200))
	places := []struct{ left, top, tall bool }{
		{true, true, false},
		{false, true, false},
		{false, false, false},
		{true, false, false},
		{true, true, true},
		{false, true, true},
		{false, false, true},
		{true, false, true},
	}
	for i, want := range places {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			kept, drawn := developed(t, withEXIF(plain, exif(order, uint16(i+1))))
			x, y := kept.Width-kept.Width/8, kept.Height-kept.Height/8
			if want.left {
				x = kept.Width / 8
			}
			if want.top {
				y = kept.Height / 8
			}
			if r, _, b, _ := drawn.At(x, y).RGBA(); r < b || (kept.Height > kept.Width) != want.tall {
				t.Errorf("orientation %d: %d by %d with %d red and %d blue at %d, %d", i+1, kept.Width, kept.Height, r>>8, b>>8, x, y)
			}
		}
	}
}

func TestNothingOfTheFileIsKeptButItsPixels(t *testing.T) {
	file := append(withEXIF(asJPEG(t, corner(400, 200)), exif(binary.LittleEndian, 1)), "PK\x03\x04 <script>alert(1)</script>"...)
	kept, _ := developed(t, file)
	for _, secret := range []string{"GPS", "Melati", "Exif", "PK\x03\x04", "script"} {
		if bytes.Contains(kept.Bytes, []byte(secret)) {
			t.Errorf("the picture that is kept holds %q", secret)
		}
	}
}

// claiming is a PNG, or the beginning of one, that claims a size.
func claiming(wide, high uint32, bits, colour byte) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), wide)
	head = append(binary.BigEndian.AppendUint32(head, high), bits, colour, 0, 0, 0)
	file := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(head))
}

// claimingJPEG is the head of a JPEG, in passes or not, that claims a size.
func claimingJPEG(wide, high uint16, frame byte) []byte {
	file := append([]byte("\xff\xd8\xff"), frame, 0, 17, 8)
	file = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(file, high), wide)
	return append(file, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0)
}

func hostile(t testing.TB) map[string][]byte {
	photo := asJPEG(t, corner(400, 200))
	return map[string][]byte{
		"is empty":            nil,
		"is no JPEG or PNG":   []byte("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
		"is a HEIC":           []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
		"is damaged":          photo[:len(photo)/2],
		"60000 by 60000":      claiming(60_000, 60_000, 8, 6),
		"1 by 60000000":       claiming(1, 60_000_000, 8, 6),
		"7000 by 7000 pixels": claiming(7000, 7000, 16, 6), // 49 million, at eight bytes
		"65500 by 65500":      claimingJPEG(65_500, 65_500, 0xc0),
		"5000 by 5000":        claimingJPEG(5000, 5000, 0xc2), // in passes, which are all held
		"is larger than":      append(bytes.Clone(photo), make([]byte, 20<<20)...),
	}
}

func TestAHostileFileIsRefusedBeforeItIsDecoded(t *testing.T) {
	for want, file := range hostile(t) {
		_, err := photo.Develop(bytes.NewReader(file))
		if told := fault.As(err); err == nil || told.Kind != fault.KindInvalid || told.Field != "file" || !strings.Contains(told.Message, want) {
			t.Errorf("a file that %s: %v", want, err)
		}
	}
}

func TestEXIFThatPointsOutsideIsNoReasonToRefuseAPhoto(t *testing.T) {
	plain := asJPEG(t, corner(40, 20))
	for _, tiff := range []string{
		"", "II", "II\x2a\x00\xff\xff\xff\xff", "II\x2a\x00\x08\x00\x00\x00", "MM\x00\x2a\x00\x00\x00\x08\xff\xff",
		"II\x2a\x00\x08\x00\x00\x00\xff\xff\x12\x01", "II\x2a\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\xff\xff\x00\x00",
	} {
		if kept, _ := developed(t, withEXIF(plain, []byte(tiff))); kept.Width != 40 {
			t.Errorf("EXIF of %q: kept %d wide", tiff, kept.Width)
		}
	}
}

// Whatever comes in, what comes out is a small JPEG or a fault that names the
// file.
func FuzzDevelop(f *testing.F) {
	for _, file := range hostile(f) {
		f.Add(file[:min(len(file), 1<<16)])
	}
	small := asJPEG(f, corner(20, 10))
	f.Add(withEXIF(small, exif(binary.BigEndian, 6)))
	f.Add(asPNG(f, corner(20, 10)))
	f.Fuzz(func(t *testing.T, file []byte) {
		kept, err := photo.Develop(bytes.NewReader(file))
		if err != nil {
			if told := fault.As(err); told.Kind != fault.KindInvalid || told.Field != "file" {
				t.Fatal(err)
			}
			return
		}
		read, err := jpeg.DecodeConfig(bytes.NewReader(kept.Bytes))
		if err != nil || read.Width != kept.Width || max(read.Width, read.Height) > photo.MaxSide || len(kept.Bytes) > photo.MaxPicture {
			t.Fatalf("%d by %d in %d bytes is kept (%v)", kept.Width, kept.Height, len(kept.Bytes), err)
		}
	})
}
