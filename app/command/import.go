package command

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

type importVerbs struct {
	Orders    importOrders    `cmd:"" help:"Take in orders, and the customers they name."`
	Customers importCustomers `cmd:"" help:"Take in customers."`
	List      importList      `cmd:"" help:"List what was taken in."`
	Undo      importUndo      `cmd:"" help:"Take an import back: what it made goes, what it changed is as before, what was used since stays."`
}

// importFlags say how a file is read.
type importFlags struct {
	File       string  `arg:"" help:"CSV, XLSX, JSON lines or space-aligned text; - is what is given to read." type:"path"`
	Format     string  `help:"csv, spaces, xlsx or jsonl; without it detected."`
	Columns    *string `help:"What the columns hold, by commas; - passes one over. Without it the first row tells."`
	DateFormat string  `help:"For example DD/MM/YYYY or 20060102."`
	Delimiter  string  `help:"What parts the columns of CSV; without it detected."`
	Encoding   string  `help:"utf-8, utf-16le, utf-16be or windows-1252; without it detected."`
	Decimal    string  `help:"Which of . and , stands before decimals, where it cannot be told."`
	Currency   string  `help:"The file's currency; must be the shop's."`
	Source     string  `help:"Where the file comes from: the same order is known again by it." default:"import"`
	DryRun     bool    `help:"Decide everything, write nothing."`
	Rejects    string  `help:"Write rows that were not taken to this CSV file." type:"path"`
}

type importOrders struct{ importFlags }

func (v *importOrders) Run(ctx context.Context, g *Globals, s *say) error {
	return v.run(ctx, g, s, "orders")
}

type importCustomers struct{ importFlags }

func (v *importCustomers) Run(ctx context.Context, g *Globals, s *say) error {
	return v.run(ctx, g, s, "customers")
}

func (v *importFlags) run(ctx context.Context, g *Globals, s *say, kind string) error {
	request := api.NewImport{
		Kind: kind, Format: v.Format, Delimiter: v.Delimiter, Encoding: v.Encoding,
		DateFormat: v.DateFormat, Decimal: v.Decimal, Source: v.Source, DryRun: v.DryRun,
	}
	if v.Columns != nil {
		request.Columns = strings.Split(*v.Columns, ",")
	}
	options, err := request.Options()
	if err != nil {
		return err
	}
	options.Currency = strings.ToUpper(v.Currency)
	from, err := v.source(g, s)
	if err != nil {
		return err
	}
	g.input = from.stream
	err = g.withShop(ctx, s, func(engine *core.Engine) error {
		if err := from.keep(engine.Scratch()); err != nil {
			return err
		}
		return v.take(ctx, g, s, engine, from.file, options)
	})
	var away *elsewhere
	if !errors.As(err, &away) { // else it is still to be read
		from.close()
	}
	return err
}

func (v *importFlags) take(ctx context.Context, g *Globals, s *say, engine *core.Engine, file *os.File, options core.ImportOptions) error {
	rejects, err := v.rejects(g, file)
	if err != nil {
		return err
	}
	options.Rejects = rejects.add
	bar := newBar(s, s.pick("Impor", "Import"))
	options.Progress = bar.set
	batch, err := engine.Imports.Run(ctx, file, options)
	bar.end()
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		s.failure(err) // who breaks it off is told what is in
	}
	if err != nil {
		return errors.Join(err, rejects.drop())
	}
	if err := rejects.keep(); err != nil {
		return err
	}
	result := api.ImportResultOf(&batch)
	return s.result(result, func() {
		showImport(s, &result, engine.Business().Currency)
		v.showLooks(s, &result, string(options.Kind))
	})
}

// openFile opens a file to read, and says in one sentence what it is if not.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fault.NotFound("file", "%s does not exist", path)
	case err != nil:
		return nil, fault.Unavailable("file", "%s cannot be read", path).Because(err)
	case info.IsDir():
		return nil, fault.Invalid("file", "%s is a folder; name a file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fault.Unavailable("file", "%s cannot be read", path).Because(err)
	}
	return file, nil
}

func showImport(s *say, result *api.ImportResult, currency money.Currency) {
	if result.DryRun {
		s.line("Percobaan, tidak ada yang ditulis. Kolom dibaca sebagai:", "A dry run, nothing was written. The columns were read as:")
		showColumns(s, result.Columns)
	}
	s.line("%d baris: %d baru, %d diperbarui, %d tetap, %d ditolak; %d pelanggan baru.",
		"%d rows: %d new, %d updated, %d unchanged, %d rejected; %d new customers.",
		result.Rows, result.Created, result.Updated, result.Unchanged, result.Rejected, result.CustomersCreated)
	if sums := result.Sums; sums != nil {
		s.line("Untuk dicocokkan: %s nota, jumlah uang %s, dari %s sampai %s.", "To compare with your paper: orders: %s, total: %s, from %s to %s.",
			s.grouped(int64(sums.Orders)), currency.Text(money.Amount(sums.Total), s.lang), sums.FirstOn, sums.LastOn)
		showDiffering(s, sums, currency)
	}
	showRejects(s, result)
}

// showDiffering names the orders whose stated total is not what their lines
// come to.
func showDiffering(s *say, sums *api.ImportSums, currency money.Currency) {
	if sums.Differ == 0 {
		return
	}
	s.line("%s nota totalnya tidak sama dengan isinya; totalnya yang dipakai:", "Orders whose total is not what their lines come to: %s; the total is taken:", s.grouped(int64(sums.Differ)))
	text := func(amount int64) string { return currency.Text(money.Amount(amount), s.lang) }
	for _, one := range sums.Differing {
		s.line("  baris %d  %s  total %s, isinya %s", "  line %d  %s  total %s, lines %s", one.Line, one.Order, text(one.Stated), text(one.Lines))
	}
	if more := sums.Differ - len(sums.Differing); more > 0 {
		s.line("  dan %s lagi", "  and %s more", s.grouped(int64(more)))
	}
}

// showLooks says how to read a file that was read in the wrong way: the same
// command with what was missing.
func (v *importFlags) showLooks(s *say, result *api.ImportResult, kind string) {
	if result.Looks == nil {
		return
	}
	words := []string{"raja", "import", kind, strconv.Quote(v.File), result.Looks.Flags}
	if v.Columns != nil {
		words = append(words, "--columns", *v.Columns)
	}
	if v.DateFormat != "" {
		words = append(words, "--date-format", v.DateFormat)
	}
	s.line("Berkas ini tampaknya berformat %s. Coba lagi begini:", "This file looks like format %s. Try again with:", result.Looks.Format)
	s.line("  %s", "  %s", strings.Join(words, " "))
}

// showColumns says how each column was understood.
func showColumns(s *say, columns []api.ImportColumn) {
	for i, column := range columns {
		field := s.pick(column.NameID, column.NameEN)
		if column.Field == "" {
			field = s.pick("(dilewati)", "(passed over)")
		}
		heading := column.Heading
		if heading == "" {
			heading = strconv.Itoa(i + 1)
		}
		s.line("  %s: %s", "  %s: %s", heading, field)
	}
}

func showRejects(s *say, result *api.ImportResult) {
	const shown = 5
	for i, reject := range result.Rejects {
		if i == shown {
			s.line("  … dan %d lagi; --rejects FILE menulis semuanya", "  … and %d more; --rejects FILE writes them all", result.Rejected-shown)
			return
		}
		s.line("  baris %d: %s", "  line %d: %s", reject.Line, s.pick(reject.MessageID, reject.Message))
	}
}
