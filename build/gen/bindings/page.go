package bindings

import (
	"bytes"
	"fmt"
	"strings"
)

// Page writes the tables of plugins/ABI.md between two marks; the words
// around them are written by hand.
type Page struct{}

var _ Backend = Page{}

const (
	pagePath  = "plugins/ABI.md"
	pageStart = "<!-- tables: written by go run ./build/gen -->\n"
	pageEnd   = "<!-- end of tables -->\n"
)

// Files returns the page with its tables written anew.
func (Page) Files(schema *Schema, old func(string) []byte) ([]File, error) {
	text := old(pagePath)
	before, rest, found := bytes.Cut(text, []byte(pageStart))
	_, after, ended := bytes.Cut(rest, []byte(pageEnd))
	if !found || !ended {
		return nil, fmt.Errorf("%s lacks the marks around its tables", pagePath)
	}
	var out source
	out.Write(before)
	out.WriteString(pageStart + "\n")
	pageHooks(&out, schema)
	for _, r := range schema.Records {
		pageRecord(&out, r)
	}
	pageConstants(&out, schema)
	out.WriteString(pageEnd)
	out.Write(after)
	return []File{{Path: pagePath, Text: out.Bytes()}}, nil
}

func pageHooks(out *source, schema *Schema) {
	out.say("| hook | code | export | event | answer |\n|---|---|---|---|---|")
	for _, h := range schema.Hooks {
		event := "none"
		if h.Context != "" {
			event = "`" + h.Context + "`"
		}
		out.say("| `%s` | %d | `raja_%s_v%d` | %s | `%s`: %s |", h.Name, h.Code, h.Name, h.Version, event, h.Output, h.Doc)
	}
	out.say("")
}

func pageRecord(out *source, r Record) {
	out.say("### %s, %d bytes\n\n%s.\n", r.Name, r.Size, upperFirst(r.Doc))
	if r.Masked {
		out.say("| byte | field | type | bit | meaning |\n|---|---|---|---|---|")
	} else {
		out.say("| byte | field | type | meaning |\n|---|---|---|---|")
	}
	for _, f := range r.Fields {
		kind := f.Type
		if f.Count > 0 {
			kind = fmt.Sprintf("%s × %d", kind, f.Count)
		}
		out.say("| %d | `%s` | %s | %s%s |", f.At, f.Name, kind, bitCell(r, f), f.Doc)
	}
	out.say("")
}

func bitCell(r Record, f Field) string {
	switch {
	case !r.Masked:
		return ""
	case f.Bit == nil:
		return "always | "
	case f.Always:
		return fmt.Sprintf("%d, always | ", *f.Bit)
	}
	return fmt.Sprintf("%d | ", *f.Bit)
}

func pageConstants(out *source, schema *Schema) {
	out.say("### numbers\n\n| family | number | name | meaning |\n|---|---|---|---|")
	for _, c := range schema.Constants {
		for _, v := range c.Values {
			out.say("| %s | %d | `%s` | %s |", c.Name, v.Value, v.Name, v.Doc)
		}
	}
	out.say("")
}

// upperFirst opens a sentence; a number at its beginning stays.
func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
