package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Profile is what is known of a customer beside her names.
type Profile struct {
	Edition       uint64                `json:"edition" doc:"a change names the one it was made of"`
	Addresses     []people.Address      `json:"addresses"`
	Dates         []people.Date         `json:"dates"`
	Preferences   []people.Preference   `json:"preferences"`
	Facts         []string              `json:"facts"`
	Relations     []Relation            `json:"relations"`
	Groups        []string              `json:"groups" doc:"codes"`
	Referrer      string                `json:"referrer" doc:"code of who brought her"`
	Guardian      string                `json:"guardian" doc:"code of who answers for her"`
	Source        string                `json:"source"`
	Member        string                `json:"member"`
	Role          string                `json:"role"`
	Fields        map[string]string     `json:"fields"`
	Consents      []people.Consent      `json:"consents"`
	Verifications []people.Verification `json:"verifications"`
	Verified      int                   `json:"verified" doc:"0 not, 1 plausible, 2 confirmed"`
}

// Relation ties a customer to another.
type Relation struct {
	To    string `json:"to" doc:"code of the other"`
	Kind  string `json:"kind" doc:"what the other is to her"`
	Label string `json:"label"`
}

// NamedBy is what somebody else's profile says of a customer: the other side of
// a relation, of a guardian and of who brought whom.
type NamedBy struct {
	Person
	Kind  string `json:"kind" doc:"what the customer is to this one: a kind of relation, guardian or referrer"`
	Label string `json:"label"`
}

// CustomerChange is what changes of a customer's names; null leaves a field.
type CustomerChange struct {
	Name      *string   `json:"name,omitempty"`
	CallName  *string   `json:"call_name,omitempty"`
	Honorific *string   `json:"honorific,omitempty"`
	Email     *string   `json:"email,omitempty"`
	Kind      *string   `json:"kind,omitempty"`
	Phones    *[]string `json:"phones,omitempty" doc:"all of them, as written"`
	Tags      *[]string `json:"tags,omitempty"`
	Loyal     *bool     `json:"loyal,omitempty" doc:"treat as loyal whatever the rule says"`
	Blocked   *bool     `json:"blocked,omitempty"`
}

// Person is a customer by name.
type Person struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Phone string `json:"phone"`
}

// Quality is how many customers have a flaw that can be put right.
type Quality struct {
	Customers int            `json:"customers"`
	Flawed    map[string]int `json:"flawed"`
	First     []Person       `json:"first"`
}

func (s *service) profileOperations(api huma.API) {
	huma.Patch(api, "/api/customers/{ref}", func(ctx context.Context, in *struct {
		RefInput
		Body CustomerChange
	},
	) (*out[Card], error) {
		card, err := ChangeCustomer(ctx, s.engine, in.Ref, in.Body)
		return &out[Card]{card}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/profile", func(ctx context.Context, in *RefInput) (*out[Profile], error) {
		found, err := ProfileAt(ctx, s.engine, in.Ref)
		return &out[Profile]{found}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/named-by", func(ctx context.Context, in *RefInput) (*out[listOf[NamedBy]], error) {
		found, err := NamedByOf(ctx, s.engine, in.Ref)
		return &out[listOf[NamedBy]]{listOf[NamedBy]{Items: found}}, answer(err)
	})
	huma.Put(api, "/api/customers/{ref}/profile", func(ctx context.Context, in *struct {
		RefInput
		Body Profile
	},
	) (*out[Profile], error) {
		changed, err := PutProfile(ctx, s.engine, in.Ref, &in.Body)
		return &out[Profile]{changed}, answer(err)
	})
	huma.Get(api, "/api/quality", func(ctx context.Context, in *struct {
		Flaw  string `query:"flaw" maxLength:"40"`
		Limit int    `query:"limit" default:"50" minimum:"1" maximum:"500"`
	},
	) (*out[Quality], error) {
		found, err := QualityOf(ctx, s.engine, in.Flaw, in.Limit)
		return &out[Quality]{found}, answer(err)
	})
}

// ProfileAt returns what is known of a customer.
func ProfileAt(ctx context.Context, engine *core.Engine, ref string) (Profile, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Profile{}, err
	}
	found, err := engine.Profiles.Get(ctx, who.Ordinal)
	return ProfileOf(engine, &found), err
}

// NamedByOf returns what others' profiles say of a customer.
func NamedByOf(ctx context.Context, engine *core.Engine, ref string) ([]NamedBy, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, err
	}
	ties, err := engine.Profiles.NamedBy(ctx, who.Ordinal)
	return lo.Map(ties, func(tie core.Tie, _ int) NamedBy {
		view := NamedBy{Person: person(&tie.Customer), Kind: string(tie.Kind), Label: tie.Label}
		switch {
		case tie.Ward:
			view.Kind = "guardian"
		case tie.Brought:
			view.Kind = "referrer"
		}
		return view
	}), err
}

// ProfileOf is how a profile is shown.
func ProfileOf(engine *core.Engine, p *people.Profile) Profile {
	fields := p.Fields
	if fields == nil {
		fields = map[string]string{}
	}
	return Profile{
		Edition: p.Edition, Addresses: append([]people.Address{}, p.Addresses...), Dates: append([]people.Date{}, p.Dates...),
		Preferences: append([]people.Preference{}, p.Preferences...), Facts: append([]string{}, p.Facts...),
		Relations: lo.Map(p.Relations, func(r people.Relation, _ int) Relation { return Relation{core.Code(r.To), string(r.Kind), r.Label} }),
		Groups:    lo.Map(p.Groups, func(g people.GroupNumber, _ int) string { return engine.CodeOf("group", uint64(g)) }),
		Referrer:  engine.CodeOf("customer", uint64(p.Referrer)), Guardian: engine.CodeOf("customer", uint64(p.Guardian)),
		Source: p.Source, Member: p.Member, Role: string(p.Role), Fields: fields,
		Consents: append([]people.Consent{}, p.Consents...), Verifications: append([]people.Verification{}, p.Verifications...),
		Verified: int(p.Verified(engine.Now())),
	}
}

// PutProfile replaces what is known of a customer. The edition must be the one
// that is there: two who change it at once do not undo each other unseen.
func PutProfile(ctx context.Context, engine *core.Engine, ref string, given *Profile) (Profile, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Profile{}, err
	}
	wanted, err := given.record(ctx, engine)
	if err != nil {
		return Profile{}, err
	}
	changed, err := engine.Profiles.Edit(ctx, who.Ordinal, func(known *people.Profile) error {
		if known.Edition != given.Edition {
			return fault.Conflict("edition", "%d was read and %d is there; read it again", given.Edition, known.Edition)
		}
		wanted.Apart = known.Apart
		*known = wanted
		known.Edition = given.Edition
		return nil
	})
	return ProfileOf(engine, &changed), err
}

func (p *Profile) record(ctx context.Context, engine *core.Engine) (people.Profile, error) {
	made := people.Profile{
		Addresses: p.Addresses, Dates: p.Dates, Preferences: p.Preferences, Facts: p.Facts, Source: p.Source, Member: p.Member,
		Role: people.Role(p.Role), Fields: p.Fields, Consents: p.Consents, Verifications: p.Verifications,
	}
	var err error
	if made.Referrer, err = ordinalOf(ctx, engine, "referrer", p.Referrer); err != nil {
		return made, err
	}
	if made.Guardian, err = ordinalOf(ctx, engine, "guardian", p.Guardian); err != nil {
		return made, err
	}
	for _, tie := range p.Relations {
		other, err := ordinalOf(ctx, engine, "relations", tie.To)
		if err != nil {
			return made, err
		}
		made.Relations = append(made.Relations, people.Relation{To: other, Kind: people.RelationKind(tie.Kind), Label: tie.Label})
	}
	for _, code := range p.Groups {
		group, err := engine.NumberOf("group", code)
		if err != nil {
			return made, err
		}
		made.Groups = append(made.Groups, people.GroupNumber(group))
	}
	return made, nil
}

// ChangeCustomer changes what is given of a customer.
func ChangeCustomer(ctx context.Context, engine *core.Engine, ref string, change CustomerChange) (Card, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Card{}, err
	}
	if _, err := engine.People.Edit(ctx, who.Ordinal, change.apply); err != nil {
		return Card{}, err
	}
	return CardOf(ctx, engine, who.Ordinal)
}

func (c *CustomerChange) apply(known *people.Customer) error {
	give(&known.Name, c.Name)
	give(&known.CallName, c.CallName)
	give((*string)(&known.Honorific), c.Honorific)
	give(&known.Email, c.Email)
	give((*string)(&known.Kind), c.Kind)
	give(&known.Tags, c.Tags)
	if c.Phones != nil {
		known.Phones = lo.Map(*c.Phones, func(raw string, _ int) people.Phone { return people.Phone{Raw: raw} })
	}
	mark(&known.Flags, people.Loyal, c.Loyal)
	mark(&known.Flags, people.Blocked, c.Blocked)
	return nil
}

func give[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

func mark(flags *people.Flags, flag people.Flags, set *bool) {
	switch {
	case set == nil:
	case *set:
		*flags |= flag
	default:
		*flags &^= flag
	}
}

func persons(all []people.Customer) []Person {
	return lo.Map(all, func(one people.Customer, _ int) Person { return person(&one) })
}

func person(one *people.Customer) Person {
	return Person{core.Code(one.Ordinal), one.Name, firstPhone(one)}
}

// QualityOf counts the flaws of what is known of customers.
func QualityOf(ctx context.Context, engine *core.Engine, flaw string, limit int) (Quality, error) {
	found, err := engine.People.Quality(ctx, core.Flaw(flaw), limit)
	view := Quality{Customers: found.Customers, Flawed: map[string]int{}, First: persons(found.First)}
	for _, one := range core.Flaws() {
		view.Flawed[string(one)] = found.Flawed[one]
	}
	return view, err
}
