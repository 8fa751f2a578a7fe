package client

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
	"parley/internal/view"
)

// Live is what a page holds after a frame or a beat.
type Live struct {
	At    room.Seconds
	Frame uint64     // its number; 0 for a beat
	View  *view.View // nil for a beat
}

// Follow reads the live stream of an audience, applying patches, until ctx ends
// or the stream breaks; the last element then has the error.
func (c *Client) Follow(ctx context.Context, as view.Audience) iter.Seq2[Live, error] {
	return func(yield func(Live, error) bool) {
		req, err := c.request(ctx, http.MethodGet, "/api/rooms/"+string(c.room)+"/live?as="+string(as), nil)
		if err != nil {
			yield(Live{}, err)
			return
		}
		resp, err := c.http.Do(req)
		if err != nil {
			yield(Live{}, err)
			return
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			yield(Live{}, problem(resp))
			return
		}
		lines := bufio.NewScanner(resp.Body)
		lines.Buffer(nil, 4<<20)
		p := page{sections: map[string]jsontext.Value{}, versions: map[string]uint64{}}
		event := ""
		for lines.Scan() {
			switch line := lines.Text(); {
			case strings.HasPrefix(line, "event: "):
				event = line[len("event: "):]
			case strings.HasPrefix(line, "data: "):
				live, err := p.take(event, []byte(line[len("data: "):]))
				if !yield(live, err) || err != nil {
					return
				}
			}
		}
		if err := errors.Join(lines.Err(), ctx.Err()); err != nil {
			yield(Live{}, err)
		} else {
			yield(Live{}, errors.New("client: the stream ended"))
		}
	}
}

// page is what a browser holds of the sections.
type page struct {
	sections map[string]jsontext.Value
	versions map[string]uint64
}

func (p *page) take(event string, data []byte) (Live, error) {
	if event == "beat" {
		var b view.Beat
		err := json.Unmarshal(data, &b)
		return Live{At: b.At}, err
	}
	var f view.Frame
	if err := json.Unmarshal(data, &f); err != nil {
		return Live{}, err
	}
	for name, whole := range f.Set {
		p.sections[name] = whole
	}
	for name, patch := range f.Patch {
		if f.V[name] != p.versions[name]+1 {
			return Live{}, fmt.Errorf("client: patch of %s to version %d does not fit version %d", name, f.V[name], p.versions[name])
		}
		merged, err := view.Merge(p.sections[name], patch)
		if err != nil {
			return Live{}, err
		}
		p.sections[name] = merged
	}
	for name, v := range f.V {
		p.versions[name] = v
	}
	v, err := decode(p.sections)
	return Live{f.At, f.Frame, v}, err
}

// decode makes the typed view of sections.
func decode(sections map[string]jsontext.Value) (*view.View, error) {
	raw, err := json.Marshal(sections)
	if err != nil {
		return nil, err
	}
	v := new(view.View)
	return v, json.Unmarshal(raw, v, json.RejectUnknownMembers(true))
}
