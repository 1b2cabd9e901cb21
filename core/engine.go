package core

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"sync/atomic"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/keyring"
	"github.com/raja-crm/raja/core/store/redo"
)

// Engine is one open shop. Its fields are the chapters of what it can do; all
// may be used from many goroutines until Close.
type Engine struct {
	People       *People
	Bulks        *Bulks
	Profiles     *Profiles
	Groups       *Groups
	Assets       *Assets
	Photos       *Photos
	Staff        *Staff
	Promises     *Promises
	Interactions *Interactions
	Tickets      *Tickets
	Standards    *Standards
	Checklists   *Checklists
	Sales        *Sales
	Payments     *Payments
	Promos       *Promos
	Catalogue    *Catalogue
	Quotes       *Quotes
	Appointments *Appointments
	FollowUps    *FollowUps
	Templates    *Templates
	Messages     *Messages
	Segments     *Segments
	Worth        *Worth
	Journeys     *Journeys
	Loyalty      *Loyalty
	Hours        *Hours
	AfterHours   *AfterHours
	Imports      *Imports
	Exports      *Exports
	Plugins      *Plugins
	Health       *Health
	Backups      *Backups
	Keys         *Keys
	History      *History
	Drafts       *Drafts
	Views        *Views

	*shop
	folder *folder
	guest  bool           // the shop is another engine's
	mended []store.Repair // beside the store, when it was opened
}

// Config is how an Engine meets the world. Its zero value works: no rules, the
// wall clock, the system's randomness.
type Config struct {
	// Rules decide segments, points and the after-hours answer. The first
	// that names a hook answers it. Raja's own come from plugins/standard.
	Rules []plugin.Source
	// Clock tells the time; nil is the wall clock.
	Clock clock.Clock
	// Entropy gives ids their random bits; nil is crypto/rand.
	Entropy io.Reader
	// CacheDir keeps compiled rules between runs; "" keeps them in the data
	// folder. What lies there is run as code: it must be the user's own, and
	// is sealed with CacheKey, a secret that lies elsewhere.
	CacheDir string
	CacheKey []byte
	// Library shares compiled rules between shops of one process; nil compiles
	// them for this shop alone.
	Library *plugin.Library
	// Actor goes into the journal: who or what works here; "" is "raja".
	Actor string
	// Store stands in for Badger in the data folder, for tests and for other
	// programs that keep their bytes elsewhere; nil is Badger.
	Store store.Store
	// Secret is the passphrase, or the recovery code, of an encrypted shop.
	Secret string
	// NewKeys encrypts a shop that Create makes.
	NewKeys *keyring.Ring
	// OnCall begins to measure a single call of a rule and returns what ends
	// it; it may be nil.
	OnCall func() (end func())
	// Opening is given the records so far while the data folder is made whole
	// again after a power cut; it may be nil.
	Opening func(records int)
}

// shop is what the chapters share.
type shop struct {
	store    store.Store
	codec    *record.Codec
	clock    clock.Clock
	entropy  io.Reader
	actor    string
	business Business
	zone     *time.Location
	said     *atomic.Pointer[said]
	busy     *busy // imports
	bulky    *busy // changes of many
	rules    *rules
	names    *names
	arranged *arranged // the list that was last put in order
	habits   *habitsKept
	darkroom chan struct{} // holds one for who develops a photo, which takes memory
	*shelves
}

// actionCreate is how the journal calls the making of a shop.
const actionCreate = "business.create"

// Create makes a new shop in dir, which is absent or empty, and opens it.
func Create(ctx context.Context, dir string, business Business, config Config) (*Engine, error) {
	config = config.complete()
	if err := business.complete(config.Clock.Now()); err != nil {
		return nil, err
	}
	folder, err := createFolder(dir)
	if err != nil {
		return nil, err
	}
	if config.Store == nil {
		err = roomIn("data", dir, reserve)
	}
	if err != nil {
		return nil, errors.Join(err, folder.giveUp())
	}
	engine, err := assemble(folder, business, config)
	if err != nil {
		return nil, errors.Join(err, folder.giveUp())
	}
	if err = engine.open(&business); err != nil {
		return nil, errors.Join(err, folder.giveUp())
	}
	err = engine.update(ctx, actionCreate, func(t *tx) error {
		t.entry.Subject = business.Name
		if err := t.codec.Put(t, generationsKey(), generations()); err != nil {
			return err
		}
		return t.put(businessKey(), &business)
	})
	if err == nil {
		err = folder.finish()
	}
	if err != nil {
		if errors.Is(err, store.ErrDiskFull) {
			err = fullAt("data", dir, err)
		}
		return nil, errors.Join(err, engine.Close(), folder.giveUp())
	}
	return engine, nil
}

// Open opens the shop in dir. It returns not found for an absent folder,
// invalid for one that is not Raja's, and unavailable while another process
// owns it.
func Open(ctx context.Context, dir string, config Config) (*Engine, error) {
	folder, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	var engine *Engine
	if config.Store == nil && !holdsStore(dir) { // a store would be made, and be empty
		err = missing(dir)
	} else {
		engine, err = assemble(folder, Business{}, config.complete())
	}
	if err != nil {
		return nil, errors.Join(err, folder.release())
	}
	if folder.format > 0 {
		err = folder.upgrade()
	}
	if err == nil {
		err = engine.readBusiness(ctx)
	}
	if err == nil {
		engine.mendMarker()
	}
	if err == nil {
		err = engine.Plugins.reload(ctx)
	}
	if err == nil {
		err = engine.Plugins.tidy(ctx)
	}
	if err == nil {
		err = engine.Health.renewIndexes(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	return engine, nil
}

func (c Config) complete() Config {
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	if c.Entropy == nil {
		c.Entropy = rand.Reader
	}
	if c.Actor == "" {
		c.Actor = "raja"
	}
	return c
}

func assemble(folder *folder, business Business, config Config) (*Engine, error) {
	codec, err := record.NewCodec()
	if err == nil {
		err = folder.emptyScratch()
	}
	if err != nil {
		return nil, err
	}
	if config.CacheDir == "" {
		config.CacheDir = folder.join(cacheName)
	}
	kept := config.Store
	if kept == nil {
		if kept, err = openStore(folder, config); err != nil {
			return nil, err
		}
	}
	zone := time.UTC
	if business.Timezone != "" {
		if zone, err = business.zone(); err != nil {
			return nil, err
		}
	}
	s := &shop{
		store: mendingOf(kept), codec: codec, clock: config.Clock, entropy: config.Entropy, actor: config.Actor,
		business: business, zone: zone, names: &names{}, arranged: &arranged{}, habits: &habitsKept{}, shelves: newShelves(),
		said: &atomic.Pointer[said]{}, busy: newBusy(), bulky: newBusy(), darkroom: make(chan struct{}, 1),
	}
	if s.rules, err = newRules(config, folder.join(faultsName), s.capture(folder.join(faultsName))); err != nil {
		return nil, errors.Join(err, kept.Close())
	}
	return chapters(s, folder), nil
}

func chapters(s *shop, folder *folder) *Engine {
	segments := &Segments{s}
	people := &People{s}
	plugins := &Plugins{shop: s, folder: folder}

	return &Engine{
		People: people, Bulks: &Bulks{s, people}, Profiles: &Profiles{s}, Groups: &Groups{s}, Assets: &Assets{s}, Photos: &Photos{s},
		Staff: &Staff{s}, Promises: &Promises{s}, Interactions: &Interactions{s}, Tickets: &Tickets{s},
		Standards: &Standards{s}, Checklists: &Checklists{s},
		Sales: &Sales{s}, Payments: &Payments{s}, Promos: &Promos{s}, Catalogue: &Catalogue{s}, Quotes: &Quotes{s}, Appointments: &Appointments{s},
		FollowUps: &FollowUps{s}, Templates: &Templates{s}, Messages: &Messages{s},
		Segments: segments, Worth: &Worth{s}, Journeys: &Journeys{s}, Loyalty: &Loyalty{s},
		Hours: &Hours{s}, AfterHours: &AfterHours{s},
		Imports: &Imports{s},
		Exports: &Exports{shop: s, people: people, segments: segments, data: folder.path},
		Plugins: plugins,
		Health:  &Health{s, plugins},
		Backups: &Backups{shop: s, folder: folder, plugins: plugins},
		Keys:    &Keys{s},
		History: &History{s},
		Drafts:  &Drafts{s},
		Views:   &Views{s},
		shop:    s, folder: folder,
	}
}

func openStore(folder *folder, config Config) (store.Store, error) {
	opened, err := badger.Open(folder.join(storeName), badger.Options{
		Progress: config.Opening, Secret: config.Secret, NewKeys: config.NewKeys,
	})
	var stray *redo.StrayError
	switch {
	case errors.Is(err, store.ErrSecret):
		return nil, closed(folder.path, err)
	case errors.Is(err, store.ErrLocked):
		return nil, fault.Unavailable("data", "%s is open in another program; close that one first", folder.path).Because(errors.Join(ErrTaken, err))
	case errors.As(err, &stray):
		return nil, fault.Internal("%s: the log of the shop is not whole: store/log/%s does not follow the file before it; if it does not belong there, move it out of the folder and open the shop again; else %s", folder.path, stray.Name, rescue(folder.path)).Because(err)
	case errors.Is(err, store.ErrCorrupt):
		return nil, fault.Internal("%s: the store is damaged and no whole copy is left in it; %s", folder.path, rescue(folder.path)).Because(err)
	case errors.Is(err, store.ErrDiskFull):
		return nil, fullAt("data", folder.path, err)
	case fault.KindOf(err) == fault.KindForbidden:
		return nil, err
	case err != nil:
		return nil, fault.Unavailable("data", "%s cannot be opened; check the folder's permissions and the disk", folder.path).Because(err)
	}
	return opened, nil
}

// As returns the same open shop for somebody else with a clock of its own:
// what is done through it stands in the journal under actor at that clock's
// time. When a rule fails, and how long it rests then, goes by the clock that
// the shop was opened with. Closing what As returns does nothing; it is of use
// until e is closed.
func (e *Engine) As(actor string, now clock.Clock) *Engine {
	seen := *e.shop
	seen.actor, seen.clock = actor, now
	guest := chapters(&seen, e.folder)
	guest.guest = true
	return guest
}

// Close waits for what runs and gives the folder free.
func (e *Engine) Close() error {
	if e.guest {
		return nil
	}
	return errors.Join(e.rules.close(), readable(e.store.Close()), e.folder.release())
}

// Scratch is a folder for files that pass through, such as an upload before it
// is taken in. It is empty when the shop is opened.
func (e *Engine) Scratch() string { return e.folder.join(scratchName) }

// Zone returns the shop's time zone.
func (e *Engine) Zone() *time.Location { return e.zone }

// Now returns the present in the shop's zone.
func (e *Engine) Now() time.Time { return e.clock.Now().In(e.zone) }

func (e *Engine) readBusiness(ctx context.Context) error {
	read := func(reader store.Reader) error { return e.codec.Get(reader, businessKey(), &e.business) }
	err := e.store.View(ctx, read)
	if m, can := e.store.(*mending); can && (errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrCorrupt)) && m.mendsMissing(ctx) {
		err = e.store.View(ctx, read)
	}
	if errors.Is(err, store.ErrNotFound) {
		return e.folder.unborn().Because(err)
	}
	if err != nil {
		return readable(err)
	}
	if e.zone, err = e.business.zone(); err != nil {
		return err
	}
	return e.open(&e.business)
}

// Size returns how many customers there are and how many orders were taken.
func (e *Engine) Size(ctx context.Context) (customers, orders int, err error) {
	var known counters
	err = e.store.View(ctx, func(reader store.Reader) error {
		return e.codec.Get(reader, countersKey(), &known)
	})
	return int(known.Customers), int(known.Orders), readable(err)
}
