package meter

// Caps on what a module may hold. Real rules stay far below them; they keep
// the engine that compiles a module from being made to work for minutes or to
// fill the memory. What was measured stands beside each.
const (
	maxFunctions = 20_000
	maxBody      = 1 << 20 // bytes of one function body
	maxTypes     = 20_000
	maxParams    = 1_000
	maxResults   = 100
	maxValues    = 100_000 // parameters and results of all types
	maxNames     = 500_000 // of functions and locals
	maxName      = 256     // bytes of a function's name; the rest is cut off
	maxNameText  = 1 << 20 // bytes of all of them; the rest have none
	maxImports   = 1_000
	maxExports   = 20_000
	maxGlobals   = 10_000
	maxTables    = 16
	maxTable     = 100_000 // entries a table may ever have
	maxSegments  = 100_000 // data segments, and element segments
	maxElements  = 100_000 // entries of all element segments
	maxLocals    = 50_000  // locals of a function, parameters counted
	maxNesting   = 1_000
	maxHeight    = 10_000 // operands that wait at once in a function
	maxLabels    = 50_000 // targets of one br_table
)
