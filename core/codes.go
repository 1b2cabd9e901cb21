package core

import (
	"github.com/raja-crm/raja/core/fault"
)

// Codes are how people name records: C-00012 a customer, N-000123 an order,
// T-00004 a ticket. A word says which sort is meant: "ticket".

// CodeOf returns the code of the record of a sort with a number, "" for 0.
func (e *Engine) CodeOf(word string, number uint64) string {
	if number == 0 {
		return ""
	}
	for _, shelf := range e.every {
		if named, code := shelf.name(number); named == word {
			return code
		}
	}
	return ""
}

// NumberOf returns the number in a code such as T-00004, which must be that of
// a record of the sort. Whether there is one is not looked at.
func (e *Engine) NumberOf(word, code string) (uint64, error) {
	shelves, number, err := e.parse(code)
	if err != nil {
		return 0, fault.Invalid(word, "%q is not a code like %s", code, e.CodeOf(word, 12))
	}
	if named, _ := shelves[0].name(number); named != word {
		return 0, fault.Invalid(word, "%q is a %s, not a %s", code, named, word)
	}
	return number, nil
}
