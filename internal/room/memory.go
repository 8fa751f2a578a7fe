package room

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// Command ids are remembered so that a repeat is harmless: the last 64 of each
// actor and all of the last 15 minutes.
const (
	rememberEach = 64
	rememberFor  = 15 * 60
	aheadOfClock = 120
)

// memory holds no pointers where it is large, so that the collector need not
// walk what a session of a million votes leaves there.
type memory struct {
	off    bool // of a state on which nothing is decided
	ids    map[cmdKey]remembered
	recent []accepted    // of the last 15 minutes, oldest first
	actors map[Actor]int // their places in each
	each   [][]accepted  // the last of each actor
}

type accepted struct {
	key cmdKey
	at  Seconds
}

type remembered struct {
	by    int // place in each
	index Index
	at    Seconds
}

// cmdKey is a command id as bytes: its second, big-endian, and what was drawn.
type cmdKey [18]byte

func (k cmdKey) at() Seconds { return Seconds(binary.BigEndian.Uint64(k[:8])) }

// key reads the id; false when it is malformed.
func (c CmdID) key() (k cmdKey, ok bool) {
	second, drawn, _ := strings.Cut(string(c), "-")
	if len(drawn) != 20 || strings.ToLower(drawn) != drawn {
		return k, false
	}
	if second == "" || second[0] < '0' || second[0] > '9' || second[0] == '0' && second != "0" {
		return k, false
	}
	n, err := strconv.ParseInt(second, 10, 64)
	if err != nil {
		return k, false
	}
	binary.BigEndian.PutUint64(k[:8], uint64(n))
	_, err = hex.Decode(k[8:], []byte(drawn))
	return k, err == nil
}

// check refuses a command id that is malformed, was used, or is too old to know.
func (m *memory) check(id CmdID, by Actor, now Seconds, n Index) error {
	if m.off {
		panic("room: a command is decided on a state that is only shown")
	}
	key, ok := id.key()
	if !ok {
		return refuse(CodeMalformed, "cmd")
	}
	if old, ok := m.ids[key]; ok {
		if i, known := m.actors[by]; !known || old.by != i {
			return refuse(CodeNotAllowed, "cmd")
		}
		return &Error{Code: CodeRepeat, Index: old.index}
	}
	if n > 0 && key.at() < now-rememberFor {
		return refuse(CodeTooOld, "cmd")
	}
	if key.at() > now+aheadOfClock {
		return refuse(CodeFromFuture, "cmd")
	}
	return nil
}

// remember notes an accepted id. One that is malformed is no command's: it can
// not come again.
func (m *memory) remember(id CmdID, by Actor, i Index, now Seconds) {
	if m.off {
		return
	}
	key, ok := id.key()
	if !ok {
		return
	}
	if m.ids == nil {
		m.ids, m.actors = map[cmdKey]remembered{}, map[Actor]int{}
	}
	actor, ok := m.actors[by]
	if !ok {
		actor = len(m.each)
		m.actors[by], m.each = actor, append(m.each, nil)
	}
	m.ids[key] = remembered{actor, i, now}
	a := accepted{key, now}
	m.recent, m.each[actor] = append(m.recent, a), append(m.each[actor], a)
	if own := m.each[actor]; len(own) > rememberEach {
		m.each[actor] = own[1:]
		m.forget(own[0], now)
	}
	for m.recent[0].at < now-rememberFor {
		m.forget(m.recent[0], now)
		m.recent = m.recent[1:]
	}
}

// forget drops an id that neither rule keeps any more.
func (m *memory) forget(a accepted, now Seconds) {
	if a.at >= now-rememberFor {
		return
	}
	if r, ok := m.ids[a.key]; ok && !slices.Contains(m.each[r.by], a) {
		delete(m.ids, a.key)
	}
}
