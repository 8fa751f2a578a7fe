package httpapi

import (
	"html/template"
	"net/http"
	"strings"

	"parley/internal/chat"
	"parley/internal/room"
	"parley/internal/view"
	"parley/internal/words"
)

// consolePage answers GET /r/{room}/console: whoever looks after those who never
// leave the meeting tool.
func (s *Server) consolePage(w http.ResponseWriter, r *http.Request) {
	words := []string{"console.", "answer.", "door.", "error.", "part.", "role.", "side.", "state.", "word."}
	s.seatPage(w, r, "console", view.Desk, words, atConsole)
}

// chatTexts are the prefixes of messages that texts for the chat are made of.
var chatTexts = []string{"chat.text.", "answer.", "word.semicolon"}

// chatWords are those messages in each of a room's languages, by language; one
// that the server has no words in is left to English.
func (s *pageShell) chatWords(languages []string) template.JS {
	all := map[string]map[string]string{}
	for _, lang := range languages {
		say := s.book.In(lang)
		all[say.Lang] = messages(say, chatTexts, nil)
	}
	js, _ := forScript(all) // of strings alone
	return js
}

// maxChat is how much of a chat is read at a time, in bytes.
const maxChat = 256 << 10

// rateChat is how often one seat has a chat read.
var rateChat = rate{20, 0.5}

// ChatRead is what was pasted, message by message.
type ChatRead struct {
	Messages []chat.Message `json:"messages" doc:"in the order of the text; the last 2000"`
}

// atConsole says whether a seat looks after those who stay in the meeting tool.
func atConsole(seat *room.Seat) bool {
	return seat != nil && (seat.Has(room.OnlineModerator) || seat.Has(room.Moderator))
}

// chat answers POST /api/rooms/{room}/chat: it reads lines of the meeting
// tool's chat for the console, and keeps nothing of them.
func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	id := roomOf(r)
	var who room.ItemID
	err := s.engine.View(r.Context(), id, func(st *room.State, _ room.Texts, _ room.Seconds) {
		if seat := s.seatOf(r, st); atConsole(seat) {
			who = seat.ID
		}
	})
	switch {
	case err != nil:
	case who == "":
		err = s.stranger(r, errNoSeat)
	case !s.limits.take("chat:"+string(id)+string(who), rateChat):
		err = tooMany
	}
	var body []byte
	if err == nil {
		body, err = readBody(w, r, "text/plain", maxChat)
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	answer(w, http.StatusOK, &ChatRead{append([]chat.Message{}, chat.Read(string(body), s.shell.answers)...)})
}

// answersIn are the words with which people answer, in every language: people
// of one chat write in several.
func answersIn(book *words.Book) map[string]string {
	out := map[string]string{}
	for _, lang := range book.Languages() {
		for key, msg := range book.In(lang).All() {
			if choice, ok := strings.CutPrefix(key, "answer."); ok {
				out[chat.Tidy(msg)] = choice
			}
		}
	}
	return out
}
