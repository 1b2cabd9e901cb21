package plugin

import (
	"fmt"
	"slices"

	"github.com/samber/lo"
)

// checkLists holds the lists that output rows point into.
func (m *Manifest) checkLists() {
	named := func(n Named, _ int) string { return n.Code }
	m.checkCodes("segments", lo.Map(m.Segments, func(s Segment, _ int) string { return s.Code }))
	m.checkCodes("modes", lo.Map(m.Modes, named))
	m.checkCodes("options", lo.Map(m.Options, func(o Option, _ int) string { return o.Code }))
	m.checkCodes("tiers", lo.Map(m.Tiers, named))
	for i, s := range m.Segments {
		m.checkEntry("segments", i, s.Code, s.Name)
	}
	for i, n := range m.Modes {
		m.checkEntry("modes", i, n.Code, n.Name)
	}
	for i, n := range m.Tiers {
		m.checkEntry("tiers", i, n.Code, n.Name)
	}
	for i, o := range m.Options {
		m.checkEntry("options", i, o.Code, o.Name)
	}
	m.checkNeeded()
}

func (m *Manifest) checkEntry(list string, i int, code string, name Words) {
	m.checkWords(name, fmt.Sprintf("%s[%d].name", list, i), list+": name of "+code, maxName)
}

// checkNeeded refuses a hook that could never answer anything.
func (m *Manifest) checkNeeded() {
	if _, asked := m.Hooks["segment"]; asked && len(m.Segments) == 0 {
		m.page.Say("segments", "hook segment needs segments")
	}
	for _, hook := range []string{"after_hours", "follow_up"} {
		if _, asked := m.Hooks[hook]; asked && len(m.Options) == 0 {
			m.page.Say("options", "hook %s needs options", hook)
		}
	}
}

func (m *Manifest) checkCodes(list string, codes []string) {
	if len(codes) > maxList {
		m.page.Say(list, "%s: %d entries, the most is %d", list, len(codes), maxList)
	}
	for i, code := range codes {
		key := fmt.Sprintf("%s[%d].code", list, i)
		if !codeForm.MatchString(code) {
			m.page.Say(key, "%s: code %q is not UPPER_SNAKE", list, code)
		}
		if slices.Contains(codes[:i], code) {
			m.page.Say(key, "%s: code %s stands twice", list, code)
		}
	}
}

// checkTexts parses every sentence, so that a placeholder that means nothing
// is found here and never in front of a customer.
func (m *Manifest) checkTexts() {
	if len(m.Texts) > maxList {
		m.page.Say("texts", "texts: %d entries, the most is %d", len(m.Texts), maxList)
	}
	for i, words := range m.Texts {
		m.texts = append(m.texts, m.sentence(words, fmt.Sprintf("texts[%d]", i), fmt.Sprintf("texts: number %d", i+1)))
	}
	for i, option := range m.Options {
		m.options = append(m.options, m.sentence(option.Text, fmt.Sprintf("options[%d].text", i), "options: text of "+option.Code))
	}
}

func (m *Manifest) sentence(w Words, key, what string) sentence {
	m.checkWords(w, key, what, maxWords)
	parsed, err := parseSentence(w)
	if err != nil {
		m.page.Say(key, "%s: %s", what, err)
	}
	return parsed
}
