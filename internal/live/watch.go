package live

import (
	"strconv"

	"parley/internal/view"
)

// Watch is one browser's place at a topic. One goroutine at a time uses it.
type Watch struct {
	topic *topic
	to    view.Audience
	c     *channel
	wake  chan struct{} // of one place: there is something new
	gen   uint64        // of the newest frame that was taken; 0 none
	beats uint64
	ended bool
}

// Wake receives when [Watch.Next] has something to say.
func (w *Watch) Wake() <-chan struct{} { return w.wake }

// Done is closed when the hub lets the topic go.
func (w *Watch) Done() <-chan struct{} { return w.topic.stop }

// Close ends the watch.
func (w *Watch) Close() {
	if !w.ended {
		w.ended = true
		w.topic.leave(w)
	}
}

// Next appends what the browser has not been told yet to b: a frame or a beat
// in the form of text/event-stream, or nothing. False when the topic can no
// longer be shown.
func (w *Watch) Next(b []byte) ([]byte, bool) {
	w.topic.mu.Lock()
	defer w.topic.mu.Unlock()
	c := w.c
	switch {
	case c.gone:
		return b, false
	case w.gen == c.gen && w.beats == c.beats:
		return b, true
	case w.gen == c.gen:
	case w.gen > 0 && w.gen+1 == c.gen:
		b = append(b, c.step...)
	default:
		b = c.appendFrame(b, w.gen, w.topic.now())
	}
	if w.beats != c.beats {
		b = append(b, c.beat...)
	}
	w.gen, w.beats = c.gen, c.beats
	return b, true
}

// Whole is the newest frame with every section whole, as one JSON object, and
// that frame's number.
func (w *Watch) Whole() ([]byte, uint64) {
	w.topic.mu.Lock()
	defer w.topic.mu.Unlock()
	b := w.c.appendJSON(nil, 0, w.topic.now())
	w.gen, w.beats = w.c.gen, w.c.beats
	return b, w.c.number()
}

// appendFrame appends the frame event, at topic time at, for a browser that was
// told everything up to frame gen.
func (c *channel) appendFrame(b []byte, gen uint64, at int64) []byte {
	b = append(b, "event: frame\ndata: "...)
	b = c.appendJSON(b, gen, at)
	return append(b, "\n\n"...)
}

func (c *channel) appendJSON(b []byte, gen uint64, at int64) []byte {
	var set, patch, versions []byte
	for _, name := range c.order {
		s := c.sections[name]
		switch {
		case s.gen <= gen:
			continue
		case s.before > 0 && s.before <= gen && s.patch != nil:
			patch = appendMember(patch, name, s.patch)
		default:
			set = appendMember(set, name, s.whole)
		}
		versions = appendMember(versions, name, strconv.AppendUint(nil, s.version, 10))
	}
	b = append(b, `{"at":`...)
	b = strconv.AppendInt(b, at, 10)
	b = append(b, `,"frame":`...)
	b = strconv.AppendUint(b, c.number(), 10)
	b = appendObject(b, "v", versions)
	if set != nil {
		b = appendObject(b, "set", set)
	}
	if patch != nil {
		b = appendObject(b, "patch", patch)
	}
	return append(b, '}')
}

func appendObject(b []byte, name string, members []byte) []byte {
	b = append(append(append(b, `,"`...), name...), `":{`...)
	return append(append(b, members...), '}')
}

func appendMember(b []byte, name string, value []byte) []byte {
	if b != nil {
		b = append(b, ',')
	}
	b = append(append(b, '"'), name...)
	return append(append(b, `":`...), value...)
}

func appendBeat(b []byte, at int64) []byte {
	b = append(b, "event: beat\ndata: {\"at\":"...)
	b = strconv.AppendInt(b, at, 10)
	return append(b, "}\n\n"...)
}
