package core

import (
	"strconv"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// aboutMessage is the code of what a message is about: as given, which must be
// hers, or the order for which she has owed longest where the message reminds
// her of a debt and names none.
func (t *tx) aboutMessage(root people.Ordinal, given NewMessage) (string, error) {
	code, err := t.about(t, given.About)
	if err != nil {
		return "", err
	}
	if code != "" {
		return code, t.checkOfHers(t, root, code)
	}
	if _, named := given.Values["nota"]; named || given.Purpose != outreach.Debt {
		return "", nil
	}
	oldest, err := t.oldestDebt(t, root)
	switch {
	case err != nil:
		return "", err
	case oldest != 0:
		return Nota(oldest), nil
	case given.Text != "":
		return "", nil
	}
	return "", fault.Conflict("about", "%s owes nothing; name the order that the message is about", Code(root))
}

// own reports whether the words, or what is filled in, are given.
func (n *NewMessage) own() bool { return n.Text != "" || len(n.Values) > 0 }

// words are the message's: as given, or the template's, with everything filled
// in. What would go out with a gap is refused.
func (t *tx) words(known *people.Customer, given NewMessage) (string, error) {
	lang := given.Lang
	if lang == "" {
		lang = "id"
	}
	template := outreach.Template{Body: given.Text}
	if given.Text == "" {
		var err error
		if template, err = t.templateFor(t, given.Purpose, lang); err != nil {
			return "", err
		}
	} else if err := outreach.CheckWords("text", given.Text); err != nil {
		return "", err
	}
	values, err := t.values(known, given, lang)
	if err != nil {
		return "", err
	}
	if gap := template.Gap(values); gap != "" {
		return "", gapOf(given.About, gap)
	}
	return template.Fill(values), nil
}

// gapOf is the fault of a message with nothing to fill a name in with.
func gapOf(about, gap string) error {
	if about == "" {
		return fault.Invalid("about", "{%s} has nothing to be filled in with; name the order that the message is about, or give a value for %s", gap, gap)
	}
	return fault.Invalid("values", "{%s} has nothing to be filled in with; give a value for %s", gap, gap)
}

// values are what can be filled in: what Raja knows of everybody, what it
// knows of what the message is about, what is given.
func (t *tx) values(known *people.Customer, given NewMessage, lang string) (map[string]string, error) {
	calendar, err := t.calendar()
	if err != nil {
		return nil, err
	}
	now := t.clock.Now().In(t.zone)
	values := map[string]string{
		"salam": people.Salutation(now, lang), "sapaan": known.Addressed(), "nama": known.Called(), "toko": t.called(),
		"buka": calendar.Week()[now.Weekday()].String(),
	}
	if err := t.valuesAbout(values, given.About, lang); err != nil {
		return nil, err
	}
	for name, value := range given.Values {
		values[name] = value
	}
	return values, nil
}

// valuesAbout adds what is known of the record with a code.
func (t *tx) valuesAbout(values map[string]string, code, lang string) error {
	if code == "" {
		return nil
	}
	shelves, number, err := t.parse(code)
	if err != nil {
		return err
	}
	switch word, _ := shelves[0].name(number); word {
	case "order":
		order, err := t.orders.read(t.shop, t, number)
		if err != nil {
			return err
		}
		t.valuesOf(values, &order, lang)
	case "promise":
		one, err := t.promises.read(t.shop, t, number)
		if err != nil {
			return err
		}
		if strings.HasPrefix(one.About, "N-") {
			if err := t.valuesAbout(values, one.About, lang); err != nil {
				return err
			}
		}
		values["barang"], values["janji"] = one.Text, t.when(one.Due)
	case "appointment":
		one, err := t.appointments.read(t.shop, t, number)
		if err != nil {
			return err
		}
		values["barang"], values["janji"] = one.What, t.when(one.Start)
	case "item":
		return t.valuesOfItem(values, sale.ItemNumber(number))
	case "wait":
		one, err := t.waitlist.read(t.shop, t, number)
		if err != nil {
			return err
		}
		return t.valuesOfItem(values, one.Item)
	}
	return nil
}

// valuesOf adds what is known of an order.
func (t *tx) valuesOf(values map[string]string, order *sale.Order, lang string) {
	values["nota"] = Nota(order.Number)
	values["total"] = t.business.Currency.Text(order.Payable(), lang)
	values["sisa"] = t.business.Currency.Text(order.Owed(), lang)
	var items []string
	for _, line := range order.Lines {
		if line.Item != "" {
			items = append(items, line.Item)
		}
	}
	if len(items) > 0 {
		values["barang"] = strings.Join(items, ", ")
	}
	if !order.ReadyAt.IsZero() {
		values["hari"] = strconv.Itoa(int(t.Today() - clock.DayOf(order.ReadyAt, t.zone)))
	}
}

// when is a moment as a customer reads it: day, month and year, hour.
func (t *tx) when(at time.Time) string { return at.In(t.zone).Format("02-01-2006 15:04") }
