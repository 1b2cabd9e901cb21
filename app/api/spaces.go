package api

import (
	"fmt"
	"strings"

	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// spaceNames say to a shop what lies in each keyspace: Indonesian, English.
var spaceNames = map[record.Space][2]string{
	record.Meta:          {"pengaturan dan penghitung", "settings and counters"},
	record.Customers:     {"pelanggan", "customers"},
	record.Orders:        {"pesanan", "orders"},
	record.OrdersOf:      {"indeks pesanan", "index of orders"},
	record.Unique:        {"indeks kunci unik", "index of unique keys"},
	record.Lookup:        {"indeks pencarian", "index of lookups"},
	record.Facts:         {"fakta pelanggan", "facts"},
	record.Histories:     {"hari kunjungan", "days of visits"},
	record.Decisions:     {"keputusan segmen", "segment decisions"},
	record.Stays:         {"riwayat segmen", "stays in segments"},
	record.Memberships:   {"himpunan pelanggan", "sets of customers"},
	record.Ledger:        {"poin dari pesanan", "points that orders earned"},
	record.Entries:       {"gerakan poin lain", "other movements of points"},
	record.Rewards:       {"hadiah", "rewards"},
	record.Standings:     {"tingkat pelanggan", "tiers of customers"},
	record.Promos:        {"promo", "promotions"},
	record.Coupons:       {"kupon", "coupons"},
	record.CodeUses:      {"pemakaian kode", "uses of codes"},
	record.Journal:       {"jurnal", "journal"},
	record.Imports:       {"impor", "imports"},
	record.Retries:       {"pesanan yang menunggu aturan poin", "orders that wait for the points rule"},
	record.Revocations:   {"pesanan yang tingkatnya ditinjau", "orders whose tiers are to be looked at"},
	record.Plugins:       {"aturan", "rules"},
	record.Profiles:      {"profil", "profiles"},
	record.Groups:        {"kelompok", "groups"},
	record.Assets:        {"barang pelanggan", "assets of customers"},
	record.Staff:         {"staf", "staff"},
	record.Departments:   {"bagian toko", "departments"},
	record.Promises:      {"janji", "promises"},
	record.Interactions:  {"kontak dengan pelanggan", "interactions"},
	record.Tickets:       {"tiket", "tickets"},
	record.Standards:     {"standar", "standards"},
	record.Checklists:    {"daftar periksa", "checklists"},
	record.ChecklistRuns: {"daftar periksa yang dijalankan", "runs of checklists"},
	record.Items:         {"barang dan jasa", "items"},
	record.Prices:        {"harga", "prices"},
	record.Waits:         {"daftar tunggu", "waiting list"},
	record.Payments:      {"pembayaran", "payments"},
	record.Quotes:        {"penawaran", "quotes"},
	record.Appointments:  {"kunjungan terjadwal", "appointments"},
	record.FollowUps:     {"tindak lanjut", "follow-ups"},
	record.Templates:     {"templat", "templates"},
	record.Messages:      {"pesan", "messages"},
	record.Visits:        {"kunjungan di luar jam buka", "visits after hours"},
	record.Journeys:      {"tahap yang ditetapkan", "stages set by hand"},
	record.Views:         {"daftar bernama", "named lists"},
	record.Bulks:         {"perubahan massal", "bulk changes"},
	record.Photos:        {"foto", "photos"},
	record.Pictures:      {"gambar foto", "pictures of photos"},
	record.Trail:         {"jejak perubahan", "trail of changes"},
	record.Lists:         {"indeks daftar", "index of lists"},
}

// AmissOf says what is wrong in a keyspace, in Indonesian and English:
// "customers: 2 records are missing".
func AmissOf(one store.Amiss) (id, en string) {
	name, known := spaceNames[record.Space(one.Space)]
	if !known {
		name = [2]string{fmt.Sprintf("catatan %q", one.Space), fmt.Sprintf("records of %q", one.Space)}
	}
	if one.Altered < 0 {
		return name[0] + ": jumlah catatan benar, tetapi isinya lain", name[1] + ": as many records as there should be, but not the same"
	}
	var saysID, saysEN []string
	for _, part := range []struct {
		n                  int
		id, single, plural string
	}{
		{one.Missing, "%d catatan hilang", "%d record is missing", "%d records are missing"},
		{one.Strange, "%d catatan tidak seharusnya ada", "%d record should not be there", "%d records should not be there"},
		{one.Altered, "%d catatan tidak seperti yang ditulis", "%d record is not as it was written", "%d records are not as they were written"},
	} {
		if part.n == 0 {
			continue
		}
		words := part.plural
		if part.n == 1 {
			words = part.single
		}
		saysID, saysEN = append(saysID, fmt.Sprintf(part.id, part.n)), append(saysEN, fmt.Sprintf(words, part.n))
	}
	return name[0] + ": " + strings.Join(saysID, ", "), name[1] + ": " + strings.Join(saysEN, ", ")
}

// found says of a repair what was wrong before it, nothing where that was not
// looked at.
func found(repair store.Repair) (texts [2]string) {
	if len(repair.Of) == 0 {
		return texts
	}
	var saysID, saysEN []string
	for _, one := range repair.Of {
		id, en := AmissOf(one)
		saysID, saysEN = append(saysID, id), append(saysEN, en)
	}
	return [2]string{" Yang salah tadi: " + strings.Join(saysID, "; ") + ".", " What was wrong: " + strings.Join(saysEN, "; ") + "."}
}
