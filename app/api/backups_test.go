package api_test

import (
	"strings"
	"testing"
)

func TestABackupIsMadeForTheBrowserAndOneADayIsKept(t *testing.T) {
	_, f := openOn(t, nil) // on the disk: only there a backup can be made
	f.must("POST", "/api/customers", map[string]any{"name": "Sari"})
	f.must("POST", "/api/customers", map[string]any{"name": "Budi"})
	made := f.finish(f.must("POST", "/api/backups", map[string]any{}))
	result, _ := made["result"].(map[string]any)
	if made["state"] != "done" || result["customers"] != 2.0 || result["ticket"] == "" {
		t.Fatalf("a backup: %v", made)
	}
	if got := f.raw("GET", "/api/downloads/"+result["ticket"].(string)); len(got) != int(result["bytes"].(float64)) {
		t.Errorf("%d bytes came, want %v", len(got), result["bytes"])
	}
	for _, first := range []bool{true, false} {
		daily := f.finish(f.must("POST", "/api/backups/daily", nil))
		if got := daily["result"].(map[string]any)["made"]; got != first {
			t.Errorf("the daily backup was made: %v, want %v", got, first)
		}
	}
	f.must("POST", "/api/customers", map[string]any{"name": "Dian"})
	read := f.finish(f.must("POST", "/api/backups/verify", nil))
	list := items(read["result"].(map[string]any), "backups")
	if len(list) != 1 || list[0].(map[string]any)["verified"] != true {
		t.Fatalf("read to the last byte: %v", read)
	}
	file := list[0].(map[string]any)["file"].(string)
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	loss := f.must("GET", "/api/backups/"+name+"/lost", nil)
	if loss["customers"] != 1.0 || !strings.Contains(loss["command"].(string), name) {
		t.Errorf("a restore would lose %v", loss)
	}
	if status, _ := f.ask("GET", "/api/backups/raja-none/lost", nil); status != 404 {
		t.Errorf("a backup that is not there answers %d", status)
	}
}

func TestASettingIsFoundByItsActionAndTakenBack(t *testing.T) {
	f := open(t)
	if got := f.must("GET", "/api/history?action=hours.set", nil)["entry"]; got != 0.0 {
		t.Errorf("before any change: entry %v", got)
	}
	f.must("PUT", "/api/hours", map[string]any{"hours": "mon-sun 08:00-12:00"})
	f.must("POST", "/api/customers", map[string]any{"name": "Dian"})
	entry := f.must("GET", "/api/history?action=hours.set", nil)["entry"]
	f.must("POST", "/api/undo", map[string]any{"entry": entry})
	week := f.must("GET", "/api/hours", nil)["week"].(map[string]any)["mon"].([]any)
	if got := week[0].([]any)[0]; got != "10:00" {
		t.Errorf("monday opens at %v, want what it was", got)
	}
	if got := f.must("GET", "/api/history?action=hours.set", nil)["entry"]; got != 0.0 {
		t.Errorf("after it was taken back: entry %v", got)
	}
}

func TestAWeekIsTriedBeforeItHolds(t *testing.T) {
	f := open(t)
	try := func(week map[string]any) (int, map[string]any) {
		return f.ask("POST", "/api/hours/try", map[string]any{"calendar": map[string]any{"timezone": "Asia/Jakarta", "week": week}})
	}
	if _, never := try(map[string]any{}); never["open"] != false || never["next_open"] != "" {
		t.Errorf("never open: %v", never)
	}
	if _, noon := try(map[string]any{"sat": [][]string{{"11:00", "13:00"}}}); noon["open"] != true {
		t.Errorf("open at noon: %v", noon)
	}
	status, failed := try(map[string]any{"mon": [][]string{{"25:00", "26:00"}}})
	if said, _ := failed["error"].(map[string]any); status != 422 || said["field"] != "week.mon" {
		t.Errorf("no time of day: %d %v", status, failed)
	}
}
