package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/care"
)

// Playbook is what to do when something hard happens, step by step.
type Playbook struct {
	Code   string         `json:"code" doc:"as a ticket names it, and the cause that chooses it"`
	NameID string         `json:"name_id"`
	NameEN string         `json:"name_en"`
	Steps  []PlaybookStep `json:"steps"`
}

// PlaybookStep is one thing to do, with words to say.
type PlaybookStep struct {
	TextID string `json:"text_id"`
	TextEN string `json:"text_en"`
}

func (s *service) playbookOperations(api huma.API) {
	huma.Get(api, "/api/playbooks", func(context.Context, *everything) (*out[listOf[Playbook]], error) {
		books := lo.Map(care.Playbooks(), func(book care.Playbook, _ int) Playbook {
			return Playbook{book.Code, book.NameID, book.NameEN, lo.Map(book.Steps, func(step care.Step, _ int) PlaybookStep { return PlaybookStep{step.ID, step.EN} })}
		})
		return &out[listOf[Playbook]]{listOf[Playbook]{books, ""}}, nil
	})
}
