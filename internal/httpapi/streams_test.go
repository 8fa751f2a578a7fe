package httpapi

import "testing"

func TestStreamsOfOneVoice(t *testing.T) {
	var c streams
	for range maxStreams {
		if !c.enter("a") {
			t.Fatal("one of the twenty is refused")
		}
	}
	if c.enter("a") || !c.enter("b") {
		t.Error("one voice has more than its streams, or keeps another out")
	}
	c.leave("a")
	if !c.enter("a") {
		t.Error("a stream that ended still counts")
	}
	for range maxStreams {
		c.leave("a")
	}
	if c.leave("b"); len(c.open) > 0 {
		t.Errorf("%d voices are kept", len(c.open))
	}
}
