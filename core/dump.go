package core

import (
	"context"
	"fmt"
	"io"

	"github.com/raja-crm/raja/core/store"
)

// Dump writes every entry of the store as a line of hexadecimal, key and
// value, in order of the keys. Two shops to which the same was done, with the
// same clock and the same entropy, have the same dump, whatever store they lie
// in.
func (e *Engine) Dump(ctx context.Context, w io.Writer) error {
	err := e.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{}) {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				_, err = fmt.Fprintf(w, "%x %x\n", kv.Key, kv.Value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return readable(err)
}
