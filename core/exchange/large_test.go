package exchange_test

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
)

// made is a large file that lies nowhere: a head, then a pattern over and
// over.
type made struct {
	head, pattern string
	size, at      int64
}

func (m *made) Read(p []byte) (int, error) {
	if m.at >= m.size {
		return 0, io.EOF
	}
	p = p[:min(int64(len(p)), m.size-m.at)]
	n := 0
	for n < len(p) {
		text := m.head[min(m.at, int64(len(m.head))):]
		if text == "" {
			text = m.pattern[(m.at-int64(len(m.head)))%int64(len(m.pattern)):]
		}
		copied := copy(p[n:], text)
		n, m.at = n+copied, m.at+int64(copied)
	}
	return n, nil
}

func (m *made) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
		m.at = offset
	case io.SeekCurrent:
		m.at += offset
	case io.SeekEnd:
		m.at = m.size + offset
	}
	return m.at, nil
}

const huge = 200 << 20

func TestWhatIsNoTableStopsEarly(t *testing.T) {
	tests := []struct {
		name string
		told exchange.Dialect
		file made
		says string
	}{
		{"one endless line", exchange.Dialect{}, made{pattern: "x"}, "line 1 is longer"},
		{"one endless line of cells", exchange.Dialect{}, made{pattern: "x,"}, "line 1 is longer"},
		{"an endless line behind good ones", exchange.Dialect{}, made{head: "a,b\n1,2\n", pattern: "x"}, "line 3 is longer"},
		{"a quotation mark that is never closed", exchange.Dialect{}, made{head: "a,b\n1,2\n3,\"Sri\n", pattern: "4,Ani\n"}, "quotation mark is never closed"},
		{"an endless line in UTF-16", exchange.Dialect{}, made{head: "\xff\xfe", pattern: "x\x00"}, "line 1 is longer"},
		{"an endless line of zero bytes behind good ones", exchange.Dialect{}, made{head: strings.Repeat("Sri,1\n", 20_000), pattern: "\x00"}, "line 20001 is longer"},
		{"an endless line of spaces", exchange.Dialect{Format: exchange.Spaces}, made{head: "1 2\n", pattern: " "}, "line 2 is longer"},
		{"an endless object", exchange.Dialect{}, made{head: "{\"a\":\"", pattern: "x"}, "line 1 is longer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.file.size = huge
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := read(&tt.file, tt.told)
			runtime.ReadMemStats(&after)
			if fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want an invalid that says %q", err, tt.says)
			}
			if tt.file.at > 4<<20 {
				t.Errorf("%d bytes were read before it was said", tt.file.at)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 128<<20 {
				t.Errorf("%d MiB were allocated", used>>20)
			}
		})
	}
}

func TestAnEndlessZipIsRefused(t *testing.T) {
	file := made{head: "PK\x03\x04", pattern: strings.Repeat("x", 1<<16), size: huge}
	if _, _, err := read(&file, exchange.Dialect{}); fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("got %v", err)
	}
	if file.at > 70<<20 {
		t.Errorf("%d bytes were read", file.at)
	}
}

// However long a table is, its reader holds one row.
func TestALongTableIsReadInLittleMemory(t *testing.T) {
	for _, told := range []exchange.Dialect{{}, {Format: exchange.Spaces}} {
		file := made{head: "nama,hp,total\n", pattern: "Sri Rejeki,0812-3456-7890,12500\n", size: 6 << 20}
		dialect, err := exchange.Sniff(&file, told)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := exchange.Open(&file, dialect)
		if err != nil {
			t.Fatal(err)
		}
		var most, count uint64
		for ok := true; ok; count++ {
			if _, ok, err = rows.Next(); err != nil {
				t.Fatal(err)
			}
			if count%50_000 == 0 {
				runtime.GC()
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
		if most > 32<<20 || rows.Read() != file.size {
			t.Errorf("%s: %d rows, %d of %d bytes read, %d MiB held", dialect.Format, count, rows.Read(), file.size, most>>20)
		}
	}
}
