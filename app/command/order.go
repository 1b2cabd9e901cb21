package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

type orderVerbs struct {
	Add       orderAdd       `cmd:"" help:"Record an order and the points it earns."`
	Show      orderShow      `cmd:"" help:"Show an order with its payments."`
	List      orderList      `cmd:"" help:"Show the orders of a customer, or those in a state of work."`
	Move      orderMove      `cmd:"" help:"Put its work into another state."`
	Pay       orderPay       `cmd:"" help:"Take money for it."`
	Refund    orderRefund    `cmd:"" help:"Give money back, for some of it or all."`
	Void      orderVoid      `cmd:"" help:"Make it one that never was; the money goes back."`
	Nota      orderNota      `cmd:"" help:"Print its nota for paper of 58 or 80 mm, or as PDF."`
	Debts     orderDebts     `cmd:"" help:"Show what is owed, by age."`
	Takings   orderTakings   `cmd:"" help:"Show what came in and went out on a day, by method."`
	Unclaimed orderUnclaimed `cmd:"" help:"Show what is ready and nobody fetched."`
	Remind    orderRemind    `cmd:"" help:"Note that a customer was reminded of what is ready."`
}

type orderAdd struct {
	Ref      string   `arg:"" help:"Id, code, phone or ref:X of the customer."`
	Item     []string `sep:"none" help:"NAME:QUANTITY:PRICE, the price of one in major units; may be given again."`
	Offer    []string `sep:"none" help:"CODE:QUANTITY of the catalogue, such as K-0001:3.25; may be given again."`
	Code     []string `sep:"none" help:"A code that she says, of a promotion or a coupon; may be given again."`
	Channel  string   `help:"How the order came: walk_in, phone, whatsapp …; over the counter without it."`
	Points   int64    `help:"So many points pay a part of it."`
	Quote    string   `help:"Code of the quote that she takes up, such as Q-00001, instead of items and discount."`
	List     string   `help:"Price list of what --offer names, such as express."`
	Discount string   `help:"Off the whole order, in major units." default:"0"`
	Pay      string   `help:"What she pays now, in major units; without it all, 0 is a debt."`
	Method   string   `help:"How she pays: cash, transfer, qris, card, ewallet, deposit or other." default:"cash"`
	Tendered string   `help:"What she hands over in cash, in major units; the change is told."`
	Delivery string   `help:"The fee for bringing it, in major units." default:"0"`
	Due      string   `help:"Until when it is promised: 2026-03-14 17:00, 17:00 or +3h."`
	Why      string   `help:"Why it is promised though it is tight."`
	Work     bool     `help:"There is work to do: it begins in the first state."`
	Note     string   `help:"What to mind."`
	Asset    string   `help:"Code of the thing that it is about."`
	Answer   []string `sep:"none" help:"KEY=ANSWER to a question of the intake form; may be given again."`
	By       string   `help:"Who takes it."`
	Key      string   `help:"A key of your own: the same key twice is one order."`
	Decimal  string   `help:"Which of . and , stands before decimals, where it cannot be told." default:""`
}

func (v *orderAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		customer, err := engine.People.Find(ctx, v.Ref)
		if err != nil {
			return err
		}
		given, err := v.order(engine.Business().Currency)
		if err != nil {
			return err
		}
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		placed, err := api.AddOrder(ctx, engine, customer.Ordinal, given)
		if err != nil {
			return err
		}
		total := engine.Business().Currency.Text(money.Amount(placed.Payable), s.lang)
		return s.result(placed, func() {
			showPlaced(s, &placed, total, customer.Name)
			s.warnings(placed.Warnings)
			showSaid(s, engine, placed.Said)
			showChange(s, engine, placed.Change)
			showIssued(s, placed.Coupons)
		})
	})
}

// showPlaced says what an order earned, or that the rule failed and what
// becomes of its points.
func showPlaced(s *say, placed *api.Placed, total, customer string) {
	s.caution(&placed.Caution)
	if placed.Again {
		s.line("Kunci itu sudah dipakai: %s tercatat sekali, dengan %s.", "That key was used before: %s is recorded once, with %s.", placed.Number, s.points(placed.Points))
		return
	}
	if len(placed.Faults) == 0 {
		line := fmt.Sprintf(s.pick("%s: %s untuk %s, %s. %s", "%s: %s for %s, %s. %s"), placed.Number, total, customer,
			s.points(placed.Points), s.pick(placed.ReasonID, placed.ReasonEN))
		s.line("%s", "%s", strings.TrimSpace(line))
		return
	}
	s.line("%s: %s untuk %s.", "%s: %s for %s.", placed.Number, total, customer)
	s.line("Aturan poin gagal: %s", "The loyalty rule failed: %s", placed.Faults[0])
	if placed.Waits {
		s.line("Poinnya menunggu dan diberikan begitu aturan bekerja lagi; raja loyalty retry mencobanya. Selengkapnya: raja plugin logs",
			"Its points wait and are given once the rule works again; raja loyalty retry tries. More in raja plugin logs")
		return
	}
	s.line("Nota ini tidak mendapat poin. Selengkapnya: raja plugin logs", "This order gets no points. More in raja plugin logs")
}

func (v *orderAdd) order(currency money.Currency) (api.NewOrder, error) {
	given := api.NewOrder{
		Method: v.Method, Due: v.Due, Why: v.Why, Work: v.Work, Note: v.Note, Asset: v.Asset, By: v.By, Key: v.Key,
	}
	decimal, err := money.DecimalOf(v.Decimal)
	if err != nil {
		return given, err
	}
	given.Quote, given.Points, given.Codes, given.Channel = v.Quote, v.Points, v.Code, v.Channel
	if v.Quote == "" || len(v.Item)+len(v.Offer) > 0 {
		if given.Items, err = itemsOf(v.Item, v.Offer, v.List, currency, decimal); err != nil {
			return given, err
		}
	}
	if given.Answers, err = givenAnswers(v.Answer); err != nil {
		return given, err
	}
	delivery, err := currency.Parse(v.Delivery, decimal)
	if err != nil {
		return given, fault.Invalid("delivery", "%s", fault.As(err).Message)
	}
	given.Delivery = int64(delivery)
	discount, err := currency.Parse(v.Discount, decimal)
	if err != nil {
		return given, fault.Invalid("discount", "%s", fault.As(err).Message)
	}
	given.Discount = int64(discount)
	if v.Tendered != "" {
		tendered, err := currency.Parse(v.Tendered, decimal)
		if err != nil {
			return given, fault.Invalid("tendered", "%s", fault.As(err).Message)
		}
		given.Tendered = int64(tendered)
	}
	if v.Pay != "" {
		paid, err := currency.Parse(v.Pay, decimal)
		if err != nil {
			return given, fault.Invalid("pay", "%s", fault.As(err).Message)
		}
		given.Pay = new(int64(paid))
	}
	return given, nil
}

// itemsOf reads what is sold: of the catalogue first, then of one's own.
func itemsOf(own, offers []string, list string, currency money.Currency, decimal money.Decimal) ([]api.NewItem, error) {
	if len(own)+len(offers) == 0 {
		return nil, &usageError{fault.Invalid("item", "is missing; give --item NAME:QUANTITY:PRICE or --offer CODE:QUANTITY")}
	}
	var items []api.NewItem
	for _, text := range offers {
		item, err := parseOffer(text, list)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	for _, text := range own {
		item, err := parseItem(text, currency, decimal)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// givenAnswers reads KEY=ANSWER.
func givenAnswers(texts []string) (map[string]string, error) {
	answers := map[string]string{}
	for _, text := range texts {
		key, answer, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fault.Invalid("answer", "%q is not KEY=ANSWER", text)
		}
		if _, twice := answers[key]; twice {
			return nil, fault.Invalid("answer", "%s is answered twice", key)
		}
		answers[key] = answer
	}
	return answers, nil
}

// parseOffer reads CODE:QUANTITY; the quantity may have up to three decimals.
func parseOffer(text, list string) (api.NewItem, error) {
	code, much, ok := strings.Cut(text, ":")
	thousandths, err := parseThousandths(much)
	if !ok || err != nil {
		return api.NewItem{}, fault.Invalid("offer", "%q is not CODE:QUANTITY, such as K-0001:3.25", text)
	}
	return api.NewItem{Offer: code, Milli: thousandths, List: list}, nil
}

// parseThousandths reads 3, 3.25 or 3,25.
func parseThousandths(text string) (int64, error) {
	whole, rest, _ := strings.Cut(strings.Replace(strings.TrimSpace(text), ",", ".", 1), ".")
	if len(rest) > 3 || whole == "" {
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.ParseUint(whole+(rest + "000")[:3], 10, 50)
	return int64(n), err
}

// parseItem reads NAME:QUANTITY:PRICE; the name may hold colons.
func parseItem(text string, currency money.Currency, decimal money.Decimal) (api.NewItem, error) {
	parts := strings.Split(text, ":")
	if len(parts) < 3 {
		return api.NewItem{}, fault.Invalid("item", "%q is not NAME:QUANTITY:PRICE", text)
	}
	last := len(parts) - 1
	quantity, err := strconv.ParseInt(strings.TrimSpace(parts[last-1]), 10, 40)
	if err != nil || quantity < 1 {
		return api.NewItem{}, fault.Invalid("item", "%q: the quantity is not a whole number from 1; what is weighed is said as --offer CODE:2.5", text)
	}
	price, err := currency.Parse(parts[last], decimal)
	if err != nil {
		return api.NewItem{}, fault.Invalid("item", "%q: the price %s", text, fault.As(err).Message)
	}
	return api.NewItem{Name: strings.Join(parts[:last-1], ":"), Quantity: quantity, Price: int64(price)}, nil
}
