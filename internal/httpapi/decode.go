package httpapi

import (
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/go-json-experiment/json"
)

// Limits of bodies, in bytes.
const (
	maxCommand  = 8 << 10  // of a voice or a ballot: a mechanism's five texts
	maxForm     = 16 << 10 // the same as a form, which writes a byte in three
	maxSeat     = 32 << 10 // of a seat, which may write an outcome's six texts
	maxProposal = 1 << 20
	maxSetup    = 2 << 20
)

// readBody reads a body of the wanted media type up to its limit.
func readBody(w http.ResponseWriter, r *http.Request, kind string, limit int64) ([]byte, error) {
	if got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || got != kind {
		return nil, errMediaType
	}
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var big *http.MaxBytesError
	if err != nil && !errors.As(err, &big) {
		return nil, errMalformed
	}
	return b, err
}

// decode reads a JSON body strictly: a member twice, of another case or of no
// known name is refused, and so is anything behind the value.
func decode(w http.ResponseWriter, r *http.Request, limit int64, into any) error {
	b, err := readBody(w, r, "application/json", limit)
	if err != nil {
		return err
	}
	if json.Unmarshal(b, into, json.RejectUnknownMembers(true)) != nil {
		return errMalformed
	}
	return nil
}

// answer sends a value as JSON.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.MarshalWrite(w, v, json.Deterministic(true))
}
