package command

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
)

// promoLimits shows every limit of a promotion that is set, one a line.
func promoLimits(s *say, engine *core.Engine, one *api.Promo) {
	limit := func(set bool, id, en string, args ...any) {
		if set {
			s.line("  "+id, "  "+en, args...)
		}
	}
	names := func(all []string, id, en string) {
		limit(len(all) > 0, id+": %s.", en+": %s.", strings.Join(all, ", "))
	}
	text := func(amount int64) string { return engine.Business().Currency.Text(money.Amount(amount), s.lang) }

	limit(one.From != "", "Mulai %s.", "Since %s.", one.From)
	limit(one.Until != "", "Sampai %s.", "Until %s.", one.Until)
	names(s.days(one.Days), "Hanya hari", "Only on")
	limit(one.Begins != "" || one.Ends != "", "Hanya jam %s sampai %s.", "Only from %s to %s.", cmp.Or(one.Begins, "00:00"), cmp.Or(one.Ends, "24:00"))
	limit(one.Least > 0, "Untuk nota mulai %s.", "For orders of at least %s.", text(one.Least))
	limit(one.Most > 0, "Potongan paling banyak %s.", "It takes off at most %s.", text(one.Most))
	names(one.Items, "Hanya untuk barang", "Only for items")
	names(one.Categories, "Hanya untuk kategori", "Only for items of")
	names(one.Segments, "Hanya untuk segmen", "Only for customers of the segments")
	names(one.Tiers, "Hanya untuk tingkat", "Only for customers of the tiers")
	names(one.Channels, "Hanya untuk nota lewat", "Only for orders that come by")
	limit(one.First, "Hanya untuk nota pertama.", "Only for a first order.")
	limit(one.Total > 0, "Paling banyak %d kali seluruhnya.", "At most %d times in all.", one.Total)
	limit(one.Each > 0, "Paling banyak %d kali per pelanggan.", "At most %d times for one customer.", one.Each)
	limit(one.Daily > 0, "Paling banyak %d kali sehari.", "At most %d times on one day.", one.Daily)
	limit(true, "%s", "%s", s.stacks(one))
	limit(one.Running, "Persennya dihitung dari sisa setelah potongan lain.", "Its percentage is of what others have left.")
	limit(one.Priority > 0, "Urutan %d: yang lebih besar dipotong dulu.", "Priority %d: the higher is taken off first.", one.Priority)
	limit(one.After > 0, "Kupon diberikan setelah nota lunas mulai %s.", "A coupon is given to who has paid an order of at least %s.", text(one.After))
	limit(one.Valid > 0, "Kupon berlaku %d hari.", "A coupon holds for %d days.", one.Valid)
	limit(one.Note != "", "Catatan: %s", "Note: %s", one.Note)
}

// stacks is beside what a promotion may stand.
func (s *say) stacks(one *api.Promo) string {
	switch one.Stacking {
	case "exclusive":
		return s.pick("Tidak bisa digabung dengan promo lain.", "It stands alone, beside no other promotion.")
	case "joint":
		return s.pick("Bisa digabung dengan promo lain.", "It stands beside other promotions.")
	}
	if one.Category != "" {
		return fmt.Sprintf(s.pick("Hanya satu promo dari kelompok %s yang dipakai.", "Only one promotion of the category %s counts."), one.Category)
	}
	return s.pick("Hanya satu promo tanpa kelompok yang dipakai.", "Only one promotion of no category counts.")
}

// days are days of the week in the person's language.
func (s *say) days(codes []string) []string {
	if s.lang == "en" {
		return codes
	}
	words := map[string]string{"mon": "Senin", "tue": "Selasa", "wed": "Rabu", "thu": "Kamis", "fri": "Jumat", "sat": "Sabtu", "sun": "Minggu"}
	all := make([]string, len(codes))
	for i, code := range codes {
		all[i] = words[code]
	}
	return all
}
