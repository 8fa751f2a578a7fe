package audit_test

import (
	"bytes"
	"slices"
	"testing"

	"parley/internal/audit"
	"parley/internal/room"

	"github.com/go-json-experiment/json/jsontext"
)

// FuzzVerifyFile feeds files that are nearly bundles.
func FuzzVerifyFile(f *testing.F) {
	whole := export(f, played(f))
	f.Add(whole)
	f.Add(whole[:len(whole)/3])
	f.Add([]byte("{}\n"))
	honest, err := audit.VerifyFile(bytes.NewReader(whole))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := audit.VerifyFile(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if r.OK() && (r.Key != honest.Key || r.Records != honest.Records) {
			t.Errorf("a log that no room signed passes: %+v", r)
		}
		if signed, _, err := audit.ReadSigned(bytes.NewReader(file), nil); err != nil || (signed != nil) != r.Whole() {
			t.Errorf("%v: read as signed: %v, to verify it is: %+v", err, signed != nil, r)
		}
	})
}

// FuzzDishonestServer changes payload and facts of one record of a log whose
// structure holds: the rules meet whatever a record can say.
func FuzzDishonestServer(f *testing.F) {
	h := played(f)
	honest := h.Records()
	for i, r := range honest {
		f.Add(i, r.Type, string(r.Payload), string(r.Facts), int64(r.At))
	}
	f.Fuzz(func(t *testing.T, i int, name, payload, facts string, at int64) {
		rs := slices.Clone(honest)
		r := &rs[uint(i)%uint(len(rs))]
		r.Type, r.Payload, r.Facts, r.At = name, jsontext.Value(payload), jsontext.Value(facts), room.Seconds(at)
		b, ok := tryForge(t, h, rs)
		if !ok {
			return // nothing that a log would store
		}
		if rep := audit.Verify(b); rep.Records != len(rs) {
			t.Errorf("%d records audited of %d", rep.Records, len(rs))
		}
	})
}
