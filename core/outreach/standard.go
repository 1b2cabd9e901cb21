package outreach

// Templates returns the templates that Raja brings: what is used while the
// owner has written none of her own for a purpose and a language.
func Templates() []Template {
	id := func(purpose Purpose, body string) Template {
		return Template{Purpose: purpose, Lang: "id", Name: string(purpose), Opening: "{salam}, {sapaan}.", Body: body, Closing: "Salam hangat,\n{toko}"}
	}
	en := func(purpose Purpose, body string) Template {
		return Template{Purpose: purpose, Lang: "en", Name: string(purpose), Opening: "{salam}, {nama}.", Body: body, Closing: "Kind regards,\n{toko}"}
	}
	return []Template{
		id(ThankYou, "Terima kasih atas kepercayaan Anda. Nota {nota}, total {total}. Sampai jumpa lagi."),
		en(ThankYou, "Thank you for coming. Nota {nota}, total {total}. See you again."),
		id(Ready, "Pesanan {nota} sudah selesai dan siap diambil. Kami buka {buka}."),
		en(Ready, "Your order {nota} is ready. We are open {buka}."),
		id(Reminder, "Pesanan {nota} sudah siap sejak {hari} hari yang lalu. Kapan sebaiknya kami siapkan?"),
		en(Reminder, "Your order {nota} has been ready for {hari} days. When would it suit you?"),
		id(Debt, "Kami ingatkan, masih ada sisa {sisa} untuk nota {nota}. Terima kasih."),
		en(Debt, "A reminder: {sisa} is still open for nota {nota}. Thank you."),
		id(Late, "Mohon maaf, {barang} yang kami janjikan {janji} baru selesai {janji_baru}. {alasan}"),
		en(Late, "We are sorry: {barang}, promised for {janji}, will be ready {janji_baru}. {alasan}"),
		id(Confirm, "Kami tunggu kedatangan Anda {janji}. Balas pesan ini bila perlu mengubah waktunya."),
		en(Confirm, "We expect you {janji}. Reply to this message if you need another time."),
		id(CheckIn, "Bagaimana hasilnya? Bila ada yang kurang, beri tahu kami."),
		en(CheckIn, "How did it turn out? Please tell us if anything is missing."),
		id(Survey, "Boleh minta waktu satu menit? Dari 0 sampai 10, seberapa besar Anda akan menyarankan kami kepada teman?"),
		en(Survey, "May we ask one minute of you? From 0 to 10, how likely are you to recommend us to a friend?"),
		id(Birthday, "Selamat ulang tahun! Semoga sehat dan bahagia selalu."),
		en(Birthday, "Happy birthday! We wish you health and joy."),
		id(Restocked, "{barang} yang Anda tunggu sudah tersedia."),
		en(Restocked, "{barang}, which you were waiting for, is here."),
	}
}
