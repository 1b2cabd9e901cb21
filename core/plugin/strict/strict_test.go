package strict_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/strict"
)

type words struct {
	ID string `json:"id"`
	EN string `json:"en"`
}

type page struct {
	Name   words           `json:"name"`
	Limits limits          `json:"limits"`
	Reads  []words         `json:"reads"`
	R      [2]int64        `json:"r"`
	Hooks  map[string]int  `json:"hooks"`
	Free   json.RawMessage `json:"free"`
	Open   *bool           `json:"open"`
}

type limits struct {
	MemoryPages uint32 `json:"memory_pages"`
	Units       int64  `json:"units"`
}

func TestAMistakeIsToldWithItsLineItsKeyAndWhatIsWanted(t *testing.T) {
	for _, c := range []struct{ name, text, key, want string }{
		{"an unknown key", `{"limits": {"memory": 3}}`, "limits.memory", `1:13: the key "limits.memory" is unknown; did you mean memory_pages?`},
		{"a slip", "{\n  \"namme\": {}}", "namme", `2:3: the key "namme" is unknown; did you mean name?`},
		{"a text for words", `{"reads": [{"id": "a"}, "b"]}`, "reads[1]", `1:25: reads[1]: want an object with id, en, got the text "b"`},
		{"a number for a text", `{"name": {"id": 5}}`, "name.id", "name.id: want a text, got 5"},
		{"a fraction", `{"limits": {"units": 1.5}}`, "limits.units", "want a whole number, got 1.5"},
		{"below zero", `{"limits": {"memory_pages": -1}}`, "limits.memory_pages", "want a whole number from 0 to 4294967295, got -1"},
		{"an object for a list", `{"reads": {}}`, "reads", "want a list, got an object"},
		{"a list for an object", `[1]`, "", "1:1: want an object, got a list"},
		{"too long a list", `{"r": [1, 2, 3]}`, "r", "r: 3 entries, the most is 2"},
		{"a key twice", `{"hooks": {"a": 1, "a": 2}}`, "hooks.a", `"hooks.a" stands twice`},
		{"a comma too many", "{\"free\": 1,\n}", "", "1:12: this is no JSON"},
		{"an end too early", `{"free": 1`, "", "the file ends in the middle"},
		{"two of them", `{} {}`, "", "something follows the end of it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strict.Read([]byte(c.text), new(page)).Mistakes()
			if len(got) != 1 || got[0].Key != c.key || !strings.Contains(got.Error(), c.want) {
				t.Errorf("%q, want one of %q with %q", got, c.key, c.want)
			}
		})
	}
}

func TestAllMistakesAreToldAtOnce(t *testing.T) {
	got := strict.Read([]byte(`{"namme": 1, "limits": {"unit": 1}, "open": 3}`), new(page)).Mistakes()
	if len(got) != 3 {
		t.Errorf("%q, want three", got)
	}
}

// Each of these filled the memory, or a terminal, before it was held.
func TestAFileOfAStrangerIsHeld(t *testing.T) {
	for _, c := range []struct{ name, text, key, want string }{
		{"deep", `{"free": ` + strings.Repeat("[", 200_000), "", "it is nested more than 16 deep"},
		{"a number to unfold", `{"free": 1e999999999}`, "free", "free: the number 1e999999999 is too long"},
		{"a key in capitals too", `{"hooks": {"a": 1, "A": 2}}`, "hooks.A", `"hooks.A" stands twice`},
		{"a word too long", `{"name": {"id": "12345678901"}}`, "name.id", "name.id: has 11 bytes, the most is 10"},
		{"a terminal's command", `{"name": {"id": "\u001b[2J"}}`, "name.id", "holds the control character U+001B"},
		{"a terminal's command as a key", `{"hooks": {"\u001b[2J": 1}}`, "hooks.\x1b[2J", `a key: "?[2J" holds the control character U+001B`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strict.ReadStranger([]byte(c.text), new(page), 10).Mistakes()
			if len(got) != 1 || got[0].Key != c.key || !strings.Contains(got.Error(), c.want) || strings.Contains(got.Error(), "\x1b") {
				t.Errorf("%q, want one of %q with %q", got, c.key, c.want)
			}
		})
	}
	if got := strict.Read([]byte(`{"reads": [`+strings.Repeat("1,", 5000)+`1]}`), new(page)).Mistakes(); len(got) != 100 {
		t.Errorf("%d mistakes are told, want 100", len(got))
	}
}

func TestAFileWithoutMistakesIsRead(t *testing.T) {
	var p page
	if got := strict.Read([]byte(`{"name": {"id": "a"}, "r": [1, 2], "free": {"any": [1]}, "open": null}`), &p).Mistakes(); len(got) > 0 || p.Name.ID != "a" || p.R[1] != 2 {
		t.Errorf("%q, %+v", got, p)
	}
}

func FuzzReadNeverPanics(f *testing.F) {
	f.Add([]byte(`{"limits": {"memory": 3}, "reads": ["a"], "r": [1,2,3]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		d := strict.Read(text, new(page))
		if len(d.Mistakes()) == 0 && !json.Valid(text) {
			t.Error("what is no JSON was taken")
		}
	})
}

// Each entry of a list repeats the keys above it: a file of forty kilobytes
// must not become a gigabyte.
func TestALongKeyOverALongListStaysSmall(t *testing.T) {
	for name, text := range map[string]string{
		"one long key":      `{"` + strings.Repeat("k", 20_000) + `": [` + strings.Repeat("0,", 20_000) + `0]}`,
		"long keys in keys": strings.Repeat(`{"`+strings.Repeat("k", 100)+`": `, 12) + `[` + strings.Repeat("0,", 20_000) + `0]` + strings.Repeat("}", 12),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			read := strict.Read([]byte(text), new(any))
			runtime.ReadMemStats(&after)
			if spent := after.TotalAlloc - before.TotalAlloc; spent > 16<<20 {
				t.Errorf("%d bytes for a file of %d", spent, len(text))
			}
			if got := fmt.Sprint(read.Mistakes()); !strings.Contains(got, "its keys are too long: one has, with those above it, more than 500 bytes") {
				t.Errorf("%.200s", got)
			}
		})
	}
}

// Where more keys stand than are remembered, a mistake stands at the nearest
// one that is.
func TestAKeyThatIsNotRememberedStandsAtTheOneAbove(t *testing.T) {
	list := strings.Repeat("0,", 100_000) + "0"
	text := `{"a": {"` + strings.Repeat("k", 400) + `": [` + list + `]}, "b": [1]}`
	read := strict.Read([]byte(text), new(any))
	if len(read.Mistakes()) > 0 || read.Where("a."+strings.Repeat("k", 400)+"[99999]") != "1:412" {
		t.Errorf("%v, at %s", read.Mistakes(), read.Where("a."+strings.Repeat("k", 400)+"[99999]"))
	}
}
