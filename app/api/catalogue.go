package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// Item is something that the shop sells, at its price of now.
type Item struct {
	Code     string `json:"code"`
	Type     string `json:"type"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Unit     string `json:"unit"`
	Price    int64  `json:"price" doc:"of one unit, minor units; -1 when it has none"`
	Least    int64  `json:"least" doc:"thousandths of the unit that are charged at least"`
	Step     int64  `json:"step" doc:"thousandths to whose next multiple it is rounded up"`
	Minutes  int    `json:"minutes"`
	Guide    string `json:"guide"`
	SoldOut  bool   `json:"sold_out"`
	Gone     bool   `json:"gone"`
}

// NewItemOffered is what the form of a new item sends.
type NewItemOffered struct {
	Type     string `json:"type,omitempty" doc:"service when empty"`
	Name     string `json:"name"`
	Category string `json:"category,omitempty"`
	Unit     string `json:"unit,omitempty" doc:"pcs when empty"`
	Price    int64  `json:"price" minimum:"0"`
	Cost     int64  `json:"cost,omitempty" minimum:"0"`
	Least    int64  `json:"least,omitempty" minimum:"0"`
	Step     int64  `json:"step,omitempty" minimum:"0"`
	Minutes  int    `json:"minutes,omitempty" minimum:"0"`
	CareDays int    `json:"care_days,omitempty" minimum:"0"`
	Guide    string `json:"guide,omitempty"`
}

// NewPrice is what an item costs from a moment on.
type NewPrice struct {
	Amount int64  `json:"amount" minimum:"0"`
	Cost   int64  `json:"cost,omitempty" minimum:"0" doc:"what one unit costs the shop"`
	List   string `json:"list,omitempty"`
	From   string `json:"from,omitempty" doc:"now when empty"`
}

// Price is what an item cost, costs or will cost from a moment on.
type Price struct {
	Amount int64  `json:"amount" doc:"of one unit, minor units"`
	Cost   int64  `json:"cost" doc:"what one unit costs the shop, minor units"`
	List   string `json:"list" doc:"for whom, empty for everybody"`
	From   string `json:"from"`
	Holds  bool   `json:"holds" doc:"it is the price of now on its list"`
	Ahead  bool   `json:"ahead" doc:"it begins later"`
}

// ItemChange is what changes of an item; null leaves a field.
type ItemChange struct {
	Name     *string `json:"name,omitempty"`
	Category *string `json:"category,omitempty"`
	Least    *int64  `json:"least,omitempty"`
	Step     *int64  `json:"step,omitempty"`
	Minutes  *int    `json:"minutes,omitempty"`
	CareDays *int    `json:"care_days,omitempty"`
	Warranty *int    `json:"warranty_days,omitempty"`
	Guide    *string `json:"guide,omitempty"`
	SoldOut  *bool   `json:"sold_out,omitempty" doc:"it is expected again"`
	Gone     *bool   `json:"gone,omitempty" doc:"it is sold no more"`
}

func (s *service) catalogueOperations(api huma.API) {
	huma.Get(api, "/api/items", func(ctx context.Context, in *PageQuery) (*out[listOf[Item]], error) {
		all, next, err := ItemsOf(ctx, s.engine, in.After, in.Limit)
		return &out[listOf[Item]]{listOf[Item]{all, next}}, answer(err)
	})
	huma.Post(api, "/api/items", func(ctx context.Context, in *struct{ Body NewItemOffered }) (*created[Item], error) {
		made, err := AddItem(ctx, s.engine, in.Body)
		return &created[Item]{http.StatusCreated, made}, answer(err)
	})
	huma.Get(api, "/api/items/{code}", func(ctx context.Context, in *CodeInput) (*out[Item], error) {
		found, err := ItemAt(ctx, s.engine, in.Code)
		return &out[Item]{found}, answer(err)
	})
	huma.Patch(api, "/api/items/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body ItemChange
	},
	) (*out[Item], error) {
		changed, err := ChangeItem(ctx, s.engine, in.Code, in.Body)
		return &out[Item]{changed}, answer(err)
	})
	huma.Get(api, "/api/items/{code}/prices", func(ctx context.Context, in *struct {
		CodeInput
		List string `query:"list" maxLength:"200" doc:"everybody's when empty"`
		All  bool   `query:"all" doc:"on every list"`
	},
	) (*out[listOf[Price]], error) {
		all, err := PricesOf(ctx, s.engine, in.Code, in.List, in.All)
		return &out[listOf[Price]]{listOf[Price]{all, ""}}, answer(err)
	})
	huma.Post(api, "/api/items/{code}/prices", func(ctx context.Context, in *struct {
		CodeInput
		Body NewPrice
	},
	) (*out[Item], error) {
		priced, err := SetPrice(ctx, s.engine, in.Code, in.Body)
		return &out[Item]{priced}, answer(err)
	})
}

// ItemsOf lists the catalogue by name.
func ItemsOf(ctx context.Context, engine *core.Engine, after string, limit int) ([]Item, string, error) {
	all, next, err := engine.Catalogue.List(ctx, after, limit)
	items := make([]Item, len(all))
	for i := range all {
		items[i] = itemView(ctx, engine, &all[i])
	}
	return items, next, err
}

func itemView(ctx context.Context, engine *core.Engine, one *sale.Item) Item {
	view := Item{
		Code: engine.CodeOf("item", uint64(one.Number)), Type: string(one.Type), Name: one.Name, Category: one.Category, Unit: string(one.Unit),
		Price: -1, Least: one.Least, Step: one.Step, Minutes: one.Minutes, Guide: one.Guide, SoldOut: one.SoldOut, Gone: one.Gone,
	}
	if price, err := engine.Catalogue.Price(ctx, one.Number, "", engine.Now()); err == nil {
		view.Price = int64(price.Amount)
	}
	return view
}

// AddItem notes an item with its first price.
func AddItem(ctx context.Context, engine *core.Engine, given NewItemOffered) (Item, error) {
	kind := sale.ItemType(given.Type)
	if kind == "" {
		kind = sale.Service
	}
	made, err := engine.Catalogue.Add(ctx, sale.Item{
		Type: kind, Name: given.Name, Category: given.Category, Unit: sale.Unit(given.Unit), Least: given.Least, Step: given.Step,
		Minutes: given.Minutes, CareDays: given.CareDays, Guide: given.Guide,
	}, sale.Price{Amount: money.Amount(given.Price), Cost: money.Amount(given.Cost)})
	if err != nil {
		return Item{}, err
	}
	return itemView(ctx, engine, &made), nil
}

// SetPrice lets an item cost something else from a moment on.
func SetPrice(ctx context.Context, engine *core.Engine, code string, given NewPrice) (Item, error) {
	number, err := engine.NumberOf("item", code)
	if err != nil {
		return Item{}, err
	}
	from, err := startOfDay(engine, "from", given.From)
	if err != nil {
		return Item{}, err
	}
	err = engine.Catalogue.SetPrice(ctx, sale.Price{
		Item: sale.ItemNumber(number), List: given.List, Amount: money.Amount(given.Amount), Cost: money.Amount(given.Cost), From: from,
	})
	if err != nil {
		return Item{}, err
	}
	known, err := engine.Catalogue.Get(ctx, sale.ItemNumber(number))
	return itemView(ctx, engine, &known), err
}

// ItemAt returns the item with a code.
func ItemAt(ctx context.Context, engine *core.Engine, code string) (Item, error) {
	number, err := engine.NumberOf("item", code)
	if err != nil {
		return Item{}, err
	}
	known, err := engine.Catalogue.Get(ctx, sale.ItemNumber(number))
	if err != nil {
		return Item{}, err
	}
	return itemView(ctx, engine, &known), nil
}

// ChangeItem changes what is given of an item; prices are set apart.
func ChangeItem(ctx context.Context, engine *core.Engine, code string, change ItemChange) (Item, error) {
	number, err := engine.NumberOf("item", code)
	if err != nil {
		return Item{}, err
	}
	changed, err := engine.Catalogue.Edit(ctx, sale.ItemNumber(number), func(known *sale.Item) error {
		give(&known.Name, change.Name)
		give(&known.Category, change.Category)
		give(&known.Least, change.Least)
		give(&known.Step, change.Step)
		give(&known.Minutes, change.Minutes)
		give(&known.CareDays, change.CareDays)
		give(&known.Warranty, change.Warranty)
		give(&known.Guide, change.Guide)
		give(&known.SoldOut, change.SoldOut)
		give(&known.Gone, change.Gone)
		return nil
	})
	if err != nil {
		return Item{}, err
	}
	return itemView(ctx, engine, &changed), nil
}

// PricesOf lists what an item cost, costs and will cost on a list, or on all of
// them, newest first on each.
func PricesOf(ctx context.Context, engine *core.Engine, code, list string, every bool) ([]Price, error) {
	if _, err := ItemAt(ctx, engine, code); err != nil {
		return nil, err
	}
	n, err := engine.NumberOf("item", code)
	if err != nil {
		return nil, err
	}
	number := sale.ItemNumber(n)
	all, err := engine.Catalogue.Prices(ctx, number, people.Tidy(list))
	if every {
		all, err = engine.Catalogue.AllPrices(ctx, number)
	}
	return Shown(engine, all, func(engine *core.Engine, one *sale.Price) Price {
		holds, err := engine.Catalogue.Price(ctx, number, one.List, engine.Now())
		return Price{
			Amount: int64(one.Amount), Cost: int64(one.Cost), List: one.List, From: moment(one.From, engine.Zone()),
			Holds: err == nil && holds.Number == one.Number, Ahead: one.From.After(engine.Now()),
		}
	}), err
}
