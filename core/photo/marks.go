package photo

import (
	"bytes"
	"encoding/binary"
	"image/color"
)

// marks are what a JPEG says of itself before its pixels.
type marks struct {
	orientation int  // of EXIF, 1 to 8; 1 is upright
	progressive bool // it comes in passes, which are all held while it is decoded
}

// perPixel is how many bytes a pixel takes while a JPEG is decoded: one for
// each colour, and of one in passes also its 32-bit coefficients.
func (m marks) perPixel(model color.Model) int64 {
	colours := int64(3)
	switch model {
	case color.GrayModel:
		colours = 1
	case color.CMYKModel:
		colours = 4
	}
	if m.progressive {
		return colours * 5
	}
	return colours
}

// The markers of JPEG (ISO/IEC 10918-1, table B.1) that are looked at.
const (
	startOfScan    = 0xda
	progressiveDCT = 0xc2
	exifSegment    = 0xe1 // APP1
)

// marksOf walks over the segments of a JPEG up to its pixels. What does not
// hold ends the walk: the decoder says what is wrong with the file.
func marksOf(raw []byte) marks {
	found := marks{orientation: 1}
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
		marker := raw[at+1]
		if marker == 0xff { // filling
			at++
			continue
		}
		size := int(binary.BigEndian.Uint16(raw[at+2:]))
		if marker == startOfScan || size < 2 || at+2+size > len(raw) {
			break
		}
		body := raw[at+4 : at+2+size]
		switch {
		case marker == progressiveDCT:
			found.progressive = true
		case marker == exifSegment && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			found.orientation = orientationOf(body[6:])
		}
		at += 2 + size
	}
	return found
}

// orientationTag is Orientation in the first directory of a TIFF.
const orientationTag = 0x0112

// orientationOf reads how a picture stands off its EXIF, which is a TIFF; 1
// where that is not said, or nonsense.
func orientationOf(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(tiff) < 8:
		return 1
	case string(tiff[:4]) == "MM\x00\x2a":
		order = binary.BigEndian
	case string(tiff[:4]) != "II\x2a\x00":
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == orientationTag {
			if value := int(order.Uint16(entries[8:])); value >= 1 && value <= 8 {
				return value
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}
