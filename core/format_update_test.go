package core_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/journey"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store/keyring"
)

// With -update, the tables of the chapters' records in FORMAT.md are written
// anew from the types and what their source says of each field.
var update = flag.Bool("update", false, "write the tables of FORMAT.md anew")

const (
	tablesBegin = "<!-- The tables from here on are made: go test ./core -run TestFormatNamesEveryField -update -->\n"
	tablesEnd   = "<!-- Here they end. -->"
)

// chapterRecords are the types whose tables are made.
func chapterRecords() []any {
	return []any{
		people.Profile{},
		people.Address{},
		people.Date{},
		people.Preference{},
		people.Relation{},
		people.Consent{},
		people.Verification{},
		people.Group{},
		people.Field{},
		people.Asset{},
		people.View{},
		people.Change{},
		core.Bulk{},
		core.BulkUndo{},
		loyalty.Least{},
		loyalty.Tiers{},
		loyalty.Standing{},
		loyalty.TierStep{},
		promo.Promo{},
		promo.Coupon{},
		promo.Use{},
		sale.CodeUsed{},
		staff.Member{},
		staff.Department{},
		segment.Stay{},
		segment.Entitlements{},
		segment.Entitlement{},
		journey.Override{},
		promise.Promise{},
		promise.Revision{},
		promise.Timer{},
		promise.Pause{},
		care.Interaction{},
		care.Question{},
		care.Ticket{},
		care.Handoff{},
		care.Policy{},
		care.Level{},
		core.ServiceLevels{},
		care.Action{},
		care.Remedy{},
		care.Reopening{},
		knowledge.Standard{},
		knowledge.Acknowledgment{},
		knowledge.Checklist{},
		knowledge.Run{},
		knowledge.Step{},
		core.Workshop{},
		sale.State{},
		sale.Form{},
		sale.FormQuestion{},
		sale.Move{},
		sale.Voiding{},
		sale.Item{},
		sale.Part{},
		sale.Price{},
		sale.Wait{},
		sale.Payment{},
		sale.Quote{},
		sale.Appointment{},
		outreach.FollowUp{},
		outreach.Template{},
		outreach.Message{},
		outreach.Manners{},
		care.Visit{},
		photo.Photo{},
		core.Hint{},
		keyring.Lock{},
	}
}

func updateFormat(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(text), tablesBegin)
	_, after, ends := strings.Cut(rest, tablesEnd)
	if !begins || !ends {
		t.Fatal("FORMAT.md has no place for the tables")
	}
	var tables strings.Builder
	for _, one := range chapterRecords() {
		tables.WriteString(tableOf(t, reflect.TypeOf(one)))
	}
	if err := os.WriteFile("FORMAT.md", []byte(before+tablesBegin+tables.String()+"\n"+tablesEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tableOf is the section of one type.
func tableOf(t *testing.T, kind reflect.Type) string {
	t.Helper()
	doc, fields := sourceOf(t, kind)
	text := fmt.Sprintf("\n### %s\n\n%s\n\n| no | field | type | what it is |\n| --- | --- | --- | --- |\n", kind, doc)
	for field := range kind.Fields() {
		number, options, _ := strings.Cut(field.Tag.Get("cbor"), ",")
		if number == "-" {
			continue // of an answer, and not on disk
		}
		said := fields[field.Name]
		if said == "" {
			t.Errorf("%s.%s has no comment behind it for FORMAT.md", kind, field.Name)
		}
		text += fmt.Sprintf("| %s | %s | %s | %s |\n", number, field.Name, written(field.Type, strings.Contains(options, "omit")), said)
	}
	return text
}

// sourceOf returns what the source says of a type, and of its fields by name.
func sourceOf(t *testing.T, kind reflect.Type) (doc string, fields map[string]string) {
	t.Helper()
	dir := strings.TrimPrefix(kind.PkgPath(), "github.com/raja-crm/raja/core")
	files, err := filepath.Glob(filepath.Join(".", dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	fields = map[string]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			general, is := node.(*ast.GenDecl)
			if !is || general.Tok != token.TYPE {
				return true
			}
			for _, spec := range general.Specs {
				named, held := spec.(*ast.TypeSpec), ast.Expr(nil)
				if held = named.Type; named.Name.Name != kind.Name() {
					continue
				}
				doc = strings.Join(strings.Fields(general.Doc.Text()), " ")
				for _, field := range held.(*ast.StructType).Fields.List {
					said := strings.Join(strings.Fields(field.Comment.Text()), " ")
					for _, name := range field.Names {
						fields[name.Name] = strings.ReplaceAll(said, "|", "/")
					}
				}
			}
			return true
		})
	}
	return doc, fields
}
