package bindings

import "fmt"

// check holds what every language relies on: fields in order, naturally
// aligned, never overlapping, in rows of whole 8 bytes.
func (r Record) check() error {
	if r.Size%8 != 0 {
		return fmt.Errorf("size %d is not a multiple of 8", r.Size)
	}
	end, bits := 0, map[int]string{}
	for _, f := range r.Fields {
		if err := f.checkAfter(end); err != nil {
			return fmt.Errorf("field %s: %w", f.Name, err)
		}
		if err := f.checkBit(r.Masked, bits); err != nil {
			return fmt.Errorf("field %s: %w", f.Name, err)
		}
		end = f.At + f.Width()
	}
	if end > r.Size {
		return fmt.Errorf("fields end at %d, the row at %d", end, r.Size)
	}
	return nil
}

func (f Field) checkAfter(end int) error {
	switch {
	case f.Width() == 0:
		return fmt.Errorf("unknown type %q", f.Type)
	case f.At%f.Align() != 0:
		return fmt.Errorf("byte %d is not a multiple of %d", f.At, f.Align())
	case f.At < end:
		return fmt.Errorf("byte %d lies in the field before it, which ends at %d", f.At, end)
	case f.Doc == "":
		return fmt.Errorf("has no words")
	}
	return nil
}

func (f Field) checkBit(masked bool, taken map[int]string) error {
	if !masked || f.Name == "present" {
		return nil
	}
	if f.Bit == nil || *f.Bit < 0 || *f.Bit > 63 {
		return fmt.Errorf("needs a bit from 0 to 63")
	}
	if other, clash := taken[*f.Bit]; clash {
		return fmt.Errorf("shares bit %d with %s", *f.Bit, other)
	}
	taken[*f.Bit] = f.Name
	return nil
}
