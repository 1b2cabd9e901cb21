package sale

// FormsOf returns what a shop of a preset asks when an order is taken, by
// category of items, nil for nothing; the owner may change it. A shop that is to
// ask nothing has a form without questions.
func FormsOf(preset string) map[string]Form {
	if preset != "repair" {
		return nil
	}
	return map[string]Form{"": {Version: 1, Questions: []FormQuestion{
		{Key: "device", TextID: "Perangkat apa, merek dan tipenya?", TextEN: "Which device, which make and model?", Print: true},
		{Key: "imei", TextID: "IMEI atau nomor seri?", TextEN: "IMEI or serial number?", Print: true, Serial: true},
		{Key: "passcode_given", TextID: "Kode kunci diberikan?", TextEN: "Was the passcode given?", Choices: []string{"ya", "tidak"}},
		{Key: "accessories", TextID: "Kelengkapan yang ikut: charger, kartu SIM, casing?", TextEN: "What came along: charger, SIM card, case?", Print: true},
		{Key: "damage", TextID: "Kerusakan yang sudah terlihat saat diterima?", TextEN: "Which damage can be seen as it is taken in?", Print: true},
	}}}
}
