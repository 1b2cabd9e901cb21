package core

import "sync"

// busy is which imports, or changes of many, are being made or taken back in
// this process.
type busy struct {
	mu      sync.Mutex
	batches map[uint64]string // number to what is said to who comes second
}

// take returns what another one does with a number, or "" and has it.
func (b *busy) take(number uint64, doing string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if why := b.batches[number]; why != "" {
		return why
	}
	b.batches[number] = doing
	return ""
}

func (b *busy) free(number uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.batches, number)
}

func newBusy() *busy { return &busy{batches: map[uint64]string{}} }
