package bindings

import "strings"

// goName turns now_unix_ms into NowUnixMs.
func goName(snake string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(snake, "_") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// lowerName turns header into header and order_context into orderContext.
func lowerName(snake string) string {
	name := goName(snake)
	return strings.ToLower(name[:1]) + name[1:]
}

// goType returns the Go type of a number, or of an array of them.
func goType(f Field, text string) string {
	kind := map[string]string{"u32": "uint32", "i32": "int32", "u64": "uint64", "i64": "int64", "text": text}[f.Type]
	if f.Count > 0 {
		return "[" + itoa(f.Count) + "]" + kind
	}
	return kind
}
