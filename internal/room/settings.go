package room

// rulesThatDate are the first by which what a desk did without network gives way
// to what others set after it, and by which a hand waits from its own second.
const rulesThatDate = 5

// apart is how many seconds the clocks of two devices of one seat may differ.
const apart Seconds = 3

// setting is something that is so until somebody sets it otherwise: what the
// screen shows, whether a door is open, what was counted on a line. Who set it
// last decides, also where the earlier one arrives after it.
type setting string

// The settings of the room as a whole; a side's are [doorSetting] and
// [slipsSetting], those of what was counted [presentSetting] and [countSetting].
const (
	sceneSetting    setting = "scene"
	blankSetting    setting = "blank"
	questionSetting setting = "question"
	queueSetting    setting = "queue"
)

func doorSetting(side Side) setting  { return setting("door " + string(side)) }
func slipsSetting(side Side) setting { return setting("slips " + string(side)) }

func presentSetting(line CountLine) setting { return setting("present " + string(line)) }

// countSetting is the hands counted on one line for a statement or an outcome.
func countSetting(id ItemID, line CountLine) setting {
	return setting("count " + string(id) + " " + string(line))
}

// setBy is who set something last, and when.
type setBy struct {
	at Seconds
	by Actor
}

// overtaken refuses what a desk did without network before it was set anew, by
// somebody else or by the same seat on another device.
func (s *State) overtaken(c *ctx, of ...setting) error {
	if !c.dated(s) {
		return nil
	}
	for _, x := range of {
		last, made := s.set[x], *c.Made
		if last.by == c.Actor {
			made += apart
		}
		if last.at > made {
			return refuse(CodeStale, "made")
		}
	}
	return nil
}

// dated says whether the room goes by the second at which a desk without network
// did it.
func (c *ctx) dated(s *State) bool { return c.Made != nil && s.Info.Rules >= rulesThatDate }

// sets notes who set something last. What was done before that, and arrives only
// now, is not the last.
func (s *State) sets(m *meta, of ...setting) {
	for _, x := range of {
		if m.Clock >= s.set[x].at {
			s.set[x] = setBy{m.Clock, m.By}
		}
	}
}
