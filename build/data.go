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

// data writes the files of an invented shop of any size, as `raja import
// customers` and `raja import orders` take them.
func data(_ context.Context, d *door, args []string) error {
	flags := flag.NewFlagSet("data", flag.ContinueOnError)
	customers := flags.Int("customers", 10_000, "how many")
	years := flags.Int("years", 1, "of visits")
	seed := flags.Uint64("seed", demoSeed, "the same gives the same files")
	until := flags.String("until", "", "the day after the last visit, YYYY-MM-DD; without it today")
	out := flags.String("out", d.path("build", "cache", "data"), "the folder for pelanggan.csv and nota.csv")
	if err := flags.Parse(args); err != nil {
		return err
	}
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		return err
	}
	end := time.Now().In(zone)
	if *until != "" {
		if end, err = time.ParseInLocation(time.DateOnly, *until, zone); err != nil {
			return fmt.Errorf("--until: %q is not a day like 2026-03-14", *until)
		}
	}
	if *customers < 1 || *years < 1 || *years > 50 {
		return errors.New("--customers is at least 1, --years 1 to 50")
	}
	if err := os.MkdirAll(*out, 0o700); err != nil {
		return err
	}
	crowd := sample.NewCrowd(*seed, *customers, *years, end)
	people, notas := filepath.Join(*out, "pelanggan.csv"), filepath.Join(*out, "nota.csv")
	if err := errors.Join(writeTo(people, crowd.WriteCustomers), writeTo(notas, crowd.WriteOrders)); err != nil {
		return err
	}
	fmt.Printf("raja import customers %s --source toko\nraja import orders %s --source toko\n", people, notas)
	return nil
}
