package command

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

type customerKnow struct {
	Ref         string   `arg:"" help:"Id, code, phone or ref:X."`
	Like        []string `help:"TOPIC:VALUE that she likes; may be given again." sep:"none"`
	Dislike     []string `help:"TOPIC:VALUE that she dislikes." sep:"none"`
	Allergy     []string `help:"TOPIC:VALUE that she must not have." sep:"none"`
	Fact        []string `help:"Something small worth remembering." sep:"none"`
	Birthday    string   `help:"2000-03-14, or 03-14 where the year is not known."`
	Replace     bool     `help:"--birthday takes the place of the one that is known."`
	Day         []string `help:"anniversary:2015-06-01, other:06-01=LABEL, or birthday:2020-02-29=LABEL of somebody of hers." sep:"none"`
	Place       string   `help:"What the address is: rumah, kantor."`
	Address     string   `help:"Street and house number."`
	RT          string   `name:"rt" help:"Neighbourhood."`
	RW          string   `name:"rw" help:"The neighbourhoods' association."`
	Kelurahan   string   `help:"Village or ward."`
	Kecamatan   string   `help:"District."`
	City        string   `help:"Kota or kabupaten."`
	Province    string   `help:"Province."`
	Postcode    string   `help:"Postal code."`
	Landmark    string   `help:"What one sees when one is there."`
	Instruction string   `help:"For who delivers."`
	Relation    []string `help:"KIND:REF or KIND:REF=LABEL, what the other is to her: spouse, parent, child, sibling, relative, friend, colleague, employer, neighbour or other. The other's profile shows it too." sep:"none"`
	Guardian    string   `help:"Who answers for her; she gets no marketing then."`
	Role        string   `help:"Of an internal customer: employee, department, shareholder or stakeholder."`
	Referrer    string   `help:"Who brought her."`
	Source      string   `help:"How she came to know the shop."`
	Member      string   `help:"Her member number."`
	Field       []string `help:"KEY=VALUE of the owner's own fields." sep:"none"`
	Consent     []string `help:"service, marketing, testimonial, photo or profiling, for one channel marketing:whatsapp; she refuses with a - before it: --consent=-marketing." sep:"none"`
	Text        string   `help:"The version of the text that she was shown with the consent."`
	Proof       string   `help:"How the consent can be shown."`
	On          string   `help:"The day on which she said so, such as 2026-03-14; today without it."`
	Verify      string   `help:"photo_of_nota, birthday_match, phone_callback, wa_reply_code, member_card or identity_card; it failed with a - before it: --verify=-member_card."`
	By          string   `help:"Who took down the consent, or verified: code or name of a member of staff."`
	Forget      []string `help:"A taste, fact, day, address or relation that holds no more, as raja customer profile shows it; may be given again." sep:"none"`
}

func (v *customerKnow) Run(ctx context.Context, g *Globals, s *say) error {
	if reflect.DeepEqual(*v, customerKnow{Ref: v.Ref, Text: v.Text, Proof: v.Proof, On: v.On, By: v.By, Replace: v.Replace}) {
		return nothingToChange("like")
	}
	if len(v.Consent) == 0 && v.Text+v.Proof+v.On != "" {
		return &usageError{fault.Invalid("consent", "is needed beside --text, --proof and --on: what she agreed to")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		who, err := engine.People.Find(ctx, v.Ref)
		if err != nil {
			return err
		}
		fresh, err := v.read(ctx, engine)
		if err != nil {
			return err
		}
		_, err = engine.Profiles.Edit(ctx, who.Ordinal, func(known *people.Profile) error {
			if err := v.forget(s, known); err != nil {
				return err
			}
			v.add(known, fresh, engine.Now())
			return v.addDays(known)
		})
		if err != nil {
			return err
		}
		return showKnown(ctx, engine, s, who.Ordinal)
	})
}

// news is what names others, read before the profile is written.
type news struct {
	referrer, guardian people.Ordinal
	relations          []people.Relation
	consents           []people.Consent
	fields             map[string]string
	verified           *people.Verification
}

func (v *customerKnow) read(ctx context.Context, engine *core.Engine) (*news, error) {
	fresh := &news{fields: map[string]string{}}
	for _, one := range []struct {
		into        *people.Ordinal
		field, text string
	}{{&fresh.referrer, "referrer", v.Referrer}, {&fresh.guardian, "guardian", v.Guardian}} {
		if one.text == "" {
			continue
		}
		found, err := engine.People.Find(ctx, one.text)
		if err != nil {
			return nil, aboutField(one.field, err)
		}
		*one.into = found.Ordinal
	}
	for _, text := range v.Relation {
		tie, err := relation(ctx, engine, text)
		if err != nil {
			return nil, err
		}
		fresh.relations = append(fresh.relations, tie)
	}
	for _, text := range v.Field {
		key, value, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fault.Invalid("field", "%q is not KEY=VALUE", text)
		}
		fresh.fields[key] = value
	}
	return fresh, v.readProofs(ctx, engine, fresh)
}

// readProofs reads what is noted with who noted it.
func (v *customerKnow) readProofs(ctx context.Context, engine *core.Engine, fresh *news) error {
	for _, text := range v.Consent {
		purpose, refused := strings.CutPrefix(text, "-")
		purpose, channel, named := strings.Cut(purpose, ":")
		if named && channel == "" {
			return fault.Invalid("consent", "%q names no channel after the colon", text)
		}
		given := api.NewConsent{Purpose: purpose, Channel: channel, Given: !refused, Text: v.Text, Proof: v.Proof, On: v.On, By: v.By}
		said, err := given.Record(ctx, engine)
		if err != nil {
			return err
		}
		fresh.consents = append(fresh.consents, said)
	}
	if v.Verify == "" {
		return nil
	}
	method, failed := strings.CutPrefix(v.Verify, "-")
	fresh.verified = &people.Verification{Method: people.Method(method), Passed: !failed, At: engine.Now()}
	if v.By == "" {
		return nil
	}
	member, err := engine.Staff.Find(ctx, v.By)
	fresh.verified.By = member.Name
	return aboutField("by", err)
}

// relation reads KIND:REF or KIND:REF=LABEL.
func relation(ctx context.Context, engine *core.Engine, text string) (people.Relation, error) {
	kind, ref, ok := strings.Cut(text, ":")
	if !ok || ref == "" {
		return people.Relation{}, fault.Invalid("relation", "%q is not KIND:REF, such as parent:C-00001", text)
	}
	ref, label, _ := strings.Cut(ref, "=")
	other, err := engine.People.Find(ctx, ref)
	return people.Relation{To: other.Ordinal, Kind: people.RelationKind(kind), Label: label}, aboutField("relation", err)
}

// aboutField says a fault of another field than the one it names.
func aboutField(field string, err error) error {
	if err == nil {
		return nil
	}
	told := *fault.As(err)
	told.Field = field
	return &told
}

func (v *customerKnow) add(known *people.Profile, fresh *news, now time.Time) {
	for taste, list := range map[people.Taste][]string{people.Like: v.Like, people.Dislike: v.Dislike, people.Allergy: v.Allergy} {
		for _, text := range list {
			topic, value, ok := strings.Cut(text, ":")
			if !ok {
				topic, value = "", text
			}
			known.Preferences = append(known.Preferences, people.Preference{Topic: topic, Value: value, Taste: taste, At: now})
		}
	}
	known.Facts = append(known.Facts, v.Fact...)
	if where := v.where(); where != (people.Address{}) {
		known.Addresses = append(known.Addresses, where)
	}
	known.Relations = append(known.Relations, fresh.relations...)
	known.Consents = append(known.Consents, fresh.consents...)
	if fresh.verified != nil {
		known.Verifications = append(known.Verifications, *fresh.verified)
	}
	if known.Fields == nil {
		known.Fields = map[string]string{}
	}
	for key, value := range fresh.fields {
		known.Fields[key] = value
	}
	keep(&known.Referrer, fresh.referrer)
	keep(&known.Guardian, fresh.guardian)
	keep(&known.Source, v.Source)
	keep(&known.Member, v.Member)
	keep(&known.Role, people.Role(v.Role))
}

// keep gives a field a value, unless there is none.
func keep[T comparable](field *T, value T) {
	var none T
	if value != none {
		*field = value
	}
}

func (v *customerKnow) where() people.Address {
	return people.Address{
		Label: v.Place, Street: v.Address, RT: v.RT, RW: v.RW, Kelurahan: v.Kelurahan, Kecamatan: v.Kecamatan,
		City: v.City, Province: v.Province, PostalCode: v.Postcode, Landmark: v.Landmark, Instruction: v.Instruction,
	}
}

func (v *customerKnow) addDays(known *people.Profile) error {
	if v.Birthday != "" {
		if v.Replace {
			known.Dates = slices.DeleteFunc(known.Dates, func(one people.Date) bool { return one.Kind == people.Birthday && one.Label == "" })
		}
		date, err := dayOf("birthday", v.Birthday)
		if err != nil {
			return err
		}
		date.Kind = people.Birthday
		known.Dates = append(known.Dates, date)
	}
	for _, text := range v.Day {
		kind, day, ok := strings.Cut(text, ":")
		if !ok {
			return fault.Invalid("day", "%q is not KIND:DATE, such as anniversary:2015-06-01", text)
		}
		day, label, _ := strings.Cut(day, "=")
		date, err := dayOf("day", day)
		if err != nil {
			return err
		}
		date.Kind, date.Label = people.DateKind(kind), label
		known.Dates = append(known.Dates, date)
	}
	return nil
}

// dayOf reads 2000-03-14 or 03-14.
func dayOf(field, text string) (people.Date, error) {
	var date people.Date
	at, err := time.Parse("2006-01-02", text)
	if err == nil {
		date.Year = at.Year()
	} else if at, err = time.Parse("2006-01-02", "2000-"+text); err != nil {
		return date, fault.Invalid(field, "%q is not a date like 2000-03-14 or 03-14", text)
	}
	date.Month, date.Day = int(at.Month()), at.Day()
	return date, nil
}

// forget takes away what stands in the profile as each text: as it was typed,
// or as a line of the profile shows it.
func (v *customerKnow) forget(s *say, known *people.Profile) error {
	for _, text := range v.Forget {
		before := countKnown(known)
		known.Preferences = slices.DeleteFunc(known.Preferences, func(one people.Preference) bool {
			return text == one.String() || text == one.Topic+":"+one.Value
		})
		known.Facts = slices.DeleteFunc(known.Facts, func(one string) bool { return text == one })
		known.Dates = slices.DeleteFunc(known.Dates, func(one people.Date) bool {
			return text == one.String() || text == s.dateKind(&one)+": "+one.String()
		})
		known.Addresses = slices.DeleteFunc(known.Addresses, func(one people.Address) bool { return text == addressText(&one) })
		known.Relations = slices.DeleteFunc(known.Relations, func(one people.Relation) bool {
			return text == string(one.Kind)+":"+core.Code(one.To) || text == s.relation(string(one.Kind))+": "+core.Code(one.To)+labelled(one.Label)
		})
		if before == countKnown(known) {
			return fault.NotFound("forget", "nothing that is known of her reads %q; raja customer profile shows how it reads", text)
		}
	}
	return nil
}

func countKnown(known *people.Profile) int {
	return len(known.Preferences) + len(known.Facts) + len(known.Dates) + len(known.Addresses) + len(known.Relations)
}

type customerProfile struct {
	Ref string `arg:"" help:"Id, code, phone or ref:X."`
}

func (v *customerProfile) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		who, err := engine.People.Find(ctx, v.Ref)
		if err != nil {
			return err
		}
		return showKnown(ctx, engine, s, who.Ordinal)
	})
}

// knownView is a profile with its other side, as --json prints it.
type knownView struct {
	api.Profile
	NamedBy []api.NamedBy `json:"named_by"`
}

// showKnown shows what is known of a customer, and what others' profiles say
// of her.
func showKnown(ctx context.Context, engine *core.Engine, s *say, who people.Ordinal) error {
	profile, err := api.ProfileAt(ctx, engine, core.Code(who))
	if err != nil {
		return err
	}
	ties, err := api.NamedByOf(ctx, engine, core.Code(who))
	if err != nil {
		return err
	}
	return s.result(knownView{profile, ties}, func() {
		showProfile(s, engine, &profile)
		showNamedBy(s, ties)
	})
}
