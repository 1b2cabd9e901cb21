//go:build !bindings

package window

// generating is true while Wails looks at what is bound.
const generating = false
