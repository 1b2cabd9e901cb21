package fault

import "fmt"

// Warning is said of what was taken as it was given though it looks like a
// slip. Nothing is refused for it; people look again.
type Warning struct {
	Field string // of the input
	ID    string // one clear sentence in Indonesian
	EN    string // and in English
}

// Warn returns a warning; its sentences take the same arguments.
func Warn(field, id, en string, args ...any) Warning {
	return Warning{Field: field, ID: fmt.Sprintf(id, args...), EN: fmt.Sprintf(en, args...)}
}
