package plugin

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

const (
	maxPages = 256 // 16 MiB
	maxList  = 255 // entries in any list of a manifest

	maxName       = 200  // bytes of a name
	maxWords      = 500  // bytes of a reason or a sentence
	maxVersion    = 64   // bytes
	maxExpression = 1000 // bytes of any text, expressions too
)

var (
	idForm      = regexp.MustCompile(`^[a-z][a-z0-9-]{1,62}$`)
	versionForm = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)
	codeForm    = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,62}$`)
)

func (m *Manifest) check() error {
	for _, step := range []func() error{
		m.checkName, m.checkHooks, m.checkReads, m.checkLists, m.checkTexts, m.checkPolicy,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (m *Manifest) checkName() error {
	switch {
	case !idForm.MatchString(m.ID):
		return fmt.Errorf("id %q is not lower-case letters, digits and dashes", m.ID)
	case len(m.Version) > maxVersion || !versionForm.MatchString(m.Version) || !semver.IsValid("v"+m.Version):
		return fmt.Errorf("version %q is not like 1.0.0 (semver.org), without zeros in front", stranger.Clean(m.Version, maxVersion))
	case m.ABI != abi.Major:
		return fmt.Errorf("abi is %d, this Raja speaks %d", m.ABI, abi.Major)
	}
	return m.Name.check("name", maxName)
}

func (w Words) check(what string, most int) error {
	if w.ID == "" || w.EN == "" {
		return fmt.Errorf("%s needs words in id and en", what)
	}
	if err := first(stranger.Words(w.ID, most), stranger.Words(w.EN, most)); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func (m *Manifest) checkHooks() error {
	if len(m.Hooks) == 0 {
		return fmt.Errorf("hooks names none")
	}
	for name, version := range m.Hooks {
		hook, known := abi.HookNamed(name)
		if !known {
			return fmt.Errorf("hooks: %q is unknown", name)
		}
		if version != hook.Version {
			return fmt.Errorf("hooks: %s is version %d, this Raja speaks %d", name, version, hook.Version)
		}
	}
	return nil
}

func (m *Manifest) checkReads() error {
	known := map[string]bool{"lines": true}
	for _, f := range abi.FactsFields() {
		known[f.Name] = true
	}
	for i, r := range m.Reads {
		if !known[r.Field] {
			return fmt.Errorf("reads: there is no field %q", r.Field)
		}
		if _, loyal := m.Hooks["loyalty"]; r.Field == "lines" && !loyal {
			return fmt.Errorf("reads: lines exist for hook loyalty only, which this rule does not answer")
		}
		if slices.ContainsFunc(m.Reads[:i], func(o Read) bool { return o.Field == r.Field }) {
			return fmt.Errorf("reads: %q stands twice", r.Field)
		}
		if err := r.Why.check("reads: why of "+r.Field, maxWords); err != nil {
			return err
		}
	}
	for i, p := range m.Population {
		if p != "rfm" {
			return fmt.Errorf("population: %q is unknown, only rfm exists", p)
		}
		if i > 0 {
			return fmt.Errorf("population: rfm stands twice")
		}
	}
	return nil
}

func (m *Manifest) checkPolicy() error {
	if m.Limits.MemoryPages > maxPages {
		return fmt.Errorf("limits: %d memory pages, the most is %d", m.Limits.MemoryPages, maxPages)
	}
	if m.Limits.Units < 0 || m.Limits.Units > DefaultUnits {
		return fmt.Errorf("limits: %d units, want 1 to %d", m.Limits.Units, DefaultUnits)
	}
	for hook, policy := range m.OnFault {
		if _, declared := m.Hooks[hook]; !declared {
			return fmt.Errorf("on_fault: %q is no hook of this rule", hook)
		}
		if allowed := Policies(hook); !slices.Contains(allowed, policy) {
			return fmt.Errorf("on_fault: %s: %q is not %s", hook, policy, strings.Join(allowed, " or "))
		}
	}
	if _, segments := m.Hooks["segment"]; len(m.Simple) > 0 && (!segments || len(m.Hooks) > 1) {
		return fmt.Errorf("simple: expressions answer hook segment and no other")
	}
	return m.checkWrites()
}

// Policies are what may happen when a rule fails in hook, the usual first:
// segment keeps the membership; loyalty gives no points and asks again later,
// or lets them go; after_hours asks the owner; follow_up proposes nothing.
func Policies(hook string) []string {
	return map[string][]string{
		"segment": {"keep"}, "loyalty": {"queue", "skip"}, "after_hours": {"ask"}, "follow_up": {"skip"},
	}[hook]
}

// proposals are what answers of a hook may change: all of it must be declared
// before it counts.
func proposals(hook string) []string {
	if hook == "loyalty" {
		return []string{"points", "tier"}
	}
	return []string{hook}
}

func (m *Manifest) checkWrites() error {
	for hook := range m.Hooks {
		if !slices.ContainsFunc(proposals(hook), m.writes) {
			return fmt.Errorf("writes: hook %s needs %s, with a reason", hook, strings.Join(proposals(hook), " or "))
		}
	}
	for _, w := range m.Writes {
		known := slices.ContainsFunc(slices.Collect(maps.Keys(m.Hooks)), func(hook string) bool {
			return slices.Contains(proposals(hook), w.What)
		})
		if !known {
			return fmt.Errorf("writes: %q is nothing that the hooks of this rule propose", w.What)
		}
		if err := w.Why.check("writes: why of "+w.What, maxWords); err != nil {
			return err
		}
	}
	return nil
}

// writes reports whether the manifest declares that the rule proposes what.
func (m *Manifest) writes(what string) bool {
	return slices.ContainsFunc(m.Writes, func(w Write) bool { return w.What == what })
}
