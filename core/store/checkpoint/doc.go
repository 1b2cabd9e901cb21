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
//	version      u32, 2
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
//	length       u32 of the summary as it is stored
//	summary      JSON, see Summary, closed in the store's box if it has one;
//	             the place is "end " and the link before
//	link         32 bytes, over the stored summary
//
// An entry is the length of its key as a varint, the key, the length of its
// value as a varint, and the value. A chunk is full at 64 KiB: only its last
// entry reaches beyond, so that what a file unpacks to is bounded by its size.
//
// The links alone find accidents; whoever alters a file can work them out
// anew. In the box the end proves everything before it, the head included:
// nobody without the key makes a whole file of a part. Version 1 had its
// summary outside the box, see Info.Unproven.
package checkpoint
