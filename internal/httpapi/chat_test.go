package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/chat"
	"parley/internal/room"
)

// A chat is read for who looks after the meeting tool, in the words of every
// language, and is neither kept nor written down.
func TestChatIsReadAndNotKept(t *testing.T) {
	x := newRoom(t, func(c *Config) { c.Requests = true })
	desk, speaker, voice := x.seated(0), x.seated(1), x.joined(room.Online)
	paste := "10:04:12\t From Marker Name to Everyone:\n\tQ: marker question?\n10:05:00\t From مريم to Everyone:\n\tلا أوافق\n"
	read := func(b *browser, body string) reply { return b.do(http.MethodPost, b.api("/chat"), "text/plain", body) }

	index := func() (i room.Index) {
		must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { i = st.Index }))
		return i
	}
	before := index()
	var got ChatRead
	must(t, json.Unmarshal([]byte(desk.ok(read(desk, paste)).body), &got))
	want := []chat.Message{
		{Name: "Marker Name", At: "10:04:12", Text: "marker question?", Kind: chat.Question},
		{Name: "مريم", At: "10:05:00", Text: "لا أوافق", Kind: chat.Vote, Answer: string(room.Disagree)},
	}
	if len(got.Messages) != len(want) || got.Messages[0] != want[0] || got.Messages[1] != want[1] {
		t.Errorf("read as %+v", got.Messages)
	}
	if index() != before {
		t.Error("reading a chat made a record")
	}
	if said := x.errors.String(); !strings.Contains(said, "/chat") || strings.Contains(strings.ToLower(said), "marker") {
		t.Errorf("the log of requests: %s", said)
	}

	for name, c := range map[string]struct {
		r    reply
		want room.Code
	}{
		"a speaker":     {read(speaker, paste), CodeNoSeat},
		"a participant": {read(voice, paste), CodeNoSeat},
		"a stranger":    {read(x.browser(), paste), CodeNoSeat},
		"too much":      {read(desk, strings.Repeat("q+\n", maxChat/3+1)), CodeTooLarge},
		"another form":  {desk.post(desk.api("/chat"), `"q+"`), CodeMediaType},
	} {
		if c.r.code() != c.want || c.r.status != status[c.want] || strings.Contains(c.r.body, "marker") {
			t.Errorf("%s: %d %s", name, c.r.status, c.r.body)
		}
	}
	x.noLimitRecovers()
	for range int(rateChat.burst) {
		read(desk, "q+")
	}
	if r := read(desk, "q+"); r.code() != CodeSlowDown {
		t.Errorf("one paste after another: %d %s", r.status, r.body)
	}
}

// Every answer that a vote offers can be given in the words of each language.
func TestAnswersInWords(t *testing.T) {
	shell, err := newPageShell()
	must(t, err)
	for _, lang := range shell.book.Languages() {
		for _, kind := range room.Kinds {
			for _, choice := range kind.Scale().Choices {
				word := shell.book.In(lang).T("answer." + string(choice))
				if got := chat.Read(word, shell.answers); len(got) != 1 || got[0].Answer != string(choice) {
					t.Errorf("%s: %q is read as %+v, not %s", lang, word, got, choice)
				}
			}
		}
	}
}

// The console is for who looks after the meeting tool, and has its texts for the
// chat in each of the room's languages that the server has words in.
func TestConsolePage(t *testing.T) {
	x := newSite(t)
	s := setup()
	s.Languages = []string{"ar", "en", "tlh"}
	s.Seats = append(s.Seats, room.SetupSeat{Roles: []room.Role{room.OnlineModerator}}, room.SetupSeat{Roles: []room.Role{room.Rapporteur}})
	made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s})
	must(t, err)
	x.made = *made
	path := "/r/" + string(made.Room) + "/console"
	for who, b := range map[string]*browser{"moderator": x.seated(0), "online moderator": x.seated(2)} {
		body := b.ok(b.get(path)).body
		_, after, _ := strings.Cut(body, `id="chat-texts">`)
		inlined, _, _ := strings.Cut(after, "</script>")
		var texts map[string]map[string]string
		must(t, json.Unmarshal([]byte(inlined), &texts))
		if len(texts) != 2 || texts["en"]["chat.text.now"] == "" || texts["ar"]["answer.agree"] == "" || texts["ar"]["chat.text.now"] == texts["en"]["chat.text.now"] {
			t.Errorf("%s: texts for the chat: %v", who, texts)
		}
	}
	for who, b := range map[string]*browser{"speaker": x.seated(1), "rapporteur": x.seated(3), "participant": x.joined(room.Online)} {
		if r := b.get(path); r.status != status[CodeNoSeat] || strings.Contains(r.body, "chat-texts") {
			t.Errorf("%s: %d", who, r.status)
		}
	}
	links, err := newLinksData(x.server.shell.book.In("en"), "", &s, made)
	must(t, err)
	for i, l := range links.Links {
		if l.Console != (i == 2) {
			t.Errorf("link %d leads to the console: %t", i, l.Console)
		}
	}
}
