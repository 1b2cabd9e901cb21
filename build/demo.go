package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/raja-crm/raja/app/sample"
)

// demoSeed gives every demo the same shop but for its dates, which end today.
const (
	demoSeed      = 7
	demoCustomers = 420
)

// demo builds everything, makes a demo shop and shows it.
func demo(ctx context.Context, d *door, args []string) error {
	steps := []struct {
		name string
		do   func() error
	}{
		{"system packages", func() error { return d.system(ctx, windowPackages) }},
		{"page", func() error { return d.page(ctx) }},
		{"standard rules are in place", d.rulesInPlace},
		{"command line", func() error { return d.commandLine(ctx) }},
		{"window", func() error { return d.window(ctx) }},
		{"demo shop", func() error { return d.demoShop(ctx) }},
	}
	for _, one := range steps {
		if err := d.step(one.name, one.do); err != nil {
			return err
		}
	}
	if err := d.report(ctx); err != nil {
		return err
	}
	if slices.Contains(args, "--no-open") {
		return nil
	}
	return d.show(ctx)
}

func (d *door) rulesInPlace() error {
	for _, rule := range []string{"segmentation", "loyalty", "afterhours"} {
		if _, err := os.Stat(d.path("plugins", "standard", rule, "plugin.wasm")); err != nil {
			return errors.New("a compiled rule is missing; run: go run ./build plugins")
		}
	}
	return nil
}

func (d *door) shopDir() string { return d.path("build", "cache", "demo-shop") }

// raja runs the built command line on a shop.
func (d *door) raja(ctx context.Context, dir string, words ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, d.binary("raja"), append([]string{"--data", dir, "--json"}, words...)...)
	text, err := command.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return nil, fmt.Errorf("%s\n\nTo repeat this step:\n  %s", failed.Stderr, command)
	}
	return text, err
}

// demoShop makes the shop once; a second demo shows the same. When the format
// on disk changes, an old demo shop goes.
func (d *door) demoShop(ctx context.Context) error {
	format := []string{"core/FORMAT.md", "core/record", "app/sample", "build/day.go", "build/year.go"}
	return d.once("demo-shop", format, "build/cache/demo-shop/raja.json", func() error {
		if err := os.RemoveAll(d.shopDir()); err != nil {
			return err
		}
		return d.laundry(ctx, d.shopDir())
	})
}

// laundry makes a shop in dir with an invented year: the files that such a
// shop has, taken in as its owner would.
func (d *door) laundry(ctx context.Context, dir string) error {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		return err
	}
	now := time.Now().In(zone)
	invented := sample.Laundry(demoSeed, demoCustomers, now)
	customers, orders := d.path("build", "cache", "pelanggan.csv"), d.path("build", "cache", "nota.csv")
	if err := errors.Join(writeTo(customers, invented.WriteCustomers), writeTo(orders, invented.WriteOrders)); err != nil {
		return err
	}
	for _, words := range [][]string{
		{"init", "--name", "Laundry Melati", "--preset", "laundry"},
		{"import", "customers", customers, "--source", "melati"},
		{"import", "orders", orders, "--source", "melati"},
	} {
		if _, err := d.raja(ctx, dir, words...); err != nil {
			return err
		}
	}
	return d.today(ctx, dir, now)
}

func writeTo(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// report says in ten lines what the demo shop shows.
func (d *door) report(ctx context.Context) error {
	var segments struct {
		Segments []struct {
			Code   string `json:"code"`
			NameEN string `json:"name_en"`
			Count  int    `json:"count"`
		} `json:"segments"`
	}
	if err := d.ask(ctx, &segments, "segment", "list"); err != nil {
		return err
	}
	loyal, best := 0, ""
	for _, segment := range segments.Segments {
		if segment.Code == "LOYAL" || segment.Code == "CHAMPIONS" {
			loyal += segment.Count
		}
		if segment.Code == "CHAMPIONS" {
			best = segment.Code
		}
	}
	var listed struct {
		Customers []struct {
			Code, Name string
			Points     int64
		} `json:"customers"`
		Total int `json:"total"`
	}
	if err := d.ask(ctx, &listed, "customer", "list", "--segment", best, "--limit", "1"); err != nil {
		return err
	}
	return d.tell(ctx, listed.Total, loyal, listed.Customers[0].Code)
}

// tell asks about one loyal customer and a stranger, exports a list, and
// prints the report.
func (d *door) tell(ctx context.Context, champions, loyal int, code string) error {
	var card struct {
		Name   string `json:"name"`
		Points int64  `json:"points"`
		Orders int    `json:"orders"`
		Why    struct {
			ReasonEN string `json:"reason_en"`
		} `json:"segment"`
	}
	var known, stranger struct {
		Decision string `json:"decision"`
		ReasonEN string `json:"reason_en"`
	}
	var business struct{ Customers, Orders int }
	var list struct {
		Rows   int    `json:"rows"`
		SHA256 string `json:"sha256"`
	}
	out := d.path("build", "cache", "pelanggan-setia.xlsx")
	if err := errors.Join(
		d.ask(ctx, &card, "customer", "show", code),
		d.ask(ctx, &known, "afterhours", "ask", "--customer", code, "--at", "21:12"),
		d.ask(ctx, &stranger, "afterhours", "ask", "--at", "21:12"),
		d.ask(ctx, &business, "check"),
		d.ask(ctx, &list, "export", "customers", "--format", "xlsx", "--segment", "LOYAL", "--out", out, "--purpose", "demo"),
	); err != nil {
		return err
	}
	fmt.Printf(`
  Laundry Melati, open 10:00 to 21:00, kept in %s
  %d customers and %d orders of the last year are there, every record checked.
  %d customers are loyal, %d of them champions, decided by a Wasm rule.
  %s (%s), for one: %s
  This earned %d points that can be spent.
  At 21:12 the rule offers them: %s. %s
  And a stranger at 21:12: %s. %s
  A list of %d loyal customers lies in %s
  Its SHA-256 begins with %s and stands in the journal.
  Try it:  %s --data %s customer show %s

`, d.shopDir(), business.Customers, business.Orders, loyal, champions, card.Name, code, card.Why.ReasonEN, card.Points,
		known.Decision, known.ReasonEN, stranger.Decision, stranger.ReasonEN, list.Rows, out, list.SHA256[:12],
		d.binary("raja"), d.shopDir(), code)
	return nil
}

// ask runs a verb and reads its JSON.
func (d *door) ask(ctx context.Context, into any, words ...string) error {
	text, err := d.raja(ctx, d.shopDir(), words...)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// show opens the window, or without a display serves the page.
func (d *door) show(ctx context.Context) error {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" && os.PathSeparator == '/' {
		fmt.Println("There is no display here, so Raja is served to a browser on this machine instead.")
		return d.run(ctx, d.binary("raja"), "--data", d.shopDir(), "serve")
	}
	fmt.Println("The window is open; close it to end.")
	return d.run(ctx, d.binary("raja-desktop"), "--data", d.shopDir())
}
