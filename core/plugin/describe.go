package plugin

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/plugin/abi"
)

const maxDescription = 4 << 10 // bytes of the JSON behind raja_describe

// description is what a module says of itself.
type description struct {
	ABI    int            `json:"abi"`
	Hooks  map[string]int `json:"hooks"`
	Schema int            `json:"schema"` // the ABI minor it was built for
}

// checkDescription compares a module with its manifest: they are two files,
// and the wrong pair must not run.
func checkDescription(text []byte, m *Manifest) error {
	var d description
	if err := json.Unmarshal(text, &d); err != nil {
		return fmt.Errorf(`raja_describe does not answer JSON like {"abi":1,"hooks":{"segment":1},"schema":0}`)
	}
	switch {
	case d.ABI != m.ABI:
		return fmt.Errorf("it describes itself as ABI %d, its manifest as %d", d.ABI, m.ABI)
	case !maps.Equal(d.Hooks, m.Hooks):
		return fmt.Errorf("it describes hooks %s, its manifest %s", hooksText(d.Hooks), hooksText(m.Hooks))
	case d.Schema > abi.Minor:
		return fmt.Errorf("it is built for ABI %d.%d, this Raja speaks %d.%d: update Raja", d.ABI, d.Schema, abi.Major, abi.Minor)
	}
	return nil
}

// hooksText is hooks as people read them: "loyalty 1, segment 1".
func hooksText(hooks map[string]int) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(hooks)) {
		words = append(words, fmt.Sprintf("%s %d", name, hooks[name]))
	}
	if len(words) == 0 {
		return "none"
	}
	return strings.Join(words, ", ")
}
