package people

import (
	"slices"

	"github.com/raja-crm/raja/core/fault"
)

// Change is what one act does to many customers.
type Change struct {
	AddTags    []string `cbor:"1,keyasint,omitempty"` // that they have from then on
	RemoveTags []string `cbor:"2,keyasint,omitempty"` // that they have no longer
	Set        Flags    `cbor:"3,keyasint,omitempty"` // marks that they have from then on
	Clear      Flags    `cbor:"4,keyasint,omitempty"` // marks that they have no longer
}

// Check tidies the tags and refuses a change that changes nothing, or that says
// a thing and its contrary.
func (c *Change) Check() error {
	var err error
	if c.AddTags, err = tidyTags("add_tags", c.AddTags); err != nil {
		return err
	}
	if c.RemoveTags, err = tidyTags("remove_tags", c.RemoveTags); err != nil {
		return err
	}
	for _, tag := range c.AddTags {
		if slices.Contains(c.RemoveTags, tag) {
			return fault.Invalid("remove_tags", "%q is to be added as well; leave it out of one of the two", tag)
		}
	}
	switch {
	case c.Set&c.Clear != 0:
		return fault.Invalid((c.Set & c.Clear).Marks()[0], "is to be set and to be cleared; choose one")
	case len(c.AddTags)+len(c.RemoveTags) == 0 && c.Set|c.Clear == 0:
		return fault.Invalid("add_tags", "nothing is to be changed; name tags to add or to remove, or a mark to set or to clear")
	}
	return nil
}

func tidyTags(field string, tags []string) ([]string, error) {
	if len(tags) > MaxTags {
		return nil, fault.Invalid(field, "names %d tags; a customer has at most %d", len(tags), MaxTags)
	}
	var tidy []string
	for _, tag := range tags {
		tag = Tidy(tag)
		if tag == "" || long(tag) {
			return nil, fault.Invalid(field, "holds a tag that is empty or longer than %d characters", MaxName)
		}
		if !slices.Contains(tidy, tag) {
			tidy = append(tidy, tag)
		}
	}
	return tidy, nil
}

// Apply changes a customer and reports whether anything is other than before.
// Who would have more tags than there can be stays as she is: full.
func (c *Change) Apply(one *Customer) (changed, full bool) {
	tags := slices.DeleteFunc(slices.Clone(one.Tags), func(tag string) bool { return slices.Contains(c.RemoveTags, tag) })
	for _, tag := range c.AddTags {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	flags := one.Flags&^c.Clear | c.Set
	if slices.Equal(tags, one.Tags) && flags == one.Flags {
		return false, false
	}
	if len(tags) > MaxTags {
		return false, true
	}
	one.Tags, one.Flags = tags, flags
	return true, false
}

// TakeBack gives a customer back what a change took from her and takes what it
// gave. What has another value by now than the change left stays, and is named
// by its field.
func (c *Change) TakeBack(one, before, after *Customer) (stays []string) {
	stays = append(c.takeTagsBack(one, before, after), c.takeMarksBack(one, before, after)...)
	if one.UpdatedAt.Equal(after.UpdatedAt) {
		one.UpdatedAt = before.UpdatedAt // nobody touched her since
	}
	return stays
}

func (c *Change) takeTagsBack(one, before, after *Customer) (stays []string) {
	if slices.Equal(one.Tags, after.Tags) {
		one.Tags = slices.Clone(before.Tags) // in their order of then
		return nil
	}
	tags := slices.Clone(one.Tags)
	for _, tag := range slices.Concat(c.AddTags, c.RemoveTags) {
		had, has, now := slices.Contains(before.Tags, tag), slices.Contains(after.Tags, tag), slices.Contains(tags, tag)
		switch {
		case had == has:
		case now != has:
			stays = []string{"tags"}
		case now:
			tags = slices.DeleteFunc(tags, func(other string) bool { return other == tag })
		default:
			tags = append(tags, tag)
		}
	}
	if len(tags) > MaxTags {
		return []string{"tags"}
	}
	one.Tags = tags
	return stays
}

func (c *Change) takeMarksBack(one, before, after *Customer) (stays []string) {
	moved := before.Flags ^ after.Flags
	stay := (one.Flags ^ after.Flags) & moved
	back := moved &^ stay
	one.Flags = one.Flags&^back | before.Flags&back
	return stay.Marks()
}
