package room

// MaxHelpers is how many helper codes and helpers a room has at the same time.
const MaxHelpers = 10

// Helper is a code that makes whoever types it an online moderator of this room,
// and from then on that helper: the seat has the same id.
type Helper struct {
	ID     ItemID
	Code   Text // XXXX-XXXX, sealed as the room's codes are
	Since  Seconds
	Joined bool // the code was used
	Ended  bool // by the desk: the code or the seat opens nothing any more
}

// Waits says whether the code can be used.
func (h *Helper) Waits() bool { return !h.Joined && !h.Ended }

// MakeHelperCode makes a code for one helper.
type MakeHelperCode struct {
	Code Text `json:"code" text:"9"`
}

// HelperRef names a helper, or the code of one.
type HelperRef struct {
	Helper ItemID `json:"helper"`
}

// HelperJoin seats whoever typed a helper's code. The room sends it: who typed
// the code had no seat yet.
type HelperJoin struct {
	Helper ItemID `json:"helper"`
	Name   Text   `json:"name,omitzero" text:"60"`
	Link   string `json:"link"` // LinkHash of the seat's link
}

func helperCommands() []command {
	return []command{
		define("helper.code/1", decideHelperCode, applyHelperCode),
		define("helper.join/1", decideHelperJoin, applyHelperJoin),
		define("helper.end/1", decideHelperEnd, applyHelperEnd),
	}
}

func decideHelperCode(s *State, c *ctx, p *MakeHelperCode) (HelperRef, error) {
	if s.Session.Phase == Closed {
		return HelperRef{}, refuse(CodeClosed, "session")
	}
	code, _ := c.Texts(p.Code)
	if !ValidCode(code) {
		return HelperRef{}, refuse(CodeMalformed, "code")
	}
	onsite, _ := c.Texts(s.Codes.Onsite)
	online, _ := c.Texts(s.Codes.Online)
	if code == onsite || code == online || s.helperCode(c.Texts, code) {
		return HelperRef{}, refuse(CodeAlready, "code")
	}
	n := 0
	for _, h := range s.Helpers {
		if !h.Ended {
			n++
		}
	}
	if n >= MaxHelpers {
		return HelperRef{}, refuse(CodeLimit, "helpers")
	}
	return HelperRef{s.newItem(c.Draw)}, nil
}

// helperCode says whether a helper's code that waits has these letters.
func (s *State) helperCode(texts Texts, code string) bool {
	for _, h := range s.Helpers {
		if body, ok := texts(h.Code); h.Waits() && ok && body == code {
			return true
		}
	}
	return false
}

func applyHelperCode(s *State, m *meta, p *MakeHelperCode, f *HelperRef) {
	s.Helpers[f.Helper] = &Helper{ID: f.Helper, Code: p.Code, Since: m.At}
	s.HelperOrder = append(s.HelperOrder, f.Helper)
}

func decideHelperJoin(s *State, c *ctx, p *HelperJoin) (None, error) {
	h := s.Helpers[p.Helper]
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case h == nil:
		return None{}, refuse(CodeNoSuch, "helper")
	case !h.Waits():
		return None{}, refuse(CodeStale, "helper")
	case len(s.Seats) >= MaxSeats:
		return None{}, refuse(CodeLimit, "")
	case !validHash(p.Link):
		return None{}, refuse(CodeMalformed, "link")
	case s.SeatByLink(p.Link) != nil:
		return None{}, refuse(CodeAlready, "link")
	}
	return None{}, s.checkName(c, p.Name)
}

func applyHelperJoin(s *State, m *meta, p *HelperJoin, _ *None) {
	h := s.Helpers[p.Helper]
	if h == nil || !h.Waits() {
		return
	}
	s.putSeat(h.ID, &AddSeat{Name: p.Name, Roles: []Role{OnlineModerator}, Link: p.Link})
	s.seat(h.ID).Helper = true
	h.Joined, h.Since = true, m.At
}

func decideHelperEnd(s *State, _ *ctx, p *HelperRef) (None, error) {
	switch h := s.Helpers[p.Helper]; {
	case h == nil:
		return None{}, refuse(CodeNoSuch, "helper")
	case h.Ended:
		return None{}, refuse(CodeAlready, "helper")
	}
	return None{}, nil
}

// applyHelperEnd leaves a seat that may do nothing and that no link opens: what
// the helper did stays theirs.
func applyHelperEnd(s *State, m *meta, p *HelperRef, _ *None) {
	h := s.Helpers[p.Helper]
	if h == nil || h.Ended {
		return
	}
	h.Ended, h.Since = true, m.At
	if h.Joined {
		seat := s.seat(h.ID)
		seat.Roles, seat.Deputy, seat.Link = nil, nil, ""
	}
}
