package bindings

// Host writes the host's side in Go: plain structs that are put into and read
// from bytes, with the place of every field.
type Host struct{}

var _ Backend = Host{}

// Files returns the generated files of core/plugin/abi.
func (Host) Files(schema *Schema, _ func(string) []byte) ([]File, error) {
	steps := []struct {
		path  string
		write func(*source, *Schema)
	}{
		{"core/plugin/abi/rows.gen.go", hostRows},
		{"core/plugin/abi/bytes.gen.go", hostBytes},
		{"core/plugin/abi/tables.gen.go", hostTables},
	}
	var files []File
	for _, step := range steps {
		out := goSource("abi")
		step.write(out, schema)
		file, err := out.file(step.path)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

// hostRows declares one struct a record.
func hostRows(out *source, schema *Schema) {
	for _, r := range schema.Records {
		out.say("// %s %s.\ntype %s struct {", goName(r.Name), r.Doc, goName(r.Name))
		for _, f := range r.Fields {
			out.say("%s %s `json:\"%s,omitzero\"` // %s", goName(f.Name), goType(f, "string"), f.Name, f.Doc)
		}
		out.say("}\n")
	}
}

// hostTables declares versions, constants, places, fields and hooks.
func hostTables(out *source, schema *Schema) {
	out.say("// The version that this host speaks.\nconst (\nMajor = %d\nMinor = %d\n)\n", schema.Major, schema.Minor)
	out.say("// Magic is %s as a little-endian number.\nconst Magic uint32 = 0x%02x%02x%02x%02x\n",
		schema.Magic, schema.Magic[3], schema.Magic[2], schema.Magic[1], schema.Magic[0])
	out.constants(schema.Constants)
	for _, r := range schema.Records {
		hostPlaces(out, r)
	}
	hostHooks(out, schema)
	hostNumbers(out, schema)
}

// hostNumbers writes the constants as a table, for tools that show names.
func hostNumbers(out *source, schema *Schema) {
	out.say("// Numbers returns every constant of this version.\nfunc Numbers() []Number {\nreturn []Number{")
	for _, c := range schema.Constants {
		for _, v := range c.Values {
			out.say("{Family: %q, Name: %q, Value: %d},", c.Name, v.Name, v.Value)
		}
	}
	out.say("}\n}")
}

func hostPlaces(out *source, r Record) {
	name := goName(r.Name)
	out.say("// Where each field of %s lies, in bytes from the row's start.\nconst (\n%sSize = %d", name, name, r.Size)
	for _, f := range r.Fields {
		out.say("%sAt%s = %d", name, goName(f.Name), f.At)
	}
	out.say(")\n")
	if !r.Masked {
		return
	}
	out.say("// Presence bits of %s.\nconst (", name)
	for _, f := range r.Fields {
		if f.Bit != nil {
			out.say("%sHas%s uint64 = 1 << %d", name, goName(f.Name), *f.Bit)
		}
	}
	out.say(")\n")
	out.say("// %sAll is every presence bit of %s.\nconst %sAll uint64 = 0x%x\n", name, name, name, r.bits())
	out.say("// %sFields returns the place of every field, for `reads`.\nfunc %sFields() []Field {\nreturn []Field{", name, name)
	for _, f := range r.Fields {
		if f.Bit != nil {
			out.say("{Name: %q, From: %d, To: %d, Bit: %d, Always: %t, Signed: %t, Only: %q},", f.Name, f.At, f.At+f.Width(), *f.Bit, f.Always, f.Type[0] == 'i', f.Only)
		}
	}
	out.say("}\n}\n")
}

// bits returns the presence bits of every field together.
func (r Record) bits() (all uint64) {
	for _, f := range r.Fields {
		if f.Bit != nil {
			all |= 1 << *f.Bit
		}
	}
	return all
}

func hostHooks(out *source, schema *Schema) {
	out.say("// Codes of the hooks.\nconst (")
	for _, h := range schema.Hooks {
		out.say("Hook%s uint32 = %d // %s", goName(h.Name), h.Code, h.Doc)
	}
	out.say(")\n")
	out.say("// Hooks returns every hook of this version.\nfunc Hooks() []Hook {\nreturn []Hook{")
	for _, h := range schema.Hooks {
		out.say("{Name: %q, Code: Hook%s, Version: %d, Context: %q, RowSize: %sSize},",
			h.Name, goName(h.Name), h.Version, h.Context, goName(h.Output))
	}
	out.say("}\n}")
}
