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

// Head is a state of a log's tree.
type Head struct {
	Origin string // of the log, see [Origin] and [RestoredOrigin]
	Size   room.Index
	Root   [32]byte
}

// Head is the tree's state as that of the log of that origin.
func (t *Tree) Head(origin string) Head { return Head{Origin: origin, Size: t.size, Root: t.Root()} }

// ErrHead: a signed head is not of its form, not of this log or not signed with
// this key.
var ErrHead = errors.New("translog: not a head of this log signed with its key")

// Origin names a room's log to those who keep checkpoints: "parley/room/<id>".
// It is also the name of the room's key.
func Origin(r room.RoomID) string { return "parley/room/" + string(r) }

// RestoredOrigin names the log of a room that was restored: its origin, a slash and the
// log's own public key in base64url. So two servers that go on with the same room
// have two logs, and neither is taken for the one that they go on with.
func RestoredOrigin(r room.RoomID, pub ed25519.PublicKey) string {
	return Origin(r) + "/" + base64.RawURLEncoding.EncodeToString(pub)
}

// Sign makes a signed head: a C2SP checkpoint, which is a signed note of the
// lines origin, size and root in base64. Its signature is Ed25519, so the same
// head and key give the same bytes.
func Sign(key ed25519.PrivateKey, h Head) ([]byte, error) {
	if again, ok := parseHead(h.text()); !ok || again != h {
		return nil, fmt.Errorf("translog: %q names no room's log", h.Origin)
	}
	s, err := newSigner(key, h.Origin)
	if err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: h.text()}, s)
}

func (h *Head) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", h.Origin, h.Size, base64.StdEncoding.EncodeToString(h.Root[:]))
}

// VerifyHead reads a signed head of the log of that origin; [ErrHead] otherwise.
// Signatures of others on it, a witness's say, are passed over.
func VerifyHead(pub ed25519.PublicKey, origin string, signed []byte) (Head, error) {
	v, err := newVerifier(pub, origin)
	if err != nil {
		return Head{}, err
	}
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		return Head{}, ErrHead
	}
	h, ok := parseHead(n.Text)
	if !ok || h.Origin != origin {
		return Head{}, ErrHead
	}
	return h, nil
}

func parseHead(text string) (Head, bool) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 {
		return Head{}, false
	}
	size, err := strconv.ParseUint(lines[1], 10, 63)
	root, err2 := base64.StdEncoding.Strict().DecodeString(lines[2])
	id, named := strings.CutPrefix(lines[0], Origin(""))
	id, _, _ = strings.Cut(id, "/")
	if err != nil || err2 != nil || len(root) != 32 || !named || !room.RoomID(id).Valid() {
		return Head{}, false
	}
	h := Head{Origin: lines[0], Size: room.Index(size), Root: [32]byte(root)}
	return h, h.text() == text
}

// VerifierKey is a log's public key in the form that tools for signed notes
// take.
func VerifierKey(pub ed25519.PublicKey, origin string) (string, error) {
	return note.NewEd25519VerifierKey(origin, pub)
}

func newVerifier(pub ed25519.PublicKey, origin string) (note.Verifier, error) {
	k, err := VerifierKey(pub, origin)
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

func newSigner(key ed25519.PrivateKey, origin string) (*signer, error) {
	if len(key) != ed25519.PrivateKeySize {
		return nil, errors.New("translog: not a private key")
	}
	v, err := newVerifier(key.Public().(ed25519.PublicKey), origin)
	return &signer{v, key}, err
}

func (s *signer) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(s.key, msg), nil }
