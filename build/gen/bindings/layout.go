package bindings

// part is one piece of a row as it is declared: a field, or a gap of bytes
// that no field covers.
type part struct {
	field Field
	gap   int
}

// parts returns the row's fields with the gaps between and after them.
func (r Record) parts() []part {
	var all []part
	end := 0
	for _, f := range r.Fields {
		if f.At > end {
			all = append(all, part{gap: f.At - end})
		}
		all = append(all, part{field: f})
		end = f.At + f.Width()
	}
	if r.Size > end {
		all = append(all, part{gap: r.Size - end})
	}
	return all
}

// bitted returns the fields that have a presence bit.
func (r Record) bitted() []Field {
	var all []Field
	for _, f := range r.Fields {
		if f.Bit != nil {
			all = append(all, f)
		}
	}
	return all
}

// masked returns the records whose fields have presence bits.
func (s *Schema) masked() []Record {
	var all []Record
	for _, r := range s.Records {
		if r.Masked {
			all = append(all, r)
		}
	}
	return all
}

// magic returns the magic bytes as a little-endian number.
func (s *Schema) magic() uint32 {
	return uint32(s.Magic[3])<<24 | uint32(s.Magic[2])<<16 | uint32(s.Magic[1])<<8 | uint32(s.Magic[0])
}
