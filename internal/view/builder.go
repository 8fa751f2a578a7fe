package view

import (
	"strconv"
	"strings"

	"parley/internal/room"
)

// builder makes the sections of one view. desk is true when the desk looks,
// drafts when outcomes that were not read out are seen.
type builder struct {
	room  *room.State
	texts room.Texts
	now   room.Seconds
	desk  bool

	drafts bool
	line   []room.Place
	live   Classes
}

// Classes is how statements stand now, which may be otherwise than in the last
// picture; nil: nobody knows better.
type Classes map[room.ItemID]room.StandingClass

// For is what the audience may see of the room at room second now. Watching is
// how many pages follow it, which only the desk sees.
func For(to Audience, s *room.State, texts room.Texts, now room.Seconds, w Watching, live Classes) *View {
	b := &builder{room: s, texts: texts, now: now, desk: to == Desk, drafts: to == Desk || to == Rapporteur, line: s.Line(-1), live: live}
	switch to {
	case Desk:
		return b.deskView(w)
	case Screen:
		return b.screenView()
	case Rapporteur:
		return b.rapporteurView()
	}
	return b.phoneView()
}

// shared is what everybody may see.
func (b *builder) shared() *View {
	return &View{
		Info: b.info(), Session: b.session(), Table: b.table(), Floor: b.floor(), Queue: b.queue(),
		Balance: b.balance(), Statements: b.statements(), Questions: b.questions(), Outcomes: b.outcomes(), Standings: b.standings(), Decided: b.decided(),
		Moderation: Moderation{b.room.Moderation()},
	}
}

// text is a body, "" when there is none, or it was hidden or erased.
func (b *builder) text(t room.Text) string {
	if b.room.Veiled(t) != nil {
		return ""
	}
	body, _ := b.texts(t)
	return body
}

// veiled is the rule by which words of what is named were hidden; "" none.
func (b *builder) veiled(n room.Named) string {
	if v := b.room.VeiledOf(n); v != nil {
		return v.Rule
	}
	return ""
}

// ordered builds an "order" string.
type ordered struct{ strings.Builder }

func (o *ordered) add(id string) {
	if o.Len() > 0 {
		o.WriteByte(' ')
	}
	o.WriteString(id)
}

func join[T ~string](ids []T) string {
	var o ordered
	for _, id := range ids {
		o.add(string(id))
	}
	return o.String()
}

func numbers(ns []int) string {
	var o ordered
	for _, n := range ns {
		o.add(strconv.Itoa(n))
	}
	return o.String()
}

// who is a person as the audience may see them: by the number and name that are
// their own, so that only the desk can tell who was merged.
func (b *builder) who(id room.PersonID) *Who {
	p, kept := b.room.People[id], b.room.Who(id)
	if p == nil || kept == nil {
		return nil
	}
	w := &Who{Guest: p.Guest}
	name := b.text(p.Name)
	public := p.Kind == room.AHub || p.Called && p.Kind == room.ByPhone
	if public {
		w.Name = name
	}
	if p.Kind == room.AHub {
		w.Hub = b.room.HubCount(p)
	}
	if b.desk {
		w.Person = kept.ID
		if !public {
			w.Label = name
		}
	}
	if *w == (Who{}) {
		return nil
	}
	return w
}
