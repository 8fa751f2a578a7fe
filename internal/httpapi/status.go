package httpapi

import (
	"net/http"

	"parley/internal/room"
)

// Codes of refusals that the transport makes itself, beside those of room.
const (
	CodeBusy        room.Code = "busy"         // too many commands wait; send it again
	CodeSlowDown    room.Code = "slow_down"    // this sender asks too often
	CodeTooLarge    room.Code = "too_large"    // the body is over its limit
	CodeMediaType   room.Code = "media_type"   // the body is not of the type asked for
	CodeWrongOrigin room.Code = "wrong_origin" // the request came from another site's page
	CodeUnknownRoom room.Code = "unknown_room" // no such room
	CodeRoomDeleted room.Code = "room_deleted" // the room was deleted on the day that its notice promised
	CodeUnknownCode room.Code = "unknown_code" // no room has this code
	CodeUnknownLink room.Code = "unknown_link" // the link was re-issued or never was one
	CodeRoomFull    room.Code = "room_full"    // as many have joined as one room takes
	CodeNoSeat      room.Code = "no_seat"      // this needs a seat's link
	CodeSeatKept    room.Code = "seat_kept"    // this browser sits at the desk and keeps that seat
	CodeNotJoined   room.Code = "not_joined"   // this browser has not joined the room
	CodeNotFound    room.Code = "not_found"    // no such address
	CodeMethod      room.Code = "method"       // the address takes another method
	CodeStartCode   room.Code = "start_code"   // opening rooms here needs the start code
	CodeNoSession   room.Code = "no_session"   // the text is no session
	CodeNotFinished room.Code = "not_finished" // public once the session is closed
	CodeUnavailable room.Code = "unavailable"  // the room cannot be opened; its keeper was told
	CodeInternal    room.Code = "internal"     // our fault; its keeper was told
)

// status is the one table from a code to its HTTP status.
var status = map[room.Code]int{
	room.CodeMalformed:   http.StatusBadRequest,
	room.CodeUnknownType: http.StatusNotFound,
	room.CodeNotAllowed:  http.StatusForbidden,
	room.CodeNoSuch:      http.StatusNotFound,
	room.CodeStale:       http.StatusConflict,
	room.CodeRepeat:      http.StatusConflict,
	room.CodeTooOld:      http.StatusConflict,
	room.CodeFromFuture:  http.StatusConflict,
	room.CodeNotOpen:     http.StatusConflict,
	room.CodeClosed:      http.StatusConflict,
	room.CodePaused:      http.StatusConflict,
	room.CodeAlready:     http.StatusConflict,
	room.CodeLimit:       http.StatusUnprocessableEntity,
	room.CodeTooLong:     http.StatusUnprocessableEntity,
	room.CodeEmpty:       http.StatusUnprocessableEntity,
	room.CodeReason:      http.StatusUnprocessableEntity,
	room.CodeNameTaken:   http.StatusConflict,
	room.CodeCodeNeeded:  http.StatusForbidden,
	room.CodeDoorShut:    http.StatusConflict,
	room.CodeSlipNeeded:  http.StatusForbidden,
	room.CodeSlipUsed:    http.StatusConflict,
	room.CodeBanned:      http.StatusForbidden,
	room.CodeMuted:       http.StatusForbidden,
	room.CodeLeft:        http.StatusForbidden,
	room.CodeNobody:      http.StatusConflict,
	room.CodeTurnRunning: http.StatusConflict,
	room.CodeTooEarly:    http.StatusConflict,
	room.CodeFixed:       http.StatusConflict,

	CodeBusy:        http.StatusServiceUnavailable,
	CodeSlowDown:    http.StatusTooManyRequests,
	CodeTooLarge:    http.StatusRequestEntityTooLarge,
	CodeMediaType:   http.StatusUnsupportedMediaType,
	CodeWrongOrigin: http.StatusForbidden,
	CodeUnknownRoom: http.StatusNotFound,
	CodeRoomDeleted: http.StatusGone,
	CodeUnknownCode: http.StatusNotFound,
	CodeUnknownLink: http.StatusNotFound,
	CodeRoomFull:    http.StatusConflict,
	CodeNoSeat:      http.StatusForbidden,
	CodeSeatKept:    http.StatusConflict,
	CodeNotJoined:   http.StatusForbidden,
	CodeNotFound:    http.StatusNotFound,
	CodeMethod:      http.StatusMethodNotAllowed,
	CodeStartCode:   http.StatusForbidden,
	CodeNoSession:   http.StatusUnprocessableEntity,
	CodeNotFinished: http.StatusForbidden,
	CodeUnavailable: http.StatusServiceUnavailable,
	CodeInternal:    http.StatusInternalServerError,
}

// titles says in English what a code means; pages have a sentence for each in
// every language.
var titles = map[room.Code]string{
	room.CodeMalformed:   "The request is not of the form that this command has.",
	room.CodeUnknownType: "There is no such command.",
	room.CodeNotAllowed:  "You may not do this here.",
	room.CodeNoSuch:      "What this names does not exist.",
	room.CodeStale:       "Something changed in the meantime; nothing was done.",
	room.CodeRepeat:      "This was done already.",
	room.CodeTooOld:      "This was asked too long ago to know whether it was done.",
	room.CodeFromFuture:  "The command's id is ahead of the room's clock.",
	room.CodeNotOpen:     "This is not open yet.",
	room.CodeClosed:      "This is closed.",
	room.CodePaused:      "The room's clocks are paused until the desk chooses how they go on.",
	room.CodeAlready:     "It is so already.",
	room.CodeLimit:       "There are as many as there may be.",
	room.CodeTooLong:     "The text is too long.",
	room.CodeEmpty:       "The text is empty.",
	room.CodeReason:      "This needs a reason.",
	room.CodeNameTaken:   "The name is like the name or the role of somebody at the table, or another guest's number.",
	room.CodeCodeNeeded:  "Joining this side needs its code.",
	room.CodeDoorShut:    "The door is closed: nobody new comes in for now.",
	room.CodeSlipNeeded:  "This side lets people in by slips alone.",
	room.CodeSlipUsed:    "This slip has let another browser in.",
	room.CodeBanned:      "The desk removed this voice.",
	room.CodeMuted:       "The desk keeps this voice off the floor for now.",
	room.CodeLeft:        "You have left this room on this device.",
	room.CodeNobody:      "Nobody is waiting.",
	room.CodeTurnRunning: "Somebody has the floor.",
	room.CodeTooEarly:    "It is too early for this.",
	room.CodeFixed:       "This cannot be changed any more.",

	CodeBusy:        "The room is busy. Send it again in a moment.",
	CodeSlowDown:    "Too many requests. Wait a moment.",
	CodeTooLarge:    "The request is too large.",
	CodeMediaType:   "The request is not of the content type that is asked for.",
	CodeWrongOrigin: "The request came from another site's page.",
	CodeUnknownRoom: "There is no such room.",
	CodeRoomDeleted: "The room was deleted, as its notice promised.",
	CodeUnknownCode: "No room has this code.",
	CodeUnknownLink: "This link does not open a seat. It may have been re-issued.",
	CodeRoomFull:    "As many people have joined as this room takes.",
	CodeNoSeat:      "This needs the link of a seat.",
	CodeSeatKept:    "This browser sits at the desk of this room. Open the link in another one.",
	CodeNotJoined:   "You have not joined this room on this device.",
	CodeNotFound:    "There is nothing at this address.",
	CodeMethod:      "This address takes another method.",
	CodeStartCode:   "Opening a room here needs the start code.",
	CodeNoSession:   "The text is not a session's proposal.",
	CodeNotFinished: "This can be read once the session is closed.",
	CodeUnavailable: "The room cannot be opened now.",
	CodeInternal:    "Something went wrong on the server. Nothing was changed.",
}
