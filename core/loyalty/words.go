package loyalty

// Word says in one word or two what a kind of entry is, in "id" or "en".
func (k EntryKind) Word(lang string) string {
	known := map[EntryKind][2]string{
		Accrue: {"dapat", "earned"}, PromoAccrue: {"bonus", "bonus"}, Release: {"bisa dipakai", "released"},
		Redeem: {"ditukar", "redeemed"}, RedeemReversal: {"tukar dikembalikan", "given back"}, Reinstate: {"tukar dikembalikan", "given back"},
		AccrueReversal: {"ditarik kembali", "taken back"}, Expire: {"hangus", "expired"}, Adjust: {"penyesuaian", "adjusted"},
	}[k]
	if lang == "en" {
		return known[1]
	}
	return known[0]
}
