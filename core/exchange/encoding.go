package exchange

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/raja-crm/raja/core/fault"
)

// sniffEncoding knows the byte order marks, then UTF-16 by the zero bytes of
// its Latin letters, then UTF-8, then takes what Windows writes.
func sniffEncoding(head []byte, cut bool) string {
	even, odd := zeros(head)
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}) || (even == 0 && odd > len(head)/4):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}) || (odd == 0 && even > len(head)/4):
		return "utf-16be"
	case utf8.Valid(whole(head, cut)):
		return "utf-8"
	}
	return "windows-1252"
}

// zeros counts the zero bytes at even and at odd places.
func zeros(head []byte) (even, odd int) {
	for i, b := range head {
		if b == 0 {
			even, odd = even+1-i%2, odd+i%2
		}
	}
	return even, odd
}

// whole leaves off the rune in which a head was cut.
func whole(head []byte, cut bool) []byte {
	for size := 1; cut && size < utf8.UTFMax && size < len(head); size++ {
		if tail := head[len(head)-size:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return head[:len(head)-size]
			}
			return head
		}
	}
	return head
}

// decoder returns the way from an encoding to UTF-8, past a byte order mark.
func decoder(name string) (transform.Transformer, error) {
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8":
		return &utf8Text{}, nil
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder(), nil
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder(), nil
	case "windows-1252", "latin1", "iso-8859-1":
		return charmap.Windows1252.NewDecoder(), nil
	}
	return nil, fault.Invalid("encoding", "%q is not one of utf-8, utf-16le, utf-16be, windows-1252", name)
}

func decoded(head []byte, name string) (string, error) {
	way, err := decoder(name)
	if err != nil {
		return "", err
	}
	text, _, err := transform.Bytes(transform.Chain(way, &lineEnds{}), head)
	if err != nil {
		return "", fault.Invalid("encoding", "the file is not %s", name).Because(err)
	}
	return string(text), nil
}

// utf8Text passes UTF-8 on without a byte order mark. A byte that is not UTF-8
// is read as Windows writes it: a file may be plain letters for a long way and
// turn out to be windows-1252 at the first é.
type utf8Text struct{ begun bool }

func (u *utf8Text) Reset() { u.begun = false }

// Transform implements transform.Transformer.
func (u *utf8Text) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	const mark = "\ufeff"
	if !u.begun {
		if len(src) < len(mark) && !atEOF {
			return 0, 0, transform.ErrShortSrc
		}
		u.begun = true
		nSrc = len(src) - len(bytes.TrimPrefix(src, []byte(mark)))
	}
	for nSrc < len(src) {
		r, size := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && size == 1 {
			if !atEOF && !utf8.FullRune(src[nSrc:]) {
				return nDst, nSrc, transform.ErrShortSrc
			}
			r = charmap.Windows1252.DecodeByte(src[nSrc])
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// lineEnds makes every line end LF: CR LF of Windows, and the lone CR that
// Excel still writes as "CSV (Macintosh)".
type lineEnds struct{ transform.NopResetter }

// Transform implements transform.Transformer.
func (lineEnds) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		size := bytes.IndexByte(src[nSrc:], '\r')
		if size < 0 {
			size = len(src) - nSrc
		}
		copied := copy(dst[nDst:], src[nSrc:nSrc+size])
		nDst, nSrc = nDst+copied, nSrc+copied
		switch {
		case copied < size || nDst == len(dst) && nSrc < len(src):
			return nDst, nSrc, transform.ErrShortDst
		case nSrc == len(src):
			return nDst, nSrc, nil
		case nSrc+1 == len(src) && !atEOF:
			return nDst, nSrc, transform.ErrShortSrc
		}
		dst[nDst] = '\n'
		nDst, nSrc = nDst+1, nSrc+1
		if nSrc < len(src) && src[nSrc] == '\n' {
			nSrc++
		}
	}
	return nDst, nSrc, nil
}
