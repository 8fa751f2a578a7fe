package room

// Code names what was wrong with a command. Codes are part of the API: pages
// hold a sentence for each in every language, and internal/httpapi gives each
// its HTTP status.
type Code string

// The codes of refusals.
const (
	CodeMalformed   Code = "malformed"     // the payload is not of its type's form
	CodeUnknownType Code = "unknown_type"  // no command of that name
	CodeNotAllowed  Code = "not_allowed"   // this actor may not send this command
	CodeNoSuch      Code = "no_such"       // what the command names does not exist
	CodeStale       Code = "stale"         // the command names something that is no longer current
	CodeRepeat      Code = "repeat"        // the command was already accepted; Error.Index says where
	CodeTooOld      Code = "too_old"       // an unknown command id older than the room remembers
	CodeFromFuture  Code = "from_future"   // a command id ahead of the room's clock
	CodeNotOpen     Code = "not_open"      // the room, part, queue or vote is not open for this yet
	CodeClosed      Code = "closed"        // … or not any more
	CodePaused      Code = "paused"        // the room's clocks pause until the desk chooses
	CodeAlready     Code = "already"       // it is so already
	CodeLimit       Code = "limit"         // a number is at its most
	CodeTooLong     Code = "too_long"      // a text is over its length
	CodeEmpty       Code = "empty"         // a text that must say something is empty
	CodeReason      Code = "reason_needed" // this act needs a reason
	CodeNameTaken   Code = "name_taken"    // the name is like the name or the role of somebody at the table, or another guest's number
	CodeCodeNeeded  Code = "code_needed"   // the Room side needs the hall's code or the desk
	CodeDoorShut    Code = "door_shut"     // the desk lets nobody new in on this side
	CodeSlipNeeded  Code = "slip_needed"   // … nobody who has no slip
	CodeSlipUsed    Code = "slip_used"     // the slip let another browser in
	CodeBanned      Code = "banned"        // this voice was banned
	CodeMuted       Code = "muted"         // this voice was muted: it is kept off the floor
	CodeLeft        Code = "left"          // this voice or ballot left the room
	CodeNobody      Code = "nobody"        // nobody is waiting
	CodeTurnRunning Code = "turn_running"  // somebody has the floor
	CodeTooEarly    Code = "too_early"     // not before the time in Error.When
	CodeFixed       Code = "fixed"         // cannot be changed after its first use
)

// Error is a refusal: nothing was recorded, the state is as it was.
type Error struct {
	Code  Code
	Field string  // the field of the payload at fault; "" none
	Index Index   // for CodeRepeat
	When  Seconds // for CodeTooEarly
}

func (e *Error) Error() string {
	if e.Field != "" {
		return "room: " + string(e.Code) + ": " + e.Field
	}
	return "room: " + string(e.Code)
}

func refuse(c Code, field string) error { return &Error{Code: c, Field: field} }
