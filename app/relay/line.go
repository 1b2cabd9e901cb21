package relay

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// greetTime is how long the other Raja may take to say who it is.
const greetTime = 10 * time.Second

// Line leads to the Raja that has a shop open. It carries one command.
type Line struct {
	note   note
	client *http.Client
}

// Find follows the note in dir, a folder that another process has open. It
// returns fs.ErrNotExist when there is none, conflict when that Raja is of
// another version, and unavailable when the note must not be followed or
// nobody who wrote it answers.
func Find(ctx context.Context, dir, version string) (*Line, error) {
	read, err := readNote(dir)
	if err == nil && read.Version != version && read.Version != "" {
		return nil, fault.Conflict("data", "%s is open in Raja %s, and this is Raja %s; use the same one, or close that one first", dir, read.Version, version)
	}
	if err == nil {
		err = read.check()
	}
	var why unfit
	if errors.As(err, &why) {
		return nil, fault.Unavailable("data", "%s is open in another Raja, and its %s %s; close that one first", dir, NoteName, why)
	}
	if err != nil {
		return nil, err
	}
	line := &Line{note: read, client: &http.Client{Transport: oneConnection(), CheckRedirect: stay}}
	if err := line.greet(ctx); err != nil {
		line.client.CloseIdleConnections()
		return nil, fault.Unavailable("data", "%s is open in another Raja, which does not answer; close that one first", dir).Because(err)
	}
	return line, nil
}

// oneConnection dials once: who has proved to know the token is who is told
// the command, and no proxy hears it.
func oneConnection() *http.Transport {
	var dialled atomic.Bool
	return &http.Transport{
		DisableCompression: true, ResponseHeaderTimeout: 2 * callTime,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if dialled.Swap(true) {
				return nil, errors.New("relay: the connection was closed")
			}
			return (&net.Dialer{}).DialContext(ctx, network, address)
		},
	}
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// greet makes sure that the note's writer answers: its port may have passed on
// to a stranger.
func (l *Line) greet(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, greetTime)
	defer cancel()
	challenge := rand.Text()
	request, err := l.request(ctx, greetPath, nil)
	if err != nil {
		return err
	}
	request.Header.Set(challengeHeader, challenge)
	response, err := l.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(io.LimitReader(response.Body, maxNote))
	if err == nil && !hmac.Equal(body, l.note.proof(challenge)) {
		err = errors.New("relay: a stranger answers")
	}
	return err
}

func (l *Line) request(ctx context.Context, path string, body io.Reader) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+l.note.Address+path, body)
	if err == nil {
		request.Header.Set("Content-Type", media)
	}
	return request, err
}

// Run has the command run and returns its exit code. When ctx ends the other
// Raja is told to end the command, and Run waits until it has.
func (l *Line) Run(ctx context.Context, call Call, streams Streams) (code int, err error) {
	defer l.client.CloseIdleConnections()
	call.Input, call.Watched = streams.In != nil, streams.Progress != nil
	told, err := json.Marshal(call)
	if err != nil || len(told) > MaxCall {
		return 0, fault.Invalid("", "the command is longer than a Raja that has the shop open takes; close that one first").Because(err)
	}
	body, feed := io.Pipe()
	defer feed.Close() //nolint:errcheck // hangs up; a pipe's never fails
	request, err := l.request(context.WithoutCancel(ctx), callPath, body)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bearer "+l.note.Token)
	out := &writer{to: feed, sent: func() error { return nil }}
	unread := make(chan error, 1)
	go send(ctx, out, told, streams.In, unread)
	response, err := l.client.Do(request)
	if err != nil {
		return 0, cutOff(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	if response.StatusCode != http.StatusOK {
		return 0, refusal(response)
	}
	if code, err = receive(response.Body, streams); err != nil {
		return code, err
	}
	select {
	case err = <-unread:
	default: // it goes on and nobody needs it
	}
	return code, err
}

// send tells the command, passes on what it reads, and cancels when ctx ends or
// the reading fails, which unread is told. What cannot be sent is noticed by who
// waits for the answer.
func send(ctx context.Context, out *writer, told []byte, input io.Reader, unread chan<- error) {
	if out.frame(kindCall, told) != nil {
		return
	}
	context.AfterFunc(ctx, func() { _ = out.frame(kindCancel, nil) })
	if input == nil {
		return
	}
	read := &reading{from: input}
	if _, err := io.Copy(stream{out, kindInput}, read); err == nil {
		_ = out.frame(kindEOF, nil)
	}
	if read.failed != nil {
		unread <- fault.Unavailable("file", "what was to be read ended early").Because(read.failed)
		_ = out.frame(kindCancel, nil)
	}
}

// reading tells a failure to read from one to send.
type reading struct {
	from   io.Reader
	failed error
}

// Read implements io.Reader.
func (r *reading) Read(p []byte) (n int, err error) {
	n, err = r.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.failed = err
	}
	return n, err
}

// receive passes on what the command writes until it has ended.
func receive(body io.Reader, streams Streams) (code int, err error) {
	in := framesOf(body)
	var unwritten error
	for {
		k, piece, err := in.next()
		if err != nil {
			return 0, cutOff(err)
		}
		switch k {
		case kindOut:
			_, err = streams.Out.Write(piece)
		case kindErr:
			_, err = streams.Err.Write(piece)
		case kindProgress:
			var p Progress
			if json.Unmarshal(piece, &p) == nil && streams.Progress != nil {
				streams.Progress(p)
			}
		case kindExit:
			if len(piece) != 1 {
				return 0, cutOff(errFrame)
			}
			return int(piece[0]), unwritten
		}
		if err != nil {
			unwritten = fault.Unavailable("", "the answer cannot be written").Because(err)
		}
	}
}

// refusal is why a command was not even begun.
func refusal(response *http.Response) error {
	var told failure
	err := json.NewDecoder(io.LimitReader(response.Body, 64<<10)).Decode(&told)
	if err != nil || told.Error == nil {
		return cutOff(err)
	}
	return told.Error
}

func cutOff(err error) error {
	return fault.Unavailable("data", "the Raja that has the shop open ended before it had answered; look whether the change is there, then try again").Because(err)
}
