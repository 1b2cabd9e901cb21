package relay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"go.uber.org/goleak"

	"github.com/raja-crm/raja/app/relay"
	"github.com/raja-crm/raja/core/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const version = "1.2.3"

// open listens for a folder until the test ends.
func open(t *testing.T, run relay.Runner) (dir string) {
	t.Helper()
	dir, host := listen(t, run)
	t.Cleanup(func() {
		if err := host.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	return dir
}

func listen(t *testing.T, run relay.Runner) (dir string, host *relay.Host) {
	t.Helper()
	dir = t.TempDir()
	host, err := relay.Listen(dir, version, run)
	if err != nil {
		t.Fatal(err)
	}
	return dir, host
}

// spoken is what a command wrote.
type spoken struct{ out, err bytes.Buffer }

func (s *spoken) streams(in io.Reader) relay.Streams {
	return relay.Streams{In: in, Out: &s.out, Err: &s.err}
}

// call runs words in the Raja that has dir open.
func call(t *testing.T, ctx context.Context, dir string, streams relay.Streams, words ...string) (int, error) {
	t.Helper()
	line, err := relay.Find(ctx, dir, version)
	if err != nil {
		t.Fatal(err)
	}
	asked := relay.Call{Folder: []byte("/somewhere"), Data: []byte(dir), Lang: "id", Now: "then"}
	for _, word := range words {
		asked.Words = append(asked.Words, []byte(word))
	}
	return line.Run(ctx, asked, streams)
}

func TestACommandArrivesByteForByteAndItsAnswerComesBack(t *testing.T) {
	words := []string{"customer", "add", "", "Sri \n\"W\"", "\xff\xfe", "--json"}
	dir := open(t, func(_ context.Context, call relay.Call, streams relay.Streams) int {
		for i, word := range call.Words {
			if string(word) != words[i] {
				t.Errorf("word %d is %q, want %q", i, word, words[i])
			}
		}
		if len(call.Words) != len(words) || string(call.Folder) != "/somewhere" || call.Lang != "id" || call.Now != "then" {
			t.Errorf("the call is %+v", call)
		}
		if streams.In != nil || streams.Progress != nil {
			t.Error("it reads, or is watched, though nobody said so")
		}
		io.WriteString(streams.Out, "C-00001\n")
		io.WriteString(streams.Err, "raja: \x00 a bit was mended\n")
		return 7
	})
	var said spoken
	code, err := call(t, context.Background(), dir, said.streams(nil), words...)
	if code != 7 || err != nil || said.out.String() != "C-00001\n" || said.err.String() != "raja: \x00 a bit was mended\n" {
		t.Errorf("it ended with %d, %v and said %q and %q", code, err, &said.out, &said.err)
	}
}

func TestWhatACommandReadsIsOfAnySize(t *testing.T) {
	sent := strings.Repeat("0812-3456-7890,Sri\n", 200_000)
	dir := open(t, func(_ context.Context, _ relay.Call, streams relay.Streams) int {
		if _, err := io.Copy(streams.Out, streams.In); err != nil {
			t.Errorf("reading: %v", err)
		}
		return 0
	})
	var said spoken
	code, err := call(t, context.Background(), dir, said.streams(strings.NewReader(sent)))
	if code != 0 || err != nil || said.out.String() != sent {
		t.Errorf("it ended with %d, %v and %d bytes came back of %d", code, err, said.out.Len(), len(sent))
	}
}

func TestACommandMayLeaveWhatItIsGivenUnread(t *testing.T) {
	dir := open(t, func(context.Context, relay.Call, relay.Streams) int { return 3 })
	given := strings.NewReader(strings.Repeat("x", 1<<20))
	var said spoken
	if code, err := call(t, context.Background(), dir, said.streams(given)); code != 3 || err != nil {
		t.Errorf("it ended with %d, %v, want 3", code, err)
	}
}

func TestWhatCannotBeReadEndsTheCommand(t *testing.T) {
	dir := open(t, func(_ context.Context, _ relay.Call, streams relay.Streams) int {
		if _, err := io.ReadAll(streams.In); !errors.Is(err, context.Canceled) {
			t.Errorf("reading ends with %v", err)
		}
		return 130
	})
	var said spoken
	broken := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(fs.ErrClosed))
	if _, err := call(t, context.Background(), dir, said.streams(broken)); fault.KindOf(err) != fault.KindUnavailable || !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Run = %v, want unavailable", err)
	}
}

func TestProgressIsShownWhereItWasAskedFor(t *testing.T) {
	dir := open(t, func(_ context.Context, _ relay.Call, streams relay.Streams) int {
		streams.Progress(relay.Progress{Name: "Export", Done: 5, Total: 9})
		streams.Progress(relay.Progress{Name: "Export", Done: 9, Total: 9, Ended: true})
		return 0
	})
	var said spoken
	var seen []relay.Progress
	streams := said.streams(nil)
	streams.Progress = func(p relay.Progress) { seen = append(seen, p) }
	if _, err := call(t, context.Background(), dir, streams); err != nil || len(seen) != 2 || seen[0].Done != 5 || !seen[1].Ended {
		t.Errorf("%v was seen, %v", seen, err)
	}
}

func TestManyCommandsRunAtOnce(t *testing.T) {
	const many = 20
	var all sync.WaitGroup
	all.Add(many)
	dir := open(t, func(_ context.Context, call relay.Call, streams relay.Streams) int {
		all.Done()
		all.Wait() // each waits for all the others
		streams.Out.Write(call.Words[0])
		return 0
	})
	var callers sync.WaitGroup
	for i := range many {
		callers.Go(func() {
			var said spoken
			word := fmt.Sprint("caller ", i)
			if _, err := call(t, context.Background(), dir, said.streams(nil), word); err != nil || said.out.String() != word {
				t.Errorf("%s was answered %q, %v", word, &said.out, err)
			}
		})
	}
	callers.Wait()
}

func TestCtrlCEndsTheCommandAndItsAnswerIsWaitedFor(t *testing.T) {
	ctx, interrupt := context.WithCancel(context.Background())
	dir := open(t, func(ctx context.Context, _ relay.Call, streams relay.Streams) int {
		interrupt()
		<-ctx.Done()
		if !errors.Is(context.Cause(ctx), context.Canceled) {
			t.Errorf("it is ended by %v", context.Cause(ctx))
		}
		io.WriteString(streams.Out, "three rows are in")
		return 130
	})
	var said spoken
	code, err := call(t, ctx, dir, said.streams(nil))
	if code != 130 || err != nil || said.out.String() != "three rows are in" {
		t.Errorf("it ended with %d, %v and said %q", code, err, &said.out)
	}
}

func TestACommandThatWaitsForItsInputIsEndedByCtrlC(t *testing.T) {
	ctx, interrupt := context.WithCancel(context.Background())
	dir := open(t, func(_ context.Context, _ relay.Call, streams relay.Streams) int {
		interrupt()
		if _, err := streams.In.Read(make([]byte, 1)); !errors.Is(err, context.Canceled) {
			t.Errorf("reading ends with %v", err)
		}
		return 130
	})
	keyboard, silence := io.Pipe()
	defer silence.Close()
	var said spoken
	if code, err := call(t, ctx, dir, said.streams(keyboard)); code != 130 || err != nil {
		t.Errorf("it ended with %d, %v", code, err)
	}
}

func TestClosingTheShopEndsCommandsThatGoOn(t *testing.T) {
	begun := make(chan struct{})
	dir, host := listen(t, func(ctx context.Context, _ relay.Call, streams relay.Streams) int {
		close(begun)
		<-ctx.Done()
		io.WriteString(streams.Err, context.Cause(ctx).Error())
		return 1
	})
	var said spoken
	ended := make(chan error)
	go func() {
		code, err := call(t, context.Background(), dir, said.streams(nil))
		if code != 1 {
			err = fmt.Errorf("it ended with %d, %w", code, err)
		}
		ended <- err
	}()
	<-begun
	line, err := relay.Find(context.Background(), dir, version)
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Close(); err != nil {
		t.Errorf("Close = %v", err)
	}
	if err := <-ended; err != nil || said.err.String() != relay.ErrClosing.Error() {
		t.Errorf("the command said %q, %v; want %q", &said.err, err, relay.ErrClosing)
	}
	if _, err := line.Run(context.Background(), relay.Call{Data: []byte(dir)}, said.streams(nil)); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("a command after the closing = %v, want unavailable", err)
	}
	if _, err := relay.Find(context.Background(), dir, version); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Find after the closing = %v, want no note", err)
	}
}

func TestAPanicInACommandLeavesTheShopOpen(t *testing.T) {
	dir := open(t, func(_ context.Context, call relay.Call, _ relay.Streams) int {
		if len(call.Words) > 0 {
			panic(call.Words)
		}
		return 0
	})
	var said spoken
	if _, err := call(t, context.Background(), dir, said.streams(nil), "bug"); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("a command that panics = %v, want unavailable", err)
	}
	if _, err := call(t, context.Background(), dir, said.streams(nil)); err != nil {
		t.Errorf("the next one = %v", err)
	}
}

func TestACommandThatIsTooLongIsRefusedBeforeItIsSent(t *testing.T) {
	dir := open(t, func(context.Context, relay.Call, relay.Streams) int {
		t.Error("it was run")
		return 0
	})
	var said spoken
	_, err := call(t, context.Background(), dir, said.streams(nil), strings.Repeat("x", relay.MaxCall))
	if fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("Run = %v, want invalid", err)
	}
}

// A data folder that was copied while it was open has the note of the other.
func TestANoteThatWasCopiedLeadsToNoOtherShop(t *testing.T) {
	dir := open(t, func(context.Context, relay.Call, relay.Streams) int {
		t.Error("it was run in the wrong shop")
		return 0
	})
	copied := t.TempDir()
	if err := os.CopyFS(filepath.Join(copied, "shop"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	os.Chmod(filepath.Join(copied, "shop", relay.NoteName), 0o600)
	var said spoken
	_, err := call(t, context.Background(), filepath.Join(copied, "shop"), said.streams(nil))
	if fault.KindOf(err) != fault.KindConflict {
		t.Errorf("Run = %v, want conflict", err)
	}
}
