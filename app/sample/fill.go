package sample

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
)

// The sample is small enough to be there in a moment, and large enough that
// every segment has somebody.
const (
	fillSeed      = 7
	fillCustomers = 160
)

// Fill gives an empty shop an invented year, taken in as its owner would, and a
// day on which something waits. contract is that of the shop.
func Fill(ctx context.Context, shop *core.Engine, contract http.Handler) error {
	now := shop.Now().In(shop.Zone())
	invented := Laundry(fillSeed, fillCustomers, now)
	for _, file := range []struct {
		kind  intake.Kind
		write func(io.Writer) error
	}{{intake.Customers, invented.WriteCustomers}, {intake.Orders, invented.WriteOrders}} {
		var text bytes.Buffer
		if err := file.write(&text); err != nil {
			return err
		}
		options := core.ImportOptions{Kind: file.kind, Source: "melati", Rejects: func(core.Reject) error { return nil }}
		if _, err := shop.Imports.Run(ctx, bytes.NewReader(text.Bytes()), options); err != nil {
			return err
		}
	}
	for _, did := range aDay(now) {
		if err := send(ctx, contract, did); err != nil {
			return err
		}
	}
	return nil
}

// deed is one thing that somebody did in the shop: a request of the page's.
type deed struct {
	path string
	body map[string]any
}

// aDay is what gives the day of now something to do.
func aDay(now time.Time) []deed {
	at := func(ahead time.Duration) string { return soon(now, ahead).Format("2006-01-02 15:04") }
	// At every hour of the night the shop is open on the next afternoon.
	afternoon := now.AddDate(0, 0, 1).Format(time.DateOnly) + " 14:00"
	const hour = time.Hour
	return []deed{
		{"/api/staff", map[string]any{"name": "Ani", "role": "owner"}},
		{"/api/staff", map[string]any{"name": "Dewi", "remedy": 10_000}},
		{"/api/items", map[string]any{"name": "Kiloan", "price": 7000, "unit": "kg"}},
		{"/api/items", map[string]any{"name": "Jas", "price": 25_000}},
		{"/api/orders", map[string]any{
			"customer": "C-00007", "items": []map[string]any{{"offer": "K-0002", "quantity": 1}}, "pay": 0, "work": true, "due": afternoon,
		}},
		{"/api/promises", map[string]any{"customer": "C-00003", "kind": "callback", "text": "menelepon soal karpet", "due": at(2 * hour), "why": "karpetnya besar"}},
		{"/api/appointments", map[string]any{"customer": "C-00012", "start": afternoon, "what": "Ambil jas", "minutes": 30}},
		{"/api/tickets", map[string]any{"type": "complaint", "customer": "C-00012", "title": "Jas belum rapi", "owner": "Dewi", "cause": "late"}},
		{"/api/followups", map[string]any{"customer": "C-00005", "text": "Tanya apakah selimutnya sudah wangi", "due": at(hour)}},
	}
}

// soon is a moment so far ahead, but before midnight while there is time until
// then: what is due tomorrow gives today nothing to do.
func soon(now time.Time, ahead time.Duration) time.Time {
	const least = 10 * time.Minute
	late := time.Date(now.Year(), now.Month(), now.Day(), 23, 55, 0, 0, now.Location())
	if due := now.Add(ahead); due.Before(late) || late.Sub(now) < least {
		return due
	}
	return late
}

func send(ctx context.Context, contract http.Handler, did deed) error {
	body, err := json.Marshal(did.body)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://raja.local"+did.path, strings.NewReader(string(body)))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	said := &reply{header: http.Header{}}
	contract.ServeHTTP(said, request)
	if said.status >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s answered %d %s", did.path, body, said.status, said.body.String())
	}
	return nil
}

// reply is what the contract answers.
type reply struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *reply) Header() http.Header { return r.header }

func (r *reply) WriteHeader(status int) { r.status = status }

func (r *reply) Write(part []byte) (int, error) { return r.body.Write(part) }
