package meter_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// named is a module with one name for itself, one for a local, and functions
// that are all called name.
func named(functions int, name string) []byte {
	m, names := module{}, u(functions)
	for i := range functions {
		m.functions = append(m.functions, function{":", "", nil})
		names = append(names, slices.Concat(u(i), text(name))...)
	}
	of := func(id byte, body []byte) []byte { return slices.Concat([]byte{id}, u(len(body)), body) }
	return append(m.bytes(), section(0, slices.Concat(text("name"),
		of(0, text(strings.Repeat("m", 1<<20))), of(1, names), of(2, slices.Concat(u(1), u(0), u(1), u(0), text("local")))))...)
}

func TestNamesAreCut(t *testing.T) {
	for _, c := range []struct {
		what      string
		functions int
		name      string
		most      int
		want      string
	}{
		{"the module's own name goes, and those of locals", 3, "greet", 100, "greet"},
		{"a name of a megabyte is cut to a line", 1, strings.Repeat("n", 1<<20), 300, strings.Repeat("n", 256)},
		{"a letter is not cut in two", 1, strings.Repeat("n", 255) + "é", 300, strings.Repeat("n", 255)},
		{"names together are no more than a megabyte", 19_000, strings.Repeat("n", 256), 1<<20 + 5*19_000, "n"},
	} {
		t.Run(c.what, func(t *testing.T) {
			got := custom(rewrite(t, named(c.functions, c.name)), "name")
			if len(got) > c.most || !bytes.Contains(got, []byte(c.want)) {
				t.Errorf("the names have %d bytes (%.300q), want at most %d with %.20q", len(got), got, c.most, c.want)
			}
			if bytes.Contains(got, []byte("mm")) || bytes.Contains(got, []byte("local")) || bytes.Contains(got, []byte(c.want+"n")) && c.functions == 1 {
				t.Errorf("the names are %.300q", got)
			}
		})
	}
}
