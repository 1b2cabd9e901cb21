package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/raja-crm/raja/app/sample"
)

// feel measures what a person feels of the page in a large shop, and prints it:
// when it can be used, blank rows while a list is scrolled, from a key press to
// its answer, and memory while it is used for some minutes.
func feel(ctx context.Context, d *door, args []string) error {
	flags := flag.NewFlagSet("feel", flag.ContinueOnError)
	customers := flags.Int("customers", 100_000, "how many the shop has")
	minutes := flags.Int("minutes", 10, "how long it is used for the memory")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "raja-feel-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	shop := filepath.Join(dir, "shop")
	for _, one := range []part{
		{"system packages", func() error { return d.system(ctx, testPackages) }},
		{"page", func() error { return d.page(ctx) }},
		{"command line", func() error { return d.commandLine(ctx) }},
		{fmt.Sprintf("a shop of %d customers", *customers), func() error { return d.crowded(ctx, dir, shop, *customers) }},
		{"what is felt", func() error {
			return d.visited(ctx, shop, fmt.Sprintf("RAJA_FEEL=%d", *minutes))
		}},
	} {
		if err := d.step(one.name, one.do); err != nil {
			return err
		}
	}
	return nil
}

// crowded makes a shop of many invented customers; their names and numbers are
// what lists and searches are made of.
func (d *door) crowded(ctx context.Context, dir, shop string, customers int) error {
	file := filepath.Join(dir, "pelanggan.csv")
	crowd := sample.NewCrowd(demoSeed, customers, 1, time.Now())
	if err := writeTo(file, crowd.WriteCustomers); err != nil {
		return err
	}
	_, err := d.raja(ctx, shop, "init", "--name", "Laundry Ramai", "--preset", "laundry")
	if err == nil {
		_, err = d.raja(ctx, shop, "import", "customers", file, "--source", "toko")
	}
	return errors.Join(err, os.Remove(file))
}
