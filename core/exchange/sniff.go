package exchange

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/raja-crm/raja/core/fault"
)

// Dialect is how a text file is written. Empty fields are detected.
type Dialect struct {
	Format    Format
	Encoding  string // "utf-8", "utf-16le", "utf-16be", "windows-1252"
	Delimiter rune   // of CSV
}

// sniffed is how much of a file is looked at, in bytes.
const sniffed = 64 << 10

// Sniff looks at the head of a file and fills in what dialect leaves open. It
// refuses an empty file and one that is no text.
func Sniff(file io.ReadSeeker, dialect Dialect) (Dialect, error) {
	head := make([]byte, sniffed)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return dialect, fault.Unavailable("file", "cannot be read").Because(err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return dialect, fault.Unavailable("file", "cannot be read from its start").Because(err)
	}
	head = head[:n]
	if len(bytes.TrimSpace(head)) == 0 && n < sniffed {
		return dialect, fault.Invalid("file", "is empty")
	}
	if dialect.Format == "" {
		dialect.Format = sniffFormat(head)
	}
	if dialect.Format == XLSX {
		return dialect, nil
	}
	if dialect.Encoding == "" {
		dialect.Encoding = sniffEncoding(head, n == sniffed)
	}
	text, err := decoded(head, dialect.Encoding)
	if err != nil {
		return dialect, err
	}
	if strings.ContainsRune(text, 0) {
		return dialect, fault.Invalid("file", "is not text: it holds zero bytes; choose a CSV, XLSX or text file")
	}
	if dialect.Delimiter == 0 {
		dialect.Delimiter = sniffDelimiter(text)
	}
	return dialect, nil
}

func sniffFormat(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return XLSX
	case bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \r\n\t"), []byte("{")):
		return JSONL
	}
	return CSV
}

// sniffEncoding knows the byte order marks, then UTF-8, then takes what
// Windows writes. A head that was cut may end inside a rune.
func sniffEncoding(head []byte, cut bool) string {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return "utf-16be"
	}
	if cut {
		head = head[:len(head)-utf8.UTFMax]
		for len(head) > 0 && head[len(head)-1]&0x80 != 0 {
			head = head[:len(head)-1]
		}
	}
	if utf8.Valid(head) {
		return "utf-8"
	}
	return "windows-1252"
}

// decoder returns the way from an encoding to UTF-8, past a byte order mark.
func decoder(name string) (*encoding.Decoder, error) {
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8":
		return unicode.UTF8BOM.NewDecoder(), nil
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
	text, err := way.Bytes(head)
	if err != nil {
		return "", fault.Invalid("encoding", "the file is not %s", name).Because(err)
	}
	return string(text), nil
}

// delimiters are tried in this order; the first of the best wins.
var delimiters = []rune{',', ';', '\t', '|'}

// sniffDelimiter picks the delimiter that stands most often, and equally
// often, outside quotes on the first 20 lines.
func sniffDelimiter(text string) rune {
	lines := strings.SplitN(strings.TrimPrefix(text, "\ufeff"), "\n", 22)
	if len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	best, bestScore := ',', 0
	for _, delimiter := range delimiters {
		if score := regularity(lines[:min(len(lines), 20)], delimiter); score > bestScore {
			best, bestScore = delimiter, score
		}
	}
	return best
}

// regularity counts a delimiter on the most usual kind of line, weighed by how
// usual it is.
func regularity(lines []string, delimiter rune) int {
	usual := map[int]int{}
	for _, line := range lines {
		if count := countOutside(line, delimiter); count > 0 {
			usual[count]++
		}
	}
	best := 0
	for count, times := range usual {
		best = max(best, times*1000+min(count, 999))
	}
	return best
}

func countOutside(line string, delimiter rune) int {
	count, quoted := 0, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == delimiter && !quoted:
			count++
		}
	}
	return count
}
