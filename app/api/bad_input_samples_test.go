package api_test

import (
	"fmt"
	"regexp"
	"strings"
)

// sample is a request that the stocked shop grants. times, choices and needed
// name what in it is a time, a word of a list, and what must not be empty;
// ignored what the operation passes over.
type sample struct {
	method, path, body              string
	times, choices, needed, ignored string
}

var (
	codeInPath = regexp.MustCompile(`/([A-Z]+-[0-9]+)`)
	dateInPath = regexp.MustCompile(`/[0-9]{4}-[0-9]{2}-[0-9]{2}`)
)

// operation is the path as the contract writes it.
func (s *sample) operation() string {
	path := codeInPath.ReplaceAllStringFunc(s.path, func(code string) string {
		if strings.HasPrefix(code, "/C-") && !strings.HasPrefix(s.path, "/api/history") {
			return "/{ref}"
		}
		return "/{code}"
	})
	path = dateInPath.ReplaceAllString(path, "/{date}")
	path = strings.Replace(path, "/drafts/order.C-00001", "/drafts/{form}", 1)
	return strings.Replace(path, "/points/", "/{id}/", 1)
}

func (s *sample) name() string { return s.method + " " + s.path + " " + s.body[:min(len(s.body), 40)] }

// named are the words of which a fault's field has to hold one: those on the
// way to what is wrong, or what people call it.
func (s *sample) named(place []string) []string {
	words := []string{"body"}
	for _, key := range place {
		words = append(words, key, strings.TrimSuffix(key, "s"), strings.TrimSuffix(key, "es"))
	}
	other := map[string][]string{
		"name": {"item"}, "offer": {"item"}, "milli": {"quantity", "price"}, "quantity": {"price"}, "amount": {"price"},
		"every_days": {"every"}, "code": {"next"}, "nota": {"text"}, "parfum": {"field"}, "phones": {"phone"}, "honorific_code": {"honorific"},
	}
	return append(words, other[place[len(place)-1]]...)
}

// elsewhere says why nothing wrong is sent to an operation here.
func elsewhere() map[string]string {
	const nothing, files = "takes nothing but a code", "takes a file: the hostile packages and the scripts of imports try it"
	return map[string]string{
		"POST /api/shops": "is asked where there is no shop: foyer_test.go tries it", "POST /api/shops/sample": nothing, "DELETE /api/shops/sample": nothing,
		"DELETE /api/jobs/{id}": nothing, "DELETE /api/plugins/{id}": nothing, "DELETE /api/drafts/{form}": nothing, "DELETE /api/views/{code}": nothing, "POST /api/plugins/{id}/disable": nothing,
		"POST /api/plugins/{id}/enable": nothing, "POST /api/suggestions": nothing, "POST /api/thanks": nothing, "POST /api/orders/{code}/remind": nothing,
		"POST /api/backups/daily": nothing, "POST /api/backups/verify": nothing,
		"POST /api/photos": "takes a file: photos_test.go tries it", "DELETE /api/photos/{code}": "takes no body: photos_test.go tries it", "DELETE /api/assets/{code}/hint": nothing,
		"POST /api/imports": files, "POST /api/imports/preview": files, "POST /api/plugins/install": files, "POST /api/plugins/look": files,
		"POST /api/segments/preview": "is held to the rule's own form, as a job: plugins_settings_test.go tries it",
		"POST /api/plugins/preview":  files, "PUT /api/plugins/{id}/settings": "is held to the rule's own form: plugins_settings_test.go tries it",
	}
}

// stock puts what the samples name into the shop.
func (w *watched) stock() (edited uint64) {
	w.t.Helper()
	post := func(path, body string) {
		if status, failed := w.send("POST", path, []byte(body)); status >= 300 {
			w.t.Fatalf("%s %s: %d %+v", path, body, status, failed)
		}
	}
	for _, name := range []string{"Sari", "Budi", "Sarie", "Dian"} {
		post("/api/customers", `{"name": "`+name+`", "phones": ["0812-3456-7890"], "honorific": "kak"}`)
	}
	post("/api/customers", `{"name": "Eka", "kind": "internal"}`)
	post("/api/departments", `{"name": "Produksi"}`)
	post("/api/departments", `{"name": "Kasir"}`)
	post("/api/staff", `{"name": "Ani", "role": "owner"}`)
	post("/api/staff", `{"name": "Dewi", "remedy": 10000}`)
	post("/api/items", `{"name": "Kiloan", "unit": "kg", "price": 7000, "minutes": 30}`)
	post("/api/groups", `{"kind": "household", "name": "Keluarga"}`)
	post("/api/assets", `{"owner": "C-00001", "kind": "device", "name": "HP"}`)
	for range 3 {
		post("/api/orders", `{"customer": "C-00001", "items": [{"name": "Jas", "quantity": 2, "price": 25000}], "pay": 0, "work": true}`)
		post("/api/quotes", `{"customer": "C-00001", "until": "2026-03-20", "items": [{"name": "Karpet", "quantity": 1, "price": 90000}]}`)
		post("/api/promises", `{"customer": "C-00001", "kind": "callback", "text": "menelepon", "due": "+5h", "why": "tamu"}`)
		post("/api/followups", `{"customer": "C-00001", "text": "tanya hasilnya", "due": "+1h"}`)
		post("/api/tickets", `{"type": "complaint", "customer": "C-00001", "title": "Luntur", "owner": "Ani", "cause": "damaged"}`)
	}
	for _, who := range []string{"C-00001", "C-00003", "C-00004"} {
		post("/api/waiting", `{"customer": "`+who+`", "item": "K-0001"}`)
	}
	post("/api/orders/N-000002/money", `{"do": "pay", "amount": 50000}`)
	post("/api/appointments", `{"customer": "C-00001", "start": "2026-03-15 14:00", "item": "K-0001", "staff": "Ani"}`)
	post("/api/checklists", `{"name": "Buka", "steps": ["Sapu", "Hitung kas"]}`)
	post("/api/checklists/CL-001/runs", `{}`)
	post("/api/standards", `{"dimension": "time", "statement": "Selesai tepat waktu"}`)
	post("/api/templates", `{"purpose": "ready", "name": "siap", "body": "{nota} siap"}`)
	post("/api/messages", `{"customer": "C-00001", "purpose": "thank_you", "about": "N-000001"}`)
	post("/api/messages", `{"customer": "C-00001", "purpose": "thank_you", "about": "N-000002"}`)
	post("/api/interactions", `{"customer": "C-00001", "kind": "inquiry", "channel": "phone", "questions": ["Kapan?"]}`)
	w.must("PATCH", "/api/customers/C-00004", map[string]any{"name": "Diana"})
	return uint64(w.must("GET", "/api/history/C-00004", nil)["items"].([]any)[0].(map[string]any)["entry"].(float64))
}

// samples are what the contract grants, in an order in which each is; edited is
// a journal entry that changed a customer's name.
func samples(edited uint64) []sample {
	return []sample{
		{"POST", "/api/customers", `{"name": "Tuti", "call_name": "Tut", "honorific": "ibu", "email": "tuti@contoh.id", "phones": ["0813-1111-2222"], "tags": ["antar"], "kind": "external"}`, "", "kind", "name", ""},
		{"PATCH", "/api/customers/C-00002", `{"name": "Boedi", "call_name": "Bud", "honorific": "mas", "email": "b@contoh.id", "kind": "external", "phones": ["0813-1111-3333"], "tags": ["x"], "loyal": true, "blocked": false}`, "", "kind", "name", ""},
		{"PUT", "/api/drafts/order.C-00001", `{"text": "{}"}`, "", "", "text", ""},
		{"POST", "/api/views", `{"name": "Setia", "segment": "LOYAL", "plugin": "segmentation", "q": "sri", "tag": "antar", "sort": "net", "descending": true, "columns": ["phone"]}`, "", "sort columns", "name", ""},
		{"PUT", "/api/views/VW-001", `{"name": "Antar", "tag": "antar"}`, "", "", "name", ""},
		{"PUT", "/api/fields", `{"fields": [{"key": "parfum", "name": "Parfum", "type": "choice", "choices": ["melati", "mawar"]}]}`, "", "type", "key name", ""},
		{"PUT", "/api/workshop", `{"flow": [{"code": "masuk", "name_id": "Masuk", "name_en": "In", "stage": "underway", "next": ["selesai"]}, {"code": "selesai", "name_id": "Selesai", "name_en": "Done", "stage": "finished", "next": []}],
			"forms": {"": {"questions": [{"key": "noda", "text_id": "Noda?", "text_en": "Stains?", "choices": ["ya", "tidak"], "needed": false}]}}, "rounding": 100}`, "", "stage", "code name_id name_en key text_id text_en", ""},
		{"POST", "/api/workshop/questions", `{"offers": ["K-0001"], "answers": {"noda": "ya"}}`, "", "", "", "noda"},
		{"PUT", "/api/workshop", `{}`, "", "", "", ""},
		{"PUT", "/api/settings/messages", `{"quiet_from": "21:00", "quiet_to": "07:00", "marketing": 2, "days": 7}`, "quiet_from quiet_to", "", "quiet_from quiet_to", ""},
		{"PUT", "/api/settings/segments", `{"entitlements": [{"segment": "LOYAL", "priority": 1, "after_hours": "buka pintu", "capped": true, "discount": 10, "wording": "untuk Ibu"}]}`, "", "", "segment", ""},
		{"PUT", "/api/settings/tickets", `{"levels": [{"type": "complaint", "severity": 4, "acknowledge_minutes": 5, "resolve_minutes": 60}]}`, "", "type", "type", ""},
		{"PUT", "/api/loyalty", `{"worth": 100, "together": true, "forgive": false, "waits": "days", "wait_days": 1, "again_days": 30, "birthday": 5, "referrer": 5, "referred": 5, "months": 6, "tiers": {"months": 12, "grace_days": 30, "downgrade": "one_down", "revoke_days": 10}}`, "", "waits downgrade", "", ""},
		{"PUT", "/api/loyalty/preset", `{"preset": "stamps", "points": 50, "every": 10, "of": "Kiloan"}`, "", "preset", "preset", ""},
		{"POST", "/api/rewards", `{"name": "Cuci gratis", "points": 10, "note": "3 kg", "ended": false}`, "", "", "name", ""},
		{"PUT", "/api/rewards/H-0001", `{"name": "Cuci gratis", "points": 10, "note": "", "ended": false}`, "", "", "name", ""},
		{"POST", "/api/promos", `{"name": "Hemat", "kind": "percent", "percent": 1000, "most": 5000, "least": 1000, "word": "HEMAT10", "stacking": "one", "category": "lebaran", "priority": 1, "from": "2026-03-01", "until": "2030-01-01", "days": ["sat"], "begins": "08:00", "ends": "24:00", "items": ["K-0001"], "categories": ["cuci"], "channels": ["walk_in"], "first": false, "total": 10, "each": 2, "daily": 5, "running": false, "valid": 3, "state": "active", "note": "x"}`, "from until days begins ends items channels", "kind stacking state", "name", ""},
		{"POST", "/api/promos", `{"name": "Balik lagi", "kind": "amount", "amount": 2000, "stacking": "joint", "after": 10000, "valid": 14}`, "", "kind stacking", "name", ""},
		{"PUT", "/api/promos/PM-0001", `{"name": "Hemat", "kind": "percent", "percent": 1250, "word": "HEMAT10"}`, "", "kind", "name", ""},
		{"PUT", "/api/promos/PM-0001/state", `{"state": "active"}`, "", "state", "state", ""},
		{"POST", "/api/promos/PM-0002/coupons", `{"count": 2, "customer": "C-00001", "until": "2030-01-01"}`, "until", "", "", ""},
		{"POST", "/api/coupons/KU-00001", `{"do": "issue"}`, "", "do", "do", ""},
		{"POST", "/api/promos/try", `{"customer": "C-00001", "items": [{"name": "Jas", "quantity": 1, "price": 25000}], "codes": ["hemat10"], "channel": "walk_in"}`, "", "", "customer", ""},
		{"POST", "/api/reservations", `{"customer": "C-00001", "said": "HEMAT10", "by": "S-001"}`, "", "", "customer said", ""},
		{"POST", "/api/reservations/U-000001", `{"do": "release"}`, "", "do", "do", ""},
		{"POST", "/api/customers/C-00001/points", `{"do": "adjust", "points": 100, "expires": "2030-01-01", "reason": "maaf", "by": "S-001", "key": "a"}`, "expires", "do", "reason", ""},
		{"POST", "/api/customers/C-00001/points", `{"do": "redeem", "reward": "H-0001", "reason": "hadiah", "by": "S-001", "key": "b"}`, "", "do reward", "", ""},
		{"POST", "/api/entries/E-000002/return", `{"reason": "batal", "by": "S-001"}`, "", "", "", ""},
		{"POST", "/api/imports/I-00001/undo", `{"dry_run": true}`, "", "", "", ""},
		{"POST", "/api/customers/changes", `{"customers": ["C-00001"], "add_tags": ["vip"], "remove_tags": ["lama"], "loyal": true, "blocked": false, "except": ["C-00002"], "key": "a", "dry_run": true}`, "", "", "customers except add_tags remove_tags", ""},
		{"POST", "/api/customers/changes", `{"all": true, "segment": "LOYAL", "plugin": "rfm-segments", "q": "sri", "tag": "kos", "add_tags": ["vip"], "dry_run": true}`, "", "segment", "", ""},
		{"POST", "/api/customers/changes/B-00001/undo", `{"dry_run": true}`, "", "", "", ""},
		{"PUT", "/api/business", `{"name": "Laundry Melati"}`, "", "", "name", ""},
		{"PUT", "/api/hours", `{"hours": "mon-sun 10:00-21:00"}`, "", "", "hours", ""},
		{"POST", "/api/hours/try", `{"calendar": {"timezone": "Asia/Jakarta", "week": {"mon": [["10:00", "21:00"]]}}}`, "", "", "timezone", ""},
		{"PUT", "/api/hours/2030-12-25", `{"hours": "closed"}`, "", "hours", "", ""},
		{"POST", "/api/staff", `{"name": "Eka", "role": "staff", "department": "D-01", "skills": ["setrika"], "customer": "C-00005", "remedy": 5000}`, "", "role", "name", ""},
		{"PATCH", "/api/staff/S-002", `{"name": "Dewi", "role": "staff", "department": "D-01", "skills": ["setrika"], "remedy": 10000, "left": false}`, "", "role", "", ""},
		{"POST", "/api/departments", `{"name": "Antar", "lead": "Ani"}`, "", "", "name", ""},

		{"POST", "/api/items", `{"type": "service", "name": "Setrika", "category": "cuci", "unit": "kg", "price": 5000, "cost": 1000, "least": 1000, "step": 100, "minutes": 30, "care_days": 7, "guide": "gantung"}`, "", "type unit", "name", ""},
		{"PATCH", "/api/items/K-0001", `{"name": "Kiloan", "category": "cuci", "least": 3000, "step": 100, "minutes": 30, "care_days": 7, "warranty_days": 30, "guide": "x", "sold_out": true, "gone": false}`, "", "", "name", ""},
		{"POST", "/api/items/K-0001/prices", `{"amount": 8000, "cost": 100, "list": "express", "from": "2026-04-01 10:00"}`, "from", "", "", ""},
		{"POST", "/api/waiting", `{"customer": "C-00002", "item": "K-0001", "expected": "2026-04-01", "note": "merah"}`, "expected", "", "customer item", ""},
		{"POST", "/api/waiting/W-0001", `{"do": "told"}`, "", "do", "do", ""},
		{"POST", "/api/quotes", `{"customer": "C-00002", "until": "2026-04-01", "items": [{"name": "Jas", "quantity": 2, "price": 25000}, {"offer": "K-0001", "milli": 3250, "list": "express"}], "discount": 1000, "by": "Ani"}`, "until", "", "customer until", ""},
		{"POST", "/api/quotes/Q-00001", `{"do": "decline", "why": "ke sebelah"}`, "", "do", "do", ""},
		{"POST", "/api/orders", `{"customer": "C-00001", "quote": "Q-00002", "pay": 0}`, "", "", "customer", ""},
		{"POST", "/api/orders", `{"customer": "C-00002", "items": [{"name": "Jas", "quantity": 2, "price": 25000}], "discount": 1000, "pay": 10000, "delivery": 5000, "method": "cash", "note": "cepat", "by": "Ani", "asset": "A-00001", "work": true, "due": "2026-03-16 17:00", "why": "tamu", "key": "klik-1"}`, "due", "method", "customer name", ""},
		{"POST", "/api/orders/N-000001/money", `{"do": "pay", "amount": 10000, "method": "qris", "by": "Ani", "key": "bayar-1"}`, "", "do method", "do", ""},
		{"POST", "/api/orders/N-000001/money", `{"do": "refund", "amount": 5000, "method": "cash", "reason": "sobek", "by": "Ani"}`, "", "do method", "do reason", ""},
		{"POST", "/api/orders/N-000002/money", `{"do": "refund_line", "line": 1, "milli": 1000, "reason": "sobek", "by": "Ani"}`, "", "do", "reason", ""},
		{"POST", "/api/orders/N-000003/money", `{"do": "void", "reason": "salah", "by": "Ani"}`, "", "do", "reason", ""},
		{"POST", "/api/orders/N-000001/status", `{"status": "washing", "by": "Ani"}`, "", "status", "status", ""},
		{"POST", "/api/customers/C-00001/deposit", `{"do": "add", "amount": 50000, "method": "cash", "by": "Ani", "key": "setor-1"}`, "", "do method", "", ""},
		{"POST", "/api/customers/C-00001/deposit", `{"do": "back", "amount": 5000, "method": "cash", "by": "Ani"}`, "", "do method", "", ""},

		{"POST", "/api/appointments", `{"customer": "C-00002", "start": "2026-03-16 14:00", "item": "K-0001", "what": "Potong", "resource": "kursi 1", "staff": "Ani", "minutes": 30, "before": 5, "after": 5, "note": "x", "outside": false}`, "start", "", "customer start", ""},
		{"POST", "/api/appointments/J-00001", `{"do": "move", "start": "2026-03-15 15:00", "minutes": 30, "before": 5, "after": 5, "resource": "kursi 1", "staff": "Ani", "note": "x", "outside": false}`, "start", "do", "do", ""},
		{"POST", "/api/appointments/J-00001", `{"do": "mark", "status": "confirmed"}`, "", "do status", "status", ""},

		{"POST", "/api/promises/judge", `{"customer": "C-00001", "kind": "ready", "text": "selesai", "due": "2026-03-16 17:00"}`, "due", "kind", "", "customer text"},
		{"POST", "/api/promises", `{"customer": "C-00001", "kind": "callback", "text": "menelepon", "about": "N-000001", "due": "2026-03-16 17:00", "by": "Ani", "why": "tamu"}`, "due", "kind", "customer text due", ""},
		{"POST", "/api/promises/P-00001", `{"do": "revise", "due": "2026-03-17 17:00", "reason": "mesin", "informed": true, "by": "Ani"}`, "due", "do", "due reason", ""},
		{"POST", "/api/promises/P-00002", `{"do": "keep", "outcome": "puas"}`, "", "do", "", ""},
		{"POST", "/api/promises/P-00003", `{"do": "pause", "for": "customer"}`, "", "do for", "for", ""},

		{"POST", "/api/followups", `{"customer": "C-00002", "purpose": "check_in", "text": "tanya", "due": "2026-03-16 17:00", "owner": "Ani", "about": "N-000001", "every_days": 7, "channel": "phone"}`, "due", "purpose channel", "customer text due", ""},
		{"POST", "/api/customers/C-00002/journey", `{"stage": "preference", "reason": "suka melati", "by": "Ani"}`, "", "stage", "stage reason", ""},
		{"POST", "/api/followups/F-00001", `{"do": "snooze", "until": "2026-03-17 17:00"}`, "until", "do", "until", ""},
		{"POST", "/api/followups/F-00002", `{"do": "done", "outcome": "puas", "by": "Ani"}`, "", "do", "outcome", ""},
		{"POST", "/api/templates", `{"purpose": "late", "lang": "id", "tone": "warm", "name": "telat", "opening": "{salam}", "body": "{nota} telat", "closing": "{toko}"}`, "", "purpose lang tone", "purpose name body", ""},
		{"PATCH", "/api/templates/TP-001", `{"tone": "short", "name": "siap", "opening": "{salam}", "body": "{nota}", "closing": "{toko}", "gone": false}`, "", "tone", "name body", ""},
		{"POST", "/api/messages", `{"customer": "C-00001", "purpose": "late", "lang": "id", "about": "N-000001", "values": {"nota": "N-000001", "janji": "17.00", "janji_baru": "19.00", "alasan": "mesin"}}`, "", "purpose", "customer purpose", ""},
		{"POST", "/api/messages/M-000001", `{"do": "open"}`, "", "do", "do", ""},
		{"POST", "/api/messages/M-000002", `{"do": "skip", "why": "sudah", "by": "Ani"}`, "", "do", "why", ""},

		{"POST", "/api/tickets", `{"type": "problem", "customer": "C-00001", "title": "Noda", "asked": "x", "need": "y", "severity": 3, "channel": "phone", "about": "N-000001", "owner": "Ani", "cause": "noda", "mood": 3}`, "", "type channel", "title owner customer", ""},
		{"POST", "/api/tickets", `{"type": "internal", "from": "D-01", "to": "D-02", "title": "Kemasan", "owner": "Ani", "due": "2026-03-16 17:00"}`, "due", "type", "title owner from to", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "act", "what": "cuci ulang", "by": "Dewi", "result": "bersih", "cost": 1000, "told": true}`, "", "do", "what", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "severity", "severity": 4}`, "", "do", "", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "note", "need": "x", "cause": "damaged", "steps": [1]}`, "", "do", "", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "offer", "to": "Dewi", "reason": "tahu"}`, "", "do", "to reason", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "remedy", "apology": "maaf", "what": "gratis", "cost": 5000, "by": "Dewi", "approver": "Ani"}`, "", "do", "what", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "accept_offer", "by": "Dewi"}`, "", "do", "by", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "resolve", "resolution": "refunded", "explanation": "x", "alternative": "y", "cause": "luntur"}`, "", "do resolution", "resolution", ""},
		{"POST", "/api/tickets/T-00001", `{"do": "reopen", "reason": "masih", "by": "Ani"}`, "", "do", "reason", ""},
		{"POST", "/api/tickets/T-00002", `{"do": "wait", "status": "waiting_customer"}`, "", "do status", "status", ""},
		{"POST", "/api/interactions", `{"customer": "C-00001", "kind": "complaint", "channel": "walk_in", "at": "2026-03-14 10:00", "body": "b", "quote": "q", "topics": ["t"], "mood": 2, "patience": 1, "signals": ["sigh"], "points": ["p"], "questions": ["?"], "by": "Ani", "ticket": "T-00002", "outgoing": false, "moment": true}`, "at", "kind channel signals", "customer", ""},
		{"POST", "/api/interactions/L-000001/answers", `{"question": 1, "answer": "kemarin"}`, "", "", "answer", ""},
		{"POST", "/api/visits", `{"customer": "C-00001", "at": "2026-03-14T22:00", "staff": "willing", "service": "drop_off", "taken": "OWN_WAY", "why": "kenal", "accepted": true, "by": "Ani", "unsafe": false}`, "at", "staff service", "taken why", ""},
		{"POST", "/api/after-hours", `{"customer": "C-00001", "at": "2026-03-14T22:00", "staff": "willing", "service": "drop_off", "unsafe": false}`, "at", "staff service", "", ""},

		{"POST", "/api/standards", `{"dimension": "time", "statement": "Tepat", "measure": "jam", "target": "95", "checked": "tiap hari"}`, "", "dimension", "dimension statement", ""},
		{"POST", "/api/standards/ST-001", `{"do": "edit", "dimension": "work", "statement": "Rapi", "measure": "x", "target": "y", "checked": "z", "retired": false}`, "", "do dimension", "statement", ""},
		{"POST", "/api/standards/ST-001", `{"do": "read", "by": "Ani", "score": 90}`, "", "do", "by", ""},
		{"POST", "/api/checklists", `{"name": "Tutup", "moment": "closing", "steps": ["Kunci"]}`, "", "moment", "name steps", ""},
		{"PATCH", "/api/checklists/CL-001", `{"name": "Buka", "moment": "opening", "steps": ["Sapu"], "gone": false}`, "", "moment", "name steps", ""},
		{"POST", "/api/checklists/CL-001/runs", `{"by": "Ani"}`, "", "", "", ""},
		{"POST", "/api/runs/CR-00001", `{"do": "tick", "step": 1, "note": "ok", "by": "Ani"}`, "", "do", "do", ""},
		{"POST", "/api/runs/CR-00001", `{"do": "skip", "step": 2, "note": "libur"}`, "", "do", "note", ""},

		{"POST", "/api/assets", `{"owner": "C-00001", "kind": "device", "name": "HP", "brand": "S", "model": "A", "serial": "490154203237518", "note": "x"}`, "", "kind", "owner name", ""},
		{"PUT", "/api/assets/A-00001/hint", `{"hint": "pola huruf Z", "pin": "melati-7"}`, "", "", "hint pin", ""},
		{"POST", "/api/assets/A-00001/hint/open", `{"pin": "melati-7"}`, "", "", "pin", ""},
		{"PATCH", "/api/assets/A-00001", `{"name": "HP", "brand": "S", "model": "A", "serial": "356938035643809", "note": "x", "gone": false}`, "", "", "name", ""},
		{"POST", "/api/groups", `{"kind": "household", "name": "Keluarga Budi", "note": "x", "payer": "C-00002", "members": ["C-00002"]}`, "", "kind", "name", ""},
		{"PATCH", "/api/groups/G-00001", `{"name": "Keluarga", "note": "x", "payer": "C-00002"}`, "", "", "", ""},
		{"PUT", "/api/customers/C-00002/profile", `{"edition": 1, "addresses": [{"label": "rumah", "street": "Jl. Kenanga", "rt": "03", "rw": "07", "kelurahan": "a", "kecamatan": "b", "city": "c", "province": "d", "postal_code": "12345", "landmark": "e", "instruction": "f"}],
			"dates": [{"kind": "birthday", "label": "", "year": 1990, "month": 4, "day": 12}], "preferences": [{"topic": "pewangi", "value": "melati", "taste": "like", "source": "", "at": "2026-03-14T10:00:00Z"}], "facts": ["suka kopi"],
			"relations": [{"to": "C-00001", "kind": "sibling", "label": ""}], "groups": ["G-00001"], "referrer": "C-00001", "guardian": "C-00001", "source": "teman", "member": "M-1", "role": "", "fields": {"parfum": "melati"},
			"consents": [{"purpose": "marketing", "channel": "whatsapp", "given": true, "text": "1", "proof": "nota", "at": "2026-03-14T10:00:00Z", "by": ""}],
			"verifications": [{"method": "photo_of_nota", "passed": true, "note": "x", "at": "2026-03-14T10:00:00Z", "by": ""}], "verified": 1}`, "at", "taste purpose method channel", "value", "verified"},
		{"POST", "/api/customers/C-00002/consents", `{"purpose": "marketing", "channel": "whatsapp", "given": true, "text": "2026-01", "proof": "nota", "on": "2026-03-13", "by": "Ani"}`, "on", "purpose channel", "purpose", ""},
		{"POST", "/api/customers/C-00001/apart", `{"other": "C-00003"}`, "", "", "other", ""},
		{"POST", "/api/customers/C-00001/merge", `{"lose": "C-00003", "choose": ["name"], "dry_run": false}`, "", "choose", "lose", ""},
		{"POST", "/api/history/C-00004/restore", fmt.Sprintf(`{"field": "name", "entry": %d}`, edited), "", "field", "field", ""},
		{"POST", "/api/undo", `{"entry": 0}`, "", "", "", ""},
		{"POST", "/api/segments/run", `{"as_of": "2026-03-14", "window": 365}`, "as_of", "", "", ""},
		{"POST", "/api/exports", `{"format": "csv", "columns": ["code", "name"], "mask": "last4", "purpose": "daftar", "lang": "id"}`, "", "format columns mask lang", "format", ""},
		{"POST", "/api/exports", `{"format": "csv", "only": {"customers": ["C-00001"], "except": ["C-00002"]}}`, "", "", "customers except", ""},
		{"POST", "/api/backups", `{}`, "", "", "", ""},
		{"PUT", "/api/plugins/points/policy", `{"hook": "loyalty", "policy": "queue"}`, "", "hook policy", "hook", ""},
		{"PUT", "/api/plugins/points/limits", `{"units": 20000000, "memory_pages": 256}`, "", "", "", ""},
	}
}
