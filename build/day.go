package main

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// today gives an invented laundry what a day at its counter asks for: promises
// of which one is late, somebody who comes, a complaint, a follow-up, and
// blankets that nobody fetches.
func (d *door) today(ctx context.Context, dir string, now time.Time) error {
	var last struct {
		Number string `json:"number"`
	}
	for _, step := range slices.Concat(year(now), counter(now), lately(now)) {
		words := append([]string{"--now", step.at.Format(time.RFC3339)}, step.words...)
		for i, word := range words {
			if word == lastOrder {
				words[i] = last.Number
			}
		}
		said, err := d.raja(ctx, dir, words...)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(said, &last); err != nil {
			return err
		}
	}
	return nil
}

// lastOrder stands for the number of the order that was spoken of last.
const lastOrder = "the last order"

// dayStep is one thing that somebody did in the shop.
type dayStep struct {
	at    time.Time
	words []string
}

func counter(now time.Time) []dayStep {
	const day = 24 * time.Hour
	var steps []dayStep
	did := func(ago time.Duration, words ...string) {
		steps = append(steps, dayStep{now.Add(-ago), words})
	}
	due := func(ahead time.Duration) string { return now.Add(ahead).Format("2006-01-02 15:04") }
	date := now.Format(time.DateOnly)

	did(9*day, "staff", "add", "Ani", "--role", "owner")
	did(9*day, "staff", "add", "Dewi", "--remedy", "10000")
	did(9*day, "item", "add", "Kiloan", "--price", "7000", "--unit", "kg", "--least", "3", "--step", "0.1")
	did(9*day, "item", "add", "Jas", "--price", "25000")
	did(9*day, "item", "add", "Selimut", "--price", "30000")
	did(9*day, "order", "add", "C-00007", "--offer", "K-0003:2", "--pay", "0", "--work", "--by", "Dewi")
	for _, state := range []string{"washing", "drying", "packing", "ready"} {
		did(8*day, "order", "move", lastOrder, state)
	}
	did(2*day, "promo", "add", "Hemat", "--percent", "10", "--word", "HEMAT10")
	did(day, "order", "add", "C-00003", "--offer", "K-0001:4.2", "--pay", "0", "--due", due(-20*time.Hour), "--why", "pelanggan setia", "--work", "--by", "Dewi")
	did(day, "order", "add", "C-00012", "--offer", "K-0002:1", "--pay", "25000", "--due", due(2*time.Hour), "--why", "pelanggan setia", "--work", "--by", "Dewi")
	did(day, "order", "add", "C-00020", "--offer", "K-0001:6", "--offer", "K-0002:2", "--pay", "20000", "--due", due(30*time.Hour), "--why", "pelanggan setia", "--work", "--by", "Ani")
	did(day, "ticket", "open", "complaint", "Jas belum rapi", "--customer", "C-00012", "--owner", "Dewi", "--cause", "late", "--mood", "2")
	did(day, "followup", "add", "C-00015", "Tanya hasil cuci karpet", "--due", due(-time.Hour), "--owner", "Dewi")
	did(day, "appointment", "make", "C-00009", "--start", date+" 14:00", "--what", "Jemput cucian", "--minutes", "30", "--staff", "Dewi")
	return steps
}
