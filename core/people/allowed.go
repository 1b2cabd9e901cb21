package people

import "slices"

// Allowed is whether somebody may be reached, or shown, for one purpose.
type Allowed struct {
	Purpose Purpose
	Channel Channel  // none is every channel but those that are named
	Yes     bool     // whether it may be done
	Said    *Consent // what decides it, nil where she said nothing
	Guarded bool     // she said yes, and who has a guardian is not asked
}

// Allowances returns how every purpose stands, and behind it the channels on
// which it stands otherwise.
func (p *Profile) Allowances() []Allowed {
	var all []Allowed
	for _, purpose := range Purposes() {
		general := p.allowance(purpose, "")
		all = append(all, general)
		for _, channel := range Channels() {
			spoken := slices.ContainsFunc(p.Consents, func(said Consent) bool { return said.Purpose == purpose && said.Channel == channel })
			if one := p.allowance(purpose, channel); spoken && one.Yes != general.Yes {
				all = append(all, one)
			}
		}
	}
	return all
}

func (p *Profile) allowance(purpose Purpose, channel Channel) Allowed {
	yes, said := p.Allows(purpose, channel)
	return Allowed{Purpose: purpose, Channel: channel, Yes: yes, Said: said, Guarded: said != nil && said.Given && !yes}
}
