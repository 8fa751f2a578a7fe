package room

import (
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A payload field of type Text carries its greatest length in characters in a
// `text:"280"` tag. A command with text arrives with the bodies beside the
// payload; records hold commitments alone.

var textType = reflect.TypeFor[Text]()

func hasTexts(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if hasTexts(t.Field(i).Type) {
				return true
			}
		}
	case reflect.Slice, reflect.Pointer:
		return hasTexts(t.Elem())
	}
	return t == textType
}

// checkTexts is checkTexts for a payload; a text that was erased does not come
// back.
func (s *State) checkTexts(v reflect.Value, texts Texts) error {
	for _, t := range collectTexts(v, nil) {
		if s.gone[t] {
			return refuse(CodeAlready, "text")
		}
	}
	return checkTexts(v, texts, "")
}

// checkTexts refuses a commitment that is malformed, whose body did not come,
// or whose body is longer than the field's tag says. Empty bodies are refused:
// no text is "".
func checkTexts(v reflect.Value, texts Texts, limit string) error {
	switch v.Kind() {
	case reflect.Struct:
		t := v.Type()
		for i := range t.NumField() {
			if f := t.Field(i); hasTexts(f.Type) {
				if err := checkTexts(v.Field(i), texts, f.Tag.Get("text")+"|"+jsonName(f)); err != nil {
					return err
				}
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := checkTexts(v.Index(i), texts, limit); err != nil {
				return err
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return checkTexts(v.Elem(), texts, limit)
		}
	case reflect.String:
		if v.Type() == textType && v.String() != "" {
			return checkText(Text(v.String()), texts, limit)
		}
	}
	return nil
}

func checkText(t Text, texts Texts, limit string) error {
	most, field, _ := strings.Cut(limit, "|")
	if !t.Valid() || texts == nil {
		return refuse(CodeMalformed, field)
	}
	body, ok := texts(t)
	if !ok || !utf8.ValidString(body) {
		return refuse(CodeMalformed, field)
	}
	if !visible(body) {
		return refuse(CodeEmpty, field)
	}
	n, err := strconv.Atoi(most)
	if err == nil && utf8.RuneCountInString(body) > n {
		return refuse(CodeTooLong, field)
	}
	if strings.ContainsFunc(body, unwritten) || err == nil && n <= oneLine && strings.ContainsFunc(body, turning) {
		return refuse(CodeMalformed, field)
	}
	return nil
}

// oneLine is the greatest length of names, labels and affiliations, which stand
// inside other sentences.
const oneLine = 160

// unwritten are the control characters that no text holds.
func unwritten(r rune) bool { return unicode.IsControl(r) && r != '\n' }

// turning are the characters that break a line or turn the direction of what
// stands around them.
func turning(r rune) bool {
	return r == '\n' || r == '\u2028' || r == '\u2029' || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// TextsIn lists the commitments that a payload of the named command holds, so
// that only bodies that are committed to are stored. A payload that is not of
// the command's form has none; Decide will refuse it.
func TextsIn(name string, payload jsontext.Value) []Text {
	c, ok := commands[name]
	if !ok || !c.texts {
		return nil
	}
	p := reflect.New(c.payload)
	if json.Unmarshal(payload, p.Interface()) != nil {
		return nil
	}
	return collectTexts(p.Elem(), nil)
}

func collectTexts(v reflect.Value, out []Text) []Text {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			out = collectTexts(v.Field(i), out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = collectTexts(v.Index(i), out)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out = collectTexts(v.Elem(), out)
		}
	case reflect.String:
		if v.Type() == textType && v.String() != "" {
			out = append(out, Text(v.String()))
		}
	}
	return out
}
