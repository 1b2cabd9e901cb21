package core_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
)

// nextStep is the golden follow-up rule, in one of its four languages.
func nextStep(t *testing.T, lang string) plugin.Source {
	t.Helper()
	read := func(name string) []byte {
		content, err := os.ReadFile("../plugins/golden/follow_up/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	return plugin.Source{Manifest: read("manifest.json"), Wasm: read(lang + "/plugin.wasm"), Schema: read("config.schema.json")}
}

func suggest(t *testing.T, engine *core.Engine) core.Suggestions {
	t.Helper()
	said, err := engine.FollowUps.Suggest(context.Background())
	if err != nil || said.Fault != nil || len(said.Refused) != 0 {
		t.Fatal(err, said.Fault, said.Refused)
	}
	return said
}

// What the rule says of a first order, of goods taken home and of a late
// promise becomes follow-ups with its words and reasons, once.
func TestWhatHappenedIsFollowedUpAsTheRuleProposes(t *testing.T) {
	for _, lang := range []string{"go", "c"} {
		t.Run(lang, func(t *testing.T) {
			ctx, now := context.Background(), march(14)
			engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{
				Rules: []plugin.Source{nextStep(t, lang)}, Clock: now, Store: memory.New(), CacheDir: cache(), Library: library(),
			})
			if err != nil {
				t.Fatal(err)
			}
			defer engine.Close()
			sari := add(t, engine, "Sari")
			if said := suggest(t, engine); len(said.Added) != 0 || said.Rule != "next-step" {
				t.Errorf("before anything happened: %+v", said)
			}
			placed, err := engine.Sales.Add(ctx, core.NewOrder{Customer: sari, Items: []sale.Line{{Item: "cuci", Quantity: 1, Price: 54_000}}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := engine.Promises.Make(ctx, core.NewPromise{Customer: sari, Kind: promise.Callback, Text: "call her", Due: now.at.Add(2 * time.Hour)}); err != nil {
				t.Fatal(err)
			}
			said := suggest(t, engine)
			if len(said.Added) != 1 || said.Added[0].Purpose != outreach.Other || said.Added[0].About != core.Nota(placed.Order.Number) {
				t.Fatalf("after a first paid order: %+v", said)
			}
			words := engine.FollowUps.Words(&said.Added[0])
			if words.NameEN != "Say thanks" || words.ReasonEN != "A first order, Rp54,000: time to say thanks." {
				t.Errorf("its words are %+v", words)
			}
			if again := suggest(t, engine); len(again.Added) != 0 {
				t.Errorf("asked again with nothing new: %+v", again)
			}
			now.at = now.at.Add(3 * time.Hour)
			if seen, err := engine.Promises.Watch(ctx); err != nil || len(seen.Alarms) != 1 {
				t.Fatal(seen, err)
			}
			if late := suggest(t, engine); len(late.Added) != 1 || engine.FollowUps.Words(&late.Added[0]).NameEN != "Apologise" {
				t.Errorf("after a promise ran late: %+v", late)
			}
			sound(t, engine)
		})
	}
}

// Once a day everybody is asked about; nobody is invited twice within a month,
// and people of the shop never are.
func TestWhoStayedAwayIsInvitedOnceAMonth(t *testing.T) {
	ctx, now := context.Background(), march(1)
	engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{
		Rules: []plugin.Source{nextStep(t, "go")}, Clock: now, Store: memory.New(), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	sari := add(t, engine, "Sari")
	insider, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Ibu Pemilik", Kind: people.Internal})
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []people.Ordinal{sari, insider.Ordinal} {
		if _, err := engine.Sales.Add(ctx, core.NewOrder{Customer: who, Items: []sale.Line{{Item: "cuci", Quantity: 1, Price: 10_000}}}); err != nil {
			t.Fatal(err)
		}
	}
	invited := 0
	for day := range 200 {
		now.at = march(1).at.AddDate(0, 0, day)
		said := suggest(t, engine)
		for _, one := range said.Added {
			invited++
			if one.Customer != sari {
				t.Errorf("day %d: %+v", day, one)
			}
			if _, err := engine.FollowUps.Finish(ctx, one.Number, "she says hello", false, 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	if invited < 3 || invited > 6 {
		t.Errorf("she was invited %d times in 200 days; want once a month after she has been away", invited)
	}
	sound(t, engine)
}

func TestARuleThatFailsProposesNothingAndNoRuleIsSaid(t *testing.T) {
	ctx := context.Background()
	without := newShop(t, march(14))
	defer without.Close()
	if _, err := without.FollowUps.Suggest(ctx); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("with no rule: %v", err)
	}
	source := nextStep(t, "go")
	source.Wasm = built(t, "tired")
	engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{
		Rules: []plugin.Source{source}, Clock: march(14), Store: memory.New(), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	add(t, engine, "Sari")
	said, err := engine.FollowUps.Suggest(ctx)
	if err != nil || said.Fault == nil || len(said.Added) != 0 {
		t.Errorf("a rule that breaks: %+v, %v", said, err)
	}
	sound(t, engine)
}

// An answer that is refused names whom it is about. The same rule is not asked
// about everybody twice a day, one that was repaired is.
func TestARepairedRuleIsAskedAboutEverybodyTheSameDay(t *testing.T) {
	ctx := context.Background()
	engine := newShop(t, march(14))
	defer engine.Close()
	take(t, engine, "customer,date,amount\nSari,2025-10-01,50000\nBudi,2025-10-01,50000\n")
	away := nextStep(t, "c")
	head, tail, _ := strings.Cut(string(away.Manifest), `,`+"\n"+`    {"code": "INVITE"`)
	invite, tail, _ := strings.Cut(tail, "\n")
	version := func(number, option string) *pack.Package {
		manifest := strings.Replace(head+option+"\n"+tail, `"1.0.0"`, `"`+number+`"`, 1)
		return folder(t, map[string][]byte{"manifest.json": []byte(manifest), "plugin.wasm": away.Wasm, "config.schema.json": away.Schema})
	}
	install(t, engine, version("1.0.0", ""))
	said, err := engine.FollowUps.Suggest(ctx)
	if err != nil || said.Fault != nil || len(said.Added) != 0 || len(said.Refused) != 2 || said.Refused[1].Ordinal != 2 {
		t.Fatalf("a rule that invites without such an option: %+v, %v", said, err)
	}
	if said, err := engine.FollowUps.Suggest(ctx); err != nil || len(said.Refused) != 0 {
		t.Errorf("the same rule the same day: %+v, %v", said, err)
	}
	install(t, engine, version("1.0.1", `, {"code": "INVITE"`+invite))
	if said := suggest(t, engine); len(said.Added) != 2 {
		t.Errorf("the repaired rule the same day: %+v", said)
	}
	if said := suggest(t, engine); len(said.Added) != 0 || said.Known != 0 {
		t.Errorf("and again: %+v", said)
	}
}
