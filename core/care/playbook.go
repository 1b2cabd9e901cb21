package care

// Playbook is what to do when something hard happens, step by step.
type Playbook struct {
	Code           string
	NameID, NameEN string
	Steps          []Step
}

// Step is one thing to do, with words to say.
type Step struct{ ID, EN string }

// Playbooks returns the playbooks that Raja brings, in the order in which they
// are offered.
func Playbooks() []Playbook {
	listen := Step{"Dengarkan sampai selesai, jangan menyela. Catat kata-kata pelanggan.", "Listen to the end, do not interrupt. Note the customer's own words."}
	sorry := Step{"Akui dan minta maaf: “Saya mengerti, Bu/Pak. Maaf atas ketidaknyamanannya.”", "Acknowledge and apologise: “I understand. I am sorry for the trouble.”"}
	promised := Step{"Janjikan satu hal yang pasti ditepati, dengan jam.", "Promise one thing that will surely be kept, with a time."}
	confirm := Step{"Hubungi lagi dan tanyakan apakah sudah puas.", "Get back and ask whether it is settled."}
	return []Playbook{
		{"angry", "Pelanggan marah", "Angry customer", []Step{listen, sorry, {"Ajak ke tempat yang lebih tenang; jangan berdebat.", "Offer a quieter place; do not argue."}, promised, confirm}},
		{"late", "Terlambat", "Late", []Step{sorry, {"Jelaskan sebabnya dengan jujur, tanpa menyalahkan orang lain.", "Say honestly why, and blame nobody."}, promised, {"Tawarkan antar atau pengganti waktu.", "Offer delivery, or something for the time lost."}, confirm}},
		{"damaged", "Barang rusak", "Damaged", []Step{sorry, {"Foto kerusakan bersama pelanggan dan catat keadaan saat diterima.", "Photograph the damage together and compare with the intake note."}, {"Tawarkan perbaikan, penggantian, atau ganti rugi sesuai wewenang.", "Offer repair, replacement or money within your allowance."}, promised, confirm}},
		{"lost", "Barang hilang", "Lost", []Step{sorry, {"Cari hari ini juga: rak, nota tertukar, pelanggan sebelum dan sesudahnya.", "Search today: shelf, mixed up notas, the customers before and after."}, promised, {"Bila tidak ditemukan, sepakati ganti rugi dengan pemilik.", "If it is not found, agree on compensation with the owner."}, confirm}},
		{"wrong_bill", "Tagihan salah", "Wrong bill", []Step{listen, {"Buka nota bersama pelanggan, baris demi baris.", "Go through the nota together, line by line."}, {"Koreksi sekarang juga; kembalikan selisihnya.", "Correct it now; give back the difference."}, confirm}},
	}
}

// SuggestPlaybook is the playbook for what is known: the cause in a word, else
// the mood; "" when none fits.
func SuggestPlaybook(cause string, mood int) string {
	for _, one := range Playbooks() {
		if one.Code == cause {
			return one.Code
		}
	}
	if mood == 1 {
		return "angry"
	}
	return ""
}
