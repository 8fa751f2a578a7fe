package jetstream

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"strconv"

	"parley/internal/eventlog"

	"github.com/go-json-experiment/json"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A batch is what one request reads; it is held in memory while the reader
// works on it.
const (
	batchMessages = 1024
	batchBytes    = 4 << 20
)

// last is the number of the stream's last message, 0 when it is empty; false
// when there is no such stream. [eventlog.ErrBroken] when it was set aside or is
// shorter than it was.
func (d *DB) last(ctx context.Context, stream string) (uint64, bool, error) {
	if _, err := os.Stat(d.aside(stream)); err == nil {
		return 0, false, fmt.Errorf("%w: its files were set aside", eventlog.ErrBroken)
	}
	marked, err := d.marks.get(stream)
	if err != nil {
		return 0, false, err
	}
	var seq uint64
	s, err := d.js.Stream(ctx, stream)
	switch {
	case err == nil:
		seq = s.CachedInfo().State.LastSeq
	case !errors.Is(err, jetstream.ErrStreamNotFound):
		return 0, false, err
	}
	if seq < marked {
		return 0, false, fmt.Errorf("%w: it ends at %d of %d", eventlog.ErrBroken, seq, marked)
	}
	return seq, err == nil, nil
}

// get reads one message from the stream's leader; nil when it is not there. The
// client's own call would ask any replica, which may be behind.
func (d *DB) get(ctx context.Context, stream string, seq uint64) ([]byte, error) {
	req := []byte(`{"seq":` + strconv.FormatUint(seq, 10) + `}`)
	msg, err := d.nc.RequestWithContext(ctx, "$JS.API.STREAM.MSG.GET."+stream, req)
	if err != nil {
		return nil, err
	}
	var resp struct {
		Message struct {
			Data []byte `json:"data"`
		} `json:"message"`
		Error *jetstream.APIError `json:"error"`
	}
	if err := json.Unmarshal(msg.Data, &resp); err != nil {
		return nil, err
	}
	if resp.Error != nil && resp.Error.ErrorCode == jetstream.JSErrCodeMessageNotFound {
		return nil, nil
	}
	if resp.Error != nil {
		return nil, resp.Error
	}
	return resp.Message.Data, nil
}

// messages yields the stream's messages from number from on, passing over holes.
func (d *DB) messages(ctx context.Context, stream string, from uint64) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for more := true; more; {
			var err error
			from, more, err = d.batch(ctx, stream, from, yield)
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// batch yields one batch of messages from number from on, and returns where to
// go on and whether to.
func (d *DB) batch(ctx context.Context, stream string, from uint64, yield func([]byte, error) bool) (uint64, bool, error) {
	inbox := d.nc.NewInbox()
	sub, err := d.nc.SubscribeSync(inbox)
	if err != nil {
		return from, false, err
	}
	defer func() { _ = sub.Unsubscribe() }()
	req := fmt.Appendf(nil, `{"seq":%d,"batch":%d,"max_bytes":%d}`, from, batchMessages, batchBytes)
	if err := d.nc.PublishRequest("$JS.API.DIRECT.GET."+stream, inbox, req); err != nil {
		return from, false, err
	}
	for start := from; ; {
		msg, err := sub.NextMsgWithContext(ctx)
		if err != nil {
			return from, false, err
		}
		switch status := msg.Header.Get("Status"); status {
		case "":
		case "204": // the batch's end
			return from, from > start, nil
		case "404": // nothing from there on
			return from, false, nil
		default:
			return from, false, fmt.Errorf("jetstream: read refused with status %s", status)
		}
		seq, err := strconv.ParseUint(msg.Header.Get(nats.JSSequence), 10, 64)
		if err != nil || seq < from {
			return from, false, errors.New("jetstream: message without its number")
		}
		from = seq + 1
		if !yield(msg.Data, nil) {
			return from, false, nil
		}
	}
}
