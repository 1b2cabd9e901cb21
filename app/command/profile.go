package command

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// showProfile shows all that is known of a customer, what she must not have
// first.
func showProfile(s *say, engine *core.Engine, view *api.Profile) {
	s.tastes(view.Preferences, people.Allergy, "ALERGI", "ALLERGY")
	s.tastes(view.Preferences, people.Like, "suka", "likes")
	s.tastes(view.Preferences, people.Dislike, "tidak suka", "dislikes")
	for _, fact := range view.Facts {
		s.line("• %s", "• %s", fact)
	}
	for i := range view.Dates {
		s.line("%s: %s", "%s: %s", s.dateKind(&view.Dates[i]), view.Dates[i].String())
	}
	for i := range view.Addresses {
		s.line("%s", "%s", addressText(&view.Addresses[i]))
	}
	s.known("Nomor anggota", "Member number", view.Member)
	s.known("Tahu toko dari", "Came to know the shop by", view.Source)
	s.known("Peran", "Role", view.Role)
	s.known("Diajak oleh", "Brought by", view.Referrer)
	s.known("Wali", "Guardian", view.Guardian)
	s.known("Kelompok", "Groups", strings.Join(view.Groups, ", "))
	for _, tie := range view.Relations {
		s.line("%s: %s%s", "%s: %s%s", s.relation(tie.Kind), tie.To, labelled(tie.Label))
	}
	for _, key := range slices.Sorted(maps.Keys(view.Fields)) {
		s.line("%s: %s", "%s: %s", key, view.Fields[key])
	}
	for i := range view.Consents {
		s.consent(engine, &view.Consents[i])
	}
	levels := [][2]string{{"belum terverifikasi", "not verified"}, {"masuk akal", "plausible"}, {"terkonfirmasi", "confirmed"}}
	s.line("Identitas: %s", "Identity: %s", s.pick(levels[view.Verified][0], levels[view.Verified][1]))
}

// showNamedBy shows what others' profiles say of a customer.
func showNamedBy(s *say, ties []api.NamedBy) {
	for i := range ties {
		one := &ties[i]
		s.line("%s dari %s %s%s", "%s of %s %s%s", s.relation(one.Kind), one.Code, one.Name, labelled(one.Label))
	}
}

// relation is what one is to another, in words.
func (s *say) relation(kind string) string {
	words := map[string]string{
		"spouse": "pasangan", "parent": "orang tua", "child": "anak", "sibling": "saudara", "relative": "kerabat", "friend": "teman",
		"colleague": "rekan kerja", "employer": "atasan", "neighbour": "tetangga", "other": "kenalan", "guardian": "wali", "referrer": "pengajak",
	}
	if word := words[kind]; word != "" {
		return s.pick(word, kind)
	}
	return kind
}

func labelled(label string) string {
	if label == "" {
		return ""
	}
	return " (" + label + ")"
}

func (s *say) tastes(all []people.Preference, taste people.Taste, id, en string) {
	for i := range all {
		if all[i].Taste == taste {
			s.line("%s: %s", "%s: %s", s.pick(id, en), all[i].String())
		}
	}
}

// known says one thing that is known, and nothing where it is not.
func (s *say) known(id, en, value string) {
	if value != "" {
		s.line("%s: %s", "%s: %s", s.pick(id, en), value)
	}
}

func (s *say) dateKind(date *people.Date) string {
	words := map[people.DateKind][2]string{
		people.Birthday: {"ulang tahun", "birthday"}, people.Anniversary: {"hari jadi", "anniversary"}, people.OtherDate: {"hari lain", "other day"},
	}
	word := s.pick(words[date.Kind][0], words[date.Kind][1])
	if date.Label != "" {
		word += " (" + date.Label + ")"
	}
	return word
}

// addressText is an address on one line, without what is not known of it.
func addressText(a *people.Address) string {
	var parts []string
	for _, part := range [][2]string{
		{"", a.Street},
		{"RT ", a.RT},
		{"RW ", a.RW},
		{"", a.Kelurahan},
		{"", a.Kecamatan},
		{"", a.City},
		{"", a.Province},
		{"", a.PostalCode},
		{"", a.Landmark},
		{"", a.Instruction},
	} {
		if part[1] != "" {
			parts = append(parts, part[0]+part[1])
		}
	}
	text := strings.Join(parts, ", ")
	if a.Label != "" {
		text = a.Label + ": " + text
	}
	return text
}

func (s *say) consent(engine *core.Engine, said *people.Consent) {
	word := s.pick("tidak", "no")
	if said.Given {
		word = s.pick("ya", "yes")
	}
	more := []string{said.At.In(engine.Zone()).Format(time.DateOnly)}
	for _, part := range []string{string(said.Channel), said.Text, said.Proof, said.By} {
		if part != "" {
			more = append(more, strconv.Quote(part))
		}
	}
	s.line("izin %s: %s (%s)", "consent to %s: %s (%s)", string(said.Purpose), word, strings.Join(more, ", "))
}
