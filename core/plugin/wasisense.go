package plugin

import (
	"encoding/binary"

	"github.com/tetratelabs/wazero/api"
)

// wasiClock moves on by a microsecond each time it is read, so that a loop
// which waits for time to pass ends.
func wasiClock(v *visit, memory api.Memory, stack []uint64) uint64 {
	v.clock += 1000
	if memory.WriteUint64Le(uint32(stack[2]), uint64(v.clock)) {
		return wasiOK
	}
	return wasiFault
}

// wasiRandom fills memory with a sequence that starts anew with each call
// (xorshift64*): the same question always meets the same chance.
func wasiRandom(v *visit, memory api.Memory, stack []uint64) uint64 {
	buffer, ok := memory.Read(uint32(stack[0]), uint32(stack[1]))
	if !ok {
		return wasiFault
	}
	v.pay(4 * int64(len(buffer)))
	for i := range buffer {
		v.seed ^= v.seed >> 12
		v.seed ^= v.seed << 25
		v.seed ^= v.seed >> 27
		buffer[i] = byte(v.seed * 0x2545F4914F6CDD1D >> 56)
	}
	return wasiOK
}

// wasiWrite keeps what goes to standard output and error, and refuses the
// rest. It claims to have written all, so that a rule never retries.
func wasiWrite(v *visit, memory api.Memory, stack []uint64) uint64 {
	if fd := uint32(stack[0]); fd != 1 && fd != 2 {
		return wasiBadFd
	}
	written, at := uint32(0), uint32(stack[1])
	pieces := min(uint32(stack[2]), 1024)
	v.pay(100 * int64(pieces))
	for range pieces {
		start, ok1 := memory.ReadUint32Le(at)
		size, ok2 := memory.ReadUint32Le(at + 4)
		text, ok3 := memory.Read(start, size)
		if !ok1 || !ok2 || !ok3 {
			return wasiFault
		}
		write(&v.stderr, text)
		written, at = written+size, at+8
	}
	if memory.WriteUint32Le(uint32(stack[3]), written) {
		return wasiOK
	}
	return wasiFault
}

// Layout of poll_oneoff. A subscription: user data 0, type 8 (0 is the
// clock), timeout 24, flags 40 (bit 0: an instant, not a length). An event:
// user data 0, type 10.
const (
	subscriptionSize = 48
	eventSize        = 32
)

// wasiPoll answers every wait at once; a sleep moves the clock instead.
func wasiPoll(v *visit, memory api.Memory, stack []uint64) uint64 {
	in, out, count := uint32(stack[0]), uint32(stack[1]), min(uint32(stack[2]), 1024)
	v.pay(200 * int64(count))
	for i := range count {
		subscription, ok := memory.Read(in+i*subscriptionSize, subscriptionSize)
		if !ok {
			return wasiFault
		}
		var event [eventSize]byte
		copy(event[:8], subscription[:8])
		event[10] = subscription[8]
		if event[10] == 0 {
			v.sleep(int64(binary.LittleEndian.Uint64(subscription[24:])), subscription[40]&1 == 1)
		}
		if !memory.Write(out+i*eventSize, event[:]) {
			return wasiFault
		}
	}
	if memory.WriteUint32Le(uint32(stack[3]), count) {
		return wasiOK
	}
	return wasiFault
}

// sleep moves the clock forward by a length or to an instant, and never back.
func (v *visit) sleep(nanoseconds int64, instant bool) {
	target := nanoseconds
	if !instant {
		target = v.clock + nanoseconds
	}
	v.clock = max(v.clock, target)
}
