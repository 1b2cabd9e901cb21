package trial

import (
	"encoding/json"
	"slices"
)

// written shows a value in a difference.
func written(value any) string {
	if value == nil {
		return "nothing"
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func sorted(fields []string) []string {
	slices.Sort(fields)
	return fields
}
