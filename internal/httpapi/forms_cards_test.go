package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
	"parley/internal/view"
)

// TestFormsOfEveryKind writes, answers and weighs by plain forms: what a kind
// asks, the answers of its scale, a question with its support, a reason, and a
// text instead of a hand.
func TestFormsOfEveryKind(t *testing.T) {
	x := newRoom(t)
	chair, phone := x.seated(0), x.joined(room.Online)
	chair.ok(chair.send("session.start", `{}`))
	form := "/f/" + string(x.made.Room) + "/"
	sent := func(want int, name string, fields ...string) {
		t.Helper()
		if r := phone.form(form+name, fields...); r.status != want {
			t.Fatalf("%s %v: %d %s", name, fields, r.status, r.body)
		}
	}
	// write publishes what the form brought, and is its id.
	write := func(fields ...string) room.ItemID {
		t.Helper()
		known := phone.mine().Statements
		sent(http.StatusSeeOther, "statement.add", fields...)
		for id := range phone.mine().Statements {
			if _, old := known[id]; !old {
				chair.ok(chair.send("statement.publish", `{"statement":"`+string(id)+`"}`))
				return id
			}
		}
		t.Fatalf("%v wrote nothing", fields)
		return ""
	}
	risk := write("kind", "risk", "text", "Paint peels.", "lang", "en", "falls", "citizens", "falls", "technical", "service", "walls", "privacy", "weakened", "sees", "")
	sent(http.StatusSeeOther, "vote.cast", "statement", string(risk), "answer", "real")
	sent(http.StatusSeeOther, "vote.weigh", "statement", string(risk), "weight", "grave")
	sent(http.StatusBadRequest, "vote.weigh", "statement", string(risk), "weight", "huge")
	mechanism := write("kind", "mechanism", "text", "Scrape it.", "sees", "All.", "orders", "The owner.", "safeguard", "A mask.", "breaks", "Nothing.")
	sent(http.StatusSeeOther, "vote.cast", "statement", string(mechanism), "answer", "cannot")
	long := func(n int) string { return strings.Repeat("𝛼", n) }
	write("kind", "mechanism", "text", long(280), "sees", long(160), "orders", long(160), "safeguard", long(160), "breaks", long(160))
	reason := write("kind", "because", "text", "It makes dust.", "of", string(mechanism))
	sent(http.StatusBadRequest, "statement.add", "kind", "view", "text", "Dust.", "falls", "citizens")
	sent(http.StatusSeeOther, "hand.raise")
	question := write("kind", "question", "text", "Who sweeps?", "hand", string(phone.mine().Voice.Hand.ID))
	sent(http.StatusSeeOther, "vote.cast", "statement", string(question), "answer", "support")

	me := phone.mine()
	if me.Voice.Hand != nil {
		t.Error("the hand is still up")
	}
	if v := me.Ballot.Votes; v[risk] != room.Real || v[mechanism] != room.Cannot || v[question] != room.Support || me.Ballot.Weights[risk] != room.Grave {
		t.Errorf("my answers: %+v", me.Ballot)
	}
	sent(http.StatusSeeOther, "vote.cast", "statement", string(question), "answer", "none")
	if v, left := phone.mine().Ballot.Votes[question]; left {
		t.Errorf("support taken back is still %q", v)
	}
	var seen view.Frame
	var cards view.Statements
	var asked view.Questions
	must(t, json.Unmarshal([]byte(phone.ok(phone.get(phone.api("/view?as=phone"))).body), &seen))
	must(t, json.Unmarshal(seen.Set["statements"], &cards))
	must(t, json.Unmarshal(seen.Set["questions"], &asked))
	if a := cards.All[risk].Asks; a.Falls != "citizens technical" || a.Service != "walls" || a.Privacy != room.Weakened {
		t.Errorf("the risk asks %+v", a)
	}
	if a := cards.All[mechanism].Asks; a.Sees != "All." || a.Orders != "The owner." || a.Safeguard != "A mask." || a.Breaks != "Nothing." {
		t.Errorf("the mechanism asks %+v", a)
	}
	if q := asked.All[reason]; q.Of != mechanism || q.Text != "It makes dust." {
		t.Errorf("the reason is %+v", q)
	}
}
