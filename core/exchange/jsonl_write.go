package exchange

import (
	"bufio"
	"encoding/json"
	"fmt"
)

// jsonlWriter writes one object a line, its keys in the order of the columns.
type jsonlWriter struct {
	to      *bufio.Writer
	columns []Column
}

func (w *jsonlWriter) Write(cells []Cell) error {
	w.to.WriteByte('{') //nolint:errcheck // a bufio.Writer keeps its error for Flush
	for i, cell := range cells {
		if i > 0 {
			w.to.WriteByte(',') //nolint:errcheck // as above
		}
		key, err := json.Marshal(w.columns[i].Key)
		if err != nil {
			return fmt.Errorf("write a key: %w", err)
		}
		value, err := json.Marshal(w.value(cell))
		if err != nil {
			return fmt.Errorf("write %s: %w", key, err)
		}
		fmt.Fprintf(w.to, "%s:%s", key, value)
	}
	_, err := w.to.WriteString("}\n")
	return err
}

func (w *jsonlWriter) value(cell Cell) any {
	switch {
	case cell.None:
		return nil
	case cell.Kind == Number, cell.Kind == Money:
		return cell.Number
	}
	return cell.machine()
}

func (w *jsonlWriter) Close() error { return w.to.Flush() }
