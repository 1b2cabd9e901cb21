package plugin

import (
	"fmt"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// events are the context rows of one question, whatever their hook.
type events struct {
	count, size int
	put         func(n int, row []byte)
	check       func(rows, lines int) error
}

func eventsOf(hook abi.Hook, in *abi.Batch, v *view) events {
	switch hook.Code {
	case abi.HookLoyalty:
		return orderEvents(in.Orders, v.lines)
	case abi.HookAfterHours:
		return visitEvents(in.Visits)
	case abi.HookFollowUp:
		return followUpEvents(in.Events)
	}
	return events{check: func(int, int) error { return nil }}
}

func orderEvents(orders []abi.OrderContext, withLines bool) events {
	return events{
		count: len(orders), size: abi.OrderContextSize,
		put: func(n int, row []byte) {
			order := orders[n]
			if !withLines {
				order.LinesFrom, order.LinesCount = 0, 0
			}
			order.Put(row)
		},
		check: func(rows, lines int) error {
			for n, o := range orders {
				if int(o.FactsRow) >= rows {
					return fmt.Errorf("order %d names facts row %d of %d", n, o.FactsRow, rows)
				}
				if uint64(o.LinesFrom)+uint64(o.LinesCount) > uint64(lines) {
					return fmt.Errorf("order %d names lines %d to %d of %d", n, o.LinesFrom, o.LinesFrom+o.LinesCount, lines)
				}
			}
			return nil
		},
	}
}

func visitEvents(visits []abi.AfterHoursContext) events {
	return events{
		count: len(visits), size: abi.AfterHoursContextSize,
		put: func(n int, row []byte) { visits[n].Put(row) },
		check: func(rows, _ int) error {
			for n, v := range visits {
				if int(v.FactsRow) >= rows || v.FactsRow < -1 {
					return fmt.Errorf("visit %d names facts row %d of %d", n, v.FactsRow, rows)
				}
			}
			return nil
		},
	}
}

func followUpEvents(happened []abi.FollowUpContext) events {
	return events{
		count: len(happened), size: abi.FollowUpContextSize,
		put: func(n int, row []byte) { happened[n].Put(row) },
		check: func(rows, _ int) error {
			for n, e := range happened {
				if int(e.FactsRow) >= rows {
					return fmt.Errorf("event %d names facts row %d of %d", n, e.FactsRow, rows)
				}
			}
			return nil
		},
	}
}
