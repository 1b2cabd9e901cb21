// Package meter builds an instruction budget into a WebAssembly module, so
// that a rule that does not end by itself is stopped, always at the same
// instruction, with no clock and no second thread. It knows the binary format
// and the habits of wazero's compiler, and nothing of rules. Start at Rewrite.
//
// # What is put in
//
// The budget is one more global, exported as Global, counted in units (see
// price.go). A function takes it into one more local when it is entered, pays
// for each stretch of code at its first instruction, and puts it back before
// it leaves and before each call. Where code may run again the local is
// compared; when too little is left, Exhausted goes into the global and the
// call ends with unreachable. A function that is shorter than freeWeight and
// neither loops nor calls is left as it is, and those who call it pay for it.
//
// # Why nothing runs unpaid
//
// Call the sum of all charges of a function its weight. A check passes only
// when at least the weight is left. It stands where the function is entered,
// at the head of each loop and behind each length that is paid for. Every way
// from an instruction back to itself within a function leads through the head
// of a loop, so between two checks each charge is paid at most once: together
// at most the weight, and so what is left never falls below zero.
//
// A call is the other way to repeat. Before it the caller pays a deposit, and
// gets it back when the call returns. The deposit is at least the caller's
// weight. The function that is called checks at its own entry, with all the
// deposits of its callers already taken, so whatever it leaves, each caller
// gets back enough for the rest of its own code. Without the deposit a deep
// recursion could use up its units on the way down and then run the rest of
// every caller on the way up, unpaid.
//
// The deposit also pays for the frame on the engine's stack, which a trap
// gives back with everything else: 20,000,000 units cannot make the stack grow
// beyond some 8 MB.
//
// Charges are constants, below 2^43 a function; lengths are at most 2^33 and
// prices at most 2^15; MaxUnits is 2^62. So no sum here wraps around.
//
// # What cannot be named
//
// A module could try to write to the budget: by the index of the global or of
// the local, neither of which exists before the rewrite. Every index of a
// local, global, function, type and label is therefore compared with what the
// module itself has. No type, function, table, memory, label or element is
// added, so every other index keeps its meaning, and so do the names of
// functions, which are kept, cut to a line. Other names and sections that speak
// of places in the code (DWARF, branch hints) are dropped. What the engine
// refuses it still refuses afterwards.
//
// # What a host must know
//
// Set Global before every call; a module that was instantiated has 0. A call
// that was stopped ends with an unreachable trap and Global at Exhausted;
// after any other trap Global is what it was when the innermost metered
// function was entered, last called, or last came back, less the deposits of
// those around it, and tells nothing. Imported functions pay priceHost; what
// they do with a length they may take from Global themselves. Tables get a
// maximum of 100,000 entries. Memory is bounded by the engine's limit, not
// here, and imported tables and memories by whoever owns them.
//
// Memory must not be allowed to grow beyond the pages that Rewrite was told.
//
// # What a unit is worth
//
// 20,000,000 units end within 10 ms of the processor's time in each way to
// spend them that BenchmarkWorst knows, some 300, but one: pointers chased
// through more than 4 MiB that no cache holds take 14 ms. The others are chains
// of every instruction, chases through less, calls and jumps all over
// megabytes of code, floats too small for the normal way, recursion, growing.
// That was measured on two shared cores of an Intel Xeon at 2.6 GHz (`go run
// ./build bench --only worst`); a slower machine takes longer in proportion,
// and stops at the same instruction after the same units. Since a load may
// miss every cache and a meter cannot know, each pays for the worst that a
// memory of its module's size can do (reach.go); ordinary code is done in a
// tenth to a hundredth of the time it pays for.
package meter
