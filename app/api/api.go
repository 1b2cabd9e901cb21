// Package api is the contract between Raja and every face it has: one
// http.Handler with an OpenAPI description, and the shapes that the command
// line prints as JSON. The window and `raja serve` carry the same requests to
// it. It holds no rule of the business and knows no window.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/raja-crm/raja/core"
)

// Mode is how a person reaches the handler.
type Mode string

// The modes differ in how files come and go.
const (
	Window  Mode = "window"
	Browser Mode = "browser"
)

// Version is the version that Raja says it is.
const Version = "0.1.0"

// API serves one open shop.
type API struct {
	http.Handler
	jobs  *jobs
	files *files
	fresh *freshness
}

// service is what the operations share.
type service struct {
	engine *core.Engine
	mode   Mode
	jobs   *jobs
	files  *files
	fresh  *freshness
}

// New returns the handler for an engine. picker shows native dialogs; nil
// means that there are none and files are uploaded and downloaded. Close the
// API before the engine.
func New(engine *core.Engine, picker FilePicker) (*API, error) {
	mode := Browser
	if picker != nil {
		mode = Window
	}
	files, err := newFiles(picker, engine.Scratch())
	if err != nil {
		return nil, err
	}
	s := &service{engine: engine, mode: mode, jobs: newJobs(), files: files, fresh: &freshness{}}
	mux := http.NewServeMux()
	s.register(mux)
	return &API{Handler: guard(mux), jobs: s.jobs, files: files, fresh: s.fresh}, nil
}

// Prepare compiles the shop's rules in the background, as a job whose progress
// a page can show: the first question then finds them ready. Orders that wait
// for their points are asked about again.
func (a *API) Prepare(engine *core.Engine) error {
	_, err := a.jobs.start("plugins_ready", "rules", func(ctx context.Context, tell func(done, total int64)) (any, error) {
		err := engine.Plugins.Warm(ctx, func(done, total int) { tell(int64(done), int64(total)) })
		if err == nil {
			_, err = engine.Loyalty.RetryDue(ctx)
		}
		return nil, err
	})
	return err
}

// register adds every operation to mux and returns their description.
func (s *service) register(mux *http.ServeMux) huma.API {
	described := humago.New(mux, config())
	for _, register := range []func(huma.API){
		s.businessOperations, s.customerOperations, s.orderOperations, s.segmentOperations, s.worthOperations, s.reportOperations, s.timelineOperations, s.journeyOperations, s.entitlementOperations,
		s.afterHoursOperations, s.jobOperations, s.fileOperations, s.importOperations, s.importUndoOperations, s.bulkOperations, s.exportOperations, s.pluginOperations, s.backupOperations,
		s.nameOperations, s.doubtOperations, s.playbookOperations, s.saleOperations, s.pointOperations, s.catalogueOperations, s.quoteOperations, s.appointmentOperations, s.waitOperations, s.workshopOperations,
		s.outreachOperations, s.templateOperations, s.knowledgeOperations, s.fieldOperations, s.settingOperations, s.visitOperations, s.belongingOperations, s.photoOperations, s.hintOperations, s.historyOperations, s.draftOperations, s.viewOperations, s.profileOperations, s.duplicateOperations, s.mergeOperations, s.staffOperations, s.promiseOperations, s.ticketOperations, s.interactionOperations, s.consentOperations, s.tagOperations,
	} {
		register(described)
	}
	if s.mode == Browser {
		mux.HandleFunc("POST /api/uploads", s.upload)
	}
	return described
}

// Describe returns the OpenAPI 3.1 description of the contract as it is served
// to a browser, as indented JSON. It needs no shop.
func Describe() ([]byte, error) {
	s := &service{mode: Browser, jobs: newJobs(), files: &files{}, fresh: &freshness{}}
	described := s.register(http.NewServeMux())
	(&Foyer{}).operations(described)
	raw, err := described.OpenAPI().MarshalJSON()
	if err != nil {
		return nil, err
	}
	var indented bytes.Buffer
	err = json.Indent(&indented, raw, "", "  ")
	return indented.Bytes(), err
}

// Close cancels running jobs, waits some seconds for them to end and removes
// what was uploaded.
func (a *API) Close() error {
	a.jobs.close()
	return a.files.close()
}

func config() huma.Config {
	config := huma.DefaultConfig("Raja", Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema links in answers
	json := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}
	config.Formats = map[string]huma.Format{"application/json": json, "json": json}
	config.Transformers = append(config.Transformers, oneShape)
	return config
}
