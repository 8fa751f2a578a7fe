package main

import (
	"crypto/rand"
	"fmt"
	"math"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/client"
	"parley/internal/engine"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
)

// longStatement is one that takes several lines wherever it stands.
const longStatement = "Whoever runs the ferries publishes on the first day of each month, in every language of the line, how many of them were late by more than ten minutes and why."

const manyPeople = 80

// many is a room with pictures of as many groups as the test wants: a rehearsal, of
// which the server makes none itself.
type many struct {
	*testing.T
	*site
	made    *client.Created
	letters string
}

// testManyGroups looks at five groups in English and at eight in other languages: few
// rooms have so many.
func (s *site) testManyGroups(t *testing.T) {
	t.Parallel()
	m := &many{t, s, nil, "HGFEDCBA"}
	if s.lang == "en" {
		m.letters = "BACED"
	}
	m.picture()
	m.atDesk()
	m.onPhone()
	m.onScreen()
}

// of is the group of a ballot.
func (m *many) of(b room.BallotID) (letter string, ok bool) {
	var i int
	_, err := fmt.Sscanf(string(b), "%x", &i)
	return string(m.letters[i%len(m.letters)]), err == nil
}

// picture opens the room, has people vote and records where they stand.
func (m *many) picture() {
	m.Helper()
	read, err := proposal.Read(loadtest.Proposal)
	fatal(m.T, err)
	read.Setup.Languages, read.Setup.Rehearsal = []string{m.lang}, true
	m.made, err = m.client(m.T).Create(m.Context(), client.NewRoom{Setup: read.Setup})
	fatal(m.T, err)
	desk := m.moderator(m.T, m.made)
	desk.do("session.start", room.None{})
	for j := range 4 {
		desk.say(campLine(j))
	}
	desk.say(longStatement)
	desk.say(ticketTalk)
	var ids []room.ItemID
	m.look(func(st *room.State, _ room.Seconds) {
		for x := range st.OpinionStatements() {
			if !x.Kind.IsTitle() {
				ids = append(ids, x.ID)
			}
		}
	})
	for i := range manyPeople {
		for j, id := range ids {
			a := room.Agree
			if j < len(ids)-1 && (i%len(m.letters)+j)%3 > 0 {
				a = room.Disagree
			}
			m.submit(room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", i)}, "vote.cast/1", room.CastVote{Statement: id, Answer: a})
		}
	}
	var p room.RecordStanding
	m.look(func(st *room.State, _ room.Seconds) { p = m.recorded(st, ids) })
	m.submit(room.Actor{Kind: room.ActorRoom}, room.StandingType, p)
}

// recorded is a picture of the votes on some statements, the last of them common
// ground, with the groups in a circle.
func (m *many) recorded(st *room.State, ids []room.ItemID) room.RecordStanding {
	p := room.RecordStanding{
		Upto: st.Index, Engine: "1", People: manyPeople, Votes: manyPeople * len(ids), Letters: m.letters,
		Groups: map[string]room.StandingGroup{}, Statements: map[room.ItemID]room.StandingOf{},
	}
	cells := map[room.ItemID]room.StandingCells{}
	for j, id := range ids {
		of := room.StandingOf{Class: room.ClassOpenBetween, Cells: st.CellVotes(id).By(m.letters, m.of)}
		if j == len(ids)-1 {
			of.Class, of.Confirmed = room.ClassCommonFor, true
		}
		p.Statements[id], cells[id] = of, room.StandingCells{By: of.Cells}
	}
	for i, l := range m.letters {
		letter, turn := string(l), 2*math.Pi*float64(i)/float64(len(m.letters))
		g := room.StandingGroup{
			People: manyPeople / len(m.letters), Agrees: room.Agreeing(cells, letter),
			X: math.Cos(turn), Y: math.Sin(turn), SX: .2, SY: .1, R: .5, Holds: map[room.ItemID]room.StandingHold{},
		}
		for _, id := range ids[:len(ids)-1] {
			if own, rest, _ := cells[id].Shares(letter, room.Agree); own > rest {
				g.Holds[id] = room.StandingHold{Answer: room.Agree, Rank: len(g.Holds) + 1, Own: own, Rest: rest, Low: .1, High: .9}
			}
		}
		p.Groups[letter] = g
	}
	return p
}

// look reads the room.
func (m *many) look(f func(*room.State, room.Seconds)) {
	m.Helper()
	fatal(m.T, m.node.engine.View(m.Context(), m.made.Room, func(st *room.State, _ room.Texts, now room.Seconds) { f(st, now) }))
}

// submit has the room take a command as from anybody.
func (m *many) submit(by room.Actor, kind string, payload any) {
	m.Helper()
	body, err := json.Marshal(payload)
	fatal(m.T, err)
	var nonce [10]byte
	rand.Read(nonce[:])
	var at room.Seconds
	m.look(func(_ *room.State, now room.Seconds) { at = now })
	_, err = m.node.engine.Submit(m.Context(), m.made.Room, engine.Command{
		Cmd: room.NewCmdID(at, nonce), Actor: by, Type: kind, Payload: body, Door: room.Door{Side: room.Online},
	})
	fatal(m.T, err)
}

// atDesk has the map and the table of all groups within the desk's width.
func (m *many) atDesk() {
	m.Helper()
	n := len(m.letters)
	b := m.deskTab(m.T, fmt.Sprint("desk-groups-", n), 1440, 900)
	b.to(m.made.Link(room.Moderator))
	b.press("Standing")
	b.press("Map and table")
	b.see(longStatement, in{css: "#standing table"})
	b.see(fmt.Sprintf("%d people", manyPeople/n), in{css: "#standing .group-list"})
	must[bool](b, `!document.querySelector("#standing .standmap").scrollIntoView()`)
	b.audit("groups")
	b.at(1440, 900, "groups")
	b.at(1024, 768, "groups")
	b.at360("groups")
	if !must[bool](b, keepsStatements) {
		m.Error("the table's statements leave it when it is scrolled")
	}
}

// keepsStatements scrolls the desk's table to its end and looks whether the statements
// are in it still.
const keepsStatements = `(() => {
	const wide = document.querySelector("#standing .wide");
	wide.scrollBy(document.documentElement.dir === "rtl" ? -9999 : 9999, 0);
	const [table, cell] = [wide, wide.querySelector("tbody th")].map((x) => x.getBoundingClientRect());
	return wide.scrollLeft !== 0 && cell.left >= table.left - 1 && cell.right <= table.right + 1;
})()`

// onPhone reads the Map tab, and the page for phones without script.
func (m *many) onPhone() {
	m.Helper()
	n := len(m.letters)
	for _, plain := range []bool{false, true} {
		name := fmt.Sprint("phone-groups-", n)
		b := m.phoneTab(m.T, name, 360, 740)
		if plain {
			b.name += "-plain"
			b.plain = true
			b.scripts(false)
		}
		b.join(m.made.Codes.Online, "I am online")
		if plain {
			b.press("Where the room stands")
			b.see("Back to the session") // the page's end: nothing moves any more
		} else {
			b.press("Map")
		}
		b.press("Statement by statement")
		b.see(longStatement, in{"section.stack", "Open point: groups differ"})
		b.audit("groups")
		b.at(1440, 900, "groups")
	}
}

// onScreen reveals the last group.
func (m *many) onScreen() {
	m.Helper()
	b := m.deskTab(m.T, fmt.Sprint("screen-groups-", len(m.letters)), 1440, 810)
	b.to(m.made.Link(room.Screen))
	desk := m.moderator(m.T, m.made)
	last := m.letters[len(m.letters)-1:]
	desk.do("screen.show", room.ShowScene{Scene: "map", Item: room.ItemID(last)})
	b.see("What group " + last + " stands out by")
	b.audit("groups")
	b.at360("groups")
}
