package strict

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/raja-crm/raja/core/plugin/stranger"
)

// walker compares a file with the Go type that it is meant for.
type walker struct {
	*Document
	decoder *json.Decoder
	broken  error // the file is not read from here on
	depth   int
	most    int // bytes of a word, 0 for any word
	kept    int // bytes of the keys whose place is remembered
}

// next returns the next token and where it begins.
func (w *walker) next() (json.Token, int) {
	if w.broken != nil {
		return nil, 0
	}
	from := int(w.decoder.InputOffset())
	for from < len(w.text) && strings.IndexByte(" \t\r\n,:", w.text[from]) >= 0 {
		from++
	}
	token, err := w.decoder.Token()
	if err != nil {
		w.broken = err
		w.say(w.brokenAt(err), "", "%s", cmp.Or(encoding(w.text), noJSON(err)))
	}
	return token, from
}

func (w *walker) brokenAt(err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return max(0, int(syntax.Offset)-1)
	}
	return len(w.text)
}

// encoding says that a file is in another encoding than UTF-8, "" when it does
// not look so.
func encoding(text []byte) string {
	switch {
	case bytes.HasPrefix(text, []byte("\xef\xbb\xbf")):
		return "the file begins with a byte order mark (BOM); save it as UTF-8 without one"
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")),
		bytes.HasPrefix(text, []byte("{\x00")), bytes.HasPrefix(text, []byte("\x00{")):
		return "the file is UTF-16; save it as UTF-8"
	}
	return ""
}

func noJSON(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the file ends in the middle; a bracket or a quote is not closed"
	}
	return "this is no JSON: " + strings.TrimPrefix(err.Error(), "json: ")
}

// value reads one value that is meant for a type.
func (w *walker) value(key string, want reflect.Type) {
	token, at := w.next()
	if w.broken != nil {
		return
	}
	w.keep(key, at)
	for want != nil && want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	if want == rawMessage || want != nil && want.Kind() == reflect.Interface {
		want = nil
	}
	delim, opens := token.(json.Delim)
	if want != nil && token != nil && !fits(token, want) {
		w.say(at, key, "%swant %s, got %s", prefix(key), wanted(want), got(token))
		want = nil
	}
	switch {
	case !opens:
		w.held(key, token, at)
	case w.depth == stranger.MaxDepth:
		w.broken = errDeep
		w.say(at, "", "%s", errDeep)
	default:
		w.depth++
		if delim == '{' {
			w.object(key, want)
		} else {
			w.list(key, want)
		}
		w.depth--
	}
}

// keep remembers where a key stands, as long as the keys do not outgrow the
// file. One that is not remembered stands where the nearest above it does.
func (w *walker) keep(key string, at int) {
	if w.kept += len(key); w.kept <= maxKept {
		w.places[key] = at
	}
}

// What keys may weigh. Each entry of a list repeats the keys above it: a long
// key over a long list would fill any memory.
const (
	maxKey  = 500     // bytes of a key with those above it
	maxKept = 8 << 20 // bytes of all keys whose place is remembered
)

var errLong = fmt.Errorf("its keys are too long: one has, with those above it, more than %d bytes", maxKey)

var errDeep = fmt.Errorf("it is nested more than %d deep", stranger.MaxDepth)

// held says what no stranger may write.
func (w *walker) held(key string, token json.Token, at int) {
	var err error
	switch v := token.(type) {
	case json.Number:
		err = stranger.Number(v)
	case string:
		if w.most > 0 {
			err = stranger.Words(v, w.most)
		}
	}
	if err != nil {
		w.say(at, key, "%s%s", prefix(key), err)
	}
}

var rawMessage = reflect.TypeFor[json.RawMessage]()

func (w *walker) object(key string, want reflect.Type) {
	seen := map[string]bool{}
	for w.more() {
		token, at := w.next()
		name, _ := token.(string)
		if w.broken != nil {
			return
		}
		inner := name
		if key != "" {
			inner = key + "." + name
		}
		if len(inner) > maxKey {
			w.broken = errLong
			w.say(at, "", "%s", errLong)
			return
		}
		if folded := strings.ToLower(name); seen[folded] {
			w.say(at, inner, "%q stands twice", inner)
		} else {
			seen[folded] = true
			w.heldKey(inner, name, at)
		}
		w.value(inner, w.typeOf(want, key, name, at))
	}
	w.next()
}

func (w *walker) heldKey(key, name string, at int) {
	if w.most == 0 {
		return
	}
	if err := stranger.Words(name, w.most); err != nil {
		w.say(at, key, "a key: %s", err)
	}
}

// typeOf is what the value of a key is meant for; nil is anything.
func (w *walker) typeOf(want reflect.Type, key, name string, at int) reflect.Type {
	if want == nil {
		return nil
	}
	if want.Kind() == reflect.Map {
		return want.Elem()
	}
	fields := fieldsOf(want)
	if found, known := fields[name]; known {
		return found
	}
	inner := name
	if key != "" {
		inner = key + "." + name
	}
	w.say(at, inner, "the key %q is unknown%s", inner, Instead(name, keysOf(want)))
	return nil
}

func (w *walker) list(key string, want reflect.Type) {
	var element reflect.Type
	if want != nil {
		element = want.Elem()
	}
	n := 0
	for ; w.more(); n++ {
		w.value(fmt.Sprintf("%s[%d]", key, n), element)
	}
	if want != nil && want.Kind() == reflect.Array && w.broken == nil && n > want.Len() {
		w.Say(key, "%s%d entries, the most is %d", prefix(key), n, want.Len())
	}
	w.next()
}

func (w *walker) more() bool { return w.broken == nil && w.decoder.More() }

func prefix(key string) string {
	if key == "" {
		return ""
	}
	return key + ": "
}
