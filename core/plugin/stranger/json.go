// Package stranger says what strangers may write: JSON that means one thing
// only, and words that a terminal and a page can show. What the words say
// belongs to whoever asked for them. It knows no keys and no types; files that
// people write by hand are read by core/plugin/strict, which tells with its
// line what is refused here.
package stranger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// MaxDepth is how many values may stand inside each other.
const MaxDepth = 16

const maxNumber = 24 // characters of a number; 2^63 has 19

// JSON refuses a document that could be read in two ways or fills the memory
// when it is read: a key twice in an object, capitals making no difference,
// values inside each other more than 16 deep, numbers longer than any that
// Raja knows, and words that Words refuses, of at most most bytes.
func JSON(text []byte, most int) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := value(decoder, 0, most); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more behind its end")
	}
	return nil
}

func value(decoder *json.Decoder, depth, most int) error {
	token, err := decoder.Token()
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	switch token := token.(type) {
	case json.Number:
		return Number(token)
	case string:
		return Words(token, most)
	case json.Delim:
		if depth == MaxDepth {
			return fmt.Errorf("it is nested more than %d deep", MaxDepth)
		}
		if token == '{' {
			return object(decoder, depth+1, most)
		}
		return list(decoder, depth+1, most)
	}
	return nil
}

func object(decoder *json.Decoder, depth, most int) error {
	seen := map[string]bool{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		if err := Words(key, most); err != nil {
			return fmt.Errorf("a key: %w", err)
		}
		folded := strings.ToLower(key)
		if seen[folded] {
			return fmt.Errorf("%s stands twice", Clean(key, maxShown))
		}
		seen[folded] = true
		if err := value(decoder, depth, most); err != nil {
			return fmt.Errorf("%s: %w", Clean(key, maxShown), err)
		}
	}
	_, err := decoder.Token()
	return err
}

func list(decoder *json.Decoder, depth, most int) error {
	for n := 1; decoder.More(); n++ {
		if err := value(decoder, depth, most); err != nil {
			return fmt.Errorf("number %d: %w", n, err)
		}
	}
	_, err := decoder.Token()
	return err
}

// Number refuses what takes memory to unfold: 1e999999999 has eleven letters.
func Number(n json.Number) error {
	_, exponent, _ := strings.Cut(strings.ToLower(n.String()), "e")
	if len(n) > maxNumber || len(strings.TrimLeft(exponent, "+-0")) > 2 {
		return fmt.Errorf("the number %s is too long", Clean(n.String(), maxShown))
	}
	return nil
}
