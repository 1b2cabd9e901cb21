package exchange

import (
	"bytes"
	"io"
	"strings"

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
	head, err := headOf(file)
	if err != nil {
		return dialect, err
	}
	if dialect.Format == "" && bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		dialect.Format = XLSX
	}
	if dialect.Format == XLSX {
		return dialect, nil
	}
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")) {
		return dialect, fault.Invalid("file", "is an old Excel workbook (.xls) or one with a password; save it as XLSX or CSV")
	}
	if dialect.Encoding == "" {
		dialect.Encoding = sniffEncoding(head, len(head) == sniffed)
	}
	text, err := decoded(head, dialect.Encoding)
	if err != nil {
		return dialect, err
	}
	return dialect.fill(text, len(head) == sniffed)
}

// headOf reads the head of a file and goes back to its start.
func headOf(file io.ReadSeeker) ([]byte, error) {
	head := make([]byte, sniffed)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, fault.Unavailable("file", "cannot be read").Because(err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fault.Unavailable("file", "cannot be read from its start").Because(err)
	}
	return head[:n], nil
}

// fill finds what the text of a head tells. A head that was cut says nothing
// of what follows.
func (d Dialect) fill(text string, cut bool) (Dialect, error) {
	begins := strings.TrimSpace(text)
	switch {
	case begins == "" && !cut:
		return d, fault.Invalid("file", "is empty")
	case strings.ContainsRune(text, 0):
		return d, fault.Invalid("file", "is not text: it holds zero bytes; choose a CSV, XLSX or text file")
	case d.Format == "" && strings.HasPrefix(begins, "{"):
		d.Format = JSONL
	case d.Format == "":
		d.Format = CSV
	}
	if d.Delimiter == 0 {
		d.Delimiter = sniffDelimiter(text)
	}
	return d, nil
}

// delimiters are tried in this order; the first of the best wins. The comma is
// last: it parts decimals too.
var delimiters = []rune{';', '\t', '|', ','}

// sniffDelimiter takes the delimiter that Excel's "sep=" line names, else the
// one that stands most often, and equally often, outside quotes on the first
// 20 lines.
func sniffDelimiter(text string) rune {
	lines := strings.SplitN(text, "\n", 22)
	if named := []rune(separator(lines[0])); len(named) == 1 {
		return named[0]
	}
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
