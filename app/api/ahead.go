package api

import (
	"context"
	"fmt"

	"github.com/raja-crm/raja/core"
)

// Ahead is what is dated later than today: the computer's clock is behind it, or
// was ahead when it was written.
type Ahead struct {
	Code   string `json:"code" doc:"the newest order or entry of points; empty for none"`
	At     string `json:"at" doc:"its moment; empty for none"`
	TextID string `json:"text_id"`
	TextEN string `json:"text_en"`
}

// AheadOf says in words what is dated ahead; the texts are empty where nothing is.
func AheadOf(ctx context.Context, engine *core.Engine) (Ahead, error) {
	found, err := engine.Health.Ahead(ctx)
	if err != nil || found.Code == "" {
		return Ahead{}, err
	}
	day := found.At.In(engine.Zone()).Format("2006-01-02")
	andID, andEN, whose := "", "", "its points and tier"
	if found.More > 0 {
		andID, andEN, whose = fmt.Sprintf(" dan %d lainnya", found.More), fmt.Sprintf(" and %d more", found.More), "their points and tiers"
	}
	return Ahead{
		Code: found.Code, At: moment(found.At, engine.Zone()),
		TextID: fmt.Sprintf("Jam komputer ada di belakang catatan terbaru, tertanggal %s: %s%s. Betulkan jamnya, atau batalkan yang dicatat pada tanggal yang salah; sampai hari itu tiba, poin dan tingkatnya belum dihitung.", day, found.Code, andID),
		TextEN: fmt.Sprintf("The clock is behind the newest entry of %s: %s%s. Set the clock right, or take back what was recorded at a wrong date; until that day comes %s do not count.", day, found.Code, andEN, whose),
	}, nil
}
