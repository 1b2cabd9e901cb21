package main

import (
	"fmt"
	"strconv"
	"time"
)

// year gives an invented laundry what its year left behind beside customers and
// orders: how segments moved, promises that were kept and some that were not,
// who knocked at night, and what it decided about points.
func year(now time.Time) []dayStep {
	const day = 24 * time.Hour
	noon := time.Date(now.Year(), now.Month(), now.Day(), 12, 0, 0, 0, now.Location())
	var steps []dayStep
	did := func(at time.Time, words ...string) { steps = append(steps, dayStep{at, words}) }
	for i := range 14 {
		at := noon.Add(-time.Duration(190-13*i) * day)
		did(at, "promise", "make", fmt.Sprintf("C-%05d", 21+i), "Antar selimut", "--kind", "delivery", "--due", at.Add(28*time.Hour).Format("2006-01-02 15:04"), "--why", "biasa")
		took := 26 * time.Hour
		if i == 2 || i == 4 || i == 7 { // the dryer broke down
			took = 51 * time.Hour
		}
		did(at.Add(took), "promise", "keep", fmt.Sprintf("P-%05d", i+1))
	}
	for _, ago := range []int{42, 28, 14} {
		did(noon.Add(-time.Duration(ago)*day), "segment", "run")
	}
	for i, taken := range []string{"ACCEPT_DROP_OFF", "ACCEPT_DROP_OFF", "RESERVE_FIRST_SLOT", "ACCEPT_DROP_OFF", "SAY_CLOSED", "RESERVE_FIRST_SLOT"} {
		at := noon.Add(-time.Duration(75-11*i)*day + 9*time.Hour + 20*time.Minute)
		did(at, "afterhours", "log", "--customer", fmt.Sprintf("C-%05d", 12+i), "--at", at.Format(time.RFC3339), "--taken", taken, "--why", "Dewi masih di toko", "--accepted")
	}
	did(noon.Add(-20*day), "loyalty", "set", "--worth", "100", "--birthday", "25")
	for _, reward := range []struct {
		name   string
		points int
	}{{"Pewangi premium", 25}, {"Cuci 1 kg gratis", 80}, {"Cuci selimut gratis", 250}} {
		did(noon.Add(-20*day), "reward", "add", reward.name, strconv.Itoa(reward.points))
	}
	return steps
}

// lately gives it what its staff began these days: words for customers, what
// everybody may expect, and the morning's checklist.
func lately(now time.Time) []dayStep {
	const day = 24 * time.Hour
	var steps []dayStep
	did := func(ago time.Duration, words ...string) { steps = append(steps, dayStep{now.Add(-ago), words}) }
	did(8*day, "loyalty", "redeem", "C-00012", "--reward", "H-0001", "--by", "Dewi")
	did(5*day, "loyalty", "adjust", "C-00012", "--points", "10", "--reason", "Menunggu terlalu lama", "--by", "Ani")
	did(2*day, "promo", "add", "Kembali lagi", "--percent", "15", "--each", "1")
	did(2*day, "promo", "coupons", "PM-0002", "--make", "3")
	did(2*day, "segment", "give", "CHAMPIONS", "--priority", "9", "--max-discount", "15", "--wording", "Untuk pelanggan seperti Ibu, kami dahulukan.")
	did(2*day, "segment", "give", "LOYAL", "--priority", "7", "--max-discount", "10")
	did(8*day, "standard", "add", "time", "Cucian selesai pada jam yang dijanjikan", "--measure", "Janji ditepati", "--target", "95 %", "--checked", "Ani, tiap Senin")
	did(8*day, "standard", "add", "personnel", "Setiap pelanggan disapa dengan namanya", "--measure", "Didengar di toko", "--checked", "Ani, tiap hari")
	did(8*day, "standard", "add", "work", "Noda ditanyakan sebelum dicuci", "--measure", "Keluhan luntur", "--target", "tidak ada")
	did(7*day, "standard", "read", "ST-001", "--by", "Dewi")
	did(7*day, "standard", "read", "ST-001", "--by", "Ani")
	did(6*day, "standard", "read", "ST-002", "--by", "Dewi")
	did(8*day, "checklist", "add", "Buka toko", "--moment", "opening", "--step", "Nyalakan mesin uap", "--step", "Periksa janji hari ini", "--step", "Hitung uang laci", "--step", "Lap meja depan")
	did(8*day, "checklist", "add", "Tutup toko", "--moment", "closing", "--step", "Matikan semua mesin", "--step", "Hitung uang laci", "--step", "Kunci pintu belakang")
	did(day, "checklist", "begin", "CL-002", "--by", "Dewi")
	for step := range 3 {
		did(day, "checklist", "tick", "CR-00001", strconv.Itoa(step+1), "--by", "Dewi")
	}
	did(day, "checklist", "finish", "CR-00001")
	did(time.Hour, "checklist", "begin", "CL-001", "--by", "Dewi")
	did(time.Hour, "checklist", "tick", "CR-00002", "1", "--by", "Dewi")
	did(time.Hour, "checklist", "tick", "CR-00002", "2", "--by", "Dewi", "--note", "4 janji, satu lewat")
	did(time.Hour, "template", "add", "thank_you", "Terima kasih sudah mencuci di {toko}. Semoga bersih dan wanginya pas.", "--name", "Terima kasih hangat", "--tone", "warm")
	did(time.Hour, "message", "prepare", "C-00015", "check_in", "--text", "{salam}, {sapaan}. Bagaimana hasil cuci karpetnya?")
	did(time.Hour, "message", "prepare", "C-00007", "other", "--text", "Selimutnya sudah siap diambil, {sapaan}.")
	did(time.Hour, "message", "prepare", "C-00020", "other", "--text", "Cuciannya kami kerjakan dulu, {sapaan}. Besok siang siap.")
	did(0, "segment", "run")
	return steps
}
