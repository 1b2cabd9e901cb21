package core

import "strings"

// Stay is a record, or a field of one, that stays when an import or a change of
// many is taken back, or as it was when many are changed, and why.
type Stay struct {
	Code  string // "C-00012"
	Name  string // the customer's
	Field string // "" is the whole record
	Why   StayReason
	By    string // the code of what it is about: another import, a customer
}

// StayReason is why something stays.
type StayReason string

// The reasons. From StayPaid to StayStaff they say what the shop has of a record
// since.
const (
	StayChanged  StayReason = "changed"
	StayImported StayReason = "imported" // another import changed it
	StayMerged   StayReason = "merged"
	StaySpent    StayReason = "spent" // points that an order earned
	StayPaid     StayReason = "paid"
	StayPromised StayReason = "promised"
	StayOrders   StayReason = "orders"
	StayPoints   StayReason = "points"
	StayTickets  StayReason = "tickets"
	StayTalk     StayReason = "talk" // contacts, messages, follow-ups, visits
	StayPlans    StayReason = "plans"
	StayThings   StayReason = "things"
	StayPhotos   StayReason = "photos"
	StayWallet   StayReason = "wallet"
	StayCodes    StayReason = "codes"
	StayProfile  StayReason = "profile"
	StayTies     StayReason = "ties" // other customers or groups name her
	StayStaff    StayReason = "staff"
	StayEdited   StayReason = "edited" // somebody changed the same thing since
	StayFull     StayReason = "full"   // it would be more than there can be
	StayGone     StayReason = "gone"
)

// stayWords are the reasons as they are said, in Indonesian and in English.
func stayWords() map[StayReason][2]string {
	return map[StayReason][2]string{
		StayChanged:  {"diubah setelah impor", "was changed since"},
		StayImported: {"diubah oleh impor %s; batalkan yang itu dulu", "was changed by import %s since; undo that first"},
		StayMerged:   {"digabung dengan %s", "was merged with %s"},
		StaySpent:    {"poinnya sudah dipakai", "its points were spent"},
		StayPaid:     {"ada pembayaran di sini", "money moved for it here"},
		StayPromised: {"ada janji untuknya", "something was promised"},
		StayOrders:   {"punya nota lain", "has other orders"},
		StayPoints:   {"punya poin lain", "has other points"},
		StayTickets:  {"ada keluhan atau permintaan", "has a ticket"},
		StayTalk:     {"ada catatan kontak atau pesan", "has contacts or messages"},
		StayPlans:    {"ada penawaran, jadwal atau antrean", "has quotes, appointments or waits for something"},
		StayThings:   {"punya barang tercatat", "has things on record"},
		StayPhotos:   {"ada fotonya", "has photos"},
		StayWallet:   {"punya deposit", "has a deposit"},
		StayCodes:    {"ada kode promo atau kupon", "has promotion codes"},
		StayProfile:  {"ada catatan tentangnya", "has a profile"},
		StayTies:     {"terhubung dengan pelanggan lain", "is tied to other customers"},
		StayStaff:    {"karyawan %s", "is %s of the staff"},
		StayEdited:   {"sudah diubah lagi", "was changed again since"},
		StayFull:     {"labelnya sudah %s, sebanyak yang bisa", "has %s tags, as many as there can be"},
		StayGone:     {"sudah tidak ada", "is not there any more"},
	}
}

// Sentence says why, in a language: "id", and English for all others.
func (s *Stay) Sentence(lang string) string {
	words := stayWords()[s.Why]
	text := words[1]
	if lang == "id" {
		text = words[0]
	}
	return strings.ReplaceAll(text, "%s", s.By)
}
