package opinion

// OneField is the analysis with everybody in one group, whatever was found: for a table
// of which nothing may be said of groups.
func (a *Analysis) OneField() *Analysis {
	out := *a
	out.Apart = nil
	return out.group(out.model.points(out.Positions), nil)
}
