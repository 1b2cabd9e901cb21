package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// Order is one sale. Amounts are minor units.
type Order struct {
	ID       string      `json:"id"`
	Number   string      `json:"number"`
	Customer string      `json:"customer" doc:"code"`
	At       string      `json:"at"`
	DateOnly bool        `json:"date_only" doc:"the time of day is not known"`
	Total    int64       `json:"total"`
	Discount int64       `json:"discount"`
	Paid     int64       `json:"paid"`
	Points   int64       `json:"points" doc:"earned so far"`
	Lines    []sale.Line `json:"lines"`
	Source   string      `json:"source"`

	Status   string `json:"status" doc:"where its work stands, empty when it has none"`
	ReadyAt  string `json:"ready_at"`
	TakenAt  string `json:"taken_at"`
	Delivery int64  `json:"delivery"`
	Rounding int64  `json:"rounding"`
	Refunded int64  `json:"refunded"`
	Payable  int64  `json:"payable" doc:"what is to be paid in all"`
	Owed     int64  `json:"owed"`
	Void     string `json:"void" doc:"why it counts as never taken, empty when it counts"`
	Codes    []Said `json:"codes" doc:"that took something off"`

	DeliveryBack int64 `json:"delivery_back" doc:"of delivery, given back"`
	Cancelled    bool  `json:"cancelled" doc:"its work will not be done; what is paid waits to go back"`

	Note    string            `json:"note"`
	Answers map[string]string `json:"answers"`
	By      string            `json:"by"`
	Asset   string            `json:"asset" doc:"code"`
}

// OrderShown is an order with all that stood on it as it was taken.
type OrderShown struct {
	Order
	ByName      string     `json:"by_name" doc:"who took it"`
	AssetName   string     `json:"asset_name" doc:"the thing that it is about"`
	AssetSerial string     `json:"asset_serial"`
	Intake      []Answered `json:"intake" doc:"what was asked and answered, in the order in which it is asked"`
	Promises    []Promise  `json:"promises" doc:"what is promised about it, oldest first"`
}

// Answered is a question of the intake form with its answer.
type Answered struct {
	Key    string `json:"key"`
	TextID string `json:"text_id"`
	TextEN string `json:"text_en"`
	Answer string `json:"answer"`
	Print  bool   `json:"print" doc:"it stands on the nota"`
}

// Placed is a recorded order with what it earned.
type Placed struct {
	Order
	ReasonID string    `json:"reason_id"`
	ReasonEN string    `json:"reason_en"`
	Faults   []string  `json:"faults" doc:"why the loyalty rule gave nothing"`
	Waits    bool      `json:"waits" doc:"the points come once the rule works again"`
	Change   int64     `json:"change" doc:"cash that goes back to her of what she handed over"`
	Said     []Said    `json:"said" doc:"what came of each code"`
	Coupons  []Issued  `json:"coupons" doc:"that the order has brought her; their codes are shown this once"`
	Caution  Caution   `json:"caution" doc:"what must be seen before she is served"`
	Warnings []Warning `json:"warnings" doc:"what looks like a slip; it was taken as it was given"`
	Again    bool      `json:"again" doc:"the key was used before: this is the order of then, and nothing was recorded"`
}

// OrderPage is part of a customer's orders, newest first.
type OrderPage struct {
	Orders []Order `json:"orders"`
	Next   string  `json:"next" doc:"cursor of the next page, empty after the last"`
}

// NewOrder is what the order form sends. Without pay the order is paid in
// full.
type NewOrder struct {
	Customer string    `json:"customer"`
	Items    []NewItem `json:"items,omitempty" maxItems:"400" doc:"at least one, or quote"`
	Points   int64     `json:"points,omitempty" doc:"points that pay a part of it"`
	Quote    string    `json:"quote,omitempty" doc:"code of the quote that she takes up, instead of items and discount"`
	Codes    []string  `json:"codes,omitempty" maxItems:"20" doc:"that are said, of promotions and coupons"`
	Channel  string    `json:"channel,omitempty" doc:"how it came; over the counter when empty"`
	Discount int64     `json:"discount,omitempty" minimum:"0"`
	Pay      *int64    `json:"pay,omitempty" minimum:"0"`
	Tendered int64     `json:"tendered,omitempty" minimum:"0" doc:"of cash: what she hands over"`

	Delivery int64             `json:"delivery,omitempty" minimum:"0"`
	Method   string            `json:"method,omitempty" doc:"cash when empty"`
	Note     string            `json:"note,omitempty"`
	By       string            `json:"by,omitempty"`
	Asset    string            `json:"asset,omitempty"`
	Answers  map[string]string `json:"answers,omitempty"`
	Work     bool              `json:"work,omitempty" doc:"there is work to do"`
	Due      string            `json:"due,omitempty" doc:"until when it is promised"`
	Why      string            `json:"why,omitempty" doc:"why it is promised though it is tight"`
	Key      string            `json:"key,omitempty" doc:"the same key twice is one order"`
}

// NewItem is one line of a new order.
type NewItem struct {
	Name     string `json:"name,omitempty" doc:"what it is, unless offer is given"`
	Quantity int64  `json:"quantity,omitempty" minimum:"0"`
	Price    int64  `json:"price,omitempty" minimum:"0" doc:"of one, minor units"`
	Offer    string `json:"offer,omitempty" doc:"code of an item of the catalogue: its price and words are taken"`
	Milli    int64  `json:"milli,omitempty" minimum:"0" doc:"of offer: thousandths of its unit, such as grams"`
	List     string `json:"list,omitempty" doc:"of offer: price list, such as express"`
}

// Statement is a customer's points.
type Statement struct {
	Points   int64         `json:"points" doc:"that can be spent; below zero is owed"`
	Pending  int64         `json:"pending" doc:"that cannot be spent yet"`
	Tier     string        `json:"tier"`
	Expiring []ExpiringLot `json:"expiring"`
	Entries  []LedgerEntry `json:"entries"`
}

// ExpiringLot is points that will be gone on a day.
type ExpiringLot struct {
	Points    int64  `json:"points"`
	ExpiresOn string `json:"expires_on"`
}

// LedgerEntry is one movement of points.
type LedgerEntry struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	Points    int64  `json:"points"`
	At        string `json:"at"`
	Order     string `json:"order"`
	ExpiresOn string `json:"expires_on"`
	ReasonID  string `json:"reason_id"`
	ReasonEN  string `json:"reason_en"`
	Reward    string `json:"reward" doc:"code of what they were spent on"`
	Reason    string `json:"reason" doc:"what somebody said"`
	By        string `json:"by"`
}

type pageInput struct {
	Ref   string `path:"ref" maxLength:"300"`
	Limit int    `query:"limit" default:"50" minimum:"1" maximum:"500"`
	After string `query:"after" maxLength:"200"`
}

func (s *service) orderOperations(api huma.API) {
	huma.Get(api, "/api/customers/{ref}/orders", func(ctx context.Context, in *pageInput) (*out[OrderPage], error) {
		customer, err := s.engine.People.Find(ctx, in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		orders, next, err := s.engine.Sales.Of(ctx, customer.Ordinal, in.After, in.Limit)
		if err != nil {
			return nil, answer(err)
		}
		page := OrderPage{Next: next, Orders: lo.Map(orders, func(o sale.Order, _ int) Order { return order(s.engine, &o) })}
		for i := range orders {
			points, err := s.engine.Loyalty.Earned(ctx, &orders[i])
			if err != nil {
				return nil, answer(err)
			}
			page.Orders[i].Points = int64(points)
		}
		return &out[OrderPage]{page}, nil
	})
	huma.Get(api, "/api/customers/{ref}/loyalty", func(ctx context.Context, in *RefInput) (*out[Statement], error) {
		customer, err := s.engine.People.Find(ctx, in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		shown, err := StatementOf(ctx, s.engine, customer.Ordinal, EndOfToday(s.engine), 200)
		return &out[Statement]{shown}, answer(err)
	})
	huma.Post(api, "/api/orders", func(ctx context.Context, in *struct{ Body NewOrder }) (*created[Placed], error) {
		customer, err := s.engine.People.Find(ctx, in.Body.Customer)
		if err != nil {
			return nil, answer(err)
		}
		placed, err := AddOrder(ctx, s.engine, customer.Ordinal, in.Body)
		return &created[Placed]{http.StatusCreated, placed}, answer(err)
	})
}

// OrderOf is how an order is shown; its points are asked for apart.
func OrderOf(engine *core.Engine, o *sale.Order) Order { return order(engine, o) }

func order(engine *core.Engine, o *sale.Order) Order {
	view := Order{
		ID: o.ID.String(), Number: core.Nota(o.Number), Customer: core.Code(o.Customer),
		At: moment(o.At, engine.Zone()), DateOnly: o.DateOnly, Total: int64(o.Total), Discount: int64(o.Discount),
		Paid: int64(o.Paid), Lines: append([]sale.Line{}, o.Lines...), Source: o.Source,

		Status: o.Status, ReadyAt: moment(o.ReadyAt, engine.Zone()), TakenAt: moment(o.TakenAt, engine.Zone()), Delivery: int64(o.Delivery),
		Rounding: int64(o.Rounding), Refunded: int64(o.Refunded), Payable: int64(o.Payable()), Owed: int64(o.Owed()), Note: o.Note,
		DeliveryBack: int64(o.DeliveryBack), Cancelled: o.Cancelled,
		Answers: o.Answers, By: core.StaffCode(o.By), Asset: engine.CodeOf("asset", uint64(o.Asset)),
	}
	view.Codes = lo.Map(o.Codes, func(used sale.CodeUsed, _ int) Said {
		return Said{Promo: engine.CodeOf("promo", used.Promo), Coupon: engine.CodeOf("coupon", used.Coupon), Off: int64(used.Off), Delivery: int64(used.Delivery)}
	})
	if o.Void != nil {
		view.Void = o.Void.Reason
	}
	if view.Answers == nil {
		view.Answers = map[string]string{}
	}
	return view
}

// AddOrder records an order and its points.
func AddOrder(ctx context.Context, engine *core.Engine, customer people.Ordinal, given NewOrder) (Placed, error) {
	taken, err := given.taken(ctx, engine, customer)
	if err != nil {
		return Placed{}, err
	}
	caution, err := CautionOf(ctx, engine, customer)
	if err != nil {
		return Placed{}, err
	}
	placed, err := engine.Sales.Add(ctx, taken)
	if err != nil {
		return Placed{}, err
	}
	shown := Placed{Order: order(engine, &placed.Order), Faults: []string{}, Waits: placed.Waits, Caution: caution, Again: placed.Again, Coupons: []Issued{}, Warnings: []Warning{}}
	shown.Said = Shown(engine, placed.Said, saidOf)
	if given.Tendered > 0 {
		shown.Change = given.Tendered - shown.Paid
	}
	if placed.Again { // what it earned then, and not what it would earn once more
		earned, err := engine.Loyalty.Earned(ctx, &placed.Order)
		shown.Points, shown.Waits = int64(earned), false
		return shown, err
	}
	if shown.Coupons, err = CouponsGiven(ctx, engine, placed.Order.Number); err != nil {
		return shown, err
	}
	doubts, err := engine.Sales.Doubts(ctx, placed.Order.Lines)
	if err != nil {
		return shown, err
	}
	shown.Warnings = warnings(doubts)
	shown.Points = int64(placed.Award.Points)
	shown.ReasonID, shown.ReasonEN = engine.Loyalty.ReasonOf(&placed)
	if placed.Award.Fault != nil {
		shown.Faults = append(shown.Faults, sentence(placed.Award.Fault))
	}
	return shown, nil
}

// taken is the order as the engine takes it.
func (n *NewOrder) taken(ctx context.Context, engine *core.Engine, customer people.Ordinal) (core.NewOrder, error) {
	by, err := StaffOf(ctx, engine, "by", n.By)
	if err != nil {
		return core.NewOrder{}, err
	}
	asset, err := optional(engine, "asset", "asset", n.Asset)
	if err != nil {
		return core.NewOrder{}, err
	}
	taken := core.NewOrder{
		Customer: customer, Discount: money.Amount(n.Discount), Delivery: money.Amount(n.Delivery), Method: sale.Method(n.Method), By: by,
		Note: n.Note, Asset: people.AssetNumber(asset), Answers: n.Answers, Work: n.Work, Key: n.Key, Why: n.Why, Points: n.Points, Tendered: money.Amount(n.Tendered),
		Codes: n.Codes, Channel: people.Channel(n.Channel),
	}
	if taken.Due, err = Moment(engine, "due", n.Due); err != nil {
		return taken, err
	}
	quote, err := optional(engine, "quote", "quote", n.Quote)
	if err != nil {
		return taken, err
	}
	taken.Quote = sale.QuoteNumber(quote)
	if len(n.Items) == 0 && n.Quote == "" {
		return taken, fault.Invalid("items", "are missing; give at least one, or a quote")
	}
	if taken.Items, err = linesOf(ctx, engine, n.Items); err != nil {
		return taken, err
	}
	if n.Pay != nil {
		paid := money.Amount(*n.Pay)
		taken.Paid = &paid
	}
	return taken, nil
}

// line is an item of one's own, or one of the catalogue at its price of now.
func (n *NewItem) line(ctx context.Context, engine *core.Engine) (sale.Line, error) {
	if n.Offer == "" {
		return sale.Line{Item: n.Name, Quantity: n.Quantity, Price: money.Amount(n.Price)}, nil
	}
	number, err := engine.NumberOf("item", n.Offer)
	if err != nil {
		return sale.Line{}, err
	}
	much := n.Milli
	if much == 0 {
		much = n.Quantity * thousandths
	}
	return engine.Catalogue.Line(ctx, sale.ItemNumber(number), much, n.List)
}

// thousandths of a unit are what quantities are counted in.
const thousandths = 1000

// sentence is a fault without the field that it is about.
func sentence(err error) string {
	var known *fault.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error()
}

// EndOfToday is the last moment of the shop's date: what is dated later today
// counts on a card, and so it does in a statement.
func EndOfToday(engine *core.Engine) time.Time {
	return engine.Today().End(engine.Zone()).Add(-time.Millisecond)
}

// StatementOf returns a customer's points as of an instant; limit bounds the
// entries, 0 is all.
func StatementOf(ctx context.Context, engine *core.Engine, customer people.Ordinal, at time.Time, limit int) (Statement, error) {
	found, err := engine.Loyalty.Statement(ctx, customer, at, limit)
	if err != nil {
		return Statement{}, err
	}
	return Statement{
		Points: int64(found.Points), Pending: int64(found.Pending), Tier: found.Tier,
		Expiring: lo.Map(found.Expiring, func(lot loyalty.Lot, _ int) ExpiringLot {
			return ExpiringLot{int64(lot.Points), lot.Expires.String()}
		}),
		Entries: lo.Map(found.Entries, func(entry loyalty.Entry, _ int) LedgerEntry { return ledgerEntry(engine, &entry) }),
	}, nil
}

func ledgerEntry(engine *core.Engine, entry *loyalty.Entry) LedgerEntry {
	shown := LedgerEntry{
		ID: engine.CodeOf("entry", uint64(entry.Number)), Kind: string(entry.Kind), Points: int64(entry.Points),
		At: moment(entry.At, engine.Zone()), Order: engine.CodeOf("order", uint64(entry.Order)),
		ExpiresOn: dayText(int32(entry.Expires), entry.Expires != clock.Day(0) && entry.Begins != loyalty.Pending),
		Reward:    engine.CodeOf("reward", uint64(entry.Reward)), Reason: entry.Reason, By: engine.CodeOf("staff", uint64(entry.By)),
	}
	if entry.Number == 0 { // what an order earned first has no number of its own
		shown.ID = string(entry.Kind) + "/" + shown.Order
	}
	shown.ReasonID, shown.ReasonEN = engine.Loyalty.Reason(entry.Rule, entry.Text, entry.Args)
	return shown
}
