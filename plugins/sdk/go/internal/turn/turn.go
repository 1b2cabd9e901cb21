// Package turn knows which row of the answer is being decided, for a rule that
// fails without saying where.
package turn

// Row is the row being decided. One instance serves one call at a time.
var Row int
