// Package redo is the log that a store writes before anything else: each
// group of changes is one record, appended and synced before it is answered.
// It knows bytes and their order, nothing of keys; what the records mean, and
// when they may be dropped, is the store's business.
//
// # Layout
//
// A segment is a file named after its first record, sixteen hexadecimal
// digits and ".redo". It begins with a head of 64 bytes and holds records,
// each at a multiple of 8, until zeros follow. Integers are little-endian.
//
//	head of a segment   record
//	 0 "RAJAREDO"        0 u32 CRC-32C of bytes 4 to 24
//	 8 u32 version, 2    4 u32 length of the body
//	12 u32 CRC-32C of    8 u64 sequence, 1 and up without a gap
//	   the other bytes  16 u32 bytes 0 to 4 of the record before
//	16 u64 first        20 u32 CRC-32C of the body
//	   sequence         24 body
//	24 u32 bytes 0 to 4
//	   of the record before the first
//	28 16 bytes, whose log it is
//
// Version 1 does not say whose it is: whoever knows the link at a record, as
// Link and Sum give it, can tell.
//
// # Torn or damaged
//
// A record is acknowledged after its sync, and only then does the next one
// follow. So at most the last record can be unfinished, and of that some
// sectors of 512 bytes were written and the others still read as zeros, which
// is what a segment is filled with before it is used. A last record with a
// sector of zeros is torn: nobody was told that it is safe, and it is dropped.
// Anything else that does not hold (no such sector, a record or a segment
// behind it) is damage, and is said to be. This asks of a body that it has no
// run of zeros of its own: give it compressed or encrypted.
package redo
