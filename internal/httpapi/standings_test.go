package httpapi

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/engine"
	"parley/internal/room"
	"parley/internal/view"
)

// parted is a phone and the statements of a room in which it and 59 other ballots
// of two camps voted.
func parted(t *testing.T, x *site) (phone *browser, statements []room.ItemID) {
	phone = x.joined(room.Online)
	desk := x.seated(0)
	for i := range 12 {
		var done struct {
			Facts room.StatementAdded `json:"facts"`
		}
		must(t, json.Unmarshal([]byte(desk.ok(desk.say("statement.add", `{"kind":"view","text":%q}`, fmt.Sprintf("Paint %d lasts.", i))).body), &done))
		statements = append(statements, done.Facts.Statement)
	}
	answers := []room.Answer{room.Agree, room.Disagree}
	for j, id := range statements {
		phone.ok(phone.send("vote.cast", fmt.Sprintf(`{"statement":%q,"answer":"agree"}`, id)))
		for i := range 59 {
			a := answers[i%2]
			if (i*5+j*7)%11 == 0 || j == 0 {
				a = room.Agree
			}
			x.vote(i, id, a)
		}
	}
	return phone, statements
}

func (x *site) vote(ballot int, id room.ItemID, a room.Answer) {
	x.t.Helper()
	payload, err := json.Marshal(room.CastVote{Statement: id, Answer: a})
	must(x.t, err)
	_, err = x.server.engine.Submit(context.Background(), x.made.Room, engine.Command{
		Cmd: x.browser().cmd(), Actor: room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", ballot)},
		Type: "vote.cast/1", Payload: jsontext.Value(payload), Door: room.Door{Side: room.Online},
	})
	must(x.t, err)
}

func (b *browser) standings() (out view.Standings) {
	b.t.Helper()
	var frame struct {
		Set struct {
			Standings view.Standings `json:"standings"`
		} `json:"set"`
	}
	must(b.t, json.Unmarshal([]byte(b.ok(b.get(b.api("/view?as=phone"))).body), &frame))
	return frame.Set.Standings
}

// eventually asks until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for range 1200 {
		if so() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it is never so: %s", what)
}

func TestWhereTheRoomStands(t *testing.T) {
	x := newRoom(t)
	phone, statements := parted(t, x)
	eventually(t, "the page has groups", func() bool { return phone.standings().State == view.StandingsGroups })
	var mine *MyStanding
	eventually(t, "the phone has its place", func() bool { mine = phone.mine().Ballot.Standing; return mine != nil })
	if g := phone.standings().Groups[mine.Letter]; mine.Sure < 0.9 || g.People == 0 || mine.X*g.X <= 0 {
		t.Errorf("%+v in %+v", mine, g)
	}
	guest := x.joined(room.Online)
	if guest.mine().Ballot.Standing != nil {
		t.Error("who never voted stands somewhere")
	}
	for i := range 50 { // all agreed
		x.vote(i, statements[0], room.Disagree)
	}
	eventually(t, "the page says how it stands now", func() bool {
		of := phone.standings().Statements[statements[0]]
		return of.Class == room.ClassCommonFor && of.Live != "" && of.Live != of.Class
	})

	again, err := New(context.Background(), x.server.cfg) // as after a restart
	must(t, err)
	defer again.Close()
	eventually(t, "a restarted server has the phone's place", func() bool {
		var me Me
		me.Ballot = &MyBallot{}
		_, ballot := phone.numbers()
		again.place(x.made.Room, room.BallotID(ballot), &me)
		return me.Ballot.Standing != nil && *me.Ballot.Standing == *mine
	})
	again.Close()
	desk := x.seated(0)
	desk.ok(desk.send("session.start", "{}"))
	desk.ok(desk.send("session.close", "{}"))
	eventually(t, "the last picture", func() bool { return x.server.Standings().Pictures == 2 })
	closed, err := New(context.Background(), x.server.cfg) // which nobody follows before somebody asks
	must(t, err)
	defer closed.Close()
	_, ballot := phone.numbers()
	me := &Me{Ballot: &MyBallot{Placing: true}}
	if closed.place(x.made.Room, room.BallotID(ballot), me); me.Ballot.Standing != nil || !me.Ballot.Placing {
		t.Errorf("%+v at once", me.Ballot)
	}
	eventually(t, "a restarted server finds the place in a closed room", func() bool {
		me := &Me{Ballot: &MyBallot{Placing: true}}
		closed.place(x.made.Room, room.BallotID(ballot), me)
		return me.Ballot.Standing != nil && !me.Ballot.Placing
	})
	if s := x.server.Standings(); s.Pictures != 2 || s.Busy == 0 || again.Standings().Pictures+closed.Standings().Pictures != 0 {
		t.Errorf("%+v, %+v", s, again.Standings())
	}
}

// TestNextIsShownFirst: the chance with which the page showed a statement first
// stands beside the first answer to it, and nobody is told.
func TestNextIsShownFirst(t *testing.T) {
	x := newRoom(t)
	parted(t, x)
	var statements []room.ItemID // the title question is one of them
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		for s := range st.OpinionStatements() {
			statements = append(statements, s.ID)
		}
	}))
	guest := x.joined(room.Online)
	eventually(t, "a statement is drawn", func() bool { return guest.mine().Ballot.Next != "" })
	next := guest.mine().Ballot.Next
	_, ballot := guest.numbers()
	drawn := x.server.standings.Drawn(x.made.Room, room.BallotID(ballot))
	if drawn.Statement != next || !slices.Contains(statements, next) {
		t.Fatalf("%s is shown, %+v was drawn", next, drawn)
	}
	page := guest.ok(guest.get("/r/" + string(x.made.Room))).body
	if first := regexp.MustCompile(`name="statement" value="(\w+)"`).FindStringSubmatch(page); first == nil || first[1] != string(next) {
		t.Errorf("first on the page is %v, not %s", first, next)
	}
	said := guest.ok(guest.send("vote.cast", fmt.Sprintf(`{"statement":%q,"answer":"agree"}`, next))).body
	if strings.Contains(said, "chance") {
		t.Errorf("the ballot is told %s", said)
	}
	var facts room.Voted
	for c, err := range x.server.cfg.Log.Read(t.Context(), x.made.Room, 1) {
		must(t, err)
		for i := range c.Records {
			r, err := room.ParseRecord(c.Records[i].Record)
			must(t, err)
			if r.By.ID == ballot {
				must(t, json.Unmarshal(r.Facts, &facts))
			}
		}
	}
	if math.Abs(facts.Chance-drawn.Chance) > 0.05*drawn.Chance || facts.Chance == 0 {
		t.Errorf("in the log is %v, shown was %+v", facts.Chance, drawn)
	}
	if after := guest.mine().Ballot.Next; after == next || !slices.Contains(statements, after) {
		t.Errorf("after %s is shown %q", next, after)
	}
}
