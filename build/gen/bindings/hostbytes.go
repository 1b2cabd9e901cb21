package bindings

// hostBytes writes Put and Read of every record.
func hostBytes(out *source, schema *Schema) {
	out.say("import \"encoding/binary\"\n")
	for _, r := range schema.Records {
		hostPut(out, r)
		hostRead(out, r)
	}
}

func (r Record) hasText() bool {
	for _, f := range r.Fields {
		if f.Type == "text" {
			return true
		}
	}
	return false
}

func hostPut(out *source, r Record) {
	name, heap, where := goName(r.Name), "", ""
	if r.hasText() {
		heap, where = ", heap *Heap", ", its texts into heap"
	}
	out.say("// Put writes the row into the first %sSize bytes of b%s.", name, where)
	out.say("func (r *%s) Put(b []byte%s) {\n_ = b[%sSize-1]\nclear(b[:%sSize])", name, heap, name, name)
	for _, f := range r.Fields {
		place := name + "At" + goName(f.Name)
		switch {
		case f.Type == "text":
			out.say("{\noff, length := heap.Add(r.%s)", goName(f.Name))
			out.say("binary.LittleEndian.PutUint32(b[%s:], off)", place)
			out.say("binary.LittleEndian.PutUint32(b[%s+4:], length)\n}", place)
		case f.Count > 0:
			out.say("for i, v := range r.%s {", goName(f.Name))
			out.say("binary.LittleEndian.PutUint64(b[%s+8*i:], uint64(v))\n}", place)
		default:
			bits := itoa(8 * f.unit())
			out.say("binary.LittleEndian.PutUint%s(b[%s:], uint%s(r.%s))", bits, place, bits, goName(f.Name))
		}
	}
	out.say("}\n")
}

func hostRead(out *source, r Record) {
	name := goName(r.Name)
	if r.hasText() {
		out.say("// Read fills the row from the first %sSize bytes of b, its texts from heap.", name)
		out.say("// It fails when a text lies outside the heap.")
		out.say("func (r *%s) Read(b, heap []byte) (err error) {\n_ = b[%sSize-1]", name, name)
	} else {
		out.say("// Read fills the row from the first %sSize bytes of b.", name)
		out.say("func (r *%s) Read(b []byte) {\n_ = b[%sSize-1]", name, name)
	}
	for _, f := range r.Fields {
		readField(out, f, name+"At"+goName(f.Name))
	}
	if r.hasText() {
		out.say("return nil")
	}
	out.say("}\n")
}

func readField(out *source, f Field, place string) {
	switch {
	case f.Type == "text":
		out.say("if r.%s, err = textAt(heap, binary.LittleEndian.Uint32(b[%s:]), binary.LittleEndian.Uint32(b[%s+4:])); err != nil {\nreturn err\n}",
			goName(f.Name), place, place)
	case f.Count > 0:
		out.say("for i := range r.%s {", goName(f.Name))
		out.say("r.%s[i] = int64(binary.LittleEndian.Uint64(b[%s+8*i:]))\n}", goName(f.Name), place)
	default:
		bits := itoa(8 * f.unit())
		out.say("r.%s = %s(binary.LittleEndian.Uint%s(b[%s:]))", goName(f.Name), goType(f, ""), bits, place)
	}
}
