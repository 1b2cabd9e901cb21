package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// snapshot is a JPEG file.
func snapshot(t *testing.T, wide int) string {
	t.Helper()
	drawn := image.NewRGBA(image.Rect(0, 0, wide, wide/2))
	for x := range wide {
		drawn.Set(x, x/3, color.RGBA{R: 200, A: 255})
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, drawn, nil); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// photographed is a shop in which somebody brought a phone.
func photographed(t *testing.T) *face {
	t.Helper()
	f := open(t)
	f.must("POST", "/api/customers", map[string]any{"name": "Sari"})
	f.must("POST", "/api/assets", map[string]any{"owner": "C-00001", "kind": "device", "name": "HP"})
	f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Ganti layar", "quantity": 1, "price": 350_000}}})
	f.must("POST", "/api/staff", map[string]any{"name": "Dewi"})
	return f
}

func TestAPhotoGoesThroughTheContract(t *testing.T) {
	f := photographed(t)
	made := f.must("POST", "/api/photos", map[string]any{"ticket": f.upload("gores.jpg", snapshot(t, 2400)), "asset": "A-00001", "note": "gores", "by": "Dewi"})
	if made["code"] != "FT-00001" || made["width"] != 1600.0 || made["by"] != "S-001" || !strings.HasPrefix(made["sha256"].(string), made["stamp"].(string)) {
		t.Errorf("the photo is %v", made)
	}
	f.must("POST", "/api/photos", map[string]any{"ticket": f.upload("noda.jpg", snapshot(t, 200)), "order": "N-000001"})
	if shown := f.must("GET", "/api/assets/A-00001/photos", nil)["items"].([]any); len(shown) != 1 {
		t.Errorf("the phone's photos are %v", shown)
	}
	if shown := f.must("GET", "/api/orders/N-000001/photos", nil)["items"].([]any); len(shown) != 1 {
		t.Errorf("the order's photos are %v", shown)
	}
	f.must("DELETE", "/api/photos/FT-00001?reason=buram", nil)
	if status, _ := f.ask("GET", "/api/photos/FT-00001", nil); status != http.StatusNotFound {
		t.Errorf("a photo that was removed answers %d", status)
	}
	for query, want := range map[string]int{"": 0, "?removed=true": 1} {
		if shown := f.must("GET", "/api/assets/A-00001/photos"+query, nil)["items"].([]any); len(shown) != want {
			t.Errorf("after the removal %q shows %v", query, shown)
		}
	}
	f.must("POST", "/api/undo", map[string]any{})
	f.must("GET", "/api/photos/FT-00001", nil)
}

func TestAPictureIsHandedOverAsAPictureAndNothingElse(t *testing.T) {
	f := photographed(t)
	made := f.must("POST", "/api/photos", map[string]any{"ticket": f.upload("gores.jpg", snapshot(t, 2400)+"<script>alert(1)</script>"), "asset": "A-00001"})
	answer := httptest.NewRecorder()
	f.contract.ServeHTTP(answer, httptest.NewRequest("GET", "/api/photos/FT-00001/picture", nil))
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
		"Content-Disposition": `inline; filename="FT-00001.jpg"`,
	} {
		if got := answer.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	sum := sha256.Sum256(answer.Body.Bytes())
	if hex.EncodeToString(sum[:]) != made["sha256"] || bytes.Contains(answer.Body.Bytes(), []byte("script")) {
		t.Errorf("%d bytes with the SHA-256 %x come, want %v", answer.Body.Len(), sum, made["sha256"])
	}
	small := f.must("GET", "/api/photos/FT-00001?side=240", nil)
	data, err := base64.StdEncoding.DecodeString(small["data"].(string))
	if err != nil {
		t.Fatal(err)
	}
	if read, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || read.Width != 240 || read.Height != 120 {
		t.Errorf("what is looked at beside others is %+v, %v", read, err)
	}
}

func TestABadPhotoIsRefusedByTheNameOfWhatIsWrong(t *testing.T) {
	f := photographed(t)
	good := f.upload("gores.jpg", snapshot(t, 200))
	for want, body := range map[string]map[string]any{
		"ticket":  {"ticket": "besok", "asset": "A-00001"},
		"file":    {"ticket": f.upload("x.jpg", "<svg/>"), "asset": "A-00001"},
		"asset":   {"ticket": good},
		"asset ":  {"ticket": good, "asset": "A-00007"},
		"asset  ": {"ticket": good, "asset": "N-000001"},
		"order":   {"ticket": good, "order": "N-000009"},
		"order ":  {"ticket": good, "order": "besok"},
		"by":      {"ticket": good, "asset": "A-00001", "by": "Nobody"},
		"note":    {"ticket": good, "asset": "A-00001", "note": strings.Repeat("x", 301)},
		"body":    {"asset": "A-00001"},
		"more":    {"ticket": good, "asset": "A-00001", "more": 1},
	} {
		status, answer := f.ask("POST", "/api/photos", body)
		failed, _ := answer["error"].(map[string]any)
		if status < 400 || status >= 500 || !strings.Contains(fmt.Sprint(failed["field"]), strings.TrimSpace(want)) {
			t.Errorf("%v: %d %v", body, status, answer)
		}
	}
	for path, field := range map[string]string{
		"/api/photos/FT-00001":                      "reason",
		"/api/photos/FT-00001?reason=%20":           "photo",
		"/api/photos/A-00001?reason=x":              "photo",
		"/api/photos/FT-00001?reason=x&at_once=may": "at_once",
	} {
		status, answer := f.ask("DELETE", path, nil)
		failed, _ := answer["error"].(map[string]any)
		if status < 400 || status >= 500 || !strings.Contains(fmt.Sprint(failed["field"]), field) {
			t.Errorf("DELETE %s: %d %v", path, status, answer)
		}
	}
	if shown := f.must("GET", "/api/assets/A-00001/photos?removed=true", nil)["items"].([]any); len(shown) != 0 {
		t.Errorf("what was refused is there: %v", shown)
	}
}
