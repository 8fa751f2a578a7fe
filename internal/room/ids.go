package room

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// Seconds is room time: whole seconds since the room's first record, never
// decreasing.
type Seconds int64

// Index counts records from 1; it is the leaf index plus one and the version
// that pages see.
type Index uint64

// Seq counts commits from 1; it is the store's number and the writer's fence.
type Seq uint64

// RoomID names a room: 26 lower-case base32 letters (16 random bytes).
type RoomID string

// PersonID names a voice, or a person entered at the desk: 32 hex digits
// (16 bytes). It is opaque to this package.
type PersonID string

// BallotID names a ballot: 32 hex digits. No record holds one beside a
// PersonID.
type BallotID string

// ItemID names a hand, statement, outcome or seat within a room: four letters
// of [Alphabet], drawn at random.
type ItemID string

// Text is a commitment to a body of text: base64url of 32 bytes, 43
// characters; "" means no text. Bodies never stand in a record.
type Text string

// Texts resolves commitments to bodies; false when a body is unknown or was
// erased.
type Texts func(Text) (string, bool)

// Alphabet is the 24 letters of codes and item ids: no I, no O.
const Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ"

var lower32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewRoomID makes a room's id from 16 bytes of randomness.
func NewRoomID(b [16]byte) RoomID { return RoomID(lower32.EncodeToString(b[:])) }

// Valid says whether the id has the form of a room id.
func (r RoomID) Valid() bool {
	b, err := lower32.DecodeString(string(r))
	return err == nil && len(b) == 16
}

// Commit makes the commitment of a body under its salt:
// SHA-256("parley-text" ‖ 0 ‖ salt ‖ body).
func Commit(salt [32]byte, body string) Text {
	h := sha256.New()
	h.Write([]byte("parley-text\x00"))
	h.Write(salt[:])
	h.Write([]byte(body))
	return Text(base64.RawURLEncoding.EncodeToString(h.Sum(nil)))
}

// Valid says whether t has the form of a commitment.
func (t Text) Valid() bool {
	b, err := base64.RawURLEncoding.Strict().DecodeString(string(t))
	return err == nil && len(b) == 32
}

// LinkHash is what a record keeps of a secret link: the hex SHA-256 of the
// link's 26 letters.
func LinkHash(secret string) string {
	h := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(h[:])
}

// DeriveID makes a browser's id in a room from its 32-byte secret:
// SHA-256("parley-id" ‖ 0 ‖ room ‖ kind ‖ secret)[:16] in hex, kind being
// "voice" or "ballot"; or "slip" and a slip's hash, see [SlipHolder].
func DeriveID(r RoomID, kind string, secret [32]byte) string {
	h := sha256.New()
	h.Write([]byte("parley-id\x00"))
	h.Write([]byte(r))
	h.Write([]byte(kind))
	h.Write(secret[:])
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// CmdID names a command: its room second, a hyphen and 10 random bytes in hex.
type CmdID string

// NewCmdID makes a command id.
func NewCmdID(at Seconds, r [10]byte) CmdID {
	return CmdID(strconv.FormatInt(int64(at), 10) + "-" + hex.EncodeToString(r[:]))
}

// ActorKind says in which quality somebody acts.
type ActorKind string

// The kinds of actors. A room acts by the clock (Tick, Reopen), and for
// whoever keeps it (erasing texts, restoring).
const (
	ActorVoice  ActorKind = "voice"
	ActorBallot ActorKind = "ballot"
	ActorSeat   ActorKind = "seat"
	ActorRoom   ActorKind = "room"
)

// Actor is who sends a command; it stands in the record as "kind:id".
type Actor struct {
	Kind ActorKind
	ID   string
}

// String is the form in records.
func (a Actor) String() string { return string(a.Kind) + ":" + a.ID }

// ParseActor reads the form of [Actor.String].
func ParseActor(s string) (Actor, error) {
	k, id, ok := strings.Cut(s, ":")
	a := Actor{ActorKind(k), id}
	switch a.Kind {
	case ActorVoice, ActorBallot, ActorSeat, ActorRoom:
		if ok {
			return a, nil
		}
	}
	return Actor{}, fmt.Errorf("room: actor %q is not kind:id", s)
}

// Draw is the source of every id and draw of one command, made from the
// envelope's seed alone.
type Draw struct {
	seed [32]byte
	r    *rand.ChaCha8 // nil before the first draw: most commands draw nothing
}

// NewDraw starts a draw.
func NewDraw(seed [32]byte) *Draw { return &Draw{seed: seed} }

func (d *Draw) source() *rand.ChaCha8 {
	if d.r == nil {
		d.r = rand.NewChaCha8(d.seed)
	}
	return d.r
}

// Bytes fills b.
func (d *Draw) Bytes(b []byte) { _, _ = d.source().Read(b) }

// Person draws an id for somebody without a device.
func (d *Draw) Person() PersonID {
	var b [16]byte
	d.Bytes(b[:])
	return PersonID(hex.EncodeToString(b[:]))
}

// Letters draws n letters of [Alphabet].
func (d *Draw) Letters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = Alphabet[rand.New(d.source()).IntN(len(Alphabet))]
	}
	return string(b)
}

// Item draws an item id that taken does not hold.
func (d *Draw) Item(taken func(ItemID) bool) ItemID {
	for {
		if id := ItemID(d.Letters(4)); !taken(id) {
			return id
		}
	}
}
