package keyring_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/store/keyring"
)

const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// A ring and its code as an earlier version made them: 25 letters, no checks.
const (
	oldCode = "A5BAZ-H6YJ9-2EK7B-96ERB-T9BS7"
	oldRing = `{"v":1,"id":"70c491f455828158","slots":[{"kind":"passphrase","salt":"d1LY8rNK6udfpsOuYqwX0w==","time":3,"memory":65536,"lanes":4,"key":"eD74k/FfUWbP+jD0SGx8VugCngClk/LPdSWh23FI+YF2m4IMy1K5GoG+5R+gLYSdqvR3OzC2SgYMO1sPLtGJyz3Mctr6subX"},{"kind":"recovery","salt":"vgnuXm+Y02Vz68/Y1MsN1Q==","time":3,"memory":65536,"lanes":4,"key":"4aIU1ZyXSA4Axg/vTFVKWhrIstwbmJAuN6xLfYBmm29EZDHaCCNdxJypn8ZNyvykI8Rz8EYNqE/YIsjl2WNYLLqoVf+FmAio"}]}`
)

// why is what Unlock says of a secret that opens nothing.
func why(t *testing.T, wrapped []byte, secret string) string {
	t.Helper()
	_, err := keyring.Unlock(wrapped, secret)
	var told *keyring.Mistyped
	switch {
	case errors.As(err, &told):
		return told.Why
	case !errors.Is(err, keyring.ErrSecret):
		t.Fatalf("Unlock(%q) = %v, want ErrSecret", secret, err)
	}
	return ""
}

func TestAnOldCodeStillOpens(t *testing.T) {
	for _, secret := range []string{oldCode, strings.ToLower(strings.ReplaceAll(oldCode, "-", ""))} {
		if _, err := keyring.Unlock([]byte(oldRing), secret); err != nil {
			t.Errorf("Unlock(%q) = %v", secret, err)
		}
	}
}

func TestAMistypedCodeSaysWhereItIsWrong(t *testing.T) {
	ring, code, err := keyring.New(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	wrapped, groups := ring.Wrapped(), strings.Split(code, "-")
	with := func(at int, group string) string {
		changed := append([]string{}, groups...)
		changed[at] = group
		return strings.Join(changed, " ")
	}
	exchanged := strings.Join([]string{groups[0], groups[2], groups[1], groups[3], groups[4]}, "-")
	_, other, err := keyring.New(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ secret, want string }{
		"a wrong letter":                {with(2, another(groups[2][:1])+groups[2][1:]), "its group 3 was mistyped"},
		"a wrong letter without dashes": {strings.ReplaceAll(with(3, another(groups[3][:1])+groups[3][1:]), " ", ""), "its group 4 was mistyped"},
		"a letter that was left out":    {with(1, groups[1][1:]), "its group 2 has 5 letters and not 6"},
		"a sign that is in no code":     {with(4, "U"+groups[4][1:]), "its group 5 holds a sign that is in no code"},
		"a group that was left out":     {strings.Join(groups[:4], "-"), "it has 4 groups and not 5"},
		"a code cut to three groups":    {code[:20], "it is too short: it has 18 letters and not 30"},
		"a code cut within a group":     {code[:16], "it is too short: it has 14 letters and not 30"},
		"a code of one group":           {code[:6], ""},
		"the code of another shop":      {other, "it is written right and is not this one's"},
		"an old code":                   {oldCode, "each of its 25 letters may be mistyped"},
		"groups that changed places":    {exchanged, "its group"},
		"a passphrase of five words":    {"cuci lipat setrika antar wangi", ""},
		"a passphrase with a number":    {"cuci setrika 12345", ""},
		"nothing but dashes":            {"----", ""},
	} {
		if got := why(t, wrapped, tt.secret); !strings.HasPrefix(got, tt.want) || (tt.want == "") != (got == "") {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// another is a letter of a code that is not this one.
func another(letter string) string {
	return codeAlphabet[(strings.Index(codeAlphabet, letter)+7)%32 : (strings.Index(codeAlphabet, letter)+7)%32+1]
}

// A letter that is wrong, and two that changed places, are found in any group.
func TestEveryWrongLetterIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := []byte(keyring.NewCode())
		at := rapid.IntRange(0, len(code)-1).Filter(func(i int) bool { return code[i] != '-' }).Draw(t, "at")
		group := at / 7
		if next := at + 1; rapid.Bool().Draw(t, "exchanged") && next < len(code) && code[next] != '-' && code[next] != code[at] {
			code[at], code[next] = code[next], code[at]
		} else {
			code[at] = rapid.SampledFrom([]byte(codeAlphabet)).Filter(func(b byte) bool { return b != code[at] }).Draw(t, "instead")
		}
		if got, want := keyring.MistakeIn(string(code)), []string{"its group 1", "its group 2", "its group 3", "its group 4", "its group 5"}[group]; !strings.HasPrefix(got, want) {
			t.Errorf("of %s it says %q, want %s", code, got, want)
		}
	})
}
