package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/app/command"
	"github.com/raja-crm/raja/app/relay"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/plugins/standard"
)

// opened is a shop that this process has open and lends to the command line.
func opened(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shop")
	engine, err := core.Create(context.Background(), dir, core.Business{Name: "Laundry Melati"}, core.Config{
		Rules: standard.Rules(), CacheDir: filepath.Join(os.TempDir(), "raja-test-cache", "raja", "rules"),
	})
	if err != nil {
		t.Fatal(err)
	}
	host, err := command.Host(dir, engine)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(host.Close(), engine.Close()); err != nil {
			t.Errorf("Close = %v", err)
		}
	})
	return dir
}

// raja runs a command as a person would, in English.
func raja(ctx context.Context, dir string, words ...string) (code int, printed, complaint string) {
	var out, err bytes.Buffer
	code = command.Run(ctx, append([]string{"--lang", "en", "--data", dir}, words...), nil, &out, &err)
	return code, out.String(), err.String()
}

func TestManyPeopleTypeAtOnce(t *testing.T) {
	dir := opened(t)
	const many = 12
	var typing sync.WaitGroup
	for i := range many {
		typing.Go(func() {
			name := fmt.Sprintf("Sri %c", 'A'+i)
			code, printed, complaint := raja(context.Background(), dir, "customer", "add", name)
			if code != 0 || !strings.HasPrefix(printed, name+" was added as C-") {
				t.Errorf("adding %s ended with %d: %s%s", name, code, printed, complaint)
			}
		})
	}
	typing.Wait()
	if _, printed, _ := raja(context.Background(), dir, "customer", "list"); !strings.HasSuffix(printed, "12 of 12 customers.\n") {
		t.Errorf("the list is\n%s", printed)
	}
}

func TestACommandThatIsInterruptedSaysNothing(t *testing.T) {
	dir := opened(t)
	ctx, interrupt := context.WithCancel(context.Background())
	interrupt()
	if code, printed, complaint := raja(ctx, dir, "check"); code != interrupted || printed+complaint != "" {
		t.Errorf("it ended with %d and said %q and %q, want %d and nothing", code, printed, complaint, interrupted)
	}
}

// There is no bug to ask for; a host without an engine has one in every verb.
func TestABugInAVerbIsSaidAndEndsNothingElse(t *testing.T) {
	dir := opened(t)
	broken := filepath.Join(t.TempDir(), "broken")
	if err := os.CopyFS(broken, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	shut, err := core.Open(context.Background(), broken, core.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer shut.Close() // it only holds the folder
	host, err := command.Host(broken, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close() // likewise
	for range 2 {
		code, printed, complaint := raja(context.Background(), broken, "customer", "list")
		if code != 1 || printed != "" || !strings.Contains(complaint, "something went wrong inside Raja") {
			t.Errorf("it ended with %d and said %q and %q", code, printed, complaint)
		}
	}
	if code, _, complaint := raja(context.Background(), dir, "customer", "list"); code != 0 {
		t.Errorf("the other shop says %s", complaint)
	}
}

func TestAnotherVersionIsToldInOneSentence(t *testing.T) {
	dir := opened(t)
	note := filepath.Join(dir, relay.NoteName)
	body, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	newer := strings.Replace(string(body), api.Version, "9.0.0", 1)
	if err := os.WriteFile(note, []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	code, printed, complaint := raja(context.Background(), dir, "customer", "add", "Sri")
	want := "raja: data: " + dir + " is open in Raja 9.0.0, and this is Raja " + api.Version + "; use the same one, or close that one first\n"
	if code != 1 || printed != "" || complaint != want {
		t.Errorf("it ended with %d and said %q and %q, want %q", code, printed, complaint, want)
	}
	if code, _, complaint := raja(context.Background(), dir, "--json", "customer", "list"); code != 1 || !json.Valid([]byte(complaint)) {
		t.Errorf("with --json it ended with %d and said %s", code, complaint)
	}
	os.WriteFile(note, body, 0o600) // so that closing finds its own
}

// A caller may be made by somebody who has read this code: what needs the shop
// to itself is refused where the shop is as well.
func TestWhatNeedsTheShopToItselfIsRefusedInItToo(t *testing.T) {
	dir := opened(t)
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("cuci setrika wangi"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		"key change --new-passphrase-file " + secret, "key rotate --new-passphrase-file " + secret, "key recovery", "key decrypt",
		"key remember", "serve", "backup restore " + secret, "backup restore --yes " + secret,
	} {
		line, err := relay.Find(context.Background(), dir, api.Version)
		if err != nil {
			t.Fatal(err)
		}
		var out, complaint bytes.Buffer
		call := relay.Call{Folder: []byte("/"), Data: []byte(dir), Lang: "en"}
		for word := range strings.FieldsSeq(words) {
			call.Words = append(call.Words, []byte(word))
		}
		code, err := line.Run(context.Background(), call, relay.Streams{Out: &out, Err: &complaint})
		if code != 1 || err != nil || out.Len() > 0 || !strings.Contains(complaint.String(), "this can only be done while it is closed") {
			t.Errorf("raja %s ended with %d, %v and said %s%s", words, code, err, &out, &complaint)
		}
	}
}
