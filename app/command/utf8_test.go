package command_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/raja-crm/raja/app/command"
)

// A text that is not UTF-8 is refused by the name of what holds it, and nothing
// is written.
func TestTextThatIsNotUTF8IsRefusedByName(t *testing.T) {
	const bad = "a\xffb"
	dir := t.TempDir() + "/shop"
	do := func(words ...string) (code int, out, told string) {
		var stdout, stderr bytes.Buffer
		code = command.Run(context.Background(), append([]string{"--data", dir, "--lang", "en"}, words...), strings.NewReader(""), &stdout, &stderr)
		return code, stdout.String(), stderr.String()
	}
	if code, _, told := do("init", "--name", bad); code != 1 || !strings.Contains(told, "name: is not UTF-8 text") {
		t.Fatalf("init: %d %s", code, told)
	}
	for _, words := range [][]string{{"init", "--name", "Toko"}, {"customer", "add", "Sari"}, {"staff", "add", "Dewi"}} {
		if code, _, told := do(words...); code != 0 {
			t.Fatalf("%v: %s", words, told)
		}
	}
	_, before, _ := do("history", "C-00001", "--json")
	for field, words := range map[string][]string{
		"name":      {"customer", "add", bad},
		"ref":       {"customer", "show", bad},
		"fact":      {"customer", "know", "C-00001", "--fact", bad},
		"relation":  {"customer", "know", "C-00001", "--relation", "parent:" + bad},
		"tag":       {"customer", "edit", "C-00001", "--tag", "vip", "--tag", bad},
		"honorific": {"customer", "edit", "C-00001", "--honorific", bad},
		"item":      {"order", "add", "C-00001", "--item", bad + ":1:9000"},
		"title":     {"ticket", "open", "complaint", bad, "--customer", "C-00001", "--owner", "Dewi"},
		"body":      {"interaction", "log", "C-00001", bad},
		"add-tag":   {"customer", "change", "--all", "--add-tag", bad},
	} {
		if code, _, told := do(words...); code != 1 || !strings.Contains(told, field+": is not UTF-8 text") {
			t.Errorf("%q: %d %s, want %s to be refused", words, code, told, field)
		}
	}
	if _, after, _ := do("history", "C-00001", "--json"); after != before {
		t.Errorf("what was refused changed the customer:\n%s", after)
	}
}
