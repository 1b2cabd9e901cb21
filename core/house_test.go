package core_test

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/raja-crm/raja/"

// direction is one rule of the house: what a package never imports, and why.
type direction struct {
	from   string
	never  []string
	reason string
}

// Imports run downward only. The reason stands beside each rule.
func TestImportsRunDownward(t *testing.T) {
	ground := []string{"core/id", "core/money", "core/phone", "core/clock", "core/fault"}
	rules := []direction{
		{"core/...", []string{"app", "frontend", "plugins", "github.com/wailsapp"}, "the engine is a library that other programs embed"},
		{"app/api", []string{"github.com/wailsapp", module + "app/desktop", module + "app/raja"}, "the contract is carried by the window and by the browser alike"},
		{"app/raja", []string{"github.com/wailsapp", module + "app/desktop"}, "the command line builds without a window system"},
		{"app/command", []string{"github.com/wailsapp", module + "app/desktop", module + "app/raja"}, "the window and the command line run the same commands"},
		{"app/relay", []string{module + "app/command", module + "app/api", module + "core/store", module + "core/people"}, "what carries a command does not know what it means"},
		{"app/loopback", []string{module + "core", module + "app/api"}, "the guard knows no business"},
		{"core/store/...", []string{module + "core/record", module + "core/people", module + "core/sale"}, "the store knows bytes only"},
		{"core/record", []string{module + "core/people", module + "core/sale", module + "core/index"}, "records know no chapter"},
		{"core/plugin/...", []string{module + "core/people", module + "core/sale", module + "core/store"}, "the host knows bytes, limits and manifests, never customers"},
		{"core/index", []string{module + "core/people", module + "core/store"}, "search knows rows by number"},
		{"core/backup", []string{module + "core/store", module + "core/people"}, "which backups are kept is a rule, and pure"},
		{"core/store/redo", []string{module + "core/store/badger", module + "core/store/checkpoint"}, "the log knows bytes and their order"},
		{"core/store/checkpoint", []string{module + "core/store/badger", module + "core/store/redo"}, "a file of entries does not know who keeps them"},
		{"core/care", []string{module + "core/store", module + "core/record", module + "core/sale"}, "chapters meet by typed id"},
		{"core/exchange", []string{module + "core/people", module + "core/sale", module + "core/store"}, "files are cells, not customers"},
	}
	for _, chapter := range []string{"core/people", "core/hours", "core/sale", "core/segment", "core/worth", "core/journey", "core/loyalty", "core/intake", "core/promise", "core/care", "core/staff", "core/knowledge", "core/outreach", "core/photo"} {
		rules = append(rules, direction{chapter, []string{module + "core/store", module + "core/record", module + "core/plugin"}, "chapters are pure: types and rules, never a store"})
	}
	for _, low := range ground {
		rules = append(rules, direction{low, []string{module + "core/people", module + "core/sale", module + "core/store", module + "core/record"}, "ground lies below everything"})
	}
	for _, rule := range rules {
		for _, dependency := range dependencies(t, rule.from) {
			for _, banned := range rule.never {
				if !strings.Contains(banned, ".") {
					banned = module + banned
				}
				if dependency == banned || strings.HasPrefix(dependency, banned+"/") {
					t.Errorf("%s imports %s: %s", rule.from, dependency, rule.reason)
				}
			}
		}
	}
}

// dependencies lists what packages import, near and far, tests left out.
func dependencies(t *testing.T, pattern string) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", module+pattern).CombinedOutput()
	if err != nil {
		t.Fatalf("go list -deps %s: %v\n%s", pattern, err, out)
	}
	return strings.Fields(string(out))
}
