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
	Add orderAdd `cmd:"" help:"Record an order and the points it earns."`
}

type orderAdd struct {
	Ref      string   `arg:"" help:"Id, code, phone or ref:X of the customer."`
	Item     []string `required:"" sep:"none" help:"NAME:QUANTITY:PRICE, the price of one in major units; may be given again."`
	Discount string   `help:"Off the whole order, in major units." default:"0"`
	Pay      string   `help:"What she pays now, in major units; without it all, 0 is a debt."`
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
		placed, err := api.AddOrder(ctx, engine, customer.Ordinal, given)
		if err != nil {
			return err
		}
		total := engine.Business().Currency.Text(money.Amount(placed.Total), s.lang)
		return s.result(placed, func() { showPlaced(s, &placed, total, customer.Name) })
	})
}

// showPlaced says what an order earned, or that the rule failed and what
// becomes of its points.
func showPlaced(s *say, placed *api.Placed, total, customer string) {
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
	var given api.NewOrder
	decimal, err := money.DecimalOf(v.Decimal)
	if err != nil {
		return given, err
	}
	for _, text := range v.Item {
		item, err := parseItem(text, currency, decimal)
		if err != nil {
			return given, err
		}
		given.Items = append(given.Items, item)
	}
	discount, err := currency.Parse(v.Discount, decimal)
	if err != nil {
		return given, fault.Invalid("discount", "%s", fault.As(err).Message)
	}
	given.Discount = int64(discount)
	if v.Pay != "" {
		paid, err := currency.Parse(v.Pay, decimal)
		if err != nil {
			return given, fault.Invalid("pay", "%s", fault.As(err).Message)
		}
		given.Pay = new(int64(paid))
	}
	return given, nil
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
		return api.NewItem{}, fault.Invalid("item", "%q: the quantity is not a whole number from 1", text)
	}
	price, err := currency.Parse(parts[last], decimal)
	if err != nil {
		return api.NewItem{}, fault.Invalid("item", "%q: the price %s", text, fault.As(err).Message)
	}
	return api.NewItem{Name: strings.Join(parts[:last-1], ":"), Quantity: quantity, Price: int64(price)}, nil
}
