// Package core is Raja's engine: one shop's customers, orders, promises,
// complaints, points, segments and opening hours in one data folder, as a
// library that other Go programs embed. It knows no window, no command line and no HTTP, and its
// rules of business are WebAssembly plugins, handed to Open.
//
// Where to start reading: Open and Config in engine.go; then a chapter's file
// for what it does (people.go, bulks.go, profiles.go, merge.go, sales.go, workshop.go,
// payments.go, promises.go, tickets.go, interactions.go, messages.go,
// loyalty.go, promos.go, segments.go, afterhours.go, visits.go, imports.go, exports.go,
// check.go, history.go, undo.go, backups.go, keys.go, drafts.go, views.go, photos.go, hints.go) and its package for its
// words and pure rules (core/people, core/sale, core/promise, core/care,
// core/outreach, core/knowledge, core/staff, core/loyalty, core/promo, core/segment,
// core/hours, core/receipt, core/photo, core/backup). tx.go is the unit of work that all
// doings share; shelf.go is how records are kept, and shelves.go lists their
// sorts; aliases.go is what a merge leaves; facts.go and past.go hold what
// plugins see; indexes.go says what follows from the records and makes it anew. RATIONALE.md says why, FORMAT.md what lies
// on disk.
package core
