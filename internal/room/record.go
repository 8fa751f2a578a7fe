package room

import (
	"encoding/base64"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Envelope is a command on its way to [Decide].
type Envelope struct {
	Cmd     CmdID
	Actor   Actor
	Type    string         // "hand.raise/1"
	Payload jsontext.Value // the client's exact bytes, strict JSON
	Sig     []byte         // over Payload where Actor has a key; empty in open rooms
	Made    *Seconds       // when a desk without network did it
	Seed    [32]byte       // all ids and draws come from it
	Door    Door
	Texts   Texts   // bodies of the room's texts and of those that came with the command
	Judged  *Judged // of a participant's text, where bodies that would tell are gone; else nil
}

// Door is what the transport established about who asks, beyond the actor's id.
// It is a value for Decide; only what Decide copies into facts is recorded.
type Door struct {
	Code  Side   // whose code, or slip, was shown on joining; "" none
	Slip  bool   // a slip was shown that became this browser's
	Side  Side   // for a ballot: the side of the same browser's voice
	Group string // for a ballot: its declared stakeholder group, "" rather not say
	Drawn Drawn  // for a ballot
}

// Drawn is the statement that was drawn for a ballot to be shown next, and the
// chance that it had; the zero value none.
type Drawn struct {
	Statement ItemID
	Chance    float64
}

// Record is one accepted command and what the room decided on it.
type Record struct {
	V       int            // 1
	At      Seconds        // room time of the decision
	Type    string         //
	By      Actor          //
	Cmd     CmdID          //
	Payload jsontext.Value // as received
	Sig     []byte         //
	Facts   jsontext.Value // what the room decided: ids, draws, seconds, figures
	Made    *Seconds       // optional

	read any // *reading of Payload and Facts, made once for all who apply it; nil: none
}

// RecordVersion is the version of the record's form.
const RecordVersion = 1

// Append writes the record's one and only encoding: strict JSON in a fixed
// order of members, payload and facts byte for byte.
func (r *Record) Append(b []byte) []byte {
	b = append(b, `{"v":`...)
	b = strconv.AppendInt(b, int64(r.V), 10)
	b = append(b, `,"at":`...)
	b = strconv.AppendInt(b, int64(r.At), 10)
	b = append(b, `,"type":`...)
	b = appendString(b, r.Type)
	b = append(b, `,"by":`...)
	b = appendString(b, r.By.String())
	b = append(b, `,"cmd":`...)
	b = appendString(b, string(r.Cmd))
	b = append(b, `,"payload":`...)
	b = append(b, r.Payload...)
	b = append(b, `,"sig":`...)
	b = appendString(b, base64.RawURLEncoding.EncodeToString(r.Sig))
	b = append(b, `,"facts":`...)
	b = append(b, r.Facts...)
	if r.Made != nil {
		b = append(b, `,"made":`...)
		b = strconv.AppendInt(b, int64(*r.Made), 10)
	}
	return append(b, '}')
}

func appendString(b []byte, s string) []byte {
	out, err := jsontext.AppendQuote(b, s)
	if err != nil { // invalid UTF-8 cannot reach here: types, ids and actors are checked ASCII
		panic("room: invalid string in a record")
	}
	return out
}
