package bindings

// Guest writes the rule author's side in Go: structs that lie over the bytes
// of the input, so that reading a field is one load and nothing is copied.
type Guest struct{}

var _ Backend = Guest{}

// Files returns the generated files of plugins/sdk/go.
func (Guest) Files(schema *Schema, _ func(string) []byte) ([]File, error) {
	rows, err := guestRows(schema).file("plugins/sdk/go/rows.gen.go")
	if err != nil {
		return nil, err
	}
	tables, err := guestTables(schema).file("plugins/sdk/go/tables.gen.go")
	if err != nil {
		return nil, err
	}
	return []File{rows, tables}, nil
}

// guestName hides the two records that a rule sees as Shop instead.
func guestName(record string) string {
	if record == "header" || record == "config" {
		return lowerName(record)
	}
	return goName(record)
}

func guestRows(schema *Schema) *source {
	out := goSource("raja")
	out.say("import (\n\"structs\"\n\"unsafe\"\n)\n")
	for _, r := range schema.Records {
		guestStruct(out, r)
	}
	out.say("// The compiler holds every field to its byte.\nvar (")
	for _, r := range schema.Records {
		name := guestName(r.Name)
		out.say("_ = [1]struct{}{}[unsafe.Sizeof(%s{})-%d]", name, r.Size)
		for _, f := range r.Fields {
			out.say("_ = [1]struct{}{}[unsafe.Offsetof(%s{}.%s)-%d]", name, goName(f.Name), f.At)
		}
	}
	out.say(")")
	return out
}

func guestStruct(out *source, r Record) {
	name := guestName(r.Name)
	out.say("// %s %s.\ntype %s struct {\n_ structs.HostLayout\n", name, r.Doc, name)
	for _, part := range r.parts() {
		if part.gap > 0 {
			out.say("_ [%d]byte", part.gap)
			continue
		}
		out.say("%s %s // %s", goName(part.field.Name), goType(part.field, "Text"), part.field.Doc)
	}
	out.say("}\n")
}

func guestTables(schema *Schema) *source {
	out := goSource("raja")
	out.say("// The version of the ABI that this SDK speaks.\nconst (\nMajor = %d\nMinor = %d\n)\n", schema.Major, schema.Minor)
	out.say("const magic uint32 = 0x%08x // %s\n", schema.magic(), schema.Magic)
	out.constants(schema.Constants)
	for _, r := range schema.masked() {
		guestFields(out, r)
	}
	return out
}

func guestFields(out *source, r Record) {
	out.say("// Presence bits of %s, for Has.\nconst (", goName(r.Name))
	for _, f := range r.bitted() {
		out.say("Has%s uint64 = 1 << %d", goName(f.Name), *f.Bit)
	}
	out.say(")\n\n// Fields of %s, for Fail.\nconst (", goName(r.Name))
	for _, f := range r.bitted() {
		out.say("Field%s Field = %d", goName(f.Name), *f.Bit)
	}
	out.say(")\n")
}
