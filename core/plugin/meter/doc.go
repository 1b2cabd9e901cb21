// Package meter rewrites a module so that it can be stopped: every basic block
// is charged against a budget, the same on every machine, and a module whose
// budget is spent traps. It is given hostile modules and reads them to the
// last byte; what it does not know it refuses by name. It knows WebAssembly
// and nothing of rules.
//
// # How it charges
//
// The budget is one mutable i64 global, exported as Global. A function carries
// it in a local of its own: it reads the global when it begins, takes the cost
// of each basic block from the local, and writes it back before it calls or
// ends. Code that always runs together is charged together.
//
// The budget is compared where work can repeat: at the head of each loop, at
// the beginning of each function that is not free, and before every bulk
// operation. Any cycle of a program passes one of these, so between two checks
// at most one straight way through a body is run, and the check asks for as
// much as the dearest of them costs: the budget is never overdrawn. A function
// without loops, calls and lengths that costs next to nothing is free: its
// callers pay for it.
//
// A call takes a deposit for the place it occupies on the engine's stack and
// gives it back when it returns, so that the budget also bounds how deep a
// module recurses.
//
// # What must not happen
//
// A module could name the local, the global or a label that the rewrite adds,
// which would be invalid before and valid after. So every index is held to the
// module's own, in code, exports and initialisers. A module that the engine
// refuses is refused, or still invalid, after the rewrite.
//
// After a trap of the module's own the global holds what it held at the last
// call: at most one straight way through a body too much.
package meter
