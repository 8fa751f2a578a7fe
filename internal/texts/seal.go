package texts

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"

	"parley/internal/room"
)

type key [32]byte

func newKey() key {
	var k key
	_, _ = rand.Read(k[:]) // never fails: crypto/rand ends the process instead
	return k
}

func (k *key) aead() cipher.AEAD {
	block, err := aes.NewCipher(k[:])
	if err != nil {
		panic(err) // a key of 32 bytes is always one
	}
	a, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return a
}

// seal makes the sealed form of b, whose commitment is known to match.
func (k *key) seal(b *Body) Sealed {
	text := raw(b.Text)
	plain := append(b.Salt[:], b.Body...)
	return k.aead().Seal(text[:], nil, plain, text[:])
}

// open reads a sealed text; false when k is not its key or the bytes are
// damaged.
func (k *key) open(s Sealed) (Body, bool) {
	if len(s) < 32 {
		return Body{}, false
	}
	plain, err := k.aead().Open(nil, nil, s[32:], s[:32])
	if err != nil || len(plain) < 32 {
		return Body{}, false
	}
	b := Body{Text: textOf(s), Salt: [32]byte(plain), Body: string(plain[32:])}
	return b, b.matches()
}

func (b *Body) matches() bool {
	return len(b.Body) <= MaxBody && room.Commit(b.Salt, b.Body) == b.Text
}

// textOf is the commitment at the head of a sealed text of 32 bytes or more.
func textOf(s Sealed) room.Text { return room.Text(base64.RawURLEncoding.EncodeToString(s[:32])) }

// raw is the commitment's 32 bytes; t must be valid.
func raw(t room.Text) []byte {
	b, _ := base64.RawURLEncoding.DecodeString(string(t))
	return b
}
