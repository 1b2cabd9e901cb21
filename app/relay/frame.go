package relay

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
)

// What passes between the two is frames: a kind, four bytes of length
// (big-endian), and a body.
type kind byte

const (
	kindCall   kind = 'c' // to the shop: a Call in JSON, once and first
	kindInput  kind = 'i' // a piece of what the command reads
	kindEOF    kind = 'e' // there is no more of it
	kindCancel kind = 'x' // end the command

	kindOut      kind = '1' // from the shop: a piece of stdout
	kindErr      kind = '2' // of stderr
	kindProgress kind = 'p' // a Progress in JSON
	kindExit     kind = 'q' // the exit code, one byte; nothing follows
)

// piece is how much of a stream goes into one frame, in bytes.
const piece = 64 << 10

var errFrame = errors.New("relay: this is no frame")

// writer writes frames from many goroutines. sent makes them leave at once.
type writer struct {
	mu   sync.Mutex
	to   io.Writer
	sent func() error
}

func (w *writer) frame(k kind, body []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	head := binary.BigEndian.AppendUint32([]byte{byte(k)}, uint32(len(body)))
	if _, err := w.to.Write(append(head, body...)); err != nil {
		return err
	}
	return w.sent()
}

func (w *writer) document(k kind, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if len(body) > MaxCall {
		return errFrame
	}
	return w.frame(k, body)
}

// stream is an io.Writer whose bytes go out as frames of one kind.
type stream struct {
	*writer
	kind kind
}

// Write implements io.Writer.
func (s stream) Write(body []byte) (n int, err error) {
	for len(body) > n {
		next := body[n:min(n+piece, len(body))]
		if err := s.frame(s.kind, next); err != nil {
			return n, err
		}
		n += len(next)
	}
	return n, nil
}

// frames reads what a writer wrote.
type frames struct{ from *bufio.Reader }

func framesOf(from io.Reader) *frames { return &frames{bufio.NewReaderSize(from, 8<<10)} }

// next returns one frame, of at most MaxCall bytes.
func (f *frames) next() (kind, []byte, error) {
	var head [5]byte
	if _, err := io.ReadFull(f.from, head[:]); err != nil {
		return 0, nil, err
	}
	size := binary.BigEndian.Uint32(head[1:])
	if size > MaxCall {
		return 0, nil, fmt.Errorf("%w: of %d bytes", errFrame, size)
	}
	body := make([]byte, size)
	_, err := io.ReadFull(f.from, body)
	return kind(head[0]), body, err
}
