package plugin_test

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// module builds a small WebAssembly module by hand: enough to be a rule, or
// to be refused as one.
type module struct {
	imports  []imported
	start    bool
	pages    uint32
	describe string
	reply    uint64 // what raja_describe returns; 0 points at describe
	alloc    []byte // body of raja_alloc
	hook     string // the exported hook
	body     []byte // its body: in, in_len, out, room are locals 0 to 3
	drop     string // an export to leave out
	retype   string // an export to give the type of raja_abi_v1
	message  string // in place of message, no longer
	lend     string // an export to be the last import
	called   string // the name that the hook's function has for people
	table    bool   // of functions: raja_abi_v1, and none
}

type imported struct {
	module, name string
	desc         []byte // kind and type
}

// Indices of the function types below, and functions that every test may call.
const (
	typeNothing = iota
	typeAlloc
	typeDescribe
	typeHook
	typeLog
	typeFail
	typeChance
	typeClock

	callLog  = 0
	callFail = 1

	describeAt = 1024
	messageAt  = 4096
	message    = "the shop has no window"
)

func function(index byte) []byte { return []byte{0, index} }

// honest is a rule for hook that does what body says.
func honest(hook string, body ...[]byte) module {
	return module{
		imports: []imported{{"raja", "log", function(typeLog)}, {"raja", "fail", function(typeFail)}},
		pages:   32, describe: `{"abi":1,"hooks":{"` + hook + `":1},"schema":0}`,
		alloc: bump(), hook: hook, body: slices.Concat(body...),
	}
}

// bump hands out memory from global 0 on and moves it.
func bump() []byte {
	return slices.Concat([]byte{0x23, 0}, // what is returned
		[]byte{0x23, 0, 0x20, 0, 0x6a}, i32(7), []byte{0x6a}, i32(-8), []byte{0x71, 0x24, 0})
}

func (m module) bytes() []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	out = append(out, section(1, types())...)
	var imports [][]byte
	for _, i := range m.imports {
		imports = append(imports, slices.Concat(text(i.module), text(i.name), i.desc))
	}
	out = append(out, section(2, imports)...)
	out = append(out, section(3, m.signatures())...)
	if m.table {
		out = append(out, section(4, [][]byte{{0x70, 0, 2}})...)
	}
	out = append(out, section(5, [][]byte{append([]byte{0}, leb(uint64(m.pages))...)})...)
	out = append(out, section(6, [][]byte{
		slices.Concat([]byte{0x7f, 1}, i32(8192), []byte{0x0b}), slices.Concat([]byte{0x7e, 1, 0x42, 0, 0x0b}),
	})...)
	out = append(out, section(7, m.exports())...)
	if m.start {
		out = append(out, 8, 1, m.first())
	}
	if m.table {
		out = append(out, section(9, [][]byte{slices.Concat([]byte{0}, i32(0), []byte{0x0b, 1, m.first()})})...)
	}
	out = append(out, section(10, m.code())...)
	out = append(out, section(11, [][]byte{data(describeAt, m.describe), data(messageAt, cmp.Or(m.message, message))})...)
	return append(out, m.nameSection()...)
}

// nameSection names the hook's function, where it has a name.
func (m module) nameSection() []byte {
	if m.called == "" {
		return nil
	}
	names := slices.Concat([]byte{1, m.first() + 3}, text(m.called))
	body := slices.Concat(text("name"), []byte{1}, leb(uint64(len(names))), names)
	return slices.Concat([]byte{0}, leb(uint64(len(body))), body)
}

// first is the index of the first function of the module's own.
func (m module) first() (n byte) {
	for _, i := range m.imports {
		if i.desc[0] == 0 {
			n++
		}
	}
	return n
}

func types() [][]byte {
	signature := func(params, results string) []byte {
		return slices.Concat([]byte{0x60}, text(params), text(results))
	}
	const i32, i64 = "\x7f", "\x7e"
	return [][]byte{
		signature("", ""), signature(i32, i32), signature("", i64),
		signature(i32+i32+i32+i32, i32), signature(i32+i32+i32, ""), signature(i32+i32+i32+i32, ""),
		signature(i32+i32, i32), signature(i32+i64+i32, i32),
	}
}

func (m module) names() []string {
	return []string{"raja_abi_v1", "raja_alloc", "raja_describe", "raja_" + m.hook + "_v1"}
}

func (m module) signatures() (list [][]byte) {
	for i, name := range m.names() {
		if name == m.retype {
			i = typeNothing
		}
		list = append(list, []byte{byte(i)})
	}
	return list
}

func (m module) exports() (list [][]byte) {
	for i, name := range m.names() {
		index := m.first() + byte(i)
		if name == m.lend {
			index = m.first() - 1
		}
		if name != m.drop {
			list = append(list, slices.Concat(text(name), function(index)))
		}
	}
	if m.drop != "memory" {
		list = append(list, slices.Concat(text("memory"), []byte{2, 0}))
	}
	return list
}

func (m module) code() (list [][]byte) {
	reply := m.reply
	if reply == 0 {
		reply = describeAt<<32 | uint64(len(m.describe))
	}
	for i, body := range [][]byte{nil, m.alloc, i64(int64(reply)), m.body} {
		if m.names()[i] == m.retype {
			body = nil
		}
		body = slices.Concat([]byte{0}, body, []byte{0x0b})
		list = append(list, append(leb(uint64(len(body))), body...))
	}
	return list
}

func section(id byte, entries [][]byte) []byte {
	body := append(leb(uint64(len(entries))), slices.Concat(entries...)...)
	return slices.Concat([]byte{id}, leb(uint64(len(body))), body)
}

func data(at int32, what string) []byte {
	return slices.Concat([]byte{0}, i32(at), []byte{0x0b}, text(what))
}

func text(s string) []byte { return append(leb(uint64(len(s))), s...) }

func leb(n uint64) []byte { return binary.AppendUvarint(nil, n) }

func i32(n int32) []byte { return append([]byte{0x41}, signed(int64(n))...) }

func i64(n int64) []byte { return append([]byte{0x42}, signed(n)...) }

func signed(n int64) (out []byte) {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(out, low)
		}
		out = append(out, low|0x80)
	}
}
