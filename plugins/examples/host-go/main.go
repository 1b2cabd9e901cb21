// Command host-go is a till of its own: it asks a loyalty rule of Raja what an
// order earns, without the rest of Raja. Any program in Go can do the same
// with core/plugin alone.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/pack"
)

func main() {
	net := flag.Int64("net", 57_000, "what was paid, in minor units of rupiah")
	year := flag.Int64("year", 0, "what the customer spent in the last twelve months")
	lang := flag.String("lang", "id", "language of the reason: id or en")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: host-go [flags] RULE, a folder or a .rajaplugin file")
		os.Exit(2)
	}
	said, err := ask(context.Background(), flag.Arg(0), *net, *year, *lang)
	if err != nil {
		fmt.Fprintln(os.Stderr, "host-go:", err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stdout, said)
}

// ask loads the rule and puts one order to it.
func ask(ctx context.Context, path string, net, year int64, lang string) (string, error) {
	opened, err := pack.Open(path)
	if err != nil {
		return "", err
	}
	source, err := opened.Source()
	if err != nil {
		return "", err
	}
	host, err := plugin.NewHost(plugin.Options{}) // give it a CacheDir to start faster the second time
	if err != nil {
		return "", err
	}
	defer host.Close(ctx) //nolint:errcheck // the program ends
	rule, err := host.Load(ctx, source)
	if err != nil {
		return "", err
	}
	today := int32(clock.DayOf(clock.System{}.Now(), time.Local))
	customer := abi.Facts{Present: abi.FactsAll, Ordinal: 1, VisitsTotal: 1, Qualifying: year}
	page := make([]byte, abi.FactsSize)
	customer.Put(page)
	answer, err := rule.Loyalty(ctx, &abi.Batch{
		Header: abi.Header{Currency: abi.PackCurrency("IDR"), AsOfDay: today},
		Facts:  [][]byte{page},
		Orders: []abi.OrderContext{{Net: net, OrderDay: today}},
	})
	if err != nil {
		return "", err
	}
	if len(answer.Refused) > 0 {
		return "", answer.Refused[0]
	}
	row := answer.Rows[0]
	voice := plugin.Voice{Lang: lang, Currency: money.Currency{Code: "IDR"}}
	return fmt.Sprintf("%d: %s", row.Points, rule.Manifest().Reason(row.Text, row.Args, voice)), nil
}
