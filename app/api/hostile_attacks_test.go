package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// attack is one hostile module: what it does in C, and what must be said of
// it. What every module needs stands in front, unless it brings its own.
type attack struct {
	name, want string
	body       string                    // of the hook, which has in, size, out, room
	extra      string                    // before it
	previewed  bool                      // the owner looks first what it would change
	own        string                    // "alloc" or "describe": extra has it
	flags      []string                  // for clang
	manifest   func(string) string       // changes the manifest
	schema     string                    // config.schema.json
	change     func([]byte) []byte       // changes the package
	module     func(t *testing.T) []byte // in place of C
}

const hostileManifest = `{"id": "hostile", "name": {"id": "Jahat", "en": "Hostile"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "ONE", "rank": 1, "name": {"id": "a", "en": "b"}}, {"code": "TWO", "rank": 2, "name": {"id": "a", "en": "b"}}],
 "tiers": [{"code": "GOLD", "name": {"id": "a", "en": "b"}}], "texts": [{"id": "a", "en": "b"}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}]}`

const hostileHead = `
typedef unsigned char u8; typedef unsigned u32; typedef int i32; typedef long long i64; typedef unsigned long long u64;
#define EXPORT(name) __attribute__((export_name(#name)))
#define IMPORT(from, name) __attribute__((import_module(#from), import_name(#name)))
IMPORT(raja, log) void raja_log(u32, const void *, u32);
IMPORT(raja, fail) void raja_fail(u32, u32, const void *, u32);
static volatile u32 sink;
EXPORT(raja_abi_v1) void marker(void) {}
#ifndef OWN_ALLOC
static u8 arena[1 << 20] __attribute__((aligned(8))); static u32 used;
EXPORT(raja_alloc) u32 alloc(u32 size) { u32 at = used; used += (size + 7) & ~7u; return used <= sizeof arena ? (u32)(arena + at) : 0; }
#endif
#ifndef OWN_DESCRIBE
static const char said[] = "{\"abi\":1,\"hooks\":{\"segment\":1},\"schema\":0}";
EXPORT(raja_describe) u64 describe(void) { return (u64)(u32)said << 32 | (sizeof said - 1); }
#endif
static u32 rows_of(const u8 *in) { return *(const u32 *)(in + 20); }
`

func (a attack) source() string {
	head := ""
	if a.own != "" {
		head = "#define OWN_" + strings.ToUpper(a.own) + "\n"
	}
	body := a.body
	if body == "" {
		body = "return rows_of(in);"
	}
	return head + hostileHead + a.extra + "\nEXPORT(raja_segment_v1) i32 hook(const u8 *in, u32 size, u8 *out, u32 room) {\n" + body + "\n}\n"
}

const (
	spent  = "it spent its budget of 20,000,000 units"
	refuse = "rule hostile is refused: "
)

// attacks is every hostile module.
func attacks() []attack {
	var all []attack
	for _, some := range [][]attack{timeAttacks(), memoryAttacks(), lyingAttacks(), wordAttacks(), doorAttacks(), parcelAttacks()} {
		all = append(all, some...)
	}
	return all
}

// timeAttacks never come back.
func timeAttacks() []attack {
	return []attack{
		{name: "an endless loop", want: spent, body: "for (;;) sink++;"},
		{name: "a loop only for the third customer", want: spent, body: "for (u32 i = 0; i < rows_of(in); i++) while (i == 2) sink++; return rows_of(in);"},
		{name: "recursion with a loop", want: spent, extra: "static u32 down(u32 n) { for (u32 i = 0; i < 3; i++) n += down(n + i); return n; }", body: "return down(1);"},
		{name: "recursion without a loop", want: spent, extra: "__attribute__((noinline)) static u32 down(volatile u32 *n) { *n += 1; return down(n) + *n; }", body: "u32 n = 0; return down(&n);"},
		{name: "exponential recursion", want: spent, extra: "__attribute__((noinline)) static u32 twice(u32 n) { sink++; return n ? twice(n - 1) + twice(n - 1) : 1; }", body: "return twice(60);"},
		{name: "mutual recursion", want: spent, extra: "static u32 pong(u32); __attribute__((noinline)) static u32 ping(u32 n) { sink++; return pong(n + 1) + 1; } __attribute__((noinline)) static u32 pong(u32 n) { sink++; return ping(n + 1) + 1; }", body: "return ping(0);"},
		{name: "a storm of jump tables", want: spent, body: "u32 s = 1; for (;;) switch (s % 8) { case 0: s = s * 5 + 1; sink = 1; break; case 1: s = s * 3 + 7; sink = 2; break; case 2: s += 11; sink = 3; break; case 3: s ^= 99; sink = 4; break; case 4: s += sink; break; case 5: s *= 7; sink = 5; break; case 6: s += 3; sink = 6; break; default: s = s / 3 + 1; sink = 7; }"},
		{name: "a storm of calls through a table", want: spent, extra: "static u32 one(u32 n) { return n + 1; } static u32 two(u32 n) { return n * 3; } static u32 (*volatile calls[2])(u32) = {one, two};", body: "u32 n = 1; for (;;) { n = calls[n & 1](n); sink = n; }"},
		{name: "divisions without end", want: spent, body: "u64 n = ~0ull; for (;;) { n = n / (sink | 3) + 12345678901ull; sink = (u32)n; }"},
		{name: "a loop in raja_alloc", want: spent, own: "alloc", extra: "EXPORT(raja_alloc) u32 alloc(u32 size) { for (;;) sink++; }"},
		{name: "a loop in raja_describe", want: refuse, own: "describe", extra: "EXPORT(raja_describe) u64 describe(void) { for (;;) sink++; }"},
		{name: "a loop in _initialize", want: refuse, extra: "EXPORT(_initialize) void begin(void) { for (;;) sink++; }"},
	}
}

// memoryAttacks take all there is.
func memoryAttacks() []attack {
	return []attack{
		{name: "memory.grow without end", want: spent, body: "for (;;) __builtin_wasm_memory_grow(0, 1);"},
		{name: "one huge memory.grow", want: "hostile", body: "return __builtin_wasm_memory_grow(0, 60000) == (unsigned long)-1 ? -7 : -8;"},
		{name: "filling all memory again and again", want: spent, flags: []string{"-mbulk-memory"}, extra: "static u8 big[8 << 20];", body: "for (;;) { __builtin_memset(big, sink, sizeof big); sink++; }"},
		{name: "copying all memory again and again", want: spent, flags: []string{"-mbulk-memory"}, extra: "static u8 a[4 << 20], b[4 << 20];", body: "for (;;) { __builtin_memcpy(a, b, sizeof a); sink += a[sink & 0xff]; }"},
		{name: "reading outside its memory", want: "it read or wrote beyond its memory", body: "return *(volatile i32 *)0xfffffff0;"},
		{name: "writing outside its memory", want: "it read or wrote beyond its memory", body: "*(volatile i32 *)0xfffffff0 = 1; return 4;"},
		{name: "more memory than a rule may ask for", want: "memory pages, the most is 256", manifest: func(m string) string {
			return strings.Replace(m, `"texts"`, `"limits": {"memory_pages": 100000}, "texts"`, 1)
		}},
		{name: "more units than a rule may ask for", want: "units, want 1 to 20,000,000", manifest: func(m string) string {
			return strings.Replace(m, `"texts"`, `"limits": {"units": 999999999999}, "texts"`, 1)
		}},
		{name: "a module larger than its limit", want: "cannot start with less than 65536 pages of memory, its limit is 256", module: hugeMemory},
		{name: "an arena that is none", want: "raja_alloc gave 0", own: "alloc", extra: "EXPORT(raja_alloc) u32 alloc(u32 size) { return 0; }"},
		{name: "an arena outside memory", want: "raja_alloc gave 4294967288", own: "alloc", extra: "EXPORT(raja_alloc) u32 alloc(u32 size) { return 0xfffffff8; }"},
		{name: "an arena between two words", want: "not free memory at a multiple of 8", own: "alloc", extra: "static u8 arena[1 << 20]; EXPORT(raja_alloc) u32 alloc(u32 size) { return ((u32)arena & ~7u) + 9; }"},
	}
}

// lyingAttacks say what is not so.
func lyingAttacks() []attack {
	refusedRow := func(name, body, want string) attack {
		return attack{name: name, want: want, body: "for (u32 i = 0; i < rows_of(in); i++) { u8 *row = out + 48 * i; " + body + " } return rows_of(in);"}
	}
	return []attack{
		{name: "an error number", want: "it answered error -5", body: "return -5;"},
		{name: "more rows than there is room for", want: "there was room for", body: "return 1000000;"},
		{name: "fewer rows than were asked", want: "it was not answered", body: "return 1;"},
		refusedRow("a segment that is not there", "*(u32 *)row = 77;", "segment 77, the manifest has 2"),
		refusedRow("a text that is not there", "*(u32 *)(row + 8) = 9;", "text 9, the manifest has 1"),
		refusedRow("a score that is none", "*(u32 *)(row + 12) = 4294967200u;", "score 4294967200 is not three digits from 1 to 5"),
		refusedRow("a mode that is not there", "*(u32 *)(row + 4) = 1;", "mode 1, the manifest has 0"),
		{name: "another ABI", want: "it describes itself as ABI 7", own: "describe", extra: describing(`{\"abi\":7,\"hooks\":{\"segment\":1},\"schema\":0}`)},
		{name: "other hooks", want: "it describes hooks", own: "describe", extra: describing(`{\"abi\":1,\"hooks\":{\"loyalty\":1},\"schema\":0}`)},
		{name: "a newer schema", want: "update Raja", own: "describe", extra: describing(`{\"abi\":1,\"hooks\":{\"segment\":1},\"schema\":99}`)},
		{name: "a description that is no JSON", want: "does not answer JSON", own: "describe", extra: describing(`hello`)},
		{name: "a description of four gigabytes", want: "outside its memory or too many", own: "describe", extra: "EXPORT(raja_describe) u64 describe(void) { return 0x00000400fffffff0ull; }"},
		{name: "a hook it has not", want: "it does not export raja_loyalty_v1", manifest: func(m string) string {
			m = strings.Replace(m, `{"segment": 1}`, `{"loyalty": 1}`, 1)
			return strings.Replace(m, `"what": "segment"`, `"what": "points"`, 1)
		}},
		{name: "writes that are nothing", want: "is nothing that the hooks", manifest: func(m string) string {
			return strings.Replace(m, `"writes": [`, `"writes": [{"what": "money", "why": {"id": "a", "en": "b"}}, `, 1)
		}},
		{name: "reading a phone", want: `there is no field \"phone\"`, manifest: func(m string) string { return strings.Replace(m, `"visits"`, `"phone"`, 1) }},
		{name: "all the points there are", want: `"refused":4`, extra: hostileLoyalty, own: "describe", previewed: true, manifest: func(m string) string {
			m = strings.Replace(m, `{"segment": 1}`, `{"loyalty": 1}`, 1)
			return strings.Replace(m, `"what": "segment"`, `"what": "points"`, 1)
		}},
	}
}

func describing(text string) string {
	return `static const char said[] = "` + text + `"; EXPORT(raja_describe) u64 describe(void) { return (u64)(u32)said << 32 | (sizeof said - 1); }`
}

var hostileLoyalty = describing(`{\"abi\":1,\"hooks\":{\"loyalty\":1},\"schema\":0}`) + `
EXPORT(raja_loyalty_v1) i32 give(const u8 *in, u32 size, u8 *out, u32 room) {
  u32 asked = *(const u32 *)(in + 32) ? *(const u32 *)(in + 32) : rows_of(in);
  for (u32 i = 0; i < asked; i++) *(i64 *)(out + 56 * i) = 0x7fffffffffffffffll;
  return asked;
}`

// wordAttacks abuse what they may say.
func wordAttacks() []attack {
	return []attack{
		{name: "unreachable at once", want: "it gave up", body: "__builtin_trap();"},
		{name: "division by zero", want: "it divided a whole number by zero", extra: "static volatile i32 nothing; static volatile i32 much = 7;", body: "return much / nothing;"},
		{name: "a call of nothing", want: "it called a function that its table does not hold", body: "i32 (*volatile nobody)(void) = 0; return nobody();"},
		{name: "a message from outside memory", want: "points outside the memory", body: `raja_fail(0, 0, (void *)0xffffff00, 4096); return 0;`},
		{name: "a message of a gigabyte", want: "hostile", body: `raja_fail(0, 0, arena, 0x40000000); return 0;`},
		{name: "a row and a field that are not there", want: "at row 7654321", body: `raja_fail(7654321, 999, "no", 2); return 0;`},
		{name: "a message that is no text", want: "hook segment", body: `raja_fail(0, 0, "\xff\xfe\x80\x1b[2J\x07", 8); return 0;`},
		{name: "a message that commands the terminal", want: "hook segment: ?]0;gone??[2J", body: `raja_fail(-1, -1, "\x1b]0;gone\x07\x1b[2J", 13); return 0;`},
		{name: "a flood of words", want: "it gave up", body: `for (u32 i = 0; i < 2000; i++) raja_log(0, arena, 65536); __builtin_trap();`},
		{name: "a log from outside memory", want: "points outside the memory", body: `raja_log(0, (void *)0xffffff00, 4096); return 0;`},
	}
}

// doorAttacks ask for what no rule has.
func doorAttacks() []attack {
	importing := func(name, from, function, want string) attack {
		return attack{name: name, want: want, extra: "__attribute__((import_module(\"" + from + "\"), import_name(\"" + function + "\"))) i32 outside(i32);", body: "return outside(1);"}
	}
	return []attack{
		importing("a file", "wasi_snapshot_preview1", "path_open", "there are no files and no network"),
		importing("the network", "wasi_snapshot_preview1", "sock_send", "there are no files and no network"),
		importing("a host function that is none", "raja", "pay", "raja.pay, which no rule may have"),
		importing("another world", "env", "system", "env.system, which no rule may have"),
		{name: "memory of somebody else", want: "it must own its memory", flags: []string{"-Wl,--import-memory"}},
		{name: "vectors", want: "it uses SIMD", flags: []string{"-msimd128", "-O3"}, extra: "typedef int v4 __attribute__((vector_size(16)));", body: "v4 a = *(v4 *)in; a += a; *(v4 *)out = a; return rows_of(in);"},
		{name: "the budget's own name", want: "it exports raja_units", extra: "i32 raja_units = 5;", flags: []string{"-Wl,--export=raja_units"}},
		{name: "ending the program", want: "it ended itself with code 3", extra: "IMPORT(wasi_snapshot_preview1, proc_exit) void proc_exit(i32);", body: "proc_exit(3); return 0;"},
		{name: "sleeping for ever", want: spent, extra: "IMPORT(wasi_snapshot_preview1, poll_oneoff) i32 poll(const void *, void *, i32, void *); static u8 when[48] = {0}; static u8 event[32]; static u32 n;", body: "for (;;) sink += poll(when, event, 1, &n);"},
		{name: "waiting for another time", want: spent, extra: "IMPORT(wasi_snapshot_preview1, clock_time_get) i32 now(i32, i64, i64 *); static i64 t;", body: "for (;;) sink += now(0, 1, &t);"},
		{name: "all the chance there is", want: spent, extra: "IMPORT(wasi_snapshot_preview1, random_get) i32 chance(void *, u32);", body: "for (;;) sink += chance(arena, sizeof arena);"},
	}
}

// parcelAttacks are packages that are not what they seem.
func parcelAttacks() []attack {
	return []attack{
		{name: "a package that was changed on its way", want: "is no .rajaplugin file", change: func(b []byte) []byte { return b[:len(b)-40] }},
		{name: "a package with a way out", want: "does not belong into a package", change: func(b []byte) []byte { return zipped("../evil.json", b) }},
		{name: "a package of something else", want: "is no .rajaplugin file", change: func([]byte) []byte { return []byte("MZ\x90\x00 this program cannot be run") }},
		{name: "a schema that thinks for ever", want: "does not match pattern", schema: `{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string","pattern":"^(a+)+$","default":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!","title":"b","x-raja":{"title_id":"a"}}}}`},
		{name: "a schema of somewhere else", want: `$ref\" is nothing that a form can draw`, schema: setting(`"default":"x","$ref":"http://127.0.0.1:9/x"`)},
		{name: "a schema that laughs a billion times", want: `\"$defs\" is nothing that a form can draw`, schema: laughs(60)},
		{name: "a schema of all and none", want: `anyOf\" is nothing that a form can draw`, schema: setting(`"default":"x","anyOf":[{"pattern":"(?:x{900}){900}"},true]`)},
		{name: "a pattern that fills the memory", want: "repeats too much", schema: setting(`"default":"x","pattern":"(?:` + strings.Repeat("x", 150) + `){1000}"`)},
		{name: "a multiple of nearly nothing", want: "is too long", schema: setting(`"default":"x","multipleOf":1e-999999999`)},
		{name: "a minimum of a hundred million digits", want: "the number -1e100000000 is too long", schema: setting(`"default":"x","minimum":-1e100000000`)},
		{name: "a schema a thousand deep", want: "nested more than 16 deep", schema: setting(`"default":` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000))},
		{name: "a manifest that says two things", want: `reads\" stands twice`, manifest: edited(`"reads"`, `"reads": [], "reads"`)},
		{name: "a manifest that says two things in capitals", want: `did you mean reads?`, manifest: edited(`"abi": 1`, `"abi": 1, "READS": []`)},
		{name: "a name that commands the terminal", want: "control character U+001B", manifest: edited(`"Hostile"`, `"\u001b[2K\u001b[1AHarmless"`)},
		{name: "a name written from the right", want: "control character U+202E", manifest: edited(`"Hostile"`, `"\u202eelitsoH"`)},
		{name: "a reason that nobody sees", want: "unseen letter U+200B", manifest: edited(`"why": {"id": "a", "en": "b"}`, `"why": {"id": "\u200b", "en": "\u200b"}`)},
		{name: "a reason that begins another line", want: "two in a row", manifest: edited(`"why": {"id": "a", "en": "b"}`, `"why": {"id": "a", "en": "Counts.`+strings.Repeat(" ", 90)+`It proposes nothing."}`)},
		{name: "a name that climbs over the lines around it", want: "more than 3 marks on one letter", manifest: edited(`"Hostile"`, `"H`+strings.Repeat("\u0336", 40)+`"`)},
		{name: "a name of a page", want: "name: has 300 bytes, the most is 200", manifest: edited(`Hostile`, strings.Repeat("H", 300))},
		{name: "a sentence of figures without end", want: "the most is 500", manifest: edited(`"texts": [{"id": "a"`, `"texts": [{"id": "`+strings.Repeat("{0}", 300)+`"`)},
		{name: "a year for a version", want: "is not like 1.0.0", manifest: edited(`1.0.0`, `2026.03.14`)},
		{name: "a key that fits every signature", want: "the publisher's key fits every signature", change: signedByNobody},
		{name: "a megabyte of name for each of 500 functions", want: `"state":"done"`, module: longNamed},
		{name: "no WebAssembly at all", want: "it is not WebAssembly", module: func(*testing.T) []byte { return []byte("#!/bin/sh\nrm -rf /\n") }},
	}
}

// setting is a schema with one text.
func setting(parts string) string {
	return `{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string","title":"b","x-raja":{"title_id":"a"},` + parts + `}}}`
}

// laughs is a schema in which each of n parts asks twice about the next.
func laughs(n int) string {
	var parts strings.Builder
	for i := range n {
		fmt.Fprintf(&parts, `"d%d":{"allOf":[{"$ref":"#/$defs/d%d"},{"$ref":"#/$defs/d%d"}]},`, i, i+1, i+1)
	}
	return fmt.Sprintf(`{"$defs":{%s"d%d":true},%s`, &parts, n, setting(`"default":"x","$ref":"#/$defs/d0"`)[1:])
}

func edited(old, changed string) func(string) string {
	return func(manifest string) string { return strings.Replace(manifest, old, changed, 1) }
}

// signedByNobody signs a package with the neutral element of the curve.
func signedByNobody(body []byte) []byte {
	key, signature := make([]byte, 32), make([]byte, 64)
	key[0], signature[0] = 1, 1
	text, err := json.Marshal(map[string][]byte{"publisher": key, "signature": signature})
	if err != nil {
		return nil
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	old, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil
	}
	for _, entry := range old.File {
		if err := archive.Copy(entry); err != nil {
			return nil
		}
	}
	entry, err := archive.Create("signature.json")
	if err == nil {
		_, err = entry.Write(text)
	}
	if err != nil || archive.Close() != nil {
		return nil
	}
	return out.Bytes()
}

// longNamed is a module of many functions whose own name is long: the engine
// would write it into the name of each.
func longNamed(t *testing.T) []byte {
	var many strings.Builder
	for i := range 500 {
		fmt.Fprintf(&many, "EXPORT(f%d) u32 f%d(u32 n) { return n + %d; }\n", i, i, i)
	}
	wasm := compiled(t, attack{extra: many.String(), flags: []string{"-Wl,--strip-all"}})
	sized := func(body []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(body))), body...) }
	names := append(sized([]byte("name")), 0)
	names = append(names, sized(sized(bytes.Repeat([]byte("n"), 1<<20)))...)
	return append(append(wasm, 0), sized(names)...)
}

// zipped makes a zip with one entry under a name.
func zipped(name string, body []byte) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	entry, err := archive.Create(name)
	if err == nil {
		_, err = entry.Write(body)
	}
	if err != nil || archive.Close() != nil {
		return nil
	}
	return out.Bytes()
}

// rawPackage zips files that pack itself would not take.
func rawPackage(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, text := range files {
		entry, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// hugeMemory declares more memory from the start than any rule may have.
func hugeMemory(*testing.T) []byte {
	return []byte("\x00asm\x01\x00\x00\x00" + "\x05\x05\x01\x00\x80\x80\x04")
}
