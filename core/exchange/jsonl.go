package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// jsonlRows reads one JSON object a line. Its first row is a header made of
// the first object's keys; a later object is laid out under it.
type jsonlRows struct {
	lines  *lineRows
	header []string
	held   *Row
}

func openJSONL(text, file *counter) Rows {
	rows := &jsonlRows{}
	rows.lines = openLines(text, file, rows.cells)
	return rows
}

func (j *jsonlRows) Read() int64 { return j.lines.Read() }

func (j *jsonlRows) Next() (Row, bool, error) {
	if j.held != nil {
		row := *j.held
		j.held = nil
		return row, true, nil
	}
	first := j.header == nil
	row, ok, err := j.lines.Next()
	if !ok || err != nil || !first || j.header == nil {
		return row, ok, err
	}
	j.held = &row
	return Row{Line: row.Line, Cells: j.header}, true, nil
}

func (j *jsonlRows) cells(line string) Row {
	keys, values, err := object(line)
	switch {
	case err != nil:
		return Row{Problem: "is not a JSON object"}
	case len(keys) > MaxColumns:
		return Row{Problem: "has too many columns"}
	case len(keys) == 0:
		return Row{Problem: "is an empty object"}
	}
	if j.header == nil {
		j.header = keys
	}
	cells := make([]string, len(j.header))
	for i, name := range j.header {
		cells[i] = values[name]
	}
	return Row{Cells: cells}
}

// object reads the keys of a JSON object in order, and its values as text;
// lists of texts are joined by " / ". Of a key that stands twice the last
// counts.
func object(line string) ([]string, map[string]string, error) {
	decoder := json.NewDecoder(strings.NewReader(line))
	decoder.UseNumber()
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, nil, errNoObject
	}
	var keys []string
	values := map[string]string{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, nil, err
		}
		var value any
		if err := decoder.Decode(&value); err != nil {
			return nil, nil, err
		}
		name := fmt.Sprint(key)
		if _, again := values[name]; !again {
			keys = append(keys, name)
		}
		values[name] = plain(value)
	}
	if _, err := decoder.Token(); err != nil {
		return nil, nil, err // the line ends before the object does
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, nil, errNoObject
	}
	return keys, values, nil
}

var errNoObject = errors.New("not one JSON object")

func plain(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return v.String()
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = plain(v[i])
		}
		return strings.Join(parts, " / ")
	}
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}
