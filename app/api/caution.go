package api

import (
	"context"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// Caution is what must be seen before a customer is served.
type Caution struct {
	Blocked   bool     `json:"blocked" doc:"do not serve"`
	Allergies []string `json:"allergies" doc:"what she must not have"`
}

// CautionOf returns what must be seen before a customer is served.
func CautionOf(ctx context.Context, engine *core.Engine, ordinal people.Ordinal) (Caution, error) {
	found, err := engine.Profiles.Caution(ctx, ordinal)
	return Caution{Blocked: found.Blocked, Allergies: append([]string{}, found.Allergies...)}, err
}
