package room

// rulesThatDate are the first by which what a desk did without network gives way
// to what others set after it, and by which a hand waits from its own second.
const rulesThatDate = 5

// setting is something that is so until somebody sets it otherwise: what the
// screen shows, whether a door is open. Who set it last decides, also where the
// earlier one arrives after it.
type setting string

// The settings of the room as a whole; a side's are [doorSetting] and
// [slipsSetting].
const (
	sceneSetting    setting = "scene"
	blankSetting    setting = "blank"
	questionSetting setting = "question"
	queueSetting    setting = "queue"
)

func doorSetting(side Side) setting  { return setting("door " + string(side)) }
func slipsSetting(side Side) setting { return setting("slips " + string(side)) }

// setBy is who set something last, and when.
type setBy struct {
	at Seconds
	by Actor
}

// overtaken refuses what a desk did without network before somebody else set it.
// What the same seat did on another device is no other's: their clocks may differ
// by a second.
func (s *State) overtaken(c *ctx, of ...setting) error {
	if !c.dated(s) {
		return nil
	}
	for _, x := range of {
		if last := s.set[x]; last.by != c.Actor && last.at > *c.Made {
			return refuse(CodeStale, "made")
		}
	}
	return nil
}

// dated says whether the room goes by the second at which a desk without network
// did it.
func (c *ctx) dated(s *State) bool { return c.Made != nil && s.Info.Rules >= rulesThatDate }

// sets notes who set something last.
func (s *State) sets(m *meta, of ...setting) {
	for _, x := range of {
		s.set[x] = setBy{m.Clock, m.By}
	}
}
