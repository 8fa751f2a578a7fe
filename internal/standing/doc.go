// Package standing makes the pictures of where a room stands that the room records
// (docs/spec/standing.md).
//
// A picture is a function of the room's records up to one of them and of the
// picture before; whoever has the log computes the same. All of it that speaks of
// a group but its size and its place follows from counts that the room lets out.
package standing
