package plugin

import (
	"fmt"

	"github.com/samber/lo"
)

// checkLists holds the lists that output rows point into.
func (m *Manifest) checkLists() error {
	for _, s := range m.Segments {
		if err := s.Name.check("segments: name of "+s.Code, maxName); err != nil {
			return err
		}
	}
	for _, n := range append(append([]Named{}, m.Modes...), m.Tiers...) {
		if err := n.Name.check("name of "+n.Code, maxName); err != nil {
			return err
		}
	}
	for _, o := range m.Options {
		if err := o.Name.check("options: name of "+o.Code, maxName); err != nil {
			return err
		}
	}
	named := func(n Named, _ int) string { return n.Code }
	for list, codes := range map[string][]string{
		"segments": lo.Map(m.Segments, func(s Segment, _ int) string { return s.Code }),
		"options":  lo.Map(m.Options, func(o Option, _ int) string { return o.Code }),
		"modes":    lo.Map(m.Modes, named),
		"tiers":    lo.Map(m.Tiers, named),
	} {
		if err := checkCodes(codes); err != nil {
			return fmt.Errorf("%s: %w", list, err)
		}
	}
	return m.checkNeeded()
}

// checkNeeded refuses a hook that could never answer anything.
func (m *Manifest) checkNeeded() error {
	for hook := range m.Hooks {
		switch {
		case hook == "segment" && len(m.Segments) == 0:
			return fmt.Errorf("hook segment needs segments")
		case (hook == "after_hours" || hook == "follow_up") && len(m.Options) == 0:
			return fmt.Errorf("hook %s needs options", hook)
		}
	}
	return nil
}

func checkCodes(codes []string) error {
	if len(codes) > maxList {
		return fmt.Errorf("%d entries, the most is %d", len(codes), maxList)
	}
	for _, code := range codes {
		if !codeForm.MatchString(code) {
			return fmt.Errorf("code %q is not UPPER_SNAKE", code)
		}
	}
	if twice := lo.FindDuplicates(codes); len(twice) > 0 {
		return fmt.Errorf("code %s stands twice", twice[0])
	}
	return nil
}

// checkTexts parses every sentence, so that a placeholder that means nothing
// is found here and never in front of a customer.
func (m *Manifest) checkTexts() error {
	if len(m.Texts) > maxList {
		return fmt.Errorf("texts: %d entries, the most is %d", len(m.Texts), maxList)
	}
	for i, words := range m.Texts {
		parsed, err := parseSentence(words)
		if err != nil {
			return fmt.Errorf("texts: number %d: %w", i+1, err)
		}
		m.texts = append(m.texts, parsed)
	}
	for _, option := range m.Options {
		parsed, err := parseSentence(option.Text)
		if err != nil {
			return fmt.Errorf("options: text of %s: %w", option.Code, err)
		}
		m.options = append(m.options, parsed)
	}
	return nil
}
