package room

// rights is the only authority on who may send what: seats by role, voices and
// ballots by kind. What a speaker or a hub may do to its own turn or hands
// only, the decision itself checks. That the online moderator may mute, ban,
// merge and give time to people in the room too is meant: whoever sees that
// the meeting needs it acts, wherever the other sits. The queue is one for both
// sides, so it is the moderator's.
var rights = map[string]struct {
	roles  []Role
	voice  bool
	ballot bool
	room   bool
}{
	"room.open/1": {},

	"seat.add/1":   {roles: []Role{Organizer}},
	"seat.edit/1":  {roles: []Role{Organizer}},
	"seat.roles/1": {roles: []Role{Organizer, Moderator}},
	"seat.link/1":  {roles: []Role{Organizer}},
	"codes.set/1":  {roles: []Role{Organizer, Moderator}},

	"captions.set/1": {roles: []Role{Organizer, Moderator, OnlineModerator}},
	"helper.code/1":  {roles: []Role{Organizer, Moderator}},
	"helper.join/1":  {room: true},
	"helper.end/1":   {roles: []Role{Organizer, Moderator}},

	"door.close/1":   {roles: []Role{Organizer, Moderator, OnlineModerator}},
	"door.open/1":    {roles: []Role{Organizer, Moderator, OnlineModerator}},
	"door.sweep/1":   {roles: []Role{Organizer, Moderator, OnlineModerator}},
	"door.unsweep/1": {roles: []Role{Organizer, Moderator, OnlineModerator}},
	"door.slips/1":   {roles: []Role{Organizer, Moderator}},
	"slips.issue/1":  {roles: []Role{Organizer, Moderator}},
	"slips.void/1":   {roles: []Role{Organizer, Moderator}},
	"slip.use/1":     {room: true},

	"plan.set/1":        {roles: []Role{Organizer, Moderator}},
	"question.add/1":    {roles: []Role{Organizer, Moderator}},
	"question.edit/1":   {roles: []Role{Organizer, Moderator}},
	"question.now/1":    {roles: []Role{Moderator, Rapporteur}},
	"question.drop/1":   {roles: []Role{Organizer, Moderator}},
	"session.start/1":   {roles: []Role{Moderator}},
	"session.unstart/1": {roles: []Role{Moderator}},
	"session.close/1":   {roles: []Role{Moderator}},
	"part.next/1":       {roles: []Role{Moderator}},
	"part.back/1":       {roles: []Role{Moderator}},
	"part.take/1":       {roles: []Role{Moderator}},
	"clock.choose/1":    {roles: []Role{Moderator, Organizer}},
	"solo.set/1":        {roles: []Role{Moderator}},
	"tick/1":            {room: true},
	"standing/1":        {room: true},
	"reopen/1":          {room: true},
	"room.restore/1":    {room: true},

	"voice.join/1":     {voice: true},
	"voice.name/1":     {voice: true},
	"voice.access/1":   {voice: true},
	"person.side/1":    {roles: []Role{Moderator}},
	"person.back/1":    {roles: []Role{Moderator}},
	"person.access/1":  {roles: []Role{Moderator, OnlineModerator}},
	"person.warn/1":    {roles: []Role{Moderator, OnlineModerator}},
	"person.unwarn/1":  {roles: []Role{Moderator, OnlineModerator}},
	"person.mute/1":    {roles: []Role{Moderator, OnlineModerator}},
	"person.ban/1":     {roles: []Role{Moderator, OnlineModerator}},
	"person.restore/1": {roles: []Role{Moderator, OnlineModerator}},
	"person.merge/1":   {roles: []Role{Moderator, OnlineModerator}},
	"person.unmerge/1": {roles: []Role{Moderator, OnlineModerator}},
	"merge.object/1":   {voice: true},
	"hub.add/1":        {roles: []Role{Organizer, Moderator, OnlineModerator}},
	"hub.drop/1":       {roles: []Role{Organizer, Moderator, OnlineModerator}},
	"signal.send/1":    {roles: []Role{Hub}, voice: true},
	"signal.take/1":    {roles: []Role{Hub}},
	"signal.clear/1":   {roles: []Role{Moderator, OnlineModerator}},
	"signal.restore/1": {roles: []Role{Moderator, OnlineModerator}},

	"warning.read/1":   {voice: true},
	"appeal.make/1":    {voice: true},
	"appeal.answer/1":  {roles: []Role{Organizer}},
	"report.make/1":    {voice: true},
	"report.dismiss/1": {roles: []Role{Moderator, OnlineModerator}},
	"report.restore/1": {roles: []Role{Moderator, OnlineModerator}},
	"text.hide/1":      {roles: []Role{Moderator, OnlineModerator}},
	"text.restore/1":   {roles: []Role{Moderator, OnlineModerator}},

	"voice.leave/1":     {voice: true},
	"ballot.withdraw/1": {ballot: true},
	"text.erase/1":      {roles: []Role{Organizer}, room: true},
	"text.lose/1":       {room: true},

	"hand.raise/1":   {voice: true},
	"hand.lower/1":   {voice: true},
	"hand.add/1":     {roles: []Role{Moderator, OnlineModerator, Hub}},
	"hand.drop/1":    {roles: []Role{Moderator, OnlineModerator, Hub}},
	"hand.restore/1": {roles: []Role{Moderator, OnlineModerator, Hub}},
	"queue.open/1":   {roles: []Role{Moderator}},
	"queue.close/1":  {roles: []Role{Moderator}},
	"uneven.set/1":   {roles: []Role{Moderator}},
	"block.open/1":   {roles: []Role{Moderator}},
	"block.close/1":  {roles: []Role{Moderator}},
	"mics.set/1":     {roles: []Role{Organizer, Moderator}},

	"turn.call/1":     {roles: []Role{Moderator}},
	"turn.override/1": {roles: []Role{Moderator}},
	"turn.enter/1":    {roles: []Role{Moderator, OnlineModerator}},
	"turn.seat/1":     {roles: []Role{Moderator}},
	"turn.answer/1":   {roles: []Role{Moderator}},
	"turn.followup/1": {roles: []Role{Moderator}},
	"turn.extend/1":   {roles: []Role{Moderator}},
	"turn.pause/1":    {roles: []Role{Moderator}},
	"turn.resume/1":   {roles: []Role{Moderator}},
	"turn.absent/1":   {roles: []Role{Moderator, OnlineModerator}},
	"turn.end/1":      {roles: []Role{Moderator, Speaker}, voice: true},
	"turn.undo/1":     {roles: []Role{Moderator}},
	"turn.unfollow/1": {roles: []Role{Moderator}},
	"turn.correct/1":  {roles: []Role{Moderator}},
	"order.ask/1":     {voice: true},
	"order.grant/1":   {roles: []Role{Moderator}},
	"order.refuse/1":  {roles: []Role{Moderator}},
	"order.uphold/1":  {roles: []Role{Moderator}},
	"order.restore/1": {roles: []Role{Moderator}},

	"statement.add/1":     {roles: []Role{Organizer, Moderator, OnlineModerator, Rapporteur, Speaker}, voice: true},
	"statement.publish/1": {roles: []Role{Moderator, OnlineModerator}},
	"statement.reject/1":  {roles: []Role{Moderator, OnlineModerator}},
	"statement.hold/1":    {roles: []Role{Moderator, OnlineModerator}},
	"statement.hide/1":    {roles: []Role{Moderator, OnlineModerator}},
	"statement.restore/1": {roles: []Role{Moderator, OnlineModerator}},
	"statement.close/1":   {roles: []Role{Moderator}},
	"statement.count/1":   {roles: []Role{Moderator, OnlineModerator, Hub}},
	"vote.cast/1":         {ballot: true},
	"vote.weigh/1":        {ballot: true},

	"card.edit/1":        {roles: []Role{Organizer, Moderator, OnlineModerator, Rapporteur, Speaker}},
	"card.discard/1":     {roles: []Role{Organizer, Moderator, OnlineModerator, Rapporteur, Speaker}},
	"card.show/1":        {roles: []Role{Moderator, OnlineModerator, Rapporteur, Speaker}},
	"card.back/1":        {roles: []Role{Moderator, OnlineModerator, Rapporteur, Speaker}},
	"reply.give/1":       {roles: []Role{Moderator, OnlineModerator, Rapporteur, Speaker}},
	"reply.take/1":       {roles: []Role{Moderator, OnlineModerator, Rapporteur, Speaker}},
	"question.merge/1":   {roles: []Role{Moderator, OnlineModerator}},
	"question.unmerge/1": {roles: []Role{Moderator, OnlineModerator}},

	"outcome.draft/1":      {roles: []Role{Moderator, Rapporteur}},
	"outcome.edit/1":       {roles: []Role{Moderator, Rapporteur}},
	"outcome.drop/1":       {roles: []Role{Moderator, Rapporteur}},
	"outcome.back/1":       {roles: []Role{Moderator, Rapporteur}},
	"outcome.read/1":       {roles: []Role{Moderator, Rapporteur}},
	"outcome.put/1":        {roles: []Role{Moderator}},
	"outcome.settle/1":     {roles: []Role{Moderator}},
	"outcome.hide/1":       {roles: []Role{Moderator, OnlineModerator}},
	"outcome.restore/1":    {roles: []Role{Moderator, OnlineModerator}},
	"outcome.count/1":      {roles: []Role{Moderator, OnlineModerator, Hub}},
	"outcome.answer/1":     {ballot: true},
	"objection.make/1":     {roles: []Role{Moderator, Rapporteur}, voice: true},
	"objection.heard/1":    {roles: []Role{Moderator, Rapporteur}},
	"objection.withdraw/1": {voice: true},
	"objection.take/1":     {roles: []Role{Moderator}},
	"objection.back/1":     {roles: []Role{Moderator, Rapporteur}},
	"presence.count/1":     {roles: []Role{Moderator, OnlineModerator, Hub}},
	"presence.clear/1":     {roles: []Role{Moderator, OnlineModerator, Hub}},

	"note.add/1":     {roles: []Role{Moderator, Rapporteur}},
	"note.edit/1":    {roles: []Role{Moderator, Rapporteur}},
	"note.drop/1":    {roles: []Role{Moderator, Rapporteur}},
	"note.restore/1": {roles: []Role{Moderator, Rapporteur}},
	"form.set/1":     {roles: []Role{Organizer, Moderator, Rapporteur}},

	"screen.show/1":  {roles: []Role{Moderator}},
	"screen.blank/1": {roles: []Role{Moderator}},
}

// May says whether the actor may send the named command at all.
func (s *State) May(a Actor, name string) bool {
	r, ok := rights[name]
	if !ok {
		return false
	}
	switch a.Kind {
	case ActorVoice:
		return r.voice
	case ActorBallot:
		return r.ballot
	case ActorRoom:
		return r.room
	case ActorSeat:
		seat := s.Seats[ItemID(a.ID)]
		if seat == nil {
			return false
		}
		for _, role := range r.roles {
			if seat.Has(role) {
				return true
			}
		}
	}
	return false
}

// Roles lists the roles that may send the named command, for the API's
// description.
func Roles(name string) (roles []Role, voice, ballot bool) {
	r := rights[name]
	return r.roles, r.voice, r.ballot
}

// SeatByLink finds the seat that a secret link opens; nil when the link was
// re-issued or never was one.
func (s *State) SeatByLink(hash string) *Seat {
	for _, id := range s.SeatOrder {
		if seat := s.Seats[id]; seat.Link != "" && seat.Link == hash {
			return seat
		}
	}
	return nil
}
