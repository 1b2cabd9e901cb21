package bindings

import (
	"slices"
	"strings"
)

// assemblyClass declares a row. What a rule reads are private fields, each
// with a getter that answers an i64: the language neither compares u32 with
// i64 nor warns when a difference of u32 falls below zero.
func assemblyClass(out *source, r Record, answer bool) {
	out.note("", r.Doc)
	out.say("@unmanaged\nexport class %s {", goName(r.Name))
	end := 0
	for _, f := range r.Fields {
		assemblyGap(out, end, f.At)
		for _, place := range f.places() {
			if answer || place.plain() {
				out.note("  ", place.Doc)
			}
			out.say("  %s: %s;", place.field(answer), place.Type)
		}
		end = f.At + f.Width()
	}
	assemblyGap(out, end, r.Size)
	if !answer {
		assemblyGetters(out, r)
	}
	out.say("}\n")
}

// assemblyGap fills the bytes between two fields, which are whole u32.
func assemblyGap(out *source, from, to int) {
	for at := from; at < to; at += 4 {
		out.say("  private _gap%d: u32;", at)
	}
}

func assemblyGetters(out *source, r Record) {
	for _, f := range r.Fields {
		name := lowerName(f.Name)
		switch {
		case f.Type == "text":
			out.note("  ", f.Doc)
			out.say("  @inline get %s(): Text { return changetype<Text>(changetype<usize>(this) + %d); }", name, f.At)
		case f.Count == 0 && !(place{f}).plain():
			out.note("  ", f.Doc)
			out.say("  @inline get %s(): i64 { return this._%s; }", name, name)
		}
	}
}

// place is one number of a row. A class cannot hold an array or a text in
// place, so that an array is one number an entry and a text is two.
type place struct{ Field }

func (f Field) places() []place {
	if f.Type == "text" {
		return []place{{Field{Name: f.Name + "_off", At: f.At, Type: "u32"}}, {Field{Name: f.Name + "_len", At: f.At + 4, Type: "u32"}}}
	}
	var all []place
	for i := range f.Count {
		all = append(all, place{Field{
			Name: f.Name + itoa(i), At: f.At + i*f.unit(), Type: f.Type,
			Doc: f.Doc + ": number " + itoa(i+1) + " of " + itoa(f.Count),
		}})
	}
	if f.Count == 0 {
		all = []place{{f}}
	}
	return all
}

// plain reports whether a rule reads the field as it lies.
func (p place) plain() bool { return p.Type == "i64" || p.Type == "u64" }

// field returns the name of the place, private unless a rule uses it itself.
func (p place) field(answer bool) string {
	if answer || p.plain() {
		return lowerName(p.Name)
	}
	return "private _" + lowerName(p.Name)
}

// assemblyLayout lets the compiler hold every field to its byte.
func assemblyLayout(out *source, schema *Schema) {
	out.say("// The compiler holds every field to its byte.")
	for _, r := range schema.Records {
		name := goName(r.Name)
		for _, f := range r.Fields {
			for _, p := range f.places() {
				field := strings.TrimPrefix(p.field(schema.answers(r)), "private ")
				out.say("if (offsetof<%s>(\"%s\") != %d) ERROR(\"%s.%s does not lie at byte %d\");", name, field, p.At, name, field, p.At)
			}
		}
		out.say("if (offsetof<%s>() != %d) ERROR(\"%s does not take %d bytes\");", name, r.Size, name, r.Size)
	}
}

// answers reports whether rules write the record, rather than read it.
func (s *Schema) answers(r Record) bool {
	return slices.ContainsFunc(s.Hooks, func(h Hook) bool { return h.Output == r.Name })
}
