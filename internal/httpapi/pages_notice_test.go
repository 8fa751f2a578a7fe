package httpapi

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"parley/internal/room"
)

// What plain HTTP costs is said where a session is started and in the notice,
// and nowhere on HTTPS.
func TestWhatPlainHTTPCosts(t *testing.T) {
	for _, secure := range []bool{false, true} {
		x := newRoom(t, func(c *Config) { c.Secure = secure })
		say := x.server.shell.book.In("en")
		for path, key := range map[string]string{"/": "start.plain", "/j/" + x.made.Codes.Online: "notice.plain"} {
			page := x.browser()
			if strings.Contains(html.UnescapeString(page.ok(page.get(path)).body), say.T(key)) == secure {
				t.Errorf("%s, over HTTPS %t: wrong about the sentence %q", path, secure, say.T(key))
			}
		}
	}
}

var fields = regexp.MustCompile(`<(?:input|select|textarea)[^>]*>`)

// Who comes in need not say who they are, has no account, and is a number to
// everybody, the desk too.
func TestNobodyNeedsANameOrAnAccount(t *testing.T) {
	x := newRoom(t)
	stranger := x.browser()
	asked := fields.FindAllString(stranger.ok(stranger.get("/j/"+x.made.Codes.Onsite)).body, -1)
	if len(asked) < 3 {
		t.Fatalf("the page asks %q", asked)
	}
	for _, f := range asked {
		side := strings.Contains(f, `name="side"`)
		if strings.Contains(f, "required") && !side || strings.Contains(f, `type="password"`) || strings.Contains(f, `type="email"`) || strings.Contains(f, `type="tel"`) {
			t.Errorf("the page asks %s", f)
		}
	}
	if r := stranger.form("/j/"+x.made.Codes.Onsite, "side", "onsite"); r.status != http.StatusSeeOther {
		t.Fatalf("joining without a name: %d %s", r.status, r.body)
	}
	stranger.ok(stranger.send("hand.raise", `{}`))
	other, desk := x.joined(room.Online), x.seated(0)
	for _, seen := range []string{other.ok(other.get(other.api("/view"))).body, desk.ok(desk.get(desk.api("/view?as=desk"))).body} {
		if !strings.Contains(seen, `"guest":1`) {
			t.Errorf("no number stands for the person: %s", seen)
		}
	}
	var voice string
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		for _, h := range st.Floor.Hands {
			voice = string(h.Person)
		}
	}))
	if seen := other.ok(other.get(other.api("/view"))).body; voice == "" || strings.Contains(seen, voice) {
		t.Errorf("others read the voice's id %q", voice)
	}
}

// One browser more is one voice more, from the same address too.
func TestOnePersonMayComeTwice(t *testing.T) {
	x := newRoom(t)
	for n := 1; n <= 2; n++ {
		x.joined(room.Online)
		inside := 0
		must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { inside = st.Inside() }))
		if inside != n {
			t.Errorf("%d inside after joining %d times", inside, n)
		}
	}
}

// Somebody speaks, writes and votes: no record holds both numbers.
func TestVotesAreUnderASecondNumber(t *testing.T) {
	x := newRoom(t)
	b, desk := x.joined(room.Online), x.seated(0)
	desk.ok(desk.send("session.start", `{}`))
	var statement room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { statement = st.StatementOrder[0] }))
	b.ok(b.send("hand.raise", `{}`))
	b.ok(b.send("vote.cast", `{"statement":"`+string(statement)+`","answer":"agree"}`))
	voice, ballot := b.numbers()
	voices, ballots := 0, 0
	for c, err := range x.log.Read(t.Context(), x.made.Room, 1) {
		must(t, err)
		for _, r := range c.Records {
			v, w := strings.Contains(string(r.Record), voice), strings.Contains(string(r.Record), ballot)
			if v && w {
				t.Errorf("a record holds both: %s", r.Record)
			}
			if v {
				voices++
			}
			if w {
				ballots++
			}
		}
	}
	if voices < 2 || ballots < 1 {
		t.Errorf("%d records of the voice, %d of the ballot", voices, ballots)
	}
}

// numbers are the two ids of a browser that joined.
func (b *browser) numbers() (voice, ballot string) {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.http.URL, nil)
	must(b.t, err)
	for _, c := range b.c.Jar.Cookies(r.URL) {
		r.AddCookie(c)
	}
	v := b.server.knownVisitor(r, b.made.Room)
	if v.Voice == "" || v.Ballot == "" {
		b.t.Fatal("the browser has no numbers")
	}
	return string(v.Voice), string(v.Ballot)
}

// What somebody writes is on no page of others before the moderators let it, or
// at once, as the notice of its room says.
func TestWhatIsWrittenIsSeenAsTheNoticeSays(t *testing.T) {
	for _, hold := range []bool{true, false} {
		x := newSite(t)
		s := setup()
		s.Policy.Hold = hold
		made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s})
		must(t, err)
		x.made = *made
		desk, writer, other := x.seated(0), x.joined(room.Online), x.joined(room.Onsite)
		desk.ok(desk.send("session.start", `{}`))
		path := "/r/" + string(made.Room)
		for _, kind := range []room.StatementKind{room.View, room.Question} {
			if r := writer.form("/f/"+string(made.Room)+"/statement.add", "kind", string(kind), "text", marker+" "+string(kind)); r.status != http.StatusSeeOther {
				t.Fatalf("%s: %d %s", kind, r.status, r.body)
			}
		}
		speaker := x.seated(1)
		seen := map[string]string{
			"another phone": other.ok(other.get(path)).body, "another's view": other.ok(other.get(other.api("/view"))).body,
			"the screen": desk.ok(desk.get(desk.api("/view?as=screen"))).body, "a speaker": speaker.ok(speaker.get(path + "/speaker")).body,
		}
		for where, words := range seen {
			if where != "the screen" && strings.Contains(words, marker) == hold || hold && strings.Contains(words, marker) {
				t.Errorf("held %t: %s is wrong about it", hold, where)
			}
		}
		if own := writer.ok(writer.get(writer.api("/me"))).body; hold && !strings.Contains(own, marker) {
			t.Errorf("its writer does not find it: %s", own)
		}
		desk.ok(desk.send("session.close", `{}`))
		for _, as := range []string{"/report", "/report.md", "/report.json"} {
			if strings.Contains(other.ok(other.get(path+as)).body, marker) == hold {
				t.Errorf("held %t: %s is wrong about it", hold, as)
			}
		}
		say := x.server.shell.book.In("en")
		facts := s.Policy.Notice()
		if got := strings.Join(notice(say, facts), "\n"); strings.Contains(got, say.T("notice.held")) != hold || strings.Contains(got, say.T("notice.not_held")) == hold {
			t.Errorf("held %t: the notice says %s", hold, got)
		}
	}
}

// Nothing is hidden and nobody blocked without one of the notice's rules, and
// whom it concerns reads it.
func TestModeratorsGiveARuleOfTheNotice(t *testing.T) {
	x := newRoom(t)
	desk, writer := x.seated(0), x.joined(room.Online)
	desk.ok(desk.send("session.start", `{}`))
	writer.form("/f/"+string(x.made.Room)+"/statement.add", "kind", "view", "text", marker)
	var statement room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		statement = st.StatementOrder[len(st.StatementOrder)-1]
	}))
	voice, _ := writer.numbers()
	desk.ok(desk.send("statement.publish", `{"statement":"`+string(statement)+`"}`))
	acts := map[string]string{
		"statement.hide": `"statement":"` + string(statement) + `"`,
		"person.mute":    `"person":"` + voice + `"`, "person.ban": `"person":"` + voice + `"`,
	}
	rules := room.DefaultPolicy().Notice().Rules
	for name, whom := range acts {
		for _, why := range []string{`"reason":%q`, `"rule":"taste","reason":%q`} {
			if r := desk.say(name, "{"+whom+","+why+"}", "Not liked."); r.code() != room.CodeReason {
				t.Errorf("%s with %s: %d %s", name, why, r.status, r.body)
			}
		}
		if r := desk.send(name, "{"+whom+`,"rule":"`+rules[0]+`"}`); r.code() != room.CodeReason {
			t.Errorf("%s without a reason: %d %s", name, r.status, r.body)
		}
	}
	desk.ok(desk.say("statement.hide", "{"+acts["statement.hide"]+`,"rule":"`+rules[0]+`","reason":%q}`, "About tides."))
	desk.ok(desk.say("person.ban", "{"+acts["person.ban"]+`,"rule":"`+rules[1]+`","reason":%q}`, "About people."))
	own := writer.ok(writer.get(writer.api("/me"))).body
	for _, words := range []string{rules[0], "About tides.", rules[1], "About people."} {
		if !strings.Contains(own, `"`+words+`"`) {
			t.Errorf("whom it concerns does not read %s: %s", words, own)
		}
	}
	say := x.server.shell.book.In("en")
	told := strings.Join(notice(say, room.DefaultPolicy().Notice()), "\n")
	for _, rule := range rules {
		if !strings.Contains(told, say.T("rule."+rule)) {
			t.Errorf("the notice leaves out %s: %s", rule, told)
		}
	}
}
