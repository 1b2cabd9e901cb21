package exchange

import (
	"io"
	"strings"
)

// looked is how many lines of a file tell what it looks like.
const looked = 20

// Looks returns the dialect that a file seems to be written in when it is
// another than the one it was read in: nearly every one of its first lines has
// so many cells in it, and more of them than in dialect. columns is how many
// cells are wanted, 0 for any number from two on. It reports false when nothing
// fits better. It begins at the file's start and goes back to it.
func Looks(file io.ReadSeeker, dialect Dialect, columns int) (Dialect, bool) {
	if dialect.Format == XLSX {
		return dialect, false
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return dialect, false
	}
	head, err := headOf(file)
	if err != nil {
		return dialect, false
	}
	text, err := decoded(head, dialect.Encoding)
	if err != nil {
		return dialect, false
	}
	lines := firstLines(text, len(head) == sniffed)
	best, most := dialect, max(fitting(lines, dialect, columns), len(lines)*4/5)
	for _, other := range others(dialect) {
		if fit := fitting(lines, other, columns); fit > most {
			best, most = other, fit
		}
	}
	return best, best != dialect
}

// others are the dialects of plain text, each in the same encoding.
func others(dialect Dialect) (all []Dialect) {
	for _, delimiter := range delimiters {
		all = append(all, Dialect{CSV, dialect.Encoding, delimiter})
	}
	return append(all, Dialect{Spaces, dialect.Encoding, 0}, Dialect{JSONL, dialect.Encoding, 0})
}

// firstLines are the first lines that hold something; of a head that was cut
// not the last one.
func firstLines(text string, cut bool) (lines []string) {
	all := strings.Split(text, "\n")
	if cut {
		all = all[:len(all)-1]
	}
	for _, line := range all {
		if line = strings.TrimSpace(line); line != "" && len(lines) < looked {
			lines = append(lines, line)
		}
	}
	return lines
}

// fitting is on how many lines a dialect finds the cells that are wanted: those
// of the most usual line when any number will do.
func fitting(lines []string, dialect Dialect, columns int) (most int) {
	usual := map[int]int{}
	for _, line := range lines {
		usual[cellsIn(line, dialect)]++
	}
	if columns > 0 && dialect.Format != JSONL {
		return usual[columns]
	}
	for cells, times := range usual {
		if cells > 1 {
			most = max(most, times)
		}
	}
	return most
}

// cellsIn is about how many cells a line has. One of JSON has as many as are
// wanted.
func cellsIn(line string, dialect Dialect) int {
	switch dialect.Format {
	case Spaces:
		return len(strings.Fields(line))
	case JSONL:
		if strings.HasPrefix(line, "{") && strings.HasSuffix(line, "}") {
			return 2
		}
		return 0
	}
	return countOutside(line, dialect.Delimiter) + 1
}
