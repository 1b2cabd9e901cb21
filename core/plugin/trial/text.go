package trial

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Text is the case as a person would write it down: each entry, and each row
// of a list, on a line of its own.
func (c *Case) Text() ([]byte, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	page.WriteString("{")
	decoder := json.NewDecoder(bytes.NewReader(text))
	_, _ = decoder.Token() // the bracket: what was written just now is an object
	for comma := ""; decoder.More(); comma = "," {
		key, _ := decoder.Token()
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		fmt.Fprintf(&page, "%s\n  %q: %s", comma, key, rowByRow(value))
	}
	page.WriteString("\n}\n")
	return page.Bytes(), nil
}

// rowByRow puts the objects of a list on lines of their own.
func rowByRow(value json.RawMessage) []byte {
	var rows []json.RawMessage
	if json.Unmarshal(value, &rows) != nil || len(rows) == 0 || rows[0][0] != '{' {
		return value
	}
	return fmt.Appendf(nil, "[\n    %s\n  ]", bytes.Join(toBytes(rows), []byte(",\n    ")))
}

func toBytes(rows []json.RawMessage) [][]byte {
	all := make([][]byte, len(rows))
	for i, row := range rows {
		all[i] = row
	}
	return all
}
