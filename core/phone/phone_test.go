package phone_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/phone"
)

func valid(raw, e164 string, kind phone.Kind) phone.Number {
	return phone.Number{Raw: raw, E164: e164, Kind: kind, Valid: true}
}

func bad(raw string, problem phone.Problem, suggestion string) phone.Number {
	return phone.Number{Raw: raw, Kind: phone.Unknown, Problem: problem, Suggestion: suggestion}
}

func TestParse(t *testing.T) {
	const sari = "+6281234567890"
	mobile := func(raw string) []phone.Number { return []phone.Number{valid(raw, sari, phone.Mobile)} }
	landline := func(raw string) []phone.Number { return []phone.Number{valid(raw, "+62215550123", phone.Landline)} }
	rows := []struct {
		raw  string
		want []phone.Number
	}{
		{"0812-3456-7890", mobile("0812-3456-7890")},
		{"081234567890", mobile("081234567890")},
		{"62812 3456 7890", mobile("62812 3456 7890")},
		{"+6281234567890", mobile("+6281234567890")},
		{"+62 (0)812-3456-7890", mobile("+62 (0)812-3456-7890")},
		{"812 3456 7890", mobile("812 3456 7890")},
		{"O812 3456 7890", mobile("O812 3456 7890")},
		{"wa.me/6281234567890", mobile("wa.me/6281234567890")},
		{"٠٨١٢٣٤٥٦٧٨٩٠", mobile("٠٨١٢٣٤٥٦٧٨٩٠")},
		{"0062 812 3456 7890", mobile("0062 812 3456 7890")},
		{"0060123456789", []phone.Number{bad("0060123456789", phone.Impossible, "+60 12-345 6789")}},
		{"006281234567890", mobile("006281234567890")},
		{"00 62 812 3456 7890", mobile("00 62 812 3456 7890")},
		{"6208 1234 567 890", mobile("6208 1234 567 890")},
		{"\u202a+62 812\u20113456\u20117890\u202c", mobile("\u202a+62 812\u20113456\u20117890\u202c")},
		{"0812\u00ad3456\u200b7890\u00a0", mobile("0812\u00ad3456\u200b7890\u00a0")},
		{"０８１２－３４５６－７８９０", mobile("０８１２－３４５６－７８９０")},
		{"https://wa.me/6281234567890?text=Halo%2C%20Bu", mobile("https://wa.me/6281234567890?text=Halo%2C%20Bu")},
		{"https://api.whatsapp.com/send?phone=6281234567890&text=a/b", mobile("https://api.whatsapp.com/send?phone=6281234567890&text=a/b")},
		{"whatsapp://send?phone=%2B6281234567890", mobile("whatsapp://send?phone=%2B6281234567890")},
		{"wa.me/081234567890", mobile("wa.me/081234567890")},
		{"tel:+62-812-3456-7890", mobile("tel:+62-812-3456-7890")},
		{"tel:081234567890", mobile("tel:081234567890")},
		{"HP: 0812.3456.7890", mobile("HP: 0812.3456.7890")},
		{"0812-3456-7890 (Bu Sari)", mobile("0812-3456-7890 (Bu Sari)")},
		{"Bu Sari 0812-3456-7890", mobile("Bu Sari 0812-3456-7890")},

		{"0895-1234-5678", []phone.Number{valid("0895-1234-5678", "+6289512345678", phone.Mobile)}},
		{"(021) 5550123", landline("(021) 5550123")},
		{"021-5550123", landline("021-5550123")},
		{"+62 21 5550 123", landline("+62 21 5550 123")},
		{"0800-1-234567", []phone.Number{valid("0800-1-234567", "+628001234567", phone.TollFree)}},
		{"+60 12-345 6789", []phone.Number{valid("+60 12-345 6789", "+60123456789", phone.Mobile)}},

		{"08l2-3456-7890", []phone.Number{bad("08l2-3456-7890", phone.Letters, "0812-3456-7890")}},
		{"0812-3456-789O", []phone.Number{bad("0812-3456-789O", phone.Letters, "0812-3456-7890")}},
		{"0812-CALL-7890", []phone.Number{bad("0812-CALL-7890", phone.Letters, "")}},
		{"8.12346E+10", []phone.Number{bad("8.12346E+10", phone.Excel, "")}},
		{"8,12346E+10", []phone.Number{bad("8,12346E+10", phone.Excel, "")}},
		{"8.1234567890E+10", []phone.Number{bad("8.1234567890E+10", phone.Excel, "0812-3456-7890")}},
		{"6.281234567890E+12", []phone.Number{bad("6.281234567890E+12", phone.Excel, "0812-3456-7890")}},
		{"8123456789", []phone.Number{bad("8123456789", phone.LostZero, "0812-3456-789")}},
		{"08123456", []phone.Number{bad("08123456", phone.TooShort, "")}},
		{"0812345678901234", []phone.Number{bad("0812345678901234", phone.TooLong, "")}},
		{"085", []phone.Number{bad("085", phone.TooShort, "")}},
		{"112", []phone.Number{bad("112", phone.TooShort, "")}},
		{"14045", []phone.Number{bad("14045", phone.TooShort, "")}},
		{"+999 123 4567", []phone.Number{bad("+999 123 4567", phone.UnknownCountry, "")}},
		{"tidak ada", []phone.Number{bad("tidak ada", phone.NoDigits, "")}},
		{"-", []phone.Number{bad("-", phone.NoDigits, "")}},
		{" / ", []phone.Number{bad(" / ", phone.NoDigits, "")}},
		{"wa.me/qr/ABC", []phone.Number{bad("wa.me/qr/ABC", phone.NoDigits, "")}},
		{"", nil},
		{" \n", nil},

		{"0812 3456 7890 / 0813 1111 2222", []phone.Number{
			valid("0812 3456 7890", sari, phone.Mobile), valid("0813 1111 2222", "+6281311112222", phone.Mobile),
		}},
		{"081234567890 atau (021) 5550123; -", []phone.Number{
			valid("081234567890", sari, phone.Mobile), valid("(021) 5550123", "+62215550123", phone.Landline),
		}},
		{"HP 081234567890 dan WA 0813 1111 2222\n112", []phone.Number{
			valid("081234567890", sari, phone.Mobile), valid("0813 1111 2222", "+6281311112222", phone.Mobile), bad("112", phone.TooShort, ""),
		}},
	}
	for _, r := range rows {
		t.Run(r.raw, func(t *testing.T) {
			if diff := cmp.Diff(r.want, phone.Parse(r.raw, "ID")); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", r.raw, diff)
			}
		})
	}
}

func TestParseInAnotherRegion(t *testing.T) {
	rows := []struct{ name, raw, region, want string }{
		{"a number at home", "012-345 6789", "MY", "+60123456789"},
		{"a region in small letters", "012-345 6789", "my", "+60123456789"},
		{"no region is Indonesia", "0812-3456-7890", "", "+6281234567890"},
		{"620 is Kansas, not Indonesia", "620 834 5678", "US", "+16208345678"},
		{"an Indonesian abroad", "0062 812 3456 7890", "SG", "+6281234567890"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			got := phone.Parse(r.raw, r.region)
			if len(got) != 1 || got[0].E164 != r.want {
				t.Errorf("Parse(%q, %q) = %+v, want %s", r.raw, r.region, got, r.want)
			}
		})
	}
}

func TestDisplayIsReadBack(t *testing.T) {
	rows := []struct{ e164, want string }{
		{"+6281234567890", "0812-3456-7890"},
		{"+628123456789", "0812-3456-789"},
		{"+6281234567891", "0812-3456-7891"},
		{"+62895123456789", "0895-1234-56789"},
		{"+62215550123", "(021) 5550123"},
		{"+628001234567", "0800 1234567"},
		{"+60123456789", "+60 12-345 6789"},
		{"not a number", "not a number"},
	}
	for _, r := range rows {
		got := phone.Display(r.e164)
		if got != r.want {
			t.Errorf("Display(%s) = %s, want %s", r.e164, got, r.want)
		}
		if back := phone.Parse(got, "ID"); strings.HasPrefix(r.e164, "+") && back[0].E164 != r.e164 {
			t.Errorf("Parse(%s) = %s, want %s", got, back[0].E164, r.e164)
		}
	}
}

func TestMask(t *testing.T) {
	rows := []struct {
		display string
		mask    phone.Masking
		want    string
	}{
		{"0812-3456-7890", phone.MaskNone, "0812-3456-7890"},
		{"0812-3456-7890", phone.MaskMiddle, "0812-••••-7890"},
		{"0812-3456-7890", phone.MaskLast4, "••••-••••-7890"},
		{"0812-3456-78901", phone.MaskMiddle, "0812-••••-•8901"},
		{"(021) 5550123", phone.MaskMiddle, "(021) ••••123"},
		{"085", phone.MaskLast4, "•••"},
		{"085", phone.MaskMiddle, "•••"},
		{"٠٨١٢٣٤", phone.MaskMiddle, "٠••••٤"},
	}
	for _, r := range rows {
		if got := phone.Mask(r.display, r.mask); got != r.want {
			t.Errorf("Mask(%s, %s) = %s, want %s", r.display, r.mask, got, r.want)
		}
	}
	if m, err := phone.ParseMasking(""); m != phone.MaskNone || err != nil {
		t.Errorf("ParseMasking of nothing = %q, %v", m, err)
	}
	if _, err := phone.ParseMasking("all"); err == nil {
		t.Error("ParseMasking took all")
	}
}

func TestWhatsApp(t *testing.T) {
	n := phone.Parse("0812-3456-7890", "ID")[0]
	rows := []struct{ text, want string }{
		{"", "https://wa.me/6281234567890"},
		{"Halo, Bu Sari!\nSudah jadi & rapi + wangi", "https://wa.me/6281234567890?text=Halo%2C%20Bu%20Sari%21%0ASudah%20jadi%20%26%20rapi%20%2B%20wangi"},
		{"terima kasih 🙏", "https://wa.me/6281234567890?text=terima%20kasih%20%F0%9F%99%8F"},
	}
	for _, r := range rows {
		if got, ok := n.WhatsApp(r.text); !ok || got != r.want {
			t.Errorf("WhatsApp(%q) = %s, %v, want %s", r.text, got, ok, r.want)
		}
	}
	for _, raw := range []string{"(021) 5550123", "0800-1-234567", "085"} {
		if link, ok := phone.Parse(raw, "ID")[0].WhatsApp("halo"); ok {
			t.Errorf("%s has a WhatsApp link: %s", raw, link)
		}
	}
}

// Whoever hands over a novel is not kept waiting for the number in it.
func TestATextThatIsTooLongIsNotSearched(t *testing.T) {
	longest := strings.Repeat(" ", phone.MaxText-12) + "081234567890"
	if found := phone.Parse(longest, "ID"); len(found) != 1 || found[0].E164 != "+6281234567890" {
		t.Errorf("in %d bytes: %+v", len(longest), found)
	}
	longer := " " + longest
	if found := phone.Parse(longer, "ID"); len(found) != 1 || found[0].Valid || found[0].Problem != phone.TooLong || found[0].Raw != longer {
		t.Errorf("in %d bytes: %d numbers, %s", len(longer), len(found), found[0].Problem)
	}
}
