package sale

import (
	"slices"

	"github.com/raja-crm/raja/core/money"
)

// Method is how money moved.
type Method string

// Methods lists how money may move. deposit is the customer's wallet.
func Methods() []Method {
	return []Method{"cash", "transfer", "qris", "card", "ewallet", "deposit", "other"}
}

// Methods that mean more than a word: Cash is rounded, Wallet takes from what
// she paid in before.
const (
	Cash   Method = "cash"
	Wallet Method = "deposit"
)

// Name is what people call the method, in "id" or "en".
func (m Method) Name(lang string) string {
	names := map[Method][2]string{
		Cash: {"tunai", "cash"}, "transfer": {"transfer", "transfer"}, "qris": {"QRIS", "QRIS"}, "card": {"kartu", "card"},
		"ewallet": {"dompet digital", "e-wallet"}, Wallet: {"deposit", "deposit"}, "other": {"lainnya", "other"},
	}
	if lang == "en" {
		return names[m][1]
	}
	return names[m][0]
}

// Way is how much moved by a method.
type Way struct {
	Method Method
	Amount money.Amount // in minor units
}

// PaidBy sums what came by each method for an order and did not go back, the one
// that was used last first.
func PaidBy(payments []Payment) []Way {
	var ways []Way
	for _, one := range payments {
		at := slices.IndexFunc(ways, func(way Way) bool { return way.Method == one.Method })
		if at < 0 {
			ways, at = slices.Insert(ways, 0, Way{Method: one.Method}), 0
		}
		if one.Kind == Paid || one.Kind == Spent {
			ways[at].Amount += one.Amount
		} else {
			ways[at].Amount -= one.Amount
		}
	}
	return slices.DeleteFunc(ways, func(way Way) bool { return way.Amount <= 0 })
}

// CameBy is how much came by a method and did not go back.
func CameBy(payments []Payment, method Method) money.Amount {
	for _, way := range PaidBy(payments) {
		if way.Method == method {
			return way.Amount
		}
	}
	return 0
}

// Ways splits what goes back over the ways in which it came: the first that
// brought as much takes all of it, else one after the other, the last first.
// What no payment tells of, as of an import, goes in cash.
func Ways(payments []Payment, amount money.Amount) []Way {
	came := PaidBy(payments)
	if len(came) == 0 {
		return []Way{{Cash, amount}}
	}
	if at := slices.IndexFunc(came, func(way Way) bool { return way.Amount >= amount }); at >= 0 {
		return []Way{{came[at].Method, amount}}
	}
	for i := range came {
		came[i].Amount = min(came[i].Amount, amount)
		amount -= came[i].Amount
	}
	came = slices.DeleteFunc(came, func(way Way) bool { return way.Amount == 0 })
	at := slices.IndexFunc(came, func(way Way) bool { return way.Method == Cash })
	switch {
	case amount == 0:
	case at >= 0:
		came[at].Amount += amount
	default:
		came = append(came, Way{Cash, amount})
	}
	return came
}

// Split is a movement of money by each of the ways; the caller's key stays with
// the first.
func Split(one Payment, ways []Way) []Payment {
	parts := make([]Payment, len(ways))
	for i, way := range ways {
		parts[i] = one
		parts[i].Method, parts[i].Amount = way.Method, way.Amount
		if i > 0 {
			parts[i].Key = ""
		}
	}
	return parts
}
