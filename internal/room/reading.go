package room

import (
	"bytes"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// reading is a record's payload and facts as the types of its command. A record
// that was just decided carries one, so that it need not be read back.
type reading[P, F any] struct {
	ofPayload, ofFacts jsontext.Value

	payload P
	facts   F
}

// read is the record's payload and facts: what it carries, as long as that was
// read of these; else read now. It is nil when they are not of these types.
func read[P, F any](r *Record) *reading[P, F] {
	if x, ok := r.read.(*reading[P, F]); ok && bytes.Equal(x.ofPayload, r.Payload) && bytes.Equal(x.ofFacts, r.Facts) {
		return x
	}
	x := &reading[P, F]{ofPayload: r.Payload, ofFacts: r.Facts}
	if json.Unmarshal(r.Payload, &x.payload) != nil {
		return nil
	}
	if string(r.Facts) != "{}" && json.Unmarshal(r.Facts, &x.facts) != nil {
		return nil
	}
	return x
}

// Read reads the record for all states that it will be applied to, where its
// command lets them share what was read.
func (r *Record) Read() {
	if c, ok := commands[r.Type]; ok {
		c.read(r)
	}
}

// flat says whether copies of the type's values share no memory that can change.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if !flat(t.Field(i).Type) {
				return false
			}
		}
		return true
	case reflect.Array:
		return flat(t.Elem())
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface, reflect.Chan, reflect.Func:
		return false
	}
	return true
}
