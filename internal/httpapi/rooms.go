package httpapi

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"math/big"
	"net/http"
	"strings"

	"parley/internal/proposal"
	"parley/internal/room"
)

// NewRoom is what a room is made from.
type NewRoom struct {
	Setup     room.Setup `json:"setup"`
	Claims    []int      `json:"claims,omitzero" doc:"claims of the setup, by their place from 0, that are voted on from the start"`
	Captions  string     `json:"captions,omitzero" doc:"address of the session's captions, https"`
	StartCode string     `json:"start_code,omitzero" doc:"where the server asks for one"`
}

// Created is a new room with everything to hand out. The links are shown this
// once; a link can be re-issued from the desk.
type Created struct {
	Room  room.RoomID `json:"room"`
	Codes RoomCodes   `json:"codes"`
	Links []SeatLink  `json:"links" doc:"in the order of the table, the organizer's first"`
}

// RoomCodes let people in.
type RoomCodes struct {
	Onsite string `json:"onsite" doc:"on the hall's screen only"`
	Online string `json:"online" doc:"for the meeting tool"`
}

// SeatLink is a seat's secret link.
type SeatLink struct {
	Name  string      `json:"name" doc:"empty when withheld"`
	Roles []room.Role `json:"roles"`
	Path  string      `json:"path" doc:"/k/ and 26 letters"`
}

// createRoom opens a room.
func (s *Server) createRoom(ctx context.Context, in NewRoom) (*Created, error) {
	body := ""
	if s.cfg.StartCode != nil {
		var ok bool
		if body, ok = s.cfg.StartCode(in.StartCode); !ok {
			return nil, errStartCode
		}
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	out := &Created{Room: room.NewRoomID(draw16()), Codes: s.freshCodes()}
	key, err := s.cfg.Keys.Create(out.Room)
	if err != nil {
		return nil, err
	}
	if err := s.open(ctx, in, key, out); err != nil {
		_ = s.cfg.Keys.Delete(out.Room)
		return nil, err
	}
	if body != "" {
		s.log.Info("a room was opened", "room", out.Room, "by", body)
	}
	_ = s.follow(ctx, out.Room) // it is made; what is wrong with it now, its first visitor hears
	return out, nil
}

func (s *Server) open(ctx context.Context, in NewRoom, key ed25519.PrivateKey, out *Created) error {
	for _, seat := range in.Setup.Table() {
		out.Links = append(out.Links, SeatLink{seat.Name.Value, seat.Roles, "/k/" + newLink()})
	}
	commands, err := in.Setup.Opening(room.OpeningInput{
		Room: out.Room, Epoch: s.cfg.Clock.Now().Unix(),
		Key:    base64.RawURLEncoding.EncodeToString(key.Public().(ed25519.PublicKey)),
		Link:   func(i int) string { return room.LinkHash(strings.TrimPrefix(out.Links[i].Path, "/k/")) },
		Onsite: out.Codes.Onsite, Online: out.Codes.Online, Claims: in.Claims, Captions: in.Captions, Salt: draw32,
	})
	if err != nil {
		return err
	}
	_, err = s.engine.Create(ctx, out.Room, commands)
	return err
}

func draw16() (b [16]byte) {
	rand.Read(b[:])
	return b
}

func draw32() (b [32]byte) {
	rand.Read(b[:])
	return b
}

// newLink draws the 26 letters of a secret link.
func newLink() string {
	b := draw16()
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// freshCodes draws the codes of a room.
func (s *Server) freshCodes() RoomCodes { return RoomCodes{s.freshCode(), s.freshCode()} }

// freshCode draws a code that opens nothing yet.
func (s *Server) freshCode() string {
	for {
		code := drawCode()
		_, taken := s.index.code(code)
		if _, pairs := s.pairs.find(code); !taken && !pairs {
			return code
		}
	}
}

func drawCode() string {
	b := make([]byte, 8)
	for i := range b {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(room.Alphabet))))
		if err != nil {
			panic(err) // the system's randomness never fails
		}
		b[i] = room.Alphabet[n.Int64()]
	}
	return string(b[:4]) + "-" + string(b[4:])
}

// create answers POST /api/rooms.
func (s *Server) create(w http.ResponseWriter, r *http.Request) {
	var in NewRoom
	err := s.mayCreate(r)
	if err == nil {
		err = decode(w, r, maxSetup, &in)
	}
	if err == nil {
		var out *Created
		if out, err = s.createRoom(r.Context(), in); err == nil {
			answer(w, http.StatusCreated, out)
			return
		}
		if errors.Is(err, errStartCode) {
			s.limits.wrong(s.address(r))
		}
	}
	s.problem(w, r, err)
}

// mayCreate holds those back who open one room after another, or guess the
// start code.
func (s *Server) mayCreate(r *http.Request) error {
	if s.cfg.StartCode != nil && !s.limits.guess(s.address(r)) || !s.limits.take("create:"+s.address(r), rateCreate) {
		return tooMany
	}
	return nil
}

// read answers POST /api/proposals: what a proposal says, and what is doubtful.
func (s *Server) read(w http.ResponseWriter, r *http.Request) {
	err := s.mayCreate(r)
	var body []byte
	if err == nil {
		body, err = readBody(w, r, "text/plain", maxProposal)
	}
	if err == nil {
		var out *proposal.Result
		if out, err = proposal.Read(body); err == nil {
			answer(w, http.StatusOK, out)
			return
		}
	}
	s.problem(w, r, err)
}
