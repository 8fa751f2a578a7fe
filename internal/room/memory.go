package room

// Command ids are remembered so that a repeat is harmless: the last 64 of each
// actor and all of the last 15 minutes.
const (
	rememberEach = 64
	rememberFor  = 15 * 60
	aheadOfClock = 120
)

type memory struct {
	ids    map[CmdID]remembered
	recent []CmdID // accepted in the last 15 minutes, oldest first
	each   map[Actor][]CmdID
}

type remembered struct {
	by    Actor
	index Index
	at    Seconds
}

// check refuses a command id that is malformed, was used, or is too old to know.
func (m *memory) check(id CmdID, by Actor, now Seconds, n Index) error {
	at, ok := id.At()
	if !ok {
		return refuse(CodeMalformed, "cmd")
	}
	if old, ok := m.ids[id]; ok {
		if old.by != by {
			return refuse(CodeNotAllowed, "cmd")
		}
		return &Error{Code: CodeRepeat, Index: old.index}
	}
	if n > 0 && at < now-rememberFor {
		return refuse(CodeTooOld, "cmd")
	}
	if at > now+aheadOfClock {
		return refuse(CodeFromFuture, "cmd")
	}
	return nil
}

func (m *memory) remember(id CmdID, by Actor, i Index, now Seconds) {
	if m.ids == nil {
		m.ids, m.each = map[CmdID]remembered{}, map[Actor][]CmdID{}
	}
	m.ids[id] = remembered{by, i, now}
	m.recent = append(m.recent, id)
	own := append(m.each[by], id)
	if len(own) > rememberEach {
		m.forget(own[0], now, false)
		own = own[1:]
	}
	m.each[by] = own
	for len(m.recent) > 0 && m.ids[m.recent[0]].at < now-rememberFor {
		m.forget(m.recent[0], now, true)
		m.recent = m.recent[1:]
	}
}

// forget drops an id unless the other of the two rules still keeps it.
func (m *memory) forget(id CmdID, now Seconds, aged bool) {
	r, ok := m.ids[id]
	if !ok {
		return
	}
	if !aged && r.at >= now-rememberFor {
		return
	}
	if aged {
		for _, own := range m.each[r.by] {
			if own == id {
				return
			}
		}
	}
	delete(m.ids, id)
}
