package bindings_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/build/gen/bindings"
)

const root = "../../.."

func TestWhatIsInTheProjectIsWhatTheSchemaSays(t *testing.T) {
	files, err := bindings.Files(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		kept, err := os.ReadFile(filepath.Join(root, file.Path))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, file.Text) {
			t.Errorf("%s is not what the schema gives; run go run ./build/gen", file.Path)
		}
	}
}

// Rows that were written once are read for ever: these places are frozen.
func TestPlacesOfTheFirstVersionNeverMove(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, bindings.SchemaPath))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := bindings.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for place, want := range map[string]int{
		"header.facts_off": 28, "header.now_unix_ms": 80, "header.m": 192,
		"facts.ordinal": 8, "facts.visits": 64, "facts.net": 80, "facts.points": 104,
		"order_context.net": 8, "after_hours_context.minutes_since_close": 20,
		"segment_row.args": 16, "loyalty_row.points": 0, "after_hours_row.args": 8, "follow_up_row.due_day": 8,
	} {
		record, field, _ := strings.Cut(place, ".")
		row, err := schema.Record(record)
		if err != nil {
			t.Fatal(err)
		}
		got := -1
		for _, f := range row.Fields {
			if f.Name == field {
				got = f.At
			}
		}
		if got != want {
			t.Errorf("%s lies at %d, want %d", place, got, want)
		}
	}
}

func TestASchemaThatCannotBeLaidOutIsRefused(t *testing.T) {
	field := func(name string, at int, kind string) map[string]any {
		return map[string]any{"name": name, "at": at, "type": kind, "doc": "words"}
	}
	for _, c := range []struct {
		name   string
		record map[string]any
		want   string
	}{
		{"a row of seven bytes", map[string]any{"size": 7}, "multiple of 8"},
		{"a field that is not aligned", map[string]any{"size": 16, "fields": []any{field("a", 4, "i64")}}, "multiple of 8"},
		{"fields on top of each other", map[string]any{"size": 16, "fields": []any{field("a", 0, "i64"), field("b", 4, "u32")}}, "lies in the field before it"},
		{"a field beyond the row", map[string]any{"size": 8, "fields": []any{field("a", 8, "u32")}}, "fields end at 12"},
		{"a float", map[string]any{"size": 8, "fields": []any{field("a", 0, "f64")}}, "unknown type"},
		{"a masked field without a bit", map[string]any{"size": 8, "masked": true, "fields": []any{field("a", 0, "u32")}}, "needs a bit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.record["name"] = "row"
			text, err := json.Marshal(map[string]any{"records": []any{c.record}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := bindings.Parse(text); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
