package httpapi

import (
	"maps"
	"strconv"

	"parley/internal/room"
)

// MyHub is the hub whose hands and counts a seat enters.
type MyHub struct {
	Person  room.PersonID                       `json:"person"`
	Name    string                              `json:"name"`
	Count   int                                 `json:"count" doc:"people there, as counted last"`
	Hands   map[string]HubHand                  `json:"hands" doc:"those that are up, by number, 1 to 3"`
	Mark    string                              `json:"mark" doc:"once this is among the decided, there is something new here"`
	Signals string                              `json:"signals,omitzero" doc:"signals sent and not cleared, with spaces between"`
	Counted map[room.ItemID]map[room.Answer]int `json:"counted,omitzero" doc:"its line of the open votes and outcomes, as entered last"`
}

// HubHand is one of the hub's hands, with the words that it was raised with.
type HubHand struct {
	MyHand
	Label string `json:"label,omitzero"`
}

func (m *mirror) hub(hub *room.Person) *MyHub {
	out := &MyHub{
		Person: hub.ID, Name: m.text(hub.Name), Count: m.room.HubCount(hub), Hands: map[string]HubHand{},
		Mark: hub.Mark(), Signals: m.signals(hub.ID), Counted: map[room.ItemID]map[room.Answer]int{},
	}
	for _, h := range m.room.Floor.Hands {
		if h.Person != hub.ID {
			continue
		}
		if p := m.place(h); p != nil {
			out.Hands[strconv.Itoa(h.Number)] = HubHand{*p, m.text(h.Label)}
		}
	}
	line := room.HubLine(hub.ID)
	for id, x := range m.room.Statements {
		if counts := x.Entered()[line]; counts != nil && x.Status == room.Open {
			out.Counted[id] = maps.Clone(counts)
		}
	}
	for id, o := range m.room.Outcomes {
		if n, ok := o.Lines[line]; ok && o.Status == room.Put {
			out.Counted[id] = map[room.Answer]int{room.Agree: n.Agree, room.Disagree: n.Disagree, room.Unsure: n.Unsure}
		}
	}
	return out
}
