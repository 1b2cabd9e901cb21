// Package boot names the running start of the machine. What a killed program
// wrote is still in the system's memory while the machine stays on, and is
// gone after a power cut; this name tells the two apart.
package boot

// ID returns a name that is another after each start of the machine, and ""
// where the system does not tell.
func ID() string { return id() }
