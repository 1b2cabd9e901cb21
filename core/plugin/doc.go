// Package plugin runs rules: small WebAssembly modules in which a shop owner
// decides about segments, points, after-hours offers and follow-ups. It knows
// bytes, limits and manifests, and never customers: what a figure means and
// what becomes of an answer belongs to core.
//
// A rule is pure. It gets a copy of the fields its manifest reads, returns
// rows, and reaches nothing else: no file, no network, no true clock. Each
// answer is checked before a caller sees it. Start at Host.
package plugin
