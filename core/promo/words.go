package promo

// Text says in a sentence why a code takes nothing off, in "id" or "en".
func (w Why) Text(lang string) string {
	texts := map[Why][2]string{
		NotActive:    {"promo ini belum atau tidak lagi berjalan", "this promotion is not running"},
		NotYet:       {"promo ini belum dimulai", "this promotion has not begun"},
		Expired:      {"masa berlakunya sudah lewat", "it has expired"},
		Revoked:      {"kupon ini sudah dicabut", "this coupon was revoked"},
		UsedUp:       {"kupon ini sudah dipakai", "this coupon was used already"},
		Taken:        {"sedang disimpan untuk nota lain", "it is reserved for another order"},
		NotHers:      {"kupon ini milik pelanggan lain", "this coupon is another customer's"},
		WrongDay:     {"tidak berlaku pada hari atau jam ini", "it does not count on this day or at this hour"},
		WrongChannel: {"tidak berlaku untuk pesanan lewat jalur ini", "it does not count for orders that come this way"},
		NotFor:       {"tidak berlaku untuk pelanggan ini", "it is not for this customer"},
		NotFirst:     {"hanya untuk nota pertama", "it is for a first order only"},
		BelowLeast:   {"belanjanya belum cukup", "the order comes to less than it asks for"},
		NoItem:       {"tidak ada barang yang dimaksud di nota ini", "nothing in this order is what it is for"},
		AllUsed:      {"sudah habis", "it was used as often as it may be"},
		HerLimit:     {"pelanggan ini sudah memakainya sebanyak yang boleh", "this customer has used it as often as she may"},
		DayLimit:     {"untuk hari ini sudah habis", "it was used today as often as it may be"},
		Twice:        {"sudah dipakai di nota ini", "it is in this order already"},
		Alone:        {"tidak boleh digabung", "it cannot stand beside the others"},
		SameCategory: {"promo sejenis memberi potongan lebih besar", "another one of its kind takes off more"},
		NothingLeft:  {"tidak menambah potongan", "it takes nothing more off"},
	}
	if lang == "en" {
		return texts[w][1]
	}
	return texts[w][0]
}
