package api

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
)

// ImportResult is what an import did.
type ImportResult struct {
	Batch            string         `json:"batch" doc:"empty for a dry run"`
	DryRun           bool           `json:"dry_run"`
	Rows             int            `json:"rows" doc:"created + updated + unchanged + rejected"`
	Created          int            `json:"created"`
	Updated          int            `json:"updated"`
	Unchanged        int            `json:"unchanged"`
	Rejected         int            `json:"rejected"`
	CustomersCreated int            `json:"customers_created"`
	Reasons          map[string]int `json:"reasons"`
	Rejects          []Reject       `json:"rejects" doc:"the first 100"`
	RejectsTicket    string         `json:"rejects_ticket,omitempty"`
	Columns          []ImportColumn `json:"columns,omitempty"`
	Sums             *ImportSums    `json:"sums,omitempty"`
	Looks            *ImportLooks   `json:"looks,omitempty" doc:"nearly no row was taken, and the file seems to be written otherwise than it was read"`
}

// ImportLooks is how a file seems to be written.
type ImportLooks struct {
	Format    string `json:"format"`
	Delimiter string `json:"delimiter" doc:"of csv"`
	Flags     string `json:"flags" doc:"what tells raja import so"`
}

// Reject is a row that was not taken.
type Reject struct {
	Line      int    `json:"line"`
	Reason    string `json:"reason"`
	Message   string `json:"message"`
	MessageID string `json:"message_id"`
	Text      string `json:"text"`
}

// Preview shows how a file would be read.
type Preview struct {
	Format     string      `json:"format"`
	Delimiter  string      `json:"delimiter"`
	Encoding   string      `json:"encoding"`
	HasHeader  bool        `json:"has_header"`
	Columns    []string    `json:"columns" doc:"the field of each column, empty to pass it over"`
	Header     []string    `json:"header"`
	Rows       [][]string  `json:"rows" doc:"the first 20"`
	Fields     []FieldInfo `json:"fields"`
	DateFormat string      `json:"date_format"`
	Size       int64       `json:"size"`
}

// FieldInfo is something that a column can hold.
type FieldInfo struct {
	Key      string `json:"key"`
	NameID   string `json:"name_id"`
	NameEN   string `json:"name_en"`
	Required bool   `json:"required"`
}

// NewImport says how a chosen file is read. Empty fields are detected.
type NewImport struct {
	Ticket     string   `json:"ticket"`
	Kind       string   `json:"kind" enum:"orders,customers"`
	Format     string   `json:"format,omitempty"`
	Delimiter  string   `json:"delimiter,omitempty" maxLength:"4"`
	Encoding   string   `json:"encoding,omitempty"`
	Columns    []string `json:"columns,omitempty"`
	DateFormat string   `json:"date_format,omitempty"`
	Decimal    string   `json:"decimal,omitempty"`
	Source     string   `json:"source,omitempty" maxLength:"100"`
	DryRun     bool     `json:"dry_run,omitempty"`
	Lang       string   `json:"lang,omitempty" enum:",id,en" doc:"of the reasons in the file of rejects"`
}

func (s *service) importOperations(api huma.API) {
	huma.Post(api, "/api/imports/preview", func(ctx context.Context, in *struct{ Body NewImport }) (*out[Preview], error) {
		return s.preview(ctx, in.Body)
	})
	huma.Post(api, "/api/imports", func(_ context.Context, in *struct{ Body NewImport }) (*accepted[Job], error) {
		options, err := in.Body.Options()
		if err != nil {
			return nil, answer(err)
		}
		held, err := s.files.find(in.Body.Ticket)
		if err != nil {
			return nil, answer(err)
		}
		started, err := s.jobs.start("import", "bytes", func(ctx context.Context, tell func(done, total int64)) (any, error) {
			options.Progress = tell
			return s.runImport(ctx, held, in.Body.Lang, options)
		})
		return &accepted[Job]{http.StatusAccepted, started}, answer(err)
	})
}

// Options returns the engine's options for a request.
func (n NewImport) Options() (core.ImportOptions, error) {
	decimal, err := money.DecimalOf(n.Decimal)
	if err != nil {
		return core.ImportOptions{}, err
	}
	delimiter, size := utf8.DecodeRuneInString(n.Delimiter)
	if size != len(n.Delimiter) || (size > 0 && (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == utf8.RuneError)) {
		return core.ImportOptions{}, fault.Invalid("delimiter", "%q is not one character that can part columns", n.Delimiter)
	}
	if size == 0 {
		delimiter = 0
	}
	if len(n.Columns) == 0 {
		n.Columns = nil // else they would be said, and all passed over
	}
	return core.ImportOptions{
		Kind:    intake.Kind(n.Kind),
		Dialect: exchange.Dialect{Format: exchange.Format(n.Format), Encoding: n.Encoding, Delimiter: delimiter},
		Columns: n.Columns, DateFormat: n.DateFormat, Decimal: decimal, Source: n.Source, DryRun: n.DryRun,
	}, nil
}

// maxUpload is the largest file that is taken from a browser, in bytes.
const maxUpload = 512 << 20

// upload keeps the body of a request as a file.
func (s *service) upload(w http.ResponseWriter, r *http.Request) {
	file, held, err := s.files.make(r.URL.Query().Get("name"))
	if err != nil {
		writeFailure(w, fault.As(err))
		return
	}
	_, err = io.Copy(file, http.MaxBytesReader(w, r.Body, maxUpload))
	if err = errors.Join(err, file.Close()); err != nil {
		os.Remove(held.path) //nolint:errcheck // the folder goes at the end anyway
		writeFailure(w, fault.Unavailable("file", "did not arrive whole; try again").Because(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	writeJSON(w, s.files.hold(held))
}

func (s *service) preview(ctx context.Context, asked NewImport) (*out[Preview], error) {
	options, err := asked.Options()
	if err != nil {
		return nil, answer(err)
	}
	held, err := s.files.find(asked.Ticket)
	if err != nil {
		return nil, answer(err)
	}
	file, err := os.Open(held.path)
	if err != nil {
		return nil, answer(fault.NotFound("file", "%s cannot be opened", held.name).Because(err))
	}
	defer file.Close() //nolint:errcheck // only read
	found, err := s.engine.Imports.Preview(ctx, file, options)
	if err != nil {
		return nil, answer(err)
	}
	shown := Preview{
		Format: string(found.Dialect.Format), Encoding: found.Dialect.Encoding, HasHeader: found.HasHeader,
		Columns: found.Columns, Header: found.Header, Rows: found.Rows, DateFormat: asked.DateFormat, Size: found.Size,
		Fields: lo.Map(intake.Fields(options.Kind), func(f intake.Field, _ int) FieldInfo {
			return FieldInfo{f.Key, f.NameID, f.NameEN, f.Key == "date"}
		}),
	}
	if found.Dialect.Delimiter != 0 && found.Dialect.Format == exchange.CSV {
		shown.Delimiter = string(found.Dialect.Delimiter)
	}
	return &out[Preview]{shown}, nil
}

// runImport runs an import and keeps what was not taken for download.
func (s *service) runImport(ctx context.Context, held heldFile, lang string, options core.ImportOptions) (ImportResult, error) {
	file, err := os.Open(held.path)
	if err != nil {
		return ImportResult{}, fault.NotFound("file", "%s cannot be opened", held.name).Because(err)
	}
	defer file.Close() //nolint:errcheck // only read
	rejects, kept, err := s.files.make("rejects-" + held.name + ".csv")
	if err != nil {
		return ImportResult{}, err
	}
	list := NewRejects(rejects, lang)
	options.Rejects = list.Add
	batch, err := s.engine.Imports.Run(ctx, file, options)
	if closing := list.Close(); err == nil {
		err = closing
	}
	if closing := rejects.Close(); err == nil {
		err = closing
	}
	result := ImportResultOf(&batch)
	if batch.Rejected == 0 {
		os.Remove(kept.path) //nolint:errcheck // the folder goes at the end anyway
		return result, err
	}
	result.RejectsTicket = s.files.hold(kept).Ticket
	return result, err
}

// ImportResultOf returns a batch as it is shown.
func ImportResultOf(batch *core.Batch) ImportResult {
	shown := ImportResult{
		DryRun: batch.DryRun, Rows: batch.Rows, Created: batch.Created, Updated: batch.Updated, Unchanged: batch.Unchanged,
		Rejected: batch.Rejected, CustomersCreated: batch.CustomersCreated, Reasons: batch.Reasons,
		Rejects: lo.Map(batch.Samples, func(r core.Reject, _ int) Reject {
			return Reject{r.Line, string(r.Reason), r.Message, r.MessageID, fmt.Sprint(r.Cells)}
		}),
	}
	shown.Columns, shown.Sums = importColumnsOf(batch), importSumsOf(batch)
	if looks := batch.Looks; looks.Format != "" {
		shown.Looks = &ImportLooks{Format: string(looks.Format), Flags: core.Flags(looks)}
		if looks.Delimiter != 0 {
			shown.Looks.Delimiter = string(looks.Delimiter)
		}
	}
	if shown.Reasons == nil {
		shown.Reasons = map[string]int{}
	}
	if !batch.DryRun {
		shown.Batch = batch.Name()
	}
	return shown
}

// Rejects writes rows that were not taken as CSV: line, reason, the reason in
// words, then the row as it was.
type Rejects struct {
	to   *csv.Writer
	lang string
}

// NewRejects begins a list with the reasons in lang, "id" or "en".
func NewRejects(to io.Writer, lang string) *Rejects {
	list := &Rejects{to: csv.NewWriter(to), lang: lang}
	list.to.Write([]string{"line", "reason", "message"}) //nolint:errcheck // kept for Close
	return list
}

// Add writes one row.
func (r *Rejects) Add(reject core.Reject) error {
	message := reject.Message
	if r.lang == "id" {
		message = reject.MessageID
	}
	return r.to.Write(append([]string{strconv.Itoa(reject.Line), string(reject.Reason), message}, reject.Cells...))
}

// Close writes what is still held back.
func (r *Rejects) Close() error {
	r.to.Flush()
	return r.to.Error()
}
