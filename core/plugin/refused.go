package plugin

import (
	"context"
	"fmt"
	"sync"
	"time"
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
// rest of the answer stands, and they pause nothing. Of many rows that one is
// kept which is told; tell returns where. check reads an answer once more.
func (r *Rule) tell(ctx context.Context, i *instance, q *question, refused []Refusal, check func(*question, []byte) []Refusal) (kept string) {
	if len(refused) == 0 || r.options.OnFault == nil {
		return ""
	}
	if q.events.count == 0 && !r.said.news(refused[0].Reason, r.options.Clock.Now()) {
		return ""
	}
	f := r.newFault(i, q)
	f.Row = refused[0].Row
	part := r.smallest(ctx, q, f.Row, func(_ *instance, q *question, said []byte, err error) bool {
		if err != nil {
			return false
		}
		again := check(q, said)
		return len(again) > 0 && again[0].Reason == refused[0].Reason
	})
	f.keep(part)
	f.Message = Refusal{f.Row - f.First, refused[0].Reason}.Error()
	if more := len(refused) - 1; more > 0 {
		f.Message += fmt.Sprintf(", and %d more", more)
	}
	for _, one := range refused {
		if one.Row >= part.from && one.Row < part.from+part.part {
			f.Refused = append(f.Refused, one.Reason)
		}
	}
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
