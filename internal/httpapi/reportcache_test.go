package httpapi

import (
	"errors"
	"strconv"
	"testing"

	"parley/internal/room"
)

func TestReportsAreMadeOnce(t *testing.T) {
	var c reports
	made := 0
	build := func() ([]byte, error) { made++; return []byte(strconv.Itoa(made)), nil }
	key := reportKey{room: "a", index: 1, lang: "en", form: "html"}
	for range 3 {
		if b, err := c.get(key, build); err != nil || string(b) != "1" {
			t.Fatalf("%s, %v", b, err)
		}
	}
	key.index++
	if b, _ := c.get(key, build); string(b) != "2" {
		t.Errorf("after a record: %s", b)
	}
	key.lang = "xx"
	if _, err := c.get(key, func() ([]byte, error) { return nil, errors.New("no") }); err == nil {
		t.Error("a failure is none")
	}
	if b, err := c.get(key, build); err != nil || string(b) != "3" {
		t.Errorf("after a failure: %s, %v", b, err)
	}
	for i := range 3 * reportsKept {
		key.index = room.Index(i)
		_, _ = c.get(key, build)
	}
	if n := len(c.made); n > reportsKept {
		t.Errorf("%d are kept", n)
	}
	c.forget("a")
	if len(c.made) > 0 {
		t.Error("a deleted room's are kept")
	}
}
