package window

import (
	"html/template"
	"net/http"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"github.com/raja-crm/raja/core/fault"
)

// trouble is a page of its own: the true one needs a shop to talk to.
var trouble = template.Must(template.New("trouble").Parse(`<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Raja</title>
<style>
  body { font: 15px/1.6 system-ui, sans-serif; margin: 40px 48px; }
  h1 { font-size: 22px; line-height: 1.3; margin: 0 0 12px; }
  [lang=en] { opacity: 0.75; margin-top: 24px; }
</style>
<main role="alert">
  <h1>Raja belum dapat dibuka</h1>
  <p>{{.Advice}}</p>
  <p lang="en">Raja cannot be opened. {{.Message}}.</p>
</main>
</html>`))

// tell shows why the shop cannot be opened until the window is closed.
func tell(asked flags, why error) error {
	app := frame(asked)
	app.Width, app.Height = 640, 320
	app.AssetServer = &assetserver.Options{Middleware: guard, Handler: explanation(why)}
	return wails.Run(app)
}

func explanation(why error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		said := struct{ Advice, Message string }{advice(why), why.Error()}
		trouble.Execute(w, said) //nolint:errcheck // a window that is gone has no reader
	})
}

// advice says in Indonesian what to do now.
func advice(why error) string {
	switch fault.KindOf(why) {
	case fault.KindUnavailable:
		return "Folder data sedang dipakai atau belum dapat dibaca. Bila Raja sudah terbuka, pakai jendela itu atau tutup dulu, lalu coba lagi."
	case fault.KindInvalid, fault.KindConflict:
		return "Folder yang dipilih bukan folder data Raja. Pilih folder lain."
	default:
		return "Data toko ini tidak dapat dibaca. Jangan hapus apa pun; simpan salinan folder datanya dulu."
	}
}
