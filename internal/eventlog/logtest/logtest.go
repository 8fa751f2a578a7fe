// Package logtest is the conformance suite of [eventlog.Log]: what every
// implementation must do, and records to do it with.
package logtest

import (
	"fmt"
	"strings"

	"parley/internal/room"

	"github.com/go-json-experiment/json/jsontext"
)

// NewRoom is the n-th room id of the tests.
func NewRoom(n byte) room.RoomID { return room.NewRoomID([16]byte{n}) }

// Records are n records, the first of them with index from, each of about size
// bytes (at least 200).
func Records(from room.Index, n, size int) []room.Record {
	rs := make([]room.Record, n)
	for i := range rs {
		at := room.Seconds(from) + room.Seconds(i)
		rs[i] = room.Record{
			V: room.RecordVersion, At: at, Type: "vote/1",
			By:      room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", at)},
			Cmd:     room.NewCmdID(at, [10]byte{byte(i), byte(i >> 8)}),
			Payload: jsontext.Value(`{"on":"QKAD", "say":"agree"}`),
			Facts:   jsontext.Value(`{"pad":""}`),
		}
		if pad := size - len(rs[i].Append(nil)); pad > 0 {
			rs[i].Facts = jsontext.Value(`{"pad":"` + strings.Repeat("x", pad) + `"}`)
		}
	}
	return rs
}
