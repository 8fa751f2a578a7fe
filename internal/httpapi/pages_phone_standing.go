package httpapi

import (
	"cmp"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"parley/internal/report"
	"parley/internal/room"
	"parley/internal/view"
	"parley/internal/words"
)

// standingData is where the room stands, for a phone without script: what its Map tab
// says, of the same figures.
type standingData struct {
	Room    room.RoomID
	State   view.StandingsState
	Lead    string // whom one votes like; "" nothing is said of that
	Own     *standingGroup
	Common  []standingLine
	Map     template.HTML // "" without groups
	MapSays []string
	Groups  []standingGroup // all, the largest first
	Classes []standingClass
	Figures string
}

// standingGroup is a group and what stands for it.
type standingGroup struct {
	Letter string
	Shape  template.HTML
	People string
	Holds  []standingLine
}

// standingClass is the statements that stand in one way.
type standingClass struct {
	Class      room.StandingClass
	Statements []standingLine
}

// standingLine is a statement's text and what is said of it; Cells are its answers by
// group, with no letter those of everybody, and Since is of when they are, if older than
// the picture.
type standingLine struct {
	Text, Lang string
	Says       []string
	Cells      []standingCell
	Since      string
}

type standingCell struct {
	Letter string
	Shape  template.HTML
	Words  string
}

// sureFrom is from which membership on one votes like a group, as on the Map tab.
const sureFrom = 0.6

// standingPage answers GET /r/{room}/standing: whoever may open the phone's page and
// has not left.
func (s *Server) standingPage(w http.ResponseWriter, r *http.Request) {
	id, say := roomOf(r), s.shell.words(r)
	var mine *Me
	var seen *view.View
	err := s.mayRead(r, id)
	if err == nil {
		err = s.engine.View(r.Context(), id, func(st *room.State, texts room.Texts, now room.Seconds) {
			mine = s.mine(r, st, texts, now)
			seen = view.For(view.Phone, st, texts, now, view.Watching{}, s.standings.Live(id, st.Standing))
		})
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	if !mine.Joined && mine.Seat == nil {
		to := "/j"
		if mine.Left { // has no Map tab either
			to = "/r/" + string(id)
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	s.place(id, s.knownVisitor(r, id).Ballot, mine)
	s.shell.render(w, r, http.StatusOK, page{
		Name: "standing", Title: say.T("standing.title"), Script: "-", Page: newStandingData(id, seen, mine, say),
		Rehearsal: seen.Info.Rehearsal, Captions: seen.Info.Captions,
	})
}

// newStandingData is made from what phones see and what is this browser's own.
func newStandingData(id room.RoomID, seen *view.View, mine *Me, say *words.Words) *standingData {
	x := seen.Standings
	d := &standingData{Room: id, State: x.State}
	if x.State != view.StandingsOne && x.State != view.StandingsGroups {
		return d
	}
	tell := standingWords{seen, say}
	var drawn []report.StandingGroup
	for _, letter := range strings.Fields(x.Order) {
		g := x.Groups[letter]
		d.Groups = append(d.Groups, tell.group(letter))
		drawn = append(drawn, report.StandingGroup{Letter: letter, People: g.People, X: g.X, Y: g.Y, SX: g.SX, SY: g.SY, R: g.R})
	}
	if x.State == view.StandingsGroups {
		own := votesLike(x, mine)
		d.Lead = tell.lead(own, mine)
		if i := slices.IndexFunc(d.Groups, func(g standingGroup) bool { return g.Letter == own }); i >= 0 {
			d.Own = &d.Groups[i]
		}
		m := report.MapOf(drawn, say)
		d.Map, d.MapSays = template.HTML(m.Draw(drawn, tell.place(mine))), append(m.Says, say.T("standing.map.yours"), say.T("standing.map.found"))
	}
	for _, id := range tell.stood(room.ClassCommonFor, room.ClassCommonAgainst) {
		d.Common = append(d.Common, tell.claim(id))
	}
	for _, class := range room.StandingClasses {
		c := standingClass{Class: class}
		for _, id := range tell.stood(class) {
			c.Statements = append(c.Statements, tell.row(id))
		}
		if len(c.Statements) > 0 {
			d.Classes = append(d.Classes, c)
		}
	}
	d.Figures = say.T("standing.figures", words.Args{"at": tell.clock(x.At), "people": x.People, "votes": x.Votes})
	return d
}

// votesLike is the letter of the group that one votes like; "" none, or nobody knows.
func votesLike(x view.Standings, mine *Me) string {
	if mine.Ballot == nil || mine.Ballot.Standing == nil || mine.Ballot.Standing.Sure < sureFrom {
		return ""
	}
	letter := mine.Ballot.Standing.Letter
	if _, there := x.Groups[letter]; !there {
		return ""
	}
	return letter
}

// place is where one stands oneself; nil where nobody knows.
func (t standingWords) place(mine *Me) *report.Own {
	if mine.Ballot == nil || mine.Ballot.Standing == nil {
		return nil
	}
	return &report.Own{X: mine.Ballot.Standing.X, Y: mine.Ballot.Standing.Y, Name: t.say.T("standing.map.own")}
}

// standingWords says in a language what phones see.
type standingWords struct {
	*view.View
	say *words.Words
}

// lead says whom one votes like, or how to find out.
func (t standingWords) lead(own string, mine *Me) string {
	switch b := mine.Ballot; {
	case b == nil, t.Session.Phase == room.Closed && b.Standing == nil && !b.Placing:
		return ""
	case own != "":
		return t.say.T("standing.like", words.Args{"letter": own, "n": t.Standings.Groups[own].People})
	case b.Standing != nil:
		return t.say.T("standing.between")
	case b.Placing:
		return t.say.T("standing.placing")
	case len(b.Votes) > 0:
		return t.say.T("standing.soon")
	}
	return t.say.T("standing.vote")
}

func (t standingWords) group(letter string) standingGroup {
	g := t.Standings.Groups[letter]
	out := standingGroup{letter, template.HTML(report.Shape(letter)), t.say.T("standing.people", words.Args{"n": g.People}), nil}
	for _, id := range slices.SortedFunc(maps.Keys(g.Holds), func(a, b room.ItemID) int { return cmp.Compare(g.Holds[a].Rank, g.Holds[b].Rank) }) {
		x, there := t.Statements.All[id]
		if !there || x.Hidden != "" {
			continue
		}
		line := standingLine{Text: x.Text, Lang: x.Lang}
		if of := t.Standings.Statements[id]; of.Cells != nil {
			line.Says = []string{t.held(letter, g.Holds[id].Answer, of.Cells)}
		}
		out.Holds = append(out.Holds, line)
	}
	return out
}

// held sets a group's answers beside those of all others.
func (t standingWords) held(letter string, answer room.Answer, cells map[string]room.Tally) string {
	var rest room.Tally
	for other, tally := range cells {
		if other != letter {
			rest = rest.Plus(tally)
		}
	}
	count := func(tally room.Tally) int {
		if answer == room.Disagree {
			return tally.Disagree
		}
		return tally.Agree
	}
	return t.say.T("standing.hold."+string(answer), words.Args{
		"own": count(cells[letter]), "n": cells[letter].N(), "rest": count(rest), "others": rest.N(),
	})
}

// class is how a statement stands now; "" nothing is said.
func (t standingWords) class(id room.ItemID) room.StandingClass {
	of := t.Standings.Statements[id]
	return cmp.Or(of.Live, of.Class)
}

// confirmed says whether common ground holds however often one looked.
func (t standingWords) confirmed(id room.ItemID) bool {
	of := t.Standings.Statements[id]
	return of.Confirmed && t.class(id) == of.Class
}

// stood is the statements that stand in one of the classes and may be read, what is
// confirmed first, else in the order of pages.
func (t standingWords) stood(classes ...room.StandingClass) (out []room.ItemID) {
	var later []room.ItemID
	for _, one := range strings.Fields(t.Statements.Order) {
		switch id := room.ItemID(one); {
		case !slices.Contains(classes, t.class(id)) || t.Statements.All[id].Hidden != "":
		case t.confirmed(id):
			out = append(out, id)
		default:
			later = append(later, id)
		}
	}
	return append(out, later...)
}

// sureness is how sure common ground is; "" of other classes.
func (t standingWords) sureness(id room.ItemID) string {
	switch {
	case !strings.HasPrefix(string(t.class(id)), "common-"):
		return ""
	case t.confirmed(id):
		return t.say.T("standing.confirmed")
	}
	return t.say.T("standing.provisional")
}

// claim is a statement that is common ground, with its class.
func (t standingWords) claim(id room.ItemID) standingLine {
	x := t.Statements.All[id]
	return standingLine{Text: x.Text, Lang: x.Lang, Says: []string{t.say.T("standing.class."+string(t.class(id))) + " · " + t.sureness(id)}}
}

// row is a statement among those of its class, with its answers.
func (t standingWords) row(id room.ItemID) standingLine {
	x, of := t.Statements.All[id], t.Standings.Statements[id]
	out := standingLine{Text: x.Text, Lang: x.Lang}
	for _, said := range []string{t.sureness(id), t.missing(id)} {
		if said != "" {
			out.Says = append(out.Says, said)
		}
	}
	switch grouped := t.Standings.State == view.StandingsGroups; {
	case grouped && of.Cells != nil:
		for _, letter := range strings.Fields(t.Standings.Order) {
			out.Cells = append(out.Cells, standingCell{letter, template.HTML(report.Shape(letter)), t.cell(id, of.Cells[letter])})
		}
		if of.CellsAt != t.Standings.At {
			out.Since = t.say.T("standing.cells.at", words.Args{"at": t.clock(of.CellsAt)})
		}
	case !grouped && x.Shown.Tally != nil:
		out.Cells = []standingCell{{Words: t.cell(id, *x.Shown.Tally)}}
	default:
		out.Says = append(out.Says, t.say.T("standing.cells.none"))
	}
	return out
}

// cell begins with the answer that the statement's class is about.
func (t standingWords) cell(id room.ItemID, c room.Tally) string {
	about := "agree"
	switch t.class(id) {
	case room.ClassCommonAgainst:
		about = "disagree"
	case room.ClassUnsure:
		about = "unsure"
	}
	return t.say.T("standing.cell."+about, words.Args{"agree": c.Agree, "disagree": c.Disagree, "unsure": c.Unsure, "n": c.N()})
}

// missing is what would decide a statement that too few answered.
func (t standingWords) missing(id room.ItemID) string {
	of := t.Standings.Statements[id]
	switch {
	case t.class(id) != room.ClassShort:
		return ""
	case of.Beyond:
		return t.say.T("standing.beyond")
	case of.More == 0:
		return ""
	case t.Standings.State == view.StandingsGroups:
		return t.say.T("standing.more", words.Args{"n": of.More})
	}
	return t.say.T("standing.more.one", words.Args{"n": of.More})
}

// clock is the time of day of a second of the room, where the room is.
func (t standingWords) clock(at room.Seconds) string {
	zone, err := time.LoadLocation(t.Info.Zone)
	if err != nil {
		zone = time.UTC
	}
	return time.Unix(t.Info.Epoch+int64(at), 0).In(zone).Format("15:04")
}
