package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// Asset is a thing that a customer owns and brings along.
type Asset struct {
	Code   string `json:"code"`
	Owner  string `json:"owner"`
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Brand  string `json:"brand"`
	Model  string `json:"model"`
	Serial string `json:"serial" doc:"IMEI, serial number or plate: capitals and digits only"`
	Note   string `json:"note"`
	Gone   bool   `json:"gone"`
}

// NewAsset is what the form of a new asset sends.
type NewAsset struct {
	Owner  string `json:"owner"`
	Kind   string `json:"kind" enum:"device,garment,pet,vehicle,other"`
	Name   string `json:"name"`
	Brand  string `json:"brand,omitempty"`
	Model  string `json:"model,omitempty"`
	Serial string `json:"serial,omitempty"`
	Note   string `json:"note,omitempty"`
}

// AssetChange is what changes of an asset; null leaves a field.
type AssetChange struct {
	Name   *string `json:"name,omitempty"`
	Brand  *string `json:"brand,omitempty"`
	Model  *string `json:"model,omitempty"`
	Serial *string `json:"serial,omitempty"`
	Note   *string `json:"note,omitempty"`
	Gone   *bool   `json:"gone,omitempty" doc:"she has it no more"`
}

// Group is an organisation or a household.
type Group struct {
	Code    string   `json:"code"`
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`
	Note    string   `json:"note"`
	Payer   string   `json:"payer" doc:"code of who pays for all, empty when each pays"`
	Members []Person `json:"members"`
}

// NewGroup is what the form of a new group sends.
type NewGroup struct {
	Kind    string   `json:"kind" enum:"organization,household"`
	Name    string   `json:"name"`
	Note    string   `json:"note,omitempty"`
	Payer   string   `json:"payer,omitempty"`
	Members []string `json:"members,omitempty"`
}

// GroupChange is what changes of a group; null leaves a field.
type GroupChange struct {
	Name  *string `json:"name,omitempty"`
	Note  *string `json:"note,omitempty"`
	Payer *string `json:"payer,omitempty" doc:"who pays for all, empty when each pays"`
}

func (s *service) belongingOperations(api huma.API) {
	huma.Get(api, "/api/customers/{ref}/assets", func(ctx context.Context, in *RefInput) (*out[listOf[Asset]], error) {
		all, err := AssetsOf(ctx, s.engine, in.Ref)
		return &out[listOf[Asset]]{listOf[Asset]{all, ""}}, answer(err)
	})
	huma.Post(api, "/api/assets", func(ctx context.Context, in *struct{ Body NewAsset }) (*created[Asset], error) {
		made, err := AddAsset(ctx, s.engine, in.Body)
		return &created[Asset]{http.StatusCreated, made}, answer(err)
	})
	huma.Patch(api, "/api/assets/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body AssetChange
	},
	) (*out[Asset], error) {
		changed, err := ChangeAsset(ctx, s.engine, in.Code, in.Body)
		return &out[Asset]{changed}, answer(err)
	})
	huma.Get(api, "/api/groups", func(ctx context.Context, in *struct {
		PageQuery
		Kind string `query:"kind" enum:"organization,household" required:"true"`
	},
	) (*out[listOf[Group]], error) {
		all, next, err := GroupsOf(ctx, s.engine, in.Kind, in.After, in.Limit)
		return &out[listOf[Group]]{listOf[Group]{all, next}}, answer(err)
	})
	huma.Patch(api, "/api/groups/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body GroupChange
	},
	) (*out[Group], error) {
		changed, err := ChangeGroup(ctx, s.engine, in.Code, in.Body)
		return &out[Group]{changed}, answer(err)
	})
	huma.Post(api, "/api/groups", func(ctx context.Context, in *struct{ Body NewGroup }) (*created[Group], error) {
		made, err := AddGroup(ctx, s.engine, in.Body)
		return &created[Group]{http.StatusCreated, made}, answer(err)
	})
	huma.Get(api, "/api/groups/{code}", func(ctx context.Context, in *CodeInput) (*out[Group], error) {
		found, err := GroupAt(ctx, s.engine, in.Code)
		return &out[Group]{found}, answer(err)
	})
}

// AssetOf is how an asset is shown.
func AssetOf(engine *core.Engine, one *people.Asset) Asset {
	return Asset{
		Code: engine.CodeOf("asset", uint64(one.Number)), Owner: core.Code(one.Owner), Kind: string(one.Kind), Name: one.Name, Brand: one.Brand,
		Model: one.Model, Serial: one.Serial, Note: one.Note, Gone: one.Gone,
	}
}

// AssetsOf returns what a customer owns.
func AssetsOf(ctx context.Context, engine *core.Engine, ref string) ([]Asset, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, err
	}
	all, err := engine.Assets.Of(ctx, who.Ordinal)
	return Shown(engine, all, AssetOf), err
}

// AssetsWith returns the assets with a serial number, whosever they were.
func AssetsWith(ctx context.Context, engine *core.Engine, serial string) ([]Asset, error) {
	all, err := engine.Assets.With(ctx, serial)
	return Shown(engine, all, AssetOf), err
}

// AddAsset records what a customer owns.
func AddAsset(ctx context.Context, engine *core.Engine, given NewAsset) (Asset, error) {
	owner, err := engine.People.Find(ctx, given.Owner)
	if err = about("owner", err); err != nil {
		return Asset{}, err
	}
	made, err := engine.Assets.Add(ctx, people.Asset{
		Owner: owner.Ordinal, Kind: people.AssetKind(given.Kind), Name: given.Name, Brand: given.Brand, Model: given.Model, Serial: given.Serial, Note: given.Note,
	})
	return AssetOf(engine, &made), err
}

// ChangeAsset changes what is given of an asset.
func ChangeAsset(ctx context.Context, engine *core.Engine, code string, change AssetChange) (Asset, error) {
	number, err := engine.NumberOf("asset", code)
	if err != nil {
		return Asset{}, err
	}
	changed, err := engine.Assets.Edit(ctx, people.AssetNumber(number), func(one *people.Asset) error {
		give(&one.Name, change.Name)
		give(&one.Brand, change.Brand)
		give(&one.Model, change.Model)
		give(&one.Serial, change.Serial)
		give(&one.Note, change.Note)
		give(&one.Gone, change.Gone)
		return nil
	})
	return AssetOf(engine, &changed), err
}

// AddGroup makes a group with its first members.
func AddGroup(ctx context.Context, engine *core.Engine, given NewGroup) (Group, error) {
	payer, err := ordinalOf(ctx, engine, "payer", given.Payer)
	if err != nil {
		return Group{}, err
	}
	var members []people.Ordinal
	for _, ref := range given.Members {
		who, err := engine.People.Find(ctx, ref)
		if err = about("members", err); err != nil {
			return Group{}, err
		}
		members = append(members, who.Ordinal)
	}
	made, err := engine.Groups.Add(ctx, people.Group{Kind: people.GroupKind(given.Kind), Name: given.Name, Note: given.Note, Payer: payer}, members...)
	if err != nil {
		return Group{}, err
	}
	return groupView(ctx, engine, &made)
}

// GroupAt returns the group with a code.
func GroupAt(ctx context.Context, engine *core.Engine, code string) (Group, error) {
	number, err := engine.NumberOf("group", code)
	if err != nil {
		return Group{}, err
	}
	found, err := engine.Groups.Get(ctx, people.GroupNumber(number))
	if err != nil {
		return Group{}, err
	}
	return groupView(ctx, engine, &found)
}

// GroupsOf lists the groups of a kind with their members, oldest first.
func GroupsOf(ctx context.Context, engine *core.Engine, kind, after string, limit int) ([]Group, string, error) {
	found, next, err := engine.Groups.List(ctx, people.GroupKind(kind), after, limit)
	if err != nil {
		return nil, "", err
	}
	views := make([]Group, len(found))
	for i := range found {
		if views[i], err = groupView(ctx, engine, &found[i]); err != nil {
			return nil, "", err
		}
	}
	return views, next, nil
}

// ChangeGroup changes what is given of a group.
func ChangeGroup(ctx context.Context, engine *core.Engine, code string, change GroupChange) (Group, error) {
	number, err := engine.NumberOf("group", code)
	if err != nil {
		return Group{}, err
	}
	var payer people.Ordinal
	if change.Payer != nil {
		if payer, err = ordinalOf(ctx, engine, "payer", *change.Payer); err != nil {
			return Group{}, err
		}
	}
	changed, err := engine.Groups.Edit(ctx, people.GroupNumber(number), func(one *people.Group) error {
		give(&one.Name, change.Name)
		give(&one.Note, change.Note)
		if change.Payer != nil {
			one.Payer = payer
		}
		return nil
	})
	if err != nil {
		return Group{}, err
	}
	return groupView(ctx, engine, &changed)
}

func groupView(ctx context.Context, engine *core.Engine, one *people.Group) (Group, error) {
	members, err := engine.Groups.Members(ctx, one.Number)
	return Group{
		Code: engine.CodeOf("group", uint64(one.Number)), Kind: string(one.Kind), Name: one.Name, Note: one.Note,
		Payer: engine.CodeOf("customer", uint64(one.Payer)), Members: persons(members),
	}, err
}
