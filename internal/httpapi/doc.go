// Package httpapi is Parley over HTTP: the JSON interface under /api/, the
// streams of live pages, the pages themselves and the forms that work without
// JavaScript.
//
// Who asks is known from cookies alone (identity.go): one secret of the browser,
// from which its ids in each room follow, and for each room the secret of a seat
// that its link was opened with. Every refusal becomes a problem (RFC 9457) with
// a code of room or of this package (problems.go, status.go). No network address
// is written anywhere; limits (limits.go) keep what they need in memory.
//
// Pages find here what they stand on:
//
//	s.visitor(w, r)            the browser's secret, made when it has none
//	s.seatOf(r, state)         the seat whose link this browser opened; nil none
//	s.first(ctx, room, to)     a whole first frame as JSON, to inline
//	s.mine(r, state, texts, now)  what GET /me answers, as a value
//	s.createRoom(ctx, in)      a new room with codes and links
//	s.doorOf(r, code)          the room and side of a code, within the limits on guesses
//	s.join(w, r, joining)      lets a browser in by a code
//	s.exists(ctx, room)        nil when there is such a room
//	s.maySee(r, room, to)      nil when this browser may see that view
//	s.problem(w, r, err)       refuses, as JSON or as a page
package httpapi
