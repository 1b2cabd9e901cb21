//go:build bindings

package window

// generating is true while Wails looks at what is bound: no shop is opened.
const generating = true
