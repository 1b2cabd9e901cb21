package core

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/sale"
)

// cursorText hands the key of the next row to the caller, who gives it back.
func cursorText(key []byte) string { return base64.RawURLEncoding.EncodeToString(key) }

func cursor(text string) ([]byte, error) {
	key, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, fault.Invalid("after", "is not a cursor that Raja gave")
	}
	return key, nil
}

// Nota returns the number that stands on an order's paper: "N-000123".
func Nota(number sale.Number) string { return fmt.Sprintf("N-%06d", number) }

// fold is the form in which texts are compared for equality.
func fold(text string) string { return strings.ToLower(strings.TrimSpace(text)) }
