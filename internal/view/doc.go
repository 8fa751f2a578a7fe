// Package view turns a room's state into what one audience may see, as
// sections that pages hold and merge.
//
// There is one file per audience. Sections hold objects only: a list is a map
// by id and an "order" string of ids with spaces between, so that a merge patch
// (RFC 7396) stays small; nothing is ever null. Times are room seconds and
// instants, never "remaining": a page computes what is left from its own clock.
//
// Who sees what, for every audience:
//
//   - A participant is a number ("guest": 31). A typed name is seen by the desk
//     alone until that person is called; from then on by everybody.
//   - What the desk wrote to recognise somebody ("red scarf, left") is seen by
//     the desk alone.
//   - The words of a text hand are seen by the desk alone until it is called.
//   - A held, rejected, hidden or erased statement is seen by the desk alone, and
//     in no section that others have: no count has it, and its bare
//     id stands among what was decided, for its author's page. Where an outcome
//     cites a hidden or erased one, its place and figures stay. One function
//     decides: [room.State.Listed].
//   - Words hidden beside statements (of an objection, a reply, a turn, a called
//     person's name) are seen by the desk alone, apart from what they belong to.
//   - How often the moderators did what, by which rule, everybody sees; to whom,
//     the desk alone, and why, the desk and the person.
//   - An appeal is seen by the desk and by who made it, and so is its answer.
//   - A card that a seat has ready is seen by the desk and by its seat.
//   - A drafted outcome is seen by desk and rapporteur alone until it is read
//     out; an objection by the desk until the room heard it. An outcome that cites a hidden text
//     keeps its figures and loses its words.
//   - Notes, and the record as it grows, are seen by the rapporteur; what was
//     written into the host body's form too, and by everybody in the report.
//   - Votes are seen by everybody, the desk included, as the room's suppression
//     publishes them and in no other way.
//   - Nobody sees another's stakeholder group, need or merge; groups and regions
//     are those that seats publish. The desk sees merges and needs.
//     Of an override for access others see that it was the moderator's call.
//   - Who helps by a code, and which codes wait, the desk sees; no code of a helper
//     is in any section.
//   - Where the captions are everybody sees, that one person runs the room alone, and
//     that nobody new joins without a slip.
//   - Codes are seen by the desk, and by a screen while its scene shows them.
package view
