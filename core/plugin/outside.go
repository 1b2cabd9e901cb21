package plugin

import (
	"fmt"

	"github.com/raja-crm/raja/core/plugin/meter"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// Outer is what a module shows to the outside.
type Outer struct {
	Imports []string // "raja.log"
	Exports []string
	Metered int    // bytes once it is metered
	Pages   uint32 // of 64 KiB of memory that it cannot start without
}

// Outside reads what a module imports and exports, without running it. Of no
// module, as a rule of expressions has, it is nothing.
func Outside(wasm []byte) (Outer, error) {
	if len(wasm) == 0 {
		return Outer{Imports: []string{}, Exports: []string{}}, nil
	}
	o, err := outlineOf(wasm)
	if err != nil {
		return Outer{}, err
	}
	metered, err := meter.Rewrite(wasm, MaxMemoryPages)
	if err != nil {
		return Outer{}, err
	}
	shown := Outer{Imports: []string{}, Exports: []string{}, Metered: len(metered), Pages: o.pages}
	for _, name := range o.exports { // a stranger's words, which could steer a terminal
		shown.Exports = append(shown.Exports, stranger.Clean(name, maxShownName))
	}
	for _, one := range o.imports {
		shown.Imports = append(shown.Imports, one.String())
	}
	return shown, nil
}

// maxShownName is how much is shown of a name in a module, in bytes.
const maxShownName = 100

// Fits refuses limits under which a module cannot even start.
func Fits(source Source) error {
	m, err := ParseManifest(source.Manifest)
	if err != nil || len(source.Wasm) == 0 {
		return err
	}
	o, err := outlineOf(source.Wasm)
	if err == nil {
		err = o.fits(m.Limits.under(source.Cap))
	}
	if err != nil {
		return refuse(m, err)
	}
	return nil
}

func (o *outline) fits(limits Limits) error {
	if o.pages > limits.MemoryPages {
		return fmt.Errorf("it cannot start with less than %d pages of memory, its limit is %d", o.pages, limits.MemoryPages)
	}
	return nil
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
