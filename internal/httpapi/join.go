package httpapi

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/engine"
	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
)

// Joining is what somebody says on coming in.
type Joining struct {
	Code  string    `json:"code" doc:"Room's or Online's code, or a slip"`
	Side  room.Side `json:"side" doc:"onsite wants Room's code"`
	Group string    `json:"group,omitzero" doc:"stakeholder group; absent: rather not say"`
	Name  string    `json:"name,omitzero" doc:"seen by the desk alone until one is called"`
	Lang  string    `json:"lang,omitzero"`
}

// JoinAnswer says where one is now.
type JoinAnswer struct {
	Room  room.RoomID `json:"room"`
	Guest int         `json:"guest,omitzero" doc:"the number that one goes by"`
}

// doorOf finds the room that a code opens, within the limits on guesses.
func (s *Server) doorOf(r *http.Request, code string) (door, error) {
	address := s.address(r)
	if !s.limits.guess(address) {
		return door{}, tooMany
	}
	d, ok := s.index.code(code)
	if !ok {
		d, ok = s.pairs.find(code)
	}
	if ok && errors.Is(s.exists(r.Context(), d.Room), eventlog.ErrNoRoom) {
		_ = s.follow(r.Context(), d.Room)
		ok = false
	}
	if !ok {
		s.limits.wrong(address)
		return door{}, errNoCode
	}
	return d, nil
}

// join lets this browser into the room of a code, and sets its cookies. Who is
// in already stays who they are.
func (s *Server) join(w http.ResponseWriter, r *http.Request, in Joining) (JoinAnswer, error) {
	d, err := s.doorOf(r, in.Code)
	if err != nil {
		return JoinAnswer{}, err
	}
	if d.Side == "" {
		return JoinAnswer{}, errNoCode // one joins by the codes of the two sides
	}
	if in.Group != "" && !slices.Contains(room.StakeholderGroups, in.Group) {
		return JoinAnswer{}, &room.Error{Code: room.CodeMalformed, Field: "group"}
	}
	v := s.visitor(w, r, d.Room)
	out := JoinAnswer{Room: d.Room, Guest: s.guest(r.Context(), d.Room, v.Voice)}
	if out.Guest == 0 {
		if err := s.space(r.Context(), d.Room); err != nil {
			return JoinAnswer{}, err
		}
		if err := s.useSlip(r.Context(), d, v); err != nil {
			return JoinAnswer{}, err
		}
		from := sender{room.Actor{Kind: room.ActorVoice, ID: string(v.Voice)}, room.Door{Code: d.Side, Slip: d.Slip != ""}}
		var k written
		p := &room.Join{Side: in.Side, Name: k.text(in.Name), Lang: in.Lang}
		a, err := s.submitOwn(r.Context(), d.Room, from, "voice.join/1", p, k)
		if err != nil {
			return JoinAnswer{}, err
		}
		var f room.Joined
		if err := json.Unmarshal(a.Facts, &f); err != nil {
			return JoinAnswer{}, err
		}
		out.Guest = f.Guest
	}
	s.setCookie(w, r, "-g-"+string(d.Room), in.Group)
	return out, nil
}

// kept is why nobody new comes in by the code now: the desk has closed the door of
// its side, or that side wants slips; nil when somebody does. shut says that both
// doors are closed.
func (s *Server) kept(ctx context.Context, at door) (why error, shut bool) {
	_ = s.engine.View(ctx, at.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		shut = st.Door.Shut[room.Onsite] && st.Door.Shut[room.Online]
		switch {
		case st.Door.Shut[at.Side]:
			why = &room.Error{Code: room.CodeDoorShut}
		case at.Slip == "" && st.Door.Slips[at.Side]:
			why = &room.Error{Code: room.CodeSlipNeeded}
		}
	})
	return why, shut
}

// useSlip makes a slip this browser's. One that is so already lets it join: an
// answer may have been lost, or the server gone down before the voice joined.
func (s *Server) useSlip(ctx context.Context, at door, v visitor) error {
	known := false
	err := s.engine.View(ctx, at.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { known = st.People[v.Voice] != nil })
	if err != nil || known || at.Slip == "" {
		return err
	}
	p := &room.UseSlip{Hash: at.Slip, Holder: room.SlipHolder(at.Room, at.Slip, v.secret)}
	_, err = s.submitOwn(ctx, at.Room, sender{actor: room.Actor{Kind: room.ActorRoom}}, "slip.use/1", p, written{})
	var refused *room.Error
	if errors.As(err, &refused) && refused.Code == room.CodeAlready {
		return nil
	}
	return err
}

// space refuses one more voice in a room that is full; who was put out leaves room.
func (s *Server) space(ctx context.Context, id room.RoomID) error {
	var full error
	err := s.engine.View(ctx, id, func(st *room.State, _ room.Texts, _ room.Seconds) {
		if st.Inside() >= cmp.Or(s.cfg.Voices, MaxVoices) {
			full = errRoomFull
		}
	})
	return cmpErr(err, full)
}

// guest is the number that a voice goes by; 0 when it has not joined
// or has left.
func (s *Server) guest(ctx context.Context, id room.RoomID, voice room.PersonID) (n int) {
	_ = s.engine.View(ctx, id, func(st *room.State, _ room.Texts, _ room.Seconds) {
		if p := st.People[voice]; p != nil && !p.Left {
			n = p.Guest
		}
	})
	return n
}

// joinByAPI answers POST /api/join.
func (s *Server) joinByAPI(w http.ResponseWriter, r *http.Request) {
	var in Joining
	err := decode(w, r, maxCommand, &in)
	if err == nil {
		var out JoinAnswer
		if out, err = s.join(w, r, in); err == nil {
			answer(w, http.StatusOK, &out)
			return
		}
	}
	s.problem(w, r, err)
}

// written gathers the texts of a payload that the server makes for somebody
// without JavaScript.
type written struct{ texts []texts.Body }

// text commits to a body; one without a visible character stays no text.
func (k *written) text(body string) room.Text {
	// A browser's own form ends lines in two characters.
	if body = strings.TrimSpace(strings.ReplaceAll(body, "\r\n", "\n")); body == "" {
		return ""
	}
	b := texts.Body{Body: body}
	rand.Read(b.Salt[:])
	b.Text = room.Commit(b.Salt, body)
	k.texts = append(k.texts, b)
	return b.Text
}

// submitOwn sends a command whose id and commitments the server makes.
func (s *Server) submitOwn(ctx context.Context, id room.RoomID, from sender, name string, payload any, k written) (engine.Answer, error) {
	raw, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		return engine.Answer{}, err
	}
	var nonce [10]byte
	rand.Read(nonce[:])
	var now room.Seconds
	if err := s.engine.View(ctx, id, func(_ *room.State, _ room.Texts, at room.Seconds) { now = at }); err != nil {
		return engine.Answer{}, err
	}
	return s.submit(ctx, id, from, engine.Command{
		Cmd: room.NewCmdID(now, nonce), Type: name, Payload: jsontext.Value(raw), Texts: k.texts,
	})
}
