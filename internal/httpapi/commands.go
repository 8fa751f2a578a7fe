package httpapi

import (
	"context"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/engine"
	"parley/internal/room"
	"parley/internal/texts"
)

// CommandBody is what a command is sent as. Texts stand beside the payload,
// which holds their commitments alone.
type CommandBody struct {
	Cmd     room.CmdID     `json:"cmd" doc:"made by the sender: room second, hyphen, 20 hex digits; sent again it gets the same answer"`
	Payload jsontext.Value `json:"payload" doc:"the command's own fields, without line breaks; stored byte for byte"`
	Texts   []TextBody     `json:"texts,omitzero" doc:"the bodies that the payload commits to"`
	Made    *room.Seconds  `json:"made,omitzero" doc:"room second at which a desk without network did it"`
}

// TextBody is a body and the salt of its commitment.
type TextBody struct {
	Salt string `json:"salt" doc:"32 bytes in base64url"`
	Body string `json:"body"`
}

// CommandAnswer says that a command is stored. Where its record stands in the log it
// does not say: two such places would tell how many ballots answered between them.
type CommandAnswer struct {
	At     room.Seconds   `json:"at"`
	Facts  jsontext.Value `json:"facts" doc:"what the room decided, without raw counts"`
	Repeat bool           `json:"repeat" doc:"the command had been accepted before"`
}

// asHeader says in which quality a command is sent where several fit.
const asHeader = "Parley-As"

// internalCommands are sent by the server alone; joining has an address of its
// own, since it needs a code.
var internalCommands = []string{"room.open/1", "tick/1", "reopen/1", "room.restore/1", "text.lose/1", "voice.join/1", "slip.use/1", "helper.join/1", "standing/1"}

var commandNames = func() map[string]room.CommandInfo {
	m := map[string]room.CommandInfo{}
	for _, c := range room.Commands() {
		if !slices.Contains(internalCommands, c.Name) {
			m[shortName(c.Name)] = c
		}
	}
	return m
}()

// shortName is a command's name without its version.
func shortName(name string) string {
	if i := strings.IndexByte(name, '/'); i >= 0 {
		return name[:i]
	}
	return name
}

// command answers POST /api/rooms/{room}/commands/{name}.
func (s *Server) command(w http.ResponseWriter, r *http.Request) {
	info, ok := commandNames[r.PathValue("name")]
	if !ok {
		s.problem(w, r, &room.Error{Code: room.CodeUnknownType})
		return
	}
	sender, err := s.sender(r, roomOf(r), info.Name, room.ActorKind(r.Header.Get(asHeader)))
	if err != nil {
		s.problem(w, r, err)
		return
	}
	limit := int64(maxCommand)
	if sender.actor.Kind == room.ActorSeat {
		limit = maxSeat
	}
	var body CommandBody
	if err := decode(w, r, limit, &body); err != nil {
		s.problem(w, r, err)
		return
	}
	c := engine.Command{Cmd: body.Cmd, Type: info.Name, Payload: body.Payload, Made: body.Made}
	if c.Texts, err = openTexts(body.Texts); err == nil {
		err = s.free(r, &c)
	}
	if err == nil {
		var a engine.Answer
		if a, err = s.submit(r.Context(), roomOf(r), sender, c); err == nil {
			answer(w, http.StatusOK, &CommandAnswer{a.At, room.Told(info.Name, a.Facts), a.Repeat})
			return
		}
	}
	s.problem(w, r, err)
}

// openTexts are the bodies with the commitments that they make.
func openTexts(in []TextBody) ([]texts.Body, error) {
	var out []texts.Body
	for _, t := range in {
		salt, err := base64.RawURLEncoding.Strict().DecodeString(t.Salt)
		if err != nil || len(salt) != 32 {
			return nil, &room.Error{Code: room.CodeMalformed, Field: "texts"}
		}
		b := texts.Body{Salt: [32]byte(salt), Body: t.Body}
		b.Text = room.Commit(b.Salt, b.Body)
		out = append(out, b)
	}
	return out, nil
}

// withdrawal is what a ballot may send although its voice left.
const withdrawal = "ballot.withdraw/1"

// sender is who sends a command, and what came through the door.
type sender struct {
	actor room.Actor
	door  room.Door
}

// sender establishes who sends the named command: a ballot for votes; a seat
// that may send it, when this browser opened its link; else the voice. as, when
// not "", chooses among those.
func (s *Server) sender(r *http.Request, id room.RoomID, name string, as room.ActorKind) (sender, error) {
	_, voice, ballot := room.Roles(name)
	v := s.knownVisitor(r, id)
	var out sender
	err := s.engine.View(r.Context(), id, func(st *room.State, _ room.Texts, _ room.Seconds) {
		seat := s.seatOf(r, st)
		maySeat := seat != nil && st.May(room.Actor{Kind: room.ActorSeat, ID: string(seat.ID)}, name)
		switch {
		case as == "" && ballot, as == room.ActorBallot:
			out.actor = room.Actor{Kind: room.ActorBallot, ID: string(v.Ballot)}
			// Who left may still take the ballot's answers back.
			if p := st.Who(v.Voice); p != nil && (!st.People[v.Voice].Left || name == withdrawal) {
				out.door = room.Door{Side: p.Side, Group: v.Group}
			}
		case as == "" && (maySeat || !voice), as == room.ActorSeat:
			out.actor.Kind = room.ActorSeat
			if seat != nil {
				out.actor.ID = string(seat.ID)
			}
		case st.People[v.Voice] != nil:
			out.actor = room.Actor{Kind: room.ActorVoice, ID: string(v.Voice)}
		}
	})
	switch {
	case err != nil:
		return sender{}, err
	case as != "" && as != room.ActorSeat && as != room.ActorVoice && as != room.ActorBallot:
		return sender{}, errMalformed
	case out.actor.ID == "" && out.actor.Kind == room.ActorSeat:
		return sender{}, s.stranger(r, errNoSeat)
	case out.actor.ID == "" || out.actor.Kind == room.ActorBallot && out.door.Side == "":
		return sender{}, s.stranger(r, errNotJoined)
	}
	if out.actor.Kind == room.ActorBallot {
		out.door.Drawn = s.standings.Drawn(id, v.Ballot)
	}
	return out, nil
}

// stranger refuses somebody whom the room does not know, and counts it.
func (s *Server) stranger(r *http.Request, why error) error {
	if !s.limits.take("door:"+s.address(r), rateDoor) {
		return tooMany
	}
	return why
}

// submit has the engine decide a command of the sender.
func (s *Server) submit(ctx context.Context, id room.RoomID, from sender, c engine.Command) (engine.Answer, error) {
	if err := s.paced(id, from.actor, &c); err != nil {
		return engine.Answer{}, err
	}
	c.Actor, c.Door = from.actor, from.door
	a, err := s.engine.Submit(ctx, id, c)
	if opens(c.Type) {
		_ = s.follow(ctx, id) // who gave a code out may use it at once
	}
	s.cfg.Metrics.Command(c.Type, outcomeOf(a, err))
	return a, err
}
