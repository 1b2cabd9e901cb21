// Package checkpoint is the file that holds a whole store, or a part of its
// log: entries in order, in compressed chunks that are each bound to all
// before them, so that a file which is cut short, altered by a bit or put
// together from two is refused. It is what a store is rebuilt from, and what
// a backup is. It knows bytes; what the entries mean is its caller's business.
//
// # Layout
//
// Integers are little-endian. A link is SHA-256 over the link before it and
// the bytes it stands for; the first has none before it.
//
//	"RAJACKPT"   8 bytes
//	version      u32, 1
//	length       u32 of the meta
//	meta         JSON, see Meta
//	link         32 bytes, over all of the above
//
//	chunks, any number, each
//	length       u32, at least 1, of the stored bytes
//	stored       entries, compressed with zstd, then closed in the store's
//	             box if it has one; the place is the link before
//	link         32 bytes, over the stored bytes
//
//	end
//	zero         u32
//	length       u32 of the summary
//	summary      JSON, see Summary
//	link         32 bytes, over the summary
//
// An entry is the length of its key as a varint, the key, the length of its
// value as a varint, and the value.
package checkpoint
