package plugin

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/raja-crm/raja/core/plugin/abi"
)

const (
	maxPages = 256 // 16 MiB
	maxList  = 255 // entries in any list of a manifest
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
	case !versionForm.MatchString(m.Version):
		return fmt.Errorf("version %q is not like 1.0.0", m.Version)
	case m.ABI != abi.Major:
		return fmt.Errorf("abi is %d, this Raja speaks %d", m.ABI, abi.Major)
	}
	return m.Name.check("name")
}

func (w Words) check(what string) error {
	if w.ID == "" || w.EN == "" {
		return fmt.Errorf("%s needs words in id and en", what)
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
		if slices.ContainsFunc(m.Reads[:i], func(o Read) bool { return o.Field == r.Field }) {
			return fmt.Errorf("reads: %q stands twice", r.Field)
		}
		if err := r.Why.check("reads: why of " + r.Field); err != nil {
			return err
		}
	}
	for _, p := range m.Population {
		if p != "rfm" {
			return fmt.Errorf("population: %q is unknown, only rfm exists", p)
		}
	}
	return nil
}

func (m *Manifest) checkPolicy() error {
	if m.Limits.MemoryPages > maxPages {
		return fmt.Errorf("limits: %d memory pages, the most is %d", m.Limits.MemoryPages, maxPages)
	}
	if m.Limits.Units < 0 {
		return fmt.Errorf("limits: units is below zero")
	}
	for hook, policy := range m.OnFault {
		if _, declared := m.Hooks[hook]; !declared {
			return fmt.Errorf("on_fault: %q is no hook of this rule", hook)
		}
		if !slices.Contains([]string{"keep", "queue", "ask", "skip"}, policy) {
			return fmt.Errorf("on_fault: %q is not keep, queue, ask or skip", policy)
		}
	}
	for _, w := range m.Writes {
		if err := w.Why.check("writes: why of " + w.What); err != nil {
			return err
		}
	}
	return nil
}
