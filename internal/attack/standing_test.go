package attack

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/go-json-experiment/json"

	"parley/internal/engine"
	"parley/internal/report"
	"parley/internal/room"
	"parley/internal/standing"
	"parley/internal/view"
)

// A room of sixty that part into two camps, with a picture of where it stands
// whenever the room takes one: what anybody is sent is the same whoever of a class
// is of which camp; and all that was sent taken together holds no figure about fewer
// than five, nor two that differ by fewer than ten.
func TestStandingsGiveNobodyAway(t *testing.T) {
	inBubble(func(t *testing.T) {
		kept := newKeeper(t)
		one, other := stood(t, false, kept), stood(t, true, nil)
		if d := different(one.seen, other.seen); d != "" {
			t.Fatal(d)
		}
		hidden(t, one.game, other.game)
		odd := seated(t, false, 1)
		for place := range 4 * step {
			odd.say(place, odd.ids[0], odd.means(place, 0))
		}
		if d := odd.seen; different(one.seen[:len(d)], d) == "" {
			t.Error("people say something else, and nothing shows")
		}
		if fmt.Sprint(one.told) != fmt.Sprint(other.told) {
			t.Errorf("the room said %v in one world, %v in the other", one.told, other.told)
		}
		refused := len(slices.DeleteFunc(slices.Clone(one.told), func(said string) bool { return said == "<nil>" }))
		if kept.pictures < 4 || kept.figures < 8 || refused < 4 {
			t.Errorf("%d pictures with %d figures of statements, %d refused: %v", kept.pictures, kept.figures, refused, one.told)
		}
		inReport(t, one)
	})(t)
}

// step is how many ballots must answer otherwise before figures move. Acts are two
// seconds apart: in a minute, after which the server may make another picture, whole
// steps were made.
const step = 5

// camp is what people of one of two camps say, one in eight otherwise. The first
// statement divides nobody.
func camp(place, statement, odd int) room.Answer {
	other := (uint32(place)*2654435761^uint32(statement)*2246822519)*3266489917>>13%8 == 0
	switch {
	case statement == 0 && place%9 == 1+odd:
		return room.Unsure
	case statement > 0 && other != (place%5 < 2):
		return room.Disagree
	}
	return room.Agree
}

// sitting is such a room.
type sitting struct {
	*game
	ids  []room.ItemID
	last *standing.Picture
	kept *keeper  // nil: nobody keeps what phones are shown
	told []string // what the room said to pictures
}

// seated is one in which nobody has voted yet. Those of a step are of one class.
func seated(t *testing.T, turned bool, odd int) *sitting {
	g := &sitting{game: newGame(t, 60, step, turned, odd)}
	g.desk("session.start", room.None{}, nil)
	for i := range 5 {
		g.ids = append(g.ids, g.add(room.Speaker, room.AddStatement{Kind: room.View}, fmt.Sprintf("Sentence %c", 'A'+i)))
	}
	return g
}

// means is what the person at a place says to a statement. Where worlds are turned those
// of a step say it the other way round, so that answers come in another order.
func (g *sitting) means(place, statement int) room.Answer {
	first, last := max(1, place/step*step), min(g.n-2, place/step*step+step-1)
	if g.turned && first <= place && place <= last {
		place = first + last - place
	}
	return camp(place, statement, g.odd)
}

// votes has the person at a place vote on everything.
func (g *sitting) votes(place int) {
	for i, id := range g.ids {
		g.say(place, id, g.means(place, i))
	}
}

// arrive has those at so many places vote on one statement after the other, while
// everybody looks.
func (g *sitting) arrive(places int) {
	for i, id := range g.ids {
		for place := range places {
			if g.say(place, id, g.means(place, i)); place%(4*step) == 4*step-1 {
				g.picture()
			}
		}
	}
}

func stood(t *testing.T, turned bool, kept *keeper) *sitting {
	g := seated(t, turned, 0)
	g.kept = kept
	g.arrive(g.n)
	g.desk("screen.show", room.ShowScene{Scene: "map", Item: "A"}, nil)
	for round := range 12 { // ten change their mind about a statement
		for k := range 2 * step {
			place, i := (2*step*round+k)%g.n, 1+round%4
			g.say(place, g.ids[i], otherwise(round, g.means(place, i)))
		}
		g.picture()
	}
	g.do(g.at(g.n-1), "ballot.withdraw", room.None{}, nil)
	g.picture()
	g.desk("statement.close", room.StatementRef{Statement: g.ids[1]}, nil)
	g.picture()
	k := g.seats[room.Moderator].Command("statement.hide").As(room.ActorSeat)
	g.send(k, room.HideStatement{Statement: g.ids[2], Rule: "spam", Reason: k.Text("It sells paint")}, nil)
	g.picture()
	g.outcomes(g.ids[1])
	g.desk("session.close", room.None{}, nil)
	g.picture()
	g.lookEverywhere()
	return g
}

// otherwise is another answer: the contrary, or that one cannot say.
func otherwise(round int, a room.Answer) room.Answer {
	switch {
	case round%3 == 0:
		return room.Unsure
	case a == room.Agree:
		return room.Disagree
	}
	return room.Agree
}

// Whoever comes alone after a picture is in none before ten did, whatever the desk
// hides or shows: the next picture would say which group grew by one.
func TestHidingTellsOfNobody(t *testing.T) {
	inBubble(func(t *testing.T) {
		g := seated(t, false, 0)
		for place := range g.n - 1 {
			g.votes(place)
		}
		people := func() int {
			g.picture()
			return g.phone().Standings.People
		}
		for place := 0; place < 40 && people() < g.n-1; place++ { // until all of them are in a picture
			g.say(place, g.ids[0], room.Unsure)
		}
		if n := people(); n != g.n-1 {
			t.Fatalf("%d people in the picture", n)
		}
		g.votes(g.n - 1)
		k := g.seats[room.Moderator].Command("statement.hide").As(room.ActorSeat)
		g.send(k, room.HideStatement{Statement: g.ids[2], Rule: "spam", Reason: k.Text("It sells paint")}, nil)
		if n := people(); n != g.n-1 {
			t.Errorf("hidden: %d people in the picture", n)
		}
		k = g.seats[room.Moderator].Command("statement.restore").As(room.ActorSeat)
		g.send(k, room.RestoreStatement{Statement: g.ids[2], Reason: k.Text("It does not")}, nil)
		if n := people(); n != g.n-1 {
			t.Errorf("shown again: %d people in the picture", n)
		}
	})(t)
}

func (g *sitting) say(place int, id room.ItemID, a room.Answer) {
	g.Helper()
	i := g.takes(place, false)
	g.do(g.at(i), "vote.cast", room.CastVote{Statement: id, Answer: a}, nil)
	g.note(i, id, a)
	g.shown()
	g.look()
}

// phone is what a phone can be shown now.
func (g *sitting) phone() (v *view.View) {
	g.must(g.engine.View(g.Context(), g.world.room, func(s *room.State, texts room.Texts, now room.Seconds) {
		v = view.For(view.Phone, s, texts, now, view.Watching{}, nil)
	}))
	return v
}

// shown is what a phone can be shown after an act, for whoever keeps it.
func (g *sitting) shown() {
	if g.kept != nil {
		g.kept.see(g.phone())
	}
}

// picture has the room record where it stands, if it takes that, and everybody
// look. What it answers nobody is told, but it must not hang on who said what. The
// server has pictures recorded too, when it finds that it is time.
func (g *sitting) picture() {
	g.Helper()
	var p *standing.Picture
	var now room.Seconds
	g.must(g.engine.View(g.Context(), g.world.room, func(s *room.State, _ room.Texts, at room.Seconds) {
		p, now = standing.Compute(s, g.last), at
	}))
	if p == nil {
		return
	}
	payload, err := json.Marshal(&p.Record, json.Deterministic(true))
	g.must(err)
	drawn := g.seed()
	_, err = g.engine.Submit(g.Context(), g.world.room, engine.Command{
		Cmd: room.NewCmdID(now, [10]byte(drawn[:10])), Actor: room.Actor{Kind: room.ActorRoom}, Type: room.StandingType, Payload: payload,
	})
	var refused *room.Error
	switch {
	case err == nil:
		g.last = p
	case !errors.As(err, &refused):
		g.Fatal(err)
	}
	g.told = append(g.told, fmt.Sprint(err))
	synctest.Wait()
	g.shown()
	g.lookAll()
}

// keeper looks at all that a phone can be shown, in order, as somebody would who keeps
// it, and counts what was let out.
type keeper struct {
	*testing.T
	steps             map[room.ItemID][]room.Tally // published figures of a statement, one after the other
	cells             map[room.ItemID]cellsOf
	last              room.Seconds
	pictures, figures int
}

func newKeeper(t *testing.T) *keeper {
	return &keeper{T: t, steps: map[room.ItemID][]room.Tally{}, cells: map[room.ItemID]cellsOf{}}
}

func (k *keeper) see(v *view.View) {
	k.Helper()
	for id, x := range v.Statements.All {
		steps := k.steps[id]
		if tally := x.Shown.Tally; tally != nil && (len(steps) == 0 || steps[len(steps)-1] != *tally) {
			k.steps[id] = append(steps, *tally)
		}
	}
	if v.Standings.At != k.last {
		k.pictures++
	}
	k.last = v.Standings.At
	groups(k.T, v.Standings)
	for id, x := range v.Standings.Statements {
		if x.CellsAt != k.cells[id].at && x.Cells != nil {
			k.cells[id] = next(k.T, id, k.cells[id], x, k.steps[id], v.Statements.All[id].Status == room.VoteClosed)
			k.figures++
		}
	}
}

// cellsOf is figures of a statement by group, and how many published figures came
// before them.
type cellsOf struct {
	at    room.Seconds
	by    map[string]room.Tally
	steps int
}

// next holds new figures of a statement against the last ones: none is of fewer
// than five, they add up to what is published anyway, and since the last ones the
// published figures moved twice, which are ten ballots, or once after the close.
func next(t *testing.T, id room.ItemID, was cellsOf, x view.StandingStatement, steps []room.Tally, closed bool) cellsOf {
	t.Helper()
	var sum room.Tally
	for letter, tally := range x.Cells {
		if sum = sum.Plus(tally); tally.N() < 5 {
			t.Errorf("%s: %d answers of %s", id, tally.N(), letter)
		}
	}
	if len(steps) == 0 || sum != steps[len(steps)-1] {
		t.Errorf("%s: %v by group, published %v", id, sum, steps)
	}
	least := 2
	if closed {
		least = 1
	}
	if was.by != nil && len(steps) < was.steps+least {
		t.Errorf("%s: from %v to %v in %d steps", id, was.by, x.Cells, len(steps)-was.steps)
	}
	return cellsOf{x.CellsAt, maps.Clone(x.Cells), len(steps)}
}

// groups holds that none is small, and that what it holds is of figures shown.
func groups(t *testing.T, x view.Standings) {
	t.Helper()
	for letter, g := range x.Groups {
		if g.People < 10 {
			t.Errorf("%d people in %s", g.People, letter)
		}
		for id := range g.Holds {
			if x.Statements[id].Cells == nil {
				t.Errorf("%s holds %s, of which there are no figures", letter, id)
			}
		}
	}
}

// inReport holds that the report shows the figures that pages show.
func inReport(t *testing.T, g *sitting) {
	t.Helper()
	body, err := g.seats[room.Moderator].Page(g.Context(), "/report.json")
	g.must(err)
	var r struct {
		Stood *report.Stood `json:"stood"`
	}
	if err := json.Unmarshal(body, &r); err != nil || r.Stood == nil {
		t.Fatalf("the report says nothing of where the room stands: %v", err)
	}
	shown, figures := g.phone().Standings.Statements, 0
	for _, class := range r.Stood.Classes {
		for _, x := range class.Statements {
			by := map[string]room.Tally{}
			for _, c := range x.Cells {
				by[c.Group] = c.Tally
			}
			if !maps.Equal(by, shown[x.Statement].Cells) {
				t.Errorf("%s: %v in the report, %v on pages", x.Statement, by, shown[x.Statement].Cells)
			}
			figures += len(by)
		}
	}
	if figures == 0 {
		t.Error("the report has no figures of groups")
	}
}
