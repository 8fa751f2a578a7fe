package translog

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"parley/internal/room"

	"golang.org/x/mod/sumdb/note"
)

// Head is a state of a room's tree.
type Head struct {
	Room room.RoomID
	Size room.Index
	Root [32]byte
}

// Head is the tree's state as that of room r.
func (t *Tree) Head(r room.RoomID) Head { return Head{Room: r, Size: t.size, Root: t.Root()} }

// ErrHead: a signed head is not of its form, not of this room or not signed with
// this key.
var ErrHead = errors.New("translog: not a head of this room signed with its key")

// Origin names a room's log to those who keep checkpoints: "parley/room/<id>".
// It is also the name of the room's key.
func Origin(r room.RoomID) string { return "parley/room/" + string(r) }

// Sign makes a signed head: a C2SP checkpoint, which is a signed note of the
// lines origin, size and root in base64. Its signature is Ed25519, so the same
// head and key give the same bytes.
func Sign(key ed25519.PrivateKey, h Head) ([]byte, error) {
	if !h.Room.Valid() {
		return nil, fmt.Errorf("translog: %q is no room id", h.Room)
	}
	s, err := newSigner(key, h.Room)
	if err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: h.text()}, s)
}

func (h *Head) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", Origin(h.Room), h.Size, base64.StdEncoding.EncodeToString(h.Root[:]))
}

// VerifyHead reads a signed head of room r; [ErrHead] otherwise. Signatures of
// others on it, a witness's say, are passed over.
func VerifyHead(pub ed25519.PublicKey, r room.RoomID, signed []byte) (Head, error) {
	v, err := newVerifier(pub, r)
	if err != nil {
		return Head{}, err
	}
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		return Head{}, ErrHead
	}
	h, ok := parseHead(n.Text)
	if !ok || h.Room != r {
		return Head{}, ErrHead
	}
	return h, nil
}

func parseHead(text string) (Head, bool) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 {
		return Head{}, false
	}
	id, ok := strings.CutPrefix(lines[0], Origin(""))
	size, err := strconv.ParseUint(lines[1], 10, 63)
	root, err2 := base64.StdEncoding.Strict().DecodeString(lines[2])
	if !ok || err != nil || err2 != nil || len(root) != 32 {
		return Head{}, false
	}
	h := Head{Room: room.RoomID(id), Size: room.Index(size), Root: [32]byte(root)}
	return h, h.text() == text
}

// VerifierKey is the room's public key in the form that tools for signed notes
// take.
func VerifierKey(pub ed25519.PublicKey, r room.RoomID) (string, error) {
	return note.NewEd25519VerifierKey(Origin(r), pub)
}

func newVerifier(pub ed25519.PublicKey, r room.RoomID) (note.Verifier, error) {
	k, err := VerifierKey(pub, r)
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(k)
}

// signer signs notes with a plain private key; the note package itself makes
// signers only from its own text form of one.
type signer struct {
	note.Verifier
	key ed25519.PrivateKey
}

func newSigner(key ed25519.PrivateKey, r room.RoomID) (*signer, error) {
	if len(key) != ed25519.PrivateKeySize {
		return nil, errors.New("translog: not a private key")
	}
	v, err := newVerifier(key.Public().(ed25519.PublicKey), r)
	return &signer{v, key}, err
}

func (s *signer) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(s.key, msg), nil }
