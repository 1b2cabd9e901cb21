package api

import (
	"fmt"
	"strings"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/store"
)

// Repair is something in the data folder that was mended.
type Repair struct {
	What   string `json:"what" doc:"tables, log, checkpoint, history or marker"`
	Why    string `json:"why" doc:"for who looks after the machine"`
	TextID string `json:"text_id"`
	TextEN string `json:"text_en"`
}

// repairTexts say to a shop what was mended.
var repairTexts = map[store.Part][2]string{
	store.PartTables:     {"Data toko dipulihkan dari salinannya di komputer ini, dan salinan itu utuh.", "The shop's data was made whole from its second copy on this machine, and that copy is whole."},
	store.PartLog:        {"Salinan perubahan terakhir rusak dan sudah ditulis ulang; tidak ada yang hilang.", "The copy of the latest changes was damaged and has been written anew; nothing is lost."},
	core.PartMarker:      {"raja.json di map data hilang atau rusak dan sudah ditulis ulang; tidak ada yang hilang.", "raja.json in the data folder was missing or damaged and has been written anew; nothing is lost."},
	store.PartHistory:    {"Perubahan lama, yang hanya disimpan untuk cadangan tambahan, rusak dan sudah dibuang; data toko utuh. Buat cadangan berikutnya dengan raja backup create tanpa --since.", "Older changes, which are kept for increments alone, were damaged and have been dropped; the shop's data is whole. Make the next backup with raja backup create without --since."},
	store.PartCheckpoint: {"Salinan kedua data toko rusak dan sudah ditulis ulang; tidak ada yang hilang.", "The second copy of the shop's data was damaged and has been written anew; nothing is lost."},
}

// RepairOf puts a repair into words.
func RepairOf(repair store.Repair) Repair {
	texts := repairTexts[repair.What]
	if repair.Lost > 0 {
		texts = [2]string{
			fmt.Sprintf("Data toko ditulis ulang dari salinannya di komputer ini, yang juga rusak: perubahan terakhir (%d) tidak ada lagi di salinan mana pun dan HILANG; periksa nota terakhir dan catat lagi yang tidak ada.", repair.Lost),
			fmt.Sprintf("The shop's data was written anew from its second copy on this machine, which is damaged too: the latest changes (%d) are in neither copy any more and are LOST; look at the latest orders and enter again what is not there.", repair.Lost),
		}
	}
	wrong := found(repair)
	if len(repair.Kept) > 0 {
		names := "store/" + strings.Join(repair.Kept, ", store/")
		wrong[0] += " Berkas toko lain yang ada di sana disimpan di map data sebagai " + names + "; kembalikan ke map toko itu, atau hapus."
		wrong[1] += " A file of another shop that lay there was kept in the data folder as " + names + "; put it back into that shop's folder, or remove it."
	}
	return Repair{What: string(repair.What), Why: repair.Why, TextID: texts[0] + wrong[0], TextEN: texts[1] + wrong[1]}
}

// RepairsOf is never null in JSON.
func RepairsOf(repairs []store.Repair) []Repair {
	shown := make([]Repair, len(repairs))
	for i, repair := range repairs {
		shown[i] = RepairOf(repair)
	}
	return shown
}
