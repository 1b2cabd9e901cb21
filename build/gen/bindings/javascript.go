package bindings

// JavaScript writes the tables with which plugins/sdk/js-host reads and writes
// rows: a host that runs rules in a browser or in Node.
type JavaScript struct{}

var _ Backend = JavaScript{}

// Files returns the generated file of plugins/sdk/js-host.
func (JavaScript) Files(schema *Schema, _ func(string) []byte) ([]File, error) {
	var out source
	out.script()
	out.say("/** The version of the ABI that this host speaks. */\nexport const major = %d;\nexport const minor = %d;\n", schema.Major, schema.Minor)
	out.say("/** The first four bytes of every input. */\nexport const magic = %q;\n", schema.Magic)
	scriptHooks(&out, schema.Hooks)
	scriptConstants(&out, schema.Constants)
	scriptRecords(&out, schema.Records)
	return []File{{Path: "plugins/sdk/js-host/rows.js", Text: out.Bytes()}}, nil
}

func scriptHooks(out *source, hooks []Hook) {
	out.say("/** The questions a rule can answer; context and output name records. */\nexport const hooks = {")
	for _, h := range hooks {
		out.note("  ", h.Doc)
		out.say("  %s: { code: %d, version: %d, context: %q, output: %q },", h.Name, h.Code, h.Version, h.Context, h.Output)
	}
	out.say("};\n")
}

func scriptConstants(out *source, families []Constant) {
	out.say("/** The named numbers of rows. */\nexport const constants = {")
	for _, family := range families {
		out.note("  ", family.Doc)
		out.say("  %s: {", family.Name)
		for _, v := range family.Values {
			out.say("    %s: %d, // %s", v.Name, v.Value, v.Doc)
		}
		out.say("  },")
	}
	out.say("};\n")
}

func scriptRecords(out *source, records []Record) {
	out.say("/** Every row: its size and, in order, its fields, each at its byte. */\nexport const records = {")
	for _, r := range records {
		out.note("  ", r.Doc)
		out.say("  %s: {\n    size: %d,\n    fields: [", r.Name, r.Size)
		for _, f := range r.Fields {
			out.say("      { name: %q, at: %d, type: %q%s }, // %s", f.Name, f.At, f.Type, scriptMore(f), f.Doc)
		}
		out.say("    ],\n  },")
	}
	out.say("};")
}

// scriptMore adds what only some fields have.
func scriptMore(f Field) (more string) {
	if f.Count > 0 {
		more += ", count: " + itoa(f.Count)
	}
	if f.Bit != nil {
		more += ", bit: " + itoa(*f.Bit)
	}
	if f.Always {
		more += ", always: true"
	}
	return more
}
