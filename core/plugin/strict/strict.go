// Package strict reads the JSON that people write by hand. A key that means
// nothing, and a value of another kind, is told with its line, its key and
// what is wanted; every mistake of a file at once. What the values mean is
// left to who asked for them, and what no stranger may write to core/plugin/
// stranger: strict only tells where it stands.
package strict

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// A file of a stranger may be wrong in a thousand places.
const (
	maxMistakes = 100
	maxMessage  = 2000 // bytes of one; it may quote an expression
	maxField    = 200  // bytes of a key that an error names
)

// Mistake is one thing that is wrong with a file.
type Mistake struct {
	Key          string // such as "limits.units" or "reads[0].why"; "" for the file itself
	Message      string
	Line, Column int // from 1
}

// Mistakes are all of a file, and an error as long as there is one.
type Mistakes []Mistake

// Error is one line a mistake.
func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i, one := range m {
		lines[i] = stranger.Clean(one.Message, maxMessage)
		if one.Line > 0 {
			lines[i] = fmt.Sprintf("%d:%d: %s", one.Line, one.Column, lines[i])
		}
	}
	return strings.Join(lines, "\n")
}

// Document is a file that was read, and where its keys stand.
type Document struct {
	text     []byte
	places   map[string]int // of each key, as an offset
	mistakes Mistakes
	whole    bool
}

// Read reads text into the value that into points at. Entries that are wrong
// are left out of it; Mistakes tells them.
func Read(text []byte, into any) *Document { return read(text, into, 0) }

// ReadStranger is Read for words that will be shown: those that stranger.Words
// refuses, as of most bytes, are mistakes too.
func ReadStranger(text []byte, into any, most int) *Document { return read(text, into, most) }

func read(text []byte, into any, most int) *Document {
	d := &Document{text: text, places: map[string]int{}}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	w := &walker{Document: d, decoder: decoder, most: most}
	w.value("", reflect.TypeOf(into).Elem())
	d.whole = w.broken == nil
	if !d.whole {
		return d
	}
	if decoder.More() {
		d.Say("", "something follows the end of it")
	}
	exact := json.NewDecoder(bytes.NewReader(text))
	exact.UseNumber()
	if err := exact.Decode(into); err != nil && len(d.mistakes) == 0 { // what can be read of it is for the checks that follow
		d.Say("", "%s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return d
}

// Whole reports whether the file could be read to its end, so that it makes
// sense to check what it says.
func (d *Document) Whole() bool { return d.whole }

// Say adds a mistake at a key; a key that the file has not stands where the
// nearest one above it does. Where one was told already, nothing is added.
func (d *Document) Say(key, format string, args ...any) {
	if d.told(key) {
		return
	}
	d.say(d.place(key), key, format, args...)
}

// place is where a key stands, else the nearest one above it.
func (d *Document) place(key string) int {
	place, found := d.places[key]
	for above := key; !found && above != ""; {
		above = above[:max(strings.LastIndexAny(above, ".["), 0)]
		place, found = d.places[above]
	}
	return place
}

// Where is the line and column of a key, as editors write them: "3:14".
func (d *Document) Where(key string) string {
	line, column := d.position(d.place(key))
	return fmt.Sprintf("%d:%d", line, column)
}

// told reports whether a mistake was told of a key or of one that it lies in.
func (d *Document) told(key string) bool {
	return slices.ContainsFunc(d.mistakes, func(m Mistake) bool {
		inside, below := strings.CutPrefix(key, m.Key)
		return m.Key != "" && below && (inside == "" || inside[0] == '.' || inside[0] == '[')
	})
}

func (d *Document) say(place int, key, format string, args ...any) {
	if len(d.mistakes) == maxMistakes {
		return
	}
	line, column := d.position(place)
	d.mistakes = append(d.mistakes, Mistake{key, fmt.Sprintf(format, args...), line, column})
}

// Mistakes are what was said, as it stands in the file from top to bottom.
func (d *Document) Mistakes() Mistakes {
	sorted := slices.Clone(d.mistakes)
	slices.SortStableFunc(sorted, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return sorted
}

// position is a place as editors count: lines and columns from 1.
func (d *Document) position(place int) (line, column int) {
	before := d.text[:min(place, len(d.text))]
	return 1 + bytes.Count(before, []byte("\n")), len(before) - bytes.LastIndexByte(before, '\n')
}

// Refuse makes the mistakes of a file one error that says all of them, each
// with the file's name and its line; nil when there are none. Its field is the
// first key at fault, or "plugin" for the file as a whole.
func (m Mistakes) Refuse(file string) error {
	if len(m) == 0 {
		return nil
	}
	field := stranger.Clean(m[0].Key, maxField)
	if field == "" {
		field = "plugin"
	}
	return fault.Invalid(field, "%s", file+":"+strings.ReplaceAll(m.Error(), "\n", "\n"+file+":")).Because(m)
}
