package api

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/people"
)

type searchInput struct {
	Text  string `query:"q" maxLength:"200"`
	Limit int    `query:"limit" default:"20" minimum:"1" maximum:"500"`
}

// Hits are the customers that a search found, best first.
type Hits struct {
	Hits   []Hit `json:"hits"`
	TookUS int64 `json:"took_us" doc:"time of the search itself, microseconds"`
}

// Hit is one customer that a search found.
type Hit struct {
	ID    string `json:"id"`
	Code  string `json:"code"`
	Name  string `json:"name"`
	Phone string `json:"phone"`
	Match string `json:"match" enum:"start,word,inside" doc:"where the text stands"`
}

var matches = map[int]string{index.RankStart: "start", index.RankWord: "word", index.RankInside: "inside"}

// Search finds customers by any part of a name, phone or reference. Whose
// member number it is comes first: her card was scanned.
func Search(ctx context.Context, engine *core.Engine, text string, limit int) (Hits, error) {
	if err := engine.Warm(ctx); err != nil {
		return Hits{}, err
	}
	began := time.Now()
	found, err := engine.People.Search(ctx, text, limit)
	if err != nil {
		return Hits{}, err
	}
	member, isOne, err := engine.People.ByMember(ctx, text)
	if err != nil {
		return Hits{}, err
	}
	answer := Hits{Hits: []Hit{}, TookUS: time.Since(began).Microseconds()}
	if isOne {
		answer.Hits = append(answer.Hits, hitOf(&member, matches[index.RankStart]))
	}
	for _, hit := range found {
		if isOne && people.Ordinal(hit.ID) == member.Ordinal {
			continue
		}
		customer, err := engine.People.Get(ctx, people.Ordinal(hit.ID))
		if err != nil {
			return Hits{}, err
		}
		answer.Hits = append(answer.Hits, hitOf(&customer, matches[hit.Rank]))
	}
	answer.Hits = answer.Hits[:min(limit, len(answer.Hits))]
	return answer, nil
}

func hitOf(found *people.Customer, match string) Hit {
	return Hit{ID: found.ID.String(), Code: core.Code(found.Ordinal), Name: found.Name, Phone: firstPhone(found), Match: match}
}
