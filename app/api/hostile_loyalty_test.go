package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// loyaltyAttacks come as the rule of the till. Each body answers orders, or
// customers where there is no order, and has asked for how many.
func loyaltyAttacks() []attack {
	spoiling := func(name, want, row string) attack {
		return loyaltyAttack(name, want, "for (u32 i = 0; i < asked; i++) { u8 *row = out + 56 * i; "+row+" } return asked;")
	}
	return []attack{
		spoiling("points below nothing", "-1 points, want 0 to 1000000000000", "*(i64 *)row = -1;"),
		spoiling("the lowest number there is", "-9223372036854775808 points", "*(i64 *)row = (i64)1 << 63;"),
		spoiling("more points than there are", "1000000000001 points", "*(i64 *)row = 1000000000001ll;"),
		spoiling("points that overflow a sum", "9223372036854775807 points", "*(i64 *)row = 0x7fffffffffffffffll;"),
		spoiling("points that end before 1970", "expires_day -1 is not a day", "*(i32 *)(row + 8) = -1;"),
		spoiling("points that end after the last year", "expires_day 2147483647 is not a day", "*(i32 *)(row + 8) = 0x7fffffff;"),
		spoiling("a tier that is not there", "tier 77, the manifest has 1", "*(u32 *)(row + 12) = 77;"),
		spoiling("the last tier that a number has", "tier 4294967295, the manifest has 1", "*(u32 *)(row + 12) = 0xffffffff;"),
		spoiling("a reason that is not there", "text 4000000000, the manifest has 1", "*(u32 *)(row + 16) = 4000000000u;"),
		loyaltyAttack("no answer at all", "it was not answered", "return 0;"),
		loyaltyAttack("one answer too many", "there was room for", "return asked + 1;"),
		loyaltyAttack("two thousand million answers", "there was room for", "return 0x7fffffff;"),
		loyaltyAttack("less than no answer", "it answered error -2147483648", "return -2147483647 - 1;"),
		loyaltyAttack("an endless loop at the till", spent, "for (;;) sink++;"),
		loyaltyAttack("recursion at the till", spent, "sink++; return give(in, size, out, room) + give(in, size, out, room + 1) + 1;"),
		loyaltyAttack("a reason of a megabyte", "hook loyalty", "raja_fail(0, 0, arena, 0xfffff); return 0;"),
		loyaltyAttack("a reason that commands the terminal", "?[2J?]0;gone?", `raja_fail(0, 0, "\x1b[2J\x1b]0;gone\x07", 13); return 0;`),
		loyaltyAttack("a reason for an order that is not there", "points", `raja_fail(4000000000u, 77, "no points for you", 17); return 0;`),
		loyaltyAttack("an answer written over the question", "points", "for (u32 i = 0; i < size; i++) ((u8 *)in)[i] = 0xff; *(i64 *)out = -7; return asked;"),
	}
}

func loyaltyAttack(name, want, body string) attack {
	return attack{
		name: name, want: want, own: "describe", previewed: true,
		extra: describing(`{\"abi\":1,\"hooks\":{\"loyalty\":1},\"schema\":0}`) +
			"\nEXPORT(raja_loyalty_v1) i32 give(const u8 *in, u32 size, u8 *out, u32 room) {\n  u32 asked = *(const u32 *)(in + 32) ? *(const u32 *)(in + 32) : rows_of(in);\n" + body + "\n}",
		manifest: func(m string) string {
			m = strings.Replace(m, `{"segment": 1}`, `{"loyalty": 1}`, 1)
			return strings.Replace(m, `{"what": "segment", "why": {"id": "a", "en": "b"}}`, `{"what": "points", "why": {"id": "a", "en": "b"}}, {"what": "tier", "why": {"id": "a", "en": "b"}}`, 1)
		},
	}
}

// member is all that the shop knows of a customer's points and tier.
func (v *victim) member(code string) string {
	document := v.must("GET", "/api/customers/"+code+"/loyalty", nil)
	delete(document, "took_us")
	text, err := json.MarshalIndent(document, "", " ")
	if err != nil {
		v.t.Fatal(err)
	}
	return string(text)
}

// order takes an order at the till, which goes on whatever the rule does.
func (v *victim) order() map[string]any {
	return v.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 1, "price": 25_000}}})
}

// A hostile loyalty rule is looked at, installed and asked at the till. The order
// is taken, no point and no tier changes, and once the rule is gone the points
// come as in a shop that was never attacked.
func TestNoHostileLoyaltyRuleHurtsTheLedger(t *testing.T) {
	v, calm := newVictim(t), newVictim(t)
	for _, a := range loyaltyAttacks() {
		t.Run(a.name, func(t *testing.T) {
			before := v.member("C-00001")
			said := v.robbed(t, hostilePackage(t, a, compiled(t, a)))
			if !strings.Contains(said, a.want) {
				t.Errorf("%s\nwant %q", said, a.want)
			}
			if strings.Contains(said, "something went wrong inside Raja") {
				t.Errorf("Raja stumbled: %s", said)
			}
			if got, want := pointsOf(t, v.member("C-00001")), pointsOf(t, before); got != want {
				t.Errorf("she has %v points, want %v", got, want)
			}
			report, err := v.engine.Health.Check(context.Background(), nil)
			if err != nil || len(report.Findings) > 0 {
				t.Errorf("check: %v %v", report.Findings, err)
			}
			if err := v.engine.Plugins.Remove(context.Background(), "hostile"); err != nil {
				t.Fatal(err)
			}
			if _, err := v.engine.Loyalty.Retry(context.Background()); err != nil {
				t.Error(err)
			}
			calm.order()
			if diff := cmp.Diff(calm.member("C-00001"), v.member("C-00001")); diff != "" {
				t.Errorf("not as in a shop that nobody attacked:\n%s", diff)
			}
		})
	}
}

// pointsOf is the balance of a member's document.
func pointsOf(t *testing.T, member string) float64 {
	t.Helper()
	var document struct {
		Points float64 `json:"points"`
		Tier   string  `json:"tier"`
	}
	if err := json.Unmarshal([]byte(member), &document); err != nil {
		t.Fatal(err)
	}
	if document.Tier != "" && document.Tier != "MEMBER" { // while another rule's tiers hold, hers is out of sight
		t.Errorf("she has tier %s", document.Tier)
	}
	return document.Points
}

// robbed installs a loyalty rule, previews it and takes an order, while the page
// is watched. It returns all that was said about it.
func (v *victim) robbed(t *testing.T, body []byte) string {
	t.Helper()
	until := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() { v.watch(t, until) })
	defer group.Wait()
	defer close(until)
	ticket := v.upload("hostile.rajaplugin", string(body))
	installed := v.finish(v.must("POST", "/api/plugins/install", map[string]any{"ticket": ticket, "trust": true}))
	previewed := v.finish(v.must("POST", "/api/plugins/preview", map[string]any{"ticket": ticket}))
	ordered := v.order()
	again, err := v.engine.Loyalty.Recalculate(context.Background())
	told := fmt.Sprintf("%+v %v", again, err)
	text, err := json.Marshal([]any{installed, previewed, ordered, told})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
