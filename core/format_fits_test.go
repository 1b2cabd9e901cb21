package core_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/fxamacker/cbor/v2"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// row returns the row of the keyspaces whose layout a key has, nil for none.
func (f format) row(key []byte) []string {
	for _, row := range f.tables["Keyspaces"] {
		rest, fits := bytes.CutPrefix(key, []byte(row[0]))
		for _, piece := range strings.Fields(row[2]) {
			if fits {
				rest, fits = cutPiece(rest, piece)
			}
		}
		if fits && len(rest) == 0 {
			return row
		}
	}
	return nil
}

// cutPiece takes one piece of a layout off the front of a key.
func cutPiece(key []byte, piece string) (rest []byte, fits bool) {
	if name, ok := strings.CutPrefix(piece, `"`); ok {
		return bytes.CutPrefix(key, record.Key{}.Text(strings.TrimSuffix(name, `"`)))
	}
	_, kind, named := strings.Cut(piece, ":")
	if !named {
		fixed, err := hex.DecodeString(piece)
		rest, fits = bytes.CutPrefix(key, fixed)
		return rest, fits && err == nil
	}
	size := map[string]int{"u8": 1, "u32": 4, "u64": 8, "time": 8, "~time": 8}[kind]
	if kind == "text" {
		text, err := record.ReadText(key)
		if err != nil {
			return nil, false
		}
		size = len(record.Key{}.Text(text))
	}
	if size == 0 || size > len(key) {
		return nil, false
	}
	return key[size:], true
}

// fits holds a value to the form that FORMAT.md gives it.
func (f format) fits(kv store.KV, form string) error {
	if form == "nothing" {
		if len(kv.Value) > 0 {
			return errors.New("holds something")
		}
		return nil
	}
	body, err := record.Open(kv.Key, kv.Value)
	if err != nil {
		return err
	}
	switch form {
	case "uint":
		var number uint64
		return cbor.Unmarshal(body, &number)
	case "past":
		return fitsPast(body)
	case "facts page":
		return f.fitsPage(body, abi.FactsSize, 1)
	case "decision page":
		return f.fitsPage(body, abi.SegmentRowSize+8, f.rowsPerPage())
	case "generations":
		var held map[string]uint32
		return cbor.Unmarshal(body, &held)
	case "picture":
		if len(body) == 0 || len(body) > 96<<10 {
			return fmt.Errorf("has %d bytes", len(body))
		}
		return nil
	case "bitmap":
		return fitsBitmap(body, record.Tail32(kv.Key))
	}
	return f.fitsTable(body, form)
}

// fitsTable holds a CBOR record to a table: no field number beyond it, and in
// a journal entry no action beyond that table.
func (f format) fitsTable(body []byte, heading string) error {
	var fields map[int]any
	if err := cbor.Unmarshal(body, &fields); err != nil {
		return err
	}
	known := column(f.tables[heading], 0)
	for number := range fields {
		if !slices.Contains(known, strconv.Itoa(number)) {
			return fmt.Errorf("field %d is in no table", number)
		}
	}
	if heading == "core.counters" && len(fields) != len(known) {
		return fmt.Errorf("has %d fields, the table %d", len(fields), len(known))
	}
	if action, ok := fields[5].(string); heading == "journal.Entry" && !(ok && slices.Contains(column(f.tables["Actions"], 0), action)) {
		return fmt.Errorf("the action %v is in no table", fields[5])
	}
	return nil
}

func (f format) fitsPage(body []byte, row, least int) error {
	if rows := len(body) / row; len(body)%row != 0 || rows < least || rows > f.rowsPerPage() {
		return fmt.Errorf("has %d rows in %d bytes", rows, len(body))
	}
	return nil
}

// rowsPerPage is the number that FORMAT.md gives, 0 when it gives none.
func (f format) rowsPerPage() int {
	found := regexp.MustCompile(`the rows of (\d+) ordinals`).FindStringSubmatch(f.text)
	rows, _ := strconv.Atoi(append(found, "", "")[1]) // what is no number is 0, which no page fits
	return rows
}

func fitsPast(body []byte) error {
	size, n := binary.Uvarint(body)
	if n <= 0 || int(size) > len(body)-n {
		return errors.New("ends in its visits")
	}
	_, visits := sale.ReadHistory(nil, body[n:n+int(size)])
	_, lots := loyalty.ReadLots(body[n+int(size):])
	return errors.Join(visits, lots)
}

func fitsBitmap(body []byte, chunk uint32) error {
	members := roaring.New()
	if err := members.UnmarshalBinary(body); err != nil {
		return err
	}
	if members.IsEmpty() || members.Minimum()>>16 != chunk || members.Maximum()>>16 != chunk {
		return fmt.Errorf("holds %v in chunk %d", members, chunk)
	}
	return nil
}
