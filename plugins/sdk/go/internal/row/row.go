// Package row keeps which row of the answer is being decided, between the glue
// that knows it and raja.Fail that names it.
package row

// Deciding is the row that raja.ThisRow means. A module serves one call at a
// time and has no threads, so it may lie in a plain variable.
var Deciding int
