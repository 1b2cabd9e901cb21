package sale

import (
	"regexp"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Form is what is asked when an order is taken.
type Form struct {
	Version   uint32     `cbor:"1,keyasint" json:"version"`   // counts every change, from 1
	Questions []Question `cbor:"2,keyasint" json:"questions"` // in the order in which they are asked
}

// Question is one question of a form.
type Question struct {
	Key      string   `cbor:"1,keyasint" json:"key"`                           // small letters, digits and _: what programs call it
	TextID   string   `cbor:"2,keyasint" json:"text_id"`                       // the question in Indonesian
	TextEN   string   `cbor:"3,keyasint" json:"text_en"`                       // and in English
	Choices  []string `cbor:"4,keyasint,omitempty" json:"choices,omitempty"`   // what may be answered; none is anything
	Needed   bool     `cbor:"5,keyasint,omitempty" json:"needed,omitempty"`    // an order is not taken without an answer
	ShowWhen string   `cbor:"6,keyasint,omitempty" json:"show_when,omitempty"` // key of an earlier question; none is always
	ShowIs   string   `cbor:"7,keyasint,omitempty" json:"show_is,omitempty"`   // the answer to it with which this one is asked
}

// MaxQuestions is how many questions a form may have.
const MaxQuestions = 50

var questionKey = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Check tidies the texts and refuses what breaks a rule.
func (f *Form) Check() error {
	if len(f.Questions) > MaxQuestions {
		return fault.Invalid("form", "has at most %d questions", MaxQuestions)
	}
	for i := range f.Questions {
		asked := &f.Questions[i]
		asked.TextID, asked.TextEN = people.Tidy(asked.TextID), people.Tidy(asked.TextEN)
		earlier := func(key string) bool {
			return slices.ContainsFunc(f.Questions[:i], func(q Question) bool { return q.Key == key })
		}
		switch {
		case !questionKey.MatchString(asked.Key):
			return fault.Invalid("form", "%q is not a key of small letters, digits and _", asked.Key)
		case earlier(asked.Key):
			return fault.Invalid("form", "%s stands twice", asked.Key)
		case asked.TextID == "" || asked.TextEN == "" || len(asked.TextID)+len(asked.TextEN) > people.MaxNote:
			return fault.Invalid("form", "%s has no text in one of the languages, or one too long", asked.Key)
		case asked.ShowWhen != "" && !earlier(asked.ShowWhen):
			return fault.Invalid("form", "%s is asked after %s, which does not stand before it", asked.Key, asked.ShowWhen)
		}
	}
	return nil
}

// Asked returns the questions that are asked, given the answers so far.
func (f *Form) Asked(answers map[string]string) []Question {
	shown := map[string]bool{}
	var asked []Question
	for _, question := range f.Questions {
		if question.ShowWhen == "" || (shown[question.ShowWhen] && answers[question.ShowWhen] == question.ShowIs) {
			shown[question.Key] = true
			asked = append(asked, question)
		}
	}
	return asked
}

// Accept returns the answers to the questions that are asked, tidied, or says
// which one is missing or cannot be. Answers to others are dropped.
func (f *Form) Accept(answers map[string]string) (map[string]string, error) {
	kept := map[string]string{}
	for _, question := range f.Asked(answers) {
		answer := people.Tidy(answers[question.Key])
		switch {
		case answer == "" && question.Needed:
			return nil, fault.Invalid(question.Key, "is not answered: %s", question.TextID)
		case answer == "":
			continue
		case len(answer) > people.MaxNote:
			return nil, fault.Invalid(question.Key, "is longer than %d bytes", people.MaxNote)
		case len(question.Choices) > 0 && !slices.Contains(question.Choices, answer):
			return nil, fault.Invalid(question.Key, "%q is not one of %v", answer, question.Choices)
		}
		kept[question.Key] = answer
	}
	return kept, nil
}
