package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// House is what a Foyer needs to open shops.
type House struct {
	Dir    string      // where the shop lies, or will
	Config core.Config // how its engine meets the world
	Picker FilePicker  // native dialogs, nil for none
	// Tend begins what goes on beside an open shop, such as its backups; what
	// it returns ends that.
	Tend func(*API, *core.Engine) (io.Closer, error)
	// Invent fills a sample.
	Invent func(context.Context, *core.Engine, http.Handler) error
}

// Foyer is where a page comes in. It carries every request to the shop that is
// open; before there is one it lets the owner make it, or look at an invented
// one that lies in a folder of its own.
type Foyer struct {
	http.Handler
	house House
	door  sync.Mutex // one shop is made at a time

	mu     sync.RWMutex // held while a request is carried: a shop is not closed under it
	own    *room
	sample *room
}

// room is an open shop with its contract.
type room struct {
	contract *API
	engine   *core.Engine // closed with the room; nil for one that somebody else closes
	tended   io.Closer
}

// NewFoyer returns a Foyer. engine is the shop that is open already, nil for
// none; whoever opened it closes it, after the Foyer.
func NewFoyer(house House, engine *core.Engine) (*Foyer, error) {
	f := &Foyer{house: house}
	mux := http.NewServeMux()
	f.operations(humago.New(mux, config()))
	mux.HandleFunc("/", f.carry)
	f.Handler = guard(mux)
	var err error
	if engine != nil {
		f.own, err = f.furnish(engine, true)
	} else {
		f.sample = f.leftBehind()
	}
	return f, err
}

// Shops says which shops there are.
type Shops struct {
	Own    bool `json:"own" doc:"the owner's own shop is there"`
	Sample bool `json:"sample" doc:"an invented shop is shown now"`
}

// NewShop is what the owner says of a shop that she makes.
type NewShop struct {
	Name     string `json:"name" maxLength:"300"`
	Preset   string `json:"preset" enum:"laundry,salon,repair,bakery,custom"`
	Timezone string `json:"timezone,omitempty" maxLength:"100" doc:"as Asia/Jakarta, which empty is"`
}

func (f *Foyer) operations(api huma.API) {
	huma.Get(api, "/api/shops", func(context.Context, *struct{}) (*out[Shops], error) {
		return &out[Shops]{f.shops()}, nil
	})
	huma.Post(api, "/api/shops", func(ctx context.Context, in *struct{ Body NewShop }) (*created[Shops], error) {
		err := f.makeOwn(ctx, in.Body)
		return &created[Shops]{http.StatusCreated, f.shops()}, answer(err)
	})
	huma.Post(api, "/api/shops/sample", func(ctx context.Context, _ *struct{}) (*created[Shops], error) {
		err := f.makeSample(ctx)
		return &created[Shops]{http.StatusCreated, f.shops()}, answer(err)
	})
	huma.Delete(api, "/api/shops/sample", func(context.Context, *struct{}) (*out[Shops], error) {
		err := f.endSample()
		return &out[Shops]{f.shops()}, answer(err)
	})
}

func (f *Foyer) shops() Shops {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return Shops{Own: f.own != nil, Sample: f.sample != nil}
}

// carry hands a request to the shop that is shown.
func (f *Foyer) carry(w http.ResponseWriter, r *http.Request) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	switch {
	case f.sample != nil:
		f.sample.contract.ServeHTTP(w, r)
	case f.own != nil:
		f.own.contract.ServeHTTP(w, r)
	default:
		writeFailure(w, fault.As(fault.NotFound("shop", "there is no shop yet; give it a name first")))
	}
}

// makeOwn makes the owner's shop and opens it.
func (f *Foyer) makeOwn(ctx context.Context, given NewShop) error {
	f.door.Lock()
	defer f.door.Unlock()
	if f.shops().Own {
		return fault.Conflict("shop", "is there already; change its name in the settings")
	}
	business := core.Business{Name: given.Name, Preset: core.Preset(given.Preset), Timezone: strings.TrimSpace(given.Timezone)}
	engine, err := core.Create(ctx, f.house.Dir, business, f.house.Config)
	if err != nil {
		return err
	}
	made, err := f.furnish(engine, true)
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	made.engine = engine
	f.mu.Lock()
	defer f.mu.Unlock()
	f.own = made
	return nil
}

// furnish gives an open shop its contract, and has it tended.
func (f *Foyer) furnish(engine *core.Engine, tend bool) (*room, error) {
	contract, err := New(engine, f.house.Picker)
	if err != nil {
		return nil, err
	}
	made := &room{contract: contract}
	if !tend {
		return made, nil
	}
	if made.tended, err = f.house.Tend(contract, engine); err != nil {
		return nil, errors.Join(err, made.close())
	}
	return made, nil
}

func (r *room) close() error {
	if r == nil {
		return nil
	}
	var errs []error
	if r.tended != nil {
		errs = append(errs, r.tended.Close())
	}
	errs = append(errs, r.contract.Close())
	if r.engine != nil {
		errs = append(errs, r.engine.Close())
	}
	return errors.Join(errs...)
}

// Close ends what the Foyer opened. The sample stays for the next time.
func (f *Foyer) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return errors.Join(f.sample.close(), f.own.close())
}
