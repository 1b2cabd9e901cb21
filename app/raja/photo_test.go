package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// snapshot writes a photo of so many pixels, with a text behind it as cameras
// leave one; of more than can be opened, only its head.
func snapshot(script *testscript.TestScript, _ bool, args []string) {
	wide, err := strconv.Atoi(args[1])
	script.Check(err)
	file := claiming(wide)
	if wide < 10_000 {
		drawn := image.NewRGBA(image.Rect(0, 0, wide, wide/2))
		for x := range wide {
			drawn.Set(x, x/3, color.RGBA{R: 200, A: 255})
		}
		var out bytes.Buffer
		script.Check(jpeg.Encode(&out, drawn, nil))
		file = append(out.Bytes(), "GPS -6.2088 106.8456"...)
	}
	script.Check(os.WriteFile(script.MkAbs(args[0]), file, 0o600))
}

// claiming is the head of a PNG that claims to be so many pixels wide and high.
func claiming(side int) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), uint32(side))
	head = append(binary.BigEndian.AppendUint32(head, uint32(side)), 8, 6, 0, 0, 0)
	file := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(head))
}
