package phone_test

import (
	"testing"

	"github.com/raja-crm/raja/core/phone"
)

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		phone.Parse("0812-3456-7890", "ID")
	}
}

func BenchmarkDisplay(b *testing.B) {
	for b.Loop() {
		phone.Display("+6281234567890")
	}
}
