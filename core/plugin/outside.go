package plugin

import (
	"fmt"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// Outer is what a module shows to the outside.
type Outer struct {
	Imports []string // "raja.log"
	Exports []string
	Metered int // bytes once it is metered
}

// Outside reads what a module imports and exports, without running it.
func Outside(wasm []byte) (Outer, error) {
	o, err := outlineOf(wasm)
	if err != nil {
		return Outer{}, err
	}
	metered, err := meter.Rewrite(wasm)
	if err != nil {
		return Outer{}, err
	}
	shown := Outer{Imports: []string{}, Exports: o.exports, Metered: len(metered)}
	for _, one := range o.imports {
		shown.Imports = append(shown.Imports, one.String())
	}
	return shown, nil
}

// exportsOf reads the names of the export section.
func exportsOf(section []byte) ([]string, error) {
	r := reader{section}
	count, err := r.u32()
	names := []string{}
	for ; err == nil && count > 0; count-- {
		var name []byte
		if name, err = r.bytes(); err != nil {
			break
		}
		if _, err = r.byte(); err != nil {
			break
		}
		if _, err = r.u32(); err != nil {
			break
		}
		names = append(names, string(name))
	}
	if err != nil {
		return nil, fmt.Errorf("its exports: %w", err)
	}
	return names, nil
}
