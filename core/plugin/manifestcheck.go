package plugin

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/samber/lo"
	"golang.org/x/mod/semver"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/stranger"
	"github.com/raja-crm/raja/core/plugin/strict"
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

// check says every mistake that makes sense of its own.
func (m *Manifest) check() {
	m.checkName()
	m.checkHooks()
	m.checkReads()
	m.checkLists()
	m.checkTexts()
	m.checkPolicy()
	m.checkWrites()
}

func (m *Manifest) checkName() {
	if !idForm.MatchString(m.ID) {
		m.page.Say("id", "id %q is not 2 to 63 lower-case letters, digits and dashes", m.ID)
	}
	if number, build, has := strings.Cut(m.Version, "+"); has && versionForm.MatchString(number) {
		m.page.Say("version", "version %q has a build mark; two builds of one version sort alike, so leave +%s out: allowed is 1.0.0 or 1.0.0-beta.1",
			stranger.Clean(m.Version, maxVersion), stranger.Clean(build, maxVersion))
	}
	if len(m.Version) > maxVersion || !versionForm.MatchString(m.Version) || !semver.IsValid("v"+m.Version) {
		m.page.Say("version", "version %q is not like 1.0.0 (semver.org), without zeros in front", stranger.Clean(m.Version, maxVersion))
	}
	if m.ABI != abi.Major {
		m.page.Say("abi", "abi is %d, this Raja speaks %d", m.ABI, abi.Major)
	}
	m.checkWords(m.Name, "name", "name", maxName)
}

// checkWords says it when words lack a language or are longer than most bytes;
// what names them in the sentence.
func (m *Manifest) checkWords(w Words, key, what string, most int) {
	if w.ID == "" || w.EN == "" {
		m.page.Say(key, "%s needs words in id and en", what)
	}
	if err := stranger.Sentence(w.ID, most); err != nil {
		m.page.Say(key+".id", "%s: %s", what, err)
	}
	if err := stranger.Sentence(w.EN, most); err != nil {
		m.page.Say(key+".en", "%s: %s", what, err)
	}
}

// hookNames are the hooks that there are.
func hookNames() []string {
	return lo.Map(abi.Hooks(), func(h abi.Hook, _ int) string { return h.Name })
}

func (m *Manifest) checkHooks() {
	if len(m.Hooks) == 0 {
		m.page.Say("hooks", "hooks names none; there is %s", strings.Join(hookNames(), ", "))
	}
	for _, name := range slices.Sorted(maps.Keys(m.Hooks)) {
		hook, known := abi.HookNamed(name)
		switch version := m.Hooks[name]; {
		case !known:
			near := strict.Nearest(name, hookNames())
			m.page.Say("hooks."+name, "hooks: %q is unknown; there is %s%s", name, strings.Join(hookNames(), ", "), meant(near))
		case version != hook.Version:
			m.page.Say("hooks."+name, "hooks: %s is version %d, this Raja speaks %d", name, version, hook.Version)
		}
	}
}

func meant(near string) string {
	if near == "" {
		return ""
	}
	return "; did you mean " + near + "?"
}

// readable are the fields that a manifest may ask for.
func readable() []string {
	fields := lo.Map(abi.FactsFields(), func(f abi.Field, _ int) string { return f.Name })
	return append(fields, "lines")
}

// onlyFor is the one hook that is given a field, "" for every hook.
func onlyFor(name string) string {
	field, _ := lo.Find(abi.FactsFields(), func(f abi.Field) bool { return f.Name == name })
	return field.Only
}

// given reports whether a hook of the rule is given a field.
func (m *Manifest) given(name string) bool {
	hook := onlyFor(name)
	_, answers := m.Hooks[hook]
	return hook == "" || answers
}

func (m *Manifest) checkReads() {
	for i, r := range m.Reads {
		key := fmt.Sprintf("reads[%d]", i)
		_, loyal := m.Hooks["loyalty"]
		switch {
		case !slices.Contains(readable(), r.Field):
			m.page.Say(key+".field", "reads: there is no field %q%s", r.Field, strict.Instead(r.Field, readable()))
		case r.Field == "lines" && !loyal:
			m.page.Say(key+".field", "reads: lines exist for hook loyalty only, which this rule does not answer")
		case !m.given(r.Field):
			m.page.Say(key+".field", "reads: %s is given to hook %s only, which this rule does not answer", r.Field, onlyFor(r.Field))
		case slices.ContainsFunc(m.Reads[:i], func(o Read) bool { return o.Field == r.Field }):
			m.page.Say(key+".field", "reads: %q stands twice", r.Field)
		}
		m.checkWords(r.Why, key+".why", "reads: why of "+r.Field, maxWords)
	}
	for i, p := range m.Population {
		switch key := fmt.Sprintf("population[%d]", i); {
		case p != "rfm":
			m.page.Say(key, "population: %q is unknown, only rfm exists", p)
		case slices.Contains(m.Population[:i], p):
			m.page.Say(key, "population: rfm stands twice")
		}
	}
}

func (m *Manifest) checkPolicy() {
	if m.Limits.MemoryPages > maxPages {
		m.page.Say("limits.memory_pages", "limits: %d memory pages, the most is %d; 0, or no entry, is the most", m.Limits.MemoryPages, maxPages)
	}
	if m.Limits.Units < 0 || m.Limits.Units > DefaultUnits {
		m.page.Say("limits.units", "limits: %s units, want 1 to %s; 0, or no entry, is the most", english.number(m.Limits.Units), english.number(DefaultUnits))
	}
	for _, hook := range slices.Sorted(maps.Keys(m.OnFault)) {
		policy := m.OnFault[hook]
		if _, declared := m.Hooks[hook]; !declared {
			m.page.Say("on_fault."+hook, "on_fault: %q is no hook of this rule", hook)
		} else if allowed := Policies(hook); !slices.Contains(allowed, policy) {
			m.page.Say("on_fault."+hook, "on_fault: %s: %q is not %s", hook, policy, strings.Join(allowed, " or "))
		}
	}
	for i, line := range m.Simple {
		if line.Text < 0 || line.Text > len(m.Texts) {
			m.page.Say(fmt.Sprintf("simple[%d].text", i), "simple: line %d: text %d, the manifest has %d", i+1, line.Text, len(m.Texts))
		}
	}
	if _, segments := m.Hooks["segment"]; len(m.Simple) > 0 && (!segments || len(m.Hooks) > 1) {
		m.page.Say("simple", "simple: expressions answer hook segment and no other")
	}
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

// checkWrites names each entry that is none of the hooks', and only where all
// are, what is missing: else a slip would be told as a lack.
func (m *Manifest) checkWrites() {
	var known []string
	for _, hook := range slices.Sorted(maps.Keys(m.Hooks)) {
		if _, there := abi.HookNamed(hook); !there {
			return // it is said already, and nothing more can be known
		}
		known = append(known, proposals(hook)...)
	}
	slips := false
	for i, w := range m.Writes {
		key := fmt.Sprintf("writes[%d]", i)
		if !slices.Contains(known, w.What) {
			slips = true
			m.page.Say(key+".what", "writes: %q is nothing that the hooks of this rule propose (%s)%s", w.What, strings.Join(known, ", "), meant(strict.Nearest(w.What, known)))
		}
		m.checkWords(w.Why, key+".why", "writes: why of "+w.What, maxWords)
	}
	for _, hook := range slices.Sorted(maps.Keys(m.Hooks)) {
		if !slips && !slices.ContainsFunc(proposals(hook), m.writes) {
			m.page.Say("writes", "writes: hook %s needs %s, with a reason", hook, strings.Join(proposals(hook), " or "))
		}
	}
}

// writes reports whether the manifest declares that the rule proposes what.
func (m *Manifest) writes(what string) bool {
	return slices.ContainsFunc(m.Writes, func(w Write) bool { return w.What == what })
}
