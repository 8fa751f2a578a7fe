package room

import (
	"errors"
	"reflect"
	"testing"
)

func TestWhatATextMayHold(t *testing.T) {
	for _, c := range []struct {
		payload any
		body    string
		want    Code
	}{
		{&AddStatement{Text: Commit([32]byte{}, "")}, "One line.\nAnother.", ""},
		{&AddStatement{Text: Commit([32]byte{}, "")}, "a\u202eb", ""},
		{&AddStatement{Text: Commit([32]byte{}, "")}, "a\tb", CodeMalformed},
		{&AddStatement{Text: Commit([32]byte{}, "")}, "a\x00b", CodeMalformed},
		{&AddStatement{Text: Commit([32]byte{}, "")}, "a\u0085b", CodeMalformed},
		{&Join{Name: Commit([32]byte{}, "")}, "مشارك ١", ""},
		{&Join{Name: Commit([32]byte{}, "")}, "A\nB", CodeMalformed},
		{&Join{Name: Commit([32]byte{}, "")}, "A\u202eB", CodeMalformed},
		{&AddSeat{Affiliation: Commit([32]byte{}, "")}, "A\u2066B", CodeMalformed},
	} {
		err := checkTexts(reflect.ValueOf(c.payload).Elem(), func(Text) (string, bool) { return c.body, true }, "")
		var e *Error
		if errors.As(err, &e); err == nil != (c.want == "") || e != nil && e.Code != c.want {
			t.Errorf("%T with %q: %v, want %q", c.payload, c.body, err, c.want)
		}
	}
}

func TestTheTwoCodesDiffer(t *testing.T) {
	bodies := map[Text]string{"a": "BCDF-GHJK", "b": "BCDF-GHJK", "c": "BCDF-GHJL"}
	x := &ctx{Envelope: &Envelope{Texts: func(t Text) (string, bool) { b, ok := bodies[t]; return b, ok }}}
	if _, err := decideCodes(New(), x, &SetCodes{"a", "b"}); err == nil {
		t.Error("one code for both sides is taken")
	}
	if _, err := decideCodes(New(), x, &SetCodes{"a", "c"}); err != nil {
		t.Error(err)
	}
}
