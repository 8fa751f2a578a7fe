package audit_test

import (
	"bytes"
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
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := audit.VerifyFile(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if r.OK() != (len(r.Findings) == 0) || r.OK() && !bytes.Equal(file, whole) {
			t.Errorf("a file that no room wrote passes: %+v", r)
		}
	})
}

// FuzzDishonestServer changes payload and facts of one record of a log whose
// structure holds: the rules meet whatever a record can say.
func FuzzDishonestServer(f *testing.F) {
	h := played(f)
	rs := h.Records()
	for i := range rs {
		f.Add(i, rs[i].Type, string(rs[i].Payload), string(rs[i].Facts), int64(rs[i].At))
	}
	f.Fuzz(func(t *testing.T, i int, name, payload, facts string, at int64) {
		rs := h.Records()
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
