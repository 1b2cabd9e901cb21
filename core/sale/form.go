package sale

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Form is what is asked when an order is taken.
type Form struct {
	Version   uint32         `cbor:"1,keyasint" json:"version,omitempty"` // counts every change, from 1
	Questions []FormQuestion `cbor:"2,keyasint" json:"questions"`         // in the order in which they are asked
}

// FormQuestion is one question of a form.
type FormQuestion struct {
	Key      string   `cbor:"1,keyasint" json:"key"`                           // small letters, digits and _: what programs call it
	TextID   string   `cbor:"2,keyasint" json:"text_id"`                       // the question in Indonesian
	TextEN   string   `cbor:"3,keyasint" json:"text_en"`                       // and in English
	Choices  []string `cbor:"4,keyasint,omitempty" json:"choices,omitempty"`   // what may be answered; none is anything
	Needed   bool     `cbor:"5,keyasint,omitempty" json:"needed,omitempty"`    // an order is not taken without an answer
	ShowWhen string   `cbor:"6,keyasint,omitempty" json:"show_when,omitempty"` // key of an earlier question; none is always
	ShowIs   string   `cbor:"7,keyasint,omitempty" json:"show_is,omitempty"`   // the answer to it with which this one is asked
	Print    bool     `cbor:"8,keyasint,omitempty" json:"print,omitempty"`     // the answer stands on the nota
	Serial   bool     `cbor:"9,keyasint,omitempty" json:"serial,omitempty"`    // the answer is a serial number or IMEI: an IMEI with a wrong digit is refused
}

// Answered is a question of a form with its answer.
type Answered struct {
	FormQuestion
	Answer string
}

// Answered returns what was answered in the order in which it is asked; last
// what the form asks no more, by its key.
func (f *Form) Answered(answers map[string]string) []Answered {
	var all []Answered
	for _, asked := range f.Questions {
		if answer := answers[asked.Key]; answer != "" {
			all = append(all, Answered{asked, answer})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(answers)) {
		if f.question(key, len(f.Questions)) == nil {
			all = append(all, Answered{FormQuestion{Key: key, TextID: key, TextEN: key}, answers[key]})
		}
	}
	return all
}

// Text is the question in "id" or "en".
func (q *FormQuestion) Text(lang string) string {
	if lang == "en" {
		return q.TextEN
	}
	return q.TextID
}

// Limits of a form.
const (
	MaxQuestions = 50
	MaxChoices   = 50 // of one question
)

var questionKey = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Check tidies the texts and refuses what breaks a rule. The field names the
// place, from 0, as in questions[2].key.
func (f *Form) Check() error {
	if len(f.Questions) > MaxQuestions {
		return fault.Invalid("questions", "are more than %d", MaxQuestions)
	}
	for i := range f.Questions {
		if field, why := f.wrong(i); why != "" {
			return fault.Invalid(fmt.Sprintf("questions[%d].%s", i, field), "%s", why)
		}
	}
	return nil
}

// wrong tidies a question and says what is wrong with it, and in which field;
// "" for nothing.
func (f *Form) wrong(i int) (field, why string) {
	asked := &f.Questions[i]
	asked.TextID, asked.TextEN = people.Tidy(asked.TextID), people.Tidy(asked.TextEN)
	before := f.question(asked.ShowWhen, i)
	switch {
	case !questionKey.MatchString(asked.Key):
		return "key", fmt.Sprintf("%.60q is not a key of small letters, digits and _", asked.Key)
	case f.question(asked.Key, i) != nil:
		return "key", asked.Key + " stands twice"
	case asked.TextID == "" || len(asked.TextID) > people.MaxName:
		return "text_id", fmt.Sprintf("of %s is empty or longer than %d bytes", asked.Key, people.MaxName)
	case asked.TextEN == "" || len(asked.TextEN) > people.MaxName:
		return "text_en", fmt.Sprintf("of %s is empty or longer than %d bytes", asked.Key, people.MaxName)
	case asked.ShowWhen != "" && before == nil:
		return "show_when", fmt.Sprintf("of %s names %.60q, which is asked nowhere before it", asked.Key, asked.ShowWhen)
	case asked.ShowWhen == "" && asked.ShowIs != "":
		return "show_is", fmt.Sprintf("of %s needs show_when: the question whose answer it is", asked.Key)
	case before != nil && len(before.Choices) > 0 && !slices.Contains(before.Choices, asked.ShowIs):
		return "show_is", fmt.Sprintf("of %s: %.60q is no choice of %s", asked.Key, asked.ShowIs, before.Key)
	}
	return asked.wrongChoices()
}

// question is the one of a key among the first so many, nil for none.
func (f *Form) question(key string, among int) *FormQuestion {
	at := slices.IndexFunc(f.Questions[:among], func(q FormQuestion) bool { return q.Key == key })
	if at < 0 {
		return nil
	}
	return &f.Questions[at]
}

func (q *FormQuestion) wrongChoices() (field, why string) {
	if len(q.Choices) > MaxChoices {
		return "choices", fmt.Sprintf("of %s are more than %d", q.Key, MaxChoices)
	}
	for i, choice := range q.Choices {
		choice = people.Tidy(choice)
		if choice == "" || len(choice) > people.MaxName || slices.Contains(q.Choices[:i], choice) {
			return "choices", fmt.Sprintf("of %s: %.60q is empty, too long or stands twice", q.Key, choice)
		}
		q.Choices[i] = choice
	}
	return "", ""
}

// keys names what the form asks, for a sentence.
func (f *Form) keys() string {
	if len(f.Questions) == 0 {
		return ", which asks nothing"
	}
	keys := make([]string, len(f.Questions))
	for i, question := range f.Questions {
		keys[i] = question.Key
	}
	return ", which asks " + strings.Join(keys, ", ")
}

// Asked returns the questions that are asked, given the answers so far.
func (f *Form) Asked(answers map[string]string) []FormQuestion {
	shown := map[string]bool{}
	var asked []FormQuestion
	for _, question := range f.Questions {
		if question.ShowWhen == "" || (shown[question.ShowWhen] && answers[question.ShowWhen] == question.ShowIs) {
			shown[question.Key] = true
			asked = append(asked, question)
		}
	}
	return asked
}

// Accept returns the answers to the questions that are asked, tidied, or says
// which one is missing, cannot be, or answers nothing that the form asks.
// Answers to what is not asked this time are dropped.
func (f *Form) Accept(answers map[string]string) (map[string]string, error) {
	for _, key := range slices.Sorted(maps.Keys(answers)) {
		if !slices.ContainsFunc(f.Questions, func(q FormQuestion) bool { return q.Key == key }) {
			return nil, fault.Invalid("answers", "%q is no question of the form%s", key, f.keys())
		}
	}
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
		case question.Serial:
			if answer = people.SerialOf(answer); answer == "" {
				continue
			}
			if err := people.CheckSerial(question.Key, answer); err != nil {
				return nil, err
			}
		}
		kept[question.Key] = answer
	}
	return kept, nil
}
