package people

// TakeBack gives every field that a change set the value that it had before the
// change, and drops from lists what the change added. A field that has another
// value by now than the change left stays, and is named; one that is as it was
// before is no matter.
func (c *Customer) TakeBack(before, after *Customer) (stays []string) {
	was := c.UpdatedAt
	back(&stays, "name", &c.Name, before.Name, after.Name)
	back(&stays, "call_name", &c.CallName, before.CallName, after.CallName)
	back(&stays, "honorific", &c.Honorific, before.Honorific, after.Honorific)
	back(&stays, "kind", &c.Kind, before.Kind, after.Kind)
	back(&stays, "email", &c.Email, before.Email, after.Email)
	c.Phones = part(c.Phones, before.Phones, after.Phones)
	c.Tags = part(c.Tags, before.Tags, after.Tags)
	if was.Equal(after.UpdatedAt) {
		c.UpdatedAt = before.UpdatedAt // nobody touched her since
	}
	return stays
}

func back[T comparable](stays *[]string, name string, field *T, before, after T) {
	switch {
	case before == after, *field == before:
	case *field == after:
		*field = before
	default:
		*stays = append(*stays, name)
	}
}
