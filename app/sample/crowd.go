package sample

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Crowd is an invented shop of any size. All about one customer follows from
// the seed and her number, so that a million need no memory; the same seed,
// size and days give the same files, byte for byte.
type Crowd struct {
	seed  uint64
	count int
	first time.Time // the first day
	busy  []float64 // how busy the days up to each were, added up
}

// NewCrowd invents count customers and years of their visits, which end the
// day before until.
func NewCrowd(seed uint64, count, years int, until time.Time) *Crowd {
	until = time.Date(until.Year(), until.Month(), until.Day(), 0, 0, 0, 0, until.Location())
	first := until.AddDate(-years, 0, 0)
	return &Crowd{seed: seed, count: count, first: first, busy: season(first, until)}
}

// Person is one customer of a crowd.
type Person struct {
	Customer
	Email string
	Tags  []string
}

// chance is a dice that always falls alike for one thing about one customer.
func (c *Crowd) chance(customer int, about uint64) *rand.Rand {
	return rand.New(rand.NewPCG(c.seed^about<<32, (uint64(customer)+1)*0x9e3779b97f4a7c15))
}

// What chance is about.
const (
	aboutHer = iota + 1
	aboutVisits
	aboutOrder
)

// Person invents the customer with a number from 0. One in fourteen is
// reached by the phone of somebody of her family, a few have none, and some
// numbers were misheard.
func (c *Crowd) Person(i int) Person {
	dice := c.chance(i, aboutHer)
	made := Person{Customer: c.alone(i, dice)}
	switch {
	case dice.IntN(14) == 0 && i > 0:
		kin := i - 1 - dice.IntN(min(i, 500))
		made.Phone = c.alone(kin, c.chance(kin, aboutHer)).Phone
	case dice.IntN(25) == 0:
		made.Phone = ""
	case dice.IntN(60) == 0:
		made.Phone = "0812345"
	}
	if dice.IntN(5) == 0 {
		made.Email = strings.ToLower(strings.ReplaceAll(made.Name, " ", ".")) + strconv.Itoa(i%1000) + "@contoh.id"
	}
	for _, tag := range []string{"kost", "kantor", "langganan lama", "antar jemput"} {
		if dice.IntN(12) == 0 {
			made.Tags = append(made.Tags, tag)
		}
	}
	return made
}

// alone is a customer before she is given a family.
func (c *Crowd) alone(i int, dice *rand.Rand) Customer {
	made := Customer{Ref: fmt.Sprintf("P%07d", i+1)}
	made.Name, made.Honorific = called(dice)
	if dice.IntN(3) == 0 { // a second name, so that a million are not all called alike
		second, _, _ := strings.Cut(made.Name, " ")
		made.Name = slices.Concat(womenNames, menNames)[dice.IntN(len(womenNames)+len(menNames))] + " " + strings.TrimPrefix(made.Name, second+" ")
	}
	made.Phone = dialled(dice)
	return made
}

// WriteCustomers writes the list of customers as `raja import customers`
// takes it.
func (c *Crowd) WriteCustomers(w io.Writer) error {
	table := csv.NewWriter(bufio.NewWriterSize(w, 1<<16))
	err := table.Write([]string{"No Pelanggan", "Nama", "Sapaan", "No HP", "Email", "Label"})
	for i := 0; i < c.count && err == nil; i++ {
		made := c.Person(i)
		err = table.Write([]string{made.Ref, made.Name, made.Honorific, made.Phone, made.Email, strings.Join(made.Tags, " / ")})
	}
	table.Flush()
	return firstOf(err, table.Error())
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
