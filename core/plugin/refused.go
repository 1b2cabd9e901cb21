package plugin

import (
	"fmt"
	"sync"
	"time"

	"github.com/samber/lo"
)

// said is the last refusal that was told, so that a run over a whole shop does
// not tell the same a thousand times.
type said struct {
	mu     sync.Mutex
	reason string
	at     time.Time
}

// quiet is how long a batch does not repeat a reason.
const quiet = time.Minute

// tell tells rows that were refused, with the question, as a fault is told. The
// rest of the answer stands, and they pause nothing. Rows count from the first
// of the question that is kept; tell returns where.
func (r *Rule) tell(i *instance, q *question, refused []Refusal) (kept string) {
	if len(refused) == 0 || r.options.OnFault == nil {
		return ""
	}
	if q.events.count == 0 && !r.said.news(refused[0].Reason, r.options.Clock.Now()) {
		return ""
	}
	f := r.newFault(i, q)
	f.Row = refused[0].Row
	f.Message = Refusal{f.Row - f.First, refused[0].Reason}.Error()
	if more := len(refused) - 1; more > 0 {
		f.Message += fmt.Sprintf(", and %d more", more)
	}
	f.Refused = lo.Map(refused, func(one Refusal, _ int) string { return one.Reason })
	r.options.OnFault(f)
	return f.Kept
}

// news reports whether a reason was not told just before.
func (s *said) news(reason string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if reason == s.reason && now.Sub(s.at).Abs() < quiet {
		return false
	}
	s.reason, s.at = reason, now
	return true
}
