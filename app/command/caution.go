package command

import "github.com/raja-crm/raja/app/api"

// caution says, before everything else, what must be seen before a customer is
// served.
func (s *say) caution(known *api.Caution) {
	if known.Blocked {
		s.line("JANGAN DILAYANI: pelanggan ini diblokir.", "DO NOT SERVE: this customer is blocked.")
	}
	for _, one := range known.Allergies {
		s.line("ALERGI: %s", "ALLERGY: %s", one)
	}
}

// warnings say what looks like a slip; it was taken as it was given.
func (s *say) warnings(all []api.Warning) {
	for _, one := range all {
		s.line("  Perhatikan: %s", "  Mind: %s", s.pick(one.TextID, one.TextEN))
	}
}
