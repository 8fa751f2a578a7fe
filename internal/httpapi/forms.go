package httpapi

import (
	"mime"
	"net/http"
	"net/url"
	"strconv"

	"parley/internal/room"
)

// formCommands are the commands that work without JavaScript: what a form's
// fields say as a payload.
var formCommands = map[string]func(f formFields, k *written) any{
	"hand.raise": func(f formFields, k *written) any {
		return &room.RaiseHand{Question: f.number("question"), Read: k.text(f.get("read"))}
	},
	"hand.lower": func(f formFields, _ *written) any {
		return &room.HandRef{Hand: room.ItemID(f.get("hand"))}
	},
	"vote.cast": func(f formFields, _ *written) any {
		return &room.CastVote{Statement: room.ItemID(f.get("statement")), Answer: room.Answer(f.get("answer"))}
	},
	"vote.weigh": func(f formFields, _ *written) any {
		return &room.WeighStatement{Statement: room.ItemID(f.get("statement")), Weight: room.Answer(f.get("weight"))}
	},
	"outcome.answer": func(f formFields, _ *written) any {
		return &room.AnswerOutcome{Outcome: room.ItemID(f.get("outcome")), Answer: room.Answer(f.get("answer"))}
	},
	"warning.read": func(formFields, *written) any { return &room.None{} },
	"appeal.make": func(f formFields, k *written) any {
		return &room.MakeAppeal{Text: k.text(f.get("text"))}
	},
	"voice.leave":     func(formFields, *written) any { return &room.None{} },
	"ballot.withdraw": func(formFields, *written) any { return &room.None{} },
	"statement.add": func(f formFields, k *written) any {
		return &room.AddStatement{
			Kind: room.StatementKind(f.get("kind")), Text: k.text(f.get("text")), Lang: f.get("lang"),
			Question: f.number("question"), Hand: room.ItemID(f.get("hand")), Asks: f.asks(k),
		}
	},
}

// formFields reads a posted form. A field has the name of the payload's member.
type formFields struct{ values url.Values }

func (f formFields) get(name string) string { return f.values.Get(name) }

// asks is what a kind asks; "falls" may be there several times.
func (f formFields) asks(k *written) room.Asks {
	return room.Asks{
		Falls: f.values["falls"], Service: k.text(f.get("service")), Privacy: f.get("privacy"),
		Sees: k.text(f.get("sees")), Orders: k.text(f.get("orders")),
		Safeguard: k.text(f.get("safeguard")), Breaks: k.text(f.get("breaks")),
		Acts: k.text(f.get("acts")), Of: room.ItemID(f.get("of")), To: room.ItemID(f.get("to")),
	}
}

// number is a field's number; −1, which no command takes, when it is none.
func (f formFields) number(name string) int {
	v := f.get(name)
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return -1
	}
	return n
}

// form answers POST /f/{room}/{command}: the server makes the command's id and
// commitments, and leads back to the page.
func (s *Server) form(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("command")
	make, ok := formCommands[name]
	if !ok {
		s.problem(w, r, &room.Error{Code: room.CodeUnknownType})
		return
	}
	if err := parseForm(w, r, maxForm); err != nil {
		s.problem(w, r, err)
		return
	}
	full := commandNames[name].Name
	from, err := s.sender(r, roomOf(r), full, formAs(full, r.PostForm.Get("as")))
	if err == nil {
		var k written
		payload := make(formFields{r.PostForm}, &k)
		_, err = s.submitOwn(r.Context(), roomOf(r), from, full, payload, k)
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	http.Redirect(w, r, "/r/"+string(roomOf(r)), http.StatusSeeOther)
}

// formAs is in which quality a form is sent: the one that it names, else the voice,
// whose page the forms stand on; a seat opened in the same browser sends nothing
// that does not say so.
func formAs(name, named string) room.ActorKind {
	if _, voice, _ := room.Roles(name); voice && named == "" {
		return room.ActorVoice
	}
	return room.ActorKind(named)
}

// parseForm reads a form of at most limit bytes, plain or with files.
func parseForm(w http.ResponseWriter, r *http.Request, limit int64) error {
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err != nil:
		return errMediaType
	case kind == "application/x-www-form-urlencoded":
		err = r.ParseForm()
	case kind == "multipart/form-data":
		err = r.ParseMultipartForm(limit)
	default:
		return errMediaType
	}
	if err != nil {
		if p, _, _ := asProblem(err); p.Code == CodeTooLarge {
			return err
		}
		return errMalformed
	}
	return nil
}
